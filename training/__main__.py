"""``python -m training``: both stages, the folds that are measured, and the export; or one of them by name."""

from __future__ import annotations

import argparse
from pathlib import Path

from judge.small import FOLDER
from training import report, stages
from training.pairs.indomain import Held

REPORTS = Path("reports/training")


def main() -> None:
    """Run what the command line names."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument(
        "what", nargs="?", default="all", choices=["all", "general", "fold", "final", "more", "measure", "ship"]
    )
    parser.add_argument("--fold", choices=sorted(stages.FOLDS), help="which fold (both without it)")
    parser.add_argument("--folder", type=Path, default=REPORTS, help="where checkpoints and logs are kept")
    parser.add_argument("--made", type=int, default=14_000, help="rows made from facts")
    parser.add_argument("--turns", type=int, default=3, help="how often each sentence of the sample is used")
    parser.add_argument("--replay", type=int, default=10_000, help="general rows in the second stage")
    arguments = parser.parse_args()
    start = arguments.folder / "general" / "checkpoint.pt"
    sizes = {"made": arguments.made, "turns": arguments.turns, "replay": arguments.replay}
    if arguments.what in ("all", "general"):
        stages.general(arguments.folder / "general")
    if arguments.what in ("all", "fold"):
        for name in [arguments.fold] if arguments.fold else sorted(stages.FOLDS):
            stages.indomain(arguments.folder / f"fold_{name}", start, stages.FOLDS[name], **sizes)
    if arguments.what in ("all", "final"):
        stages.indomain(arguments.folder / "final", start, Held(), **sizes)
    if arguments.what in ("all", "more"):
        before = arguments.folder / "final" / "checkpoint.pt"
        stages.indomain(arguments.folder / "more", before, Held(), plan=stages.MORE, **sizes)
    if arguments.what in ("all", "measure"):
        for name in [arguments.fold] if arguments.fold else sorted(stages.FOLDS):
            report.write(arguments.folder, f"fold_{name}", report.of_fold(arguments.folder, name))
    if arguments.what in ("all", "ship"):
        report.write(arguments.folder, "shipped", report.ship(arguments.folder, FOLDER))


if __name__ == "__main__":
    main()
