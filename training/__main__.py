"""``python -m training``: all stages, the folds that are measured, and the export; or one of them by name.

``python -m training shipped`` measures what lies in `judge/model/`, without training anything.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import Any

from judge.small import FOLDER
from training import report, shipped, stages
from training.pairs.indomain import Held

REPORTS = Path("reports/training")
WHAT = ("general", "final", "fold", "measure", "ship", "shipped")


def main() -> None:
    """Run what the command line names; every stage goes on from its checkpoint, where it has one."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("what", nargs="?", default="all", choices=["all", *WHAT])
    parser.add_argument("--fold", choices=sorted(stages.FOLDS), help="which fold (both without it)")
    parser.add_argument("--folder", type=Path, default=REPORTS, help="where checkpoints, logs and figures are kept")
    parser.add_argument("--made", type=int, help="rows made from facts, instead of the stage's own number")
    parser.add_argument("--turns", type=int, help="how often each sentence of the sample is used, likewise")
    parser.add_argument("--replay", type=int, help="general rows in the stage, likewise")
    arguments = parser.parse_args()
    given: dict[str, Any] = {name: getattr(arguments, name) for name in ("made", "turns", "replay")}
    changes = {name: value for name, value in given.items() if value is not None}
    folds = [arguments.fold] if arguments.fold else sorted(stages.FOLDS)
    for what in WHAT if arguments.what == "all" else [arguments.what]:
        _run(what, arguments.folder, folds, changes)


def _run(what: str, folder: Path, folds: list[str], changes: dict[str, Any]) -> None:
    general = folder / "general" / "checkpoint.pt"
    if what == "general":
        stages.general(folder / "general")
    elif what == "final":
        stages.indomain(folder / "final", general, Held(), replace(stages.GENRE, **changes))
    elif what == "fold":
        for name in folds:
            stages.indomain(folder / f"fold_{name}", general, stages.FOLDS[name], replace(stages.GENRE, **changes))
    elif what == "measure":
        for name in folds:
            report.write(folder, f"fold_{name}", report.of_fold(folder, name))
    elif what == "ship":
        report.write(folder, "ship", report.ship(folder, FOLDER))
    else:
        report.write(folder, "shipped", shipped.figures(FOLDER))


if __name__ == "__main__":
    main()
