"""``python -m training``: all stages, the export, and the figures of what was made; or one of them by name.

``python -m training shipped`` measures what lies in `judge/model/`, without training anything.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from judge.small import FOLDER
from topics.labelling import MODEL
from training import measure, ship, stages

REPORTS = Path("reports/training")
WHAT = ("general", "genre", "labels", "ship", "shipped")


def main() -> None:
    """Run what the command line names; every stage goes on from its checkpoint, where it has one."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("what", nargs="?", default="all", choices=["all", *WHAT])
    parser.add_argument("--folder", type=Path, default=REPORTS, help="where checkpoints, logs and figures are kept")
    parser.add_argument("--model", type=Path, default=FOLDER, help="where the exported judge lies")
    parser.add_argument("--labeller", type=Path, default=MODEL, help="where the exported labeller lies")
    arguments = parser.parse_args()
    for what in WHAT if arguments.what == "all" else [arguments.what]:
        _run(what, arguments.folder, arguments.model, arguments.labeller)


def _run(what: str, folder: Path, model: Path, labeller: Path) -> None:
    last = folder / "genre" / "checkpoint.pt"
    if what == "general":
        stages.general(folder / "general")
    elif what == "genre":
        stages.genre(folder / "genre", folder / "general" / "checkpoint.pt")
    elif what == "labels":
        stages.labels(folder / "labels", last)
    elif what == "ship":
        measure.write(folder, "ship", ship.ship(last, model))
        ship.ship_labeller(folder / "labels" / "checkpoint.pt", labeller)
    else:
        measure.write(folder, "shipped", ship.shipped(model, labeller))


if __name__ == "__main__":
    main()
