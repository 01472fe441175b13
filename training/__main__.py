"""``python -m training``: all stages, the export, and the figures of what was made; or one of them by name.

``python -m training shipped`` measures what lies in `judge/model/`, without training anything. With an accelerator all
stages take a quarter of an hour; on two cores the teacher alone would take days, and `genre` can be shipped as it is.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from judge.small import FOLDER
from topics.labelling import MODEL
from training import measure, ship, stages
from training.device import DEVICE

REPORTS = Path("reports/training")
WHAT = ("rows", "teacher", "taught", "general", "genre", "pupil", "labels", "ship", "shipped")


def main() -> None:
    """Run what the command line names; every stage goes on from its checkpoint, where it has one."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("what", nargs="?", default="all", choices=["all", *WHAT])
    parser.add_argument("--encoder", default="e5", choices=["minilm", "e5"], help="what the judge starts from")
    parser.add_argument("--folder", type=Path, default=REPORTS, help="where checkpoints, logs and figures are kept")
    parser.add_argument("--model", type=Path, default=FOLDER, help="where the exported judge lies")
    parser.add_argument("--labeller", type=Path, default=MODEL, help="where the exported labeller lies")
    arguments = parser.parse_args()
    for what in WHAT if arguments.what == "all" else [arguments.what]:
        _run(what, arguments)


def _run(what: str, arguments: argparse.Namespace) -> None:
    name, folder = arguments.encoder, arguments.folder
    rows, own = folder / "rows", folder / name
    plans = stages.PLANS | (stages.ON_TWO_CORES if DEVICE == "cpu" else {})
    last = {stage: own / stage / "checkpoint.pt" for stage in ("general", "genre", "pupil", "labels")}
    judge = last["pupil"] if last["pupil"].exists() else last["genre"]
    if what == "rows":
        stages.write_rows(rows)
    elif what == "teacher":
        stages.teacher(folder / "teacher", rows)
    elif what == "taught":
        stages.taught(stages.loaded(stages.TEACHER, folder / "teacher" / "genre" / "checkpoint.pt"), rows)
    elif what == "general":
        stages.general(name, own / "general", rows, plans["general"])
    elif what == "genre":
        stages.genre(name, own / "genre", last["general"], rows, plans["genre"])
    elif what == "pupil":
        stages.pupil(name, own / "pupil", last["genre"], rows, plans["pupil"])
    elif what == "labels":
        stages.labels(name, own / "labels", judge, rows, plans["labels"])
    elif what == "ship":
        measure.write(folder, "ship", ship.ship(name, judge, arguments.model))
        ship.ship_labeller(name, last["labels"], arguments.labeller)
    else:
        measure.write(folder, "shipped", ship.shipped(arguments.model, arguments.labeller))


if __name__ == "__main__":
    main()
