"""Loads statements and is killed, again and again, at a given step: run by test_killed.py as a process of its own.

``killing.py HOME FOLDER POINTS SEED`` prints one JSON object. The parent imports everything once and forks a child for
every load and every examination; the child that loads kills itself (SIGKILL) at some line of the library's modules, or
is killed from outside after some milliseconds.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from toys import toy_library, versions, write_statement

from ingest.load import load
from library.doctor import examine

STATEMENTS = 6
CHANGED = 3
KEEPING = (
    "library",
    "catalog",
    "generations",
    "database",
    "vectors",
    "embedding_cache",
    "owner",
    "vectorstores",
    "load",
)
WATCHED = tuple(f"/{name}.py" for name in KEEPING)
"""The modules in which something is kept: death elsewhere is death before or after one of their lines."""


def main(home: Path, folder: Path, points: int, seed: int) -> dict[str, object]:
    """Kill ``points`` loads; what was found."""
    chance = random.Random(seed)
    newest = {write_statement(folder, n, 0).name: 0 for n in range(STATEMENTS)}
    before = _complete(home, folder, newest)
    killed = finished = lines = 0
    for point in range(1, points + 1):
        for n in chance.sample(range(STATEMENTS), CHANGED):
            newest[write_statement(folder, n, point).name] = point
        if point == 1:
            lines, ending = asked(lambda: {"lines": _load(home, folder)})["lines"], 0
        elif point % 4:
            at = chance.randrange(1, lines)
            ending = forked(lambda at=at: _load(home, folder, kill_at=at))
        else:
            ending = forked(lambda: _load(home, folder), kill_after=chance.uniform(0.02, 1.5))
        killed += ending == -signal.SIGKILL
        finished += ending == 0
        assert ending in (0, -signal.SIGKILL), f"the load at point {point} ended with {ending}"
        held = asked(lambda: _held(home))
        for file, version in before.items():
            assert held.get(file) in (version, *range(version, newest[file] + 1)), f"{file} was lost or went back"
        before = held
        if point % 10 == 0:
            before = _complete(home, folder, newest)
    _complete(home, folder, newest)
    return {
        "killed": killed,
        "finished": finished,
        "lines": lines,
        "held": asked(lambda: _held(home)),
        "newest": newest,
    }


def _complete(home: Path, folder: Path, newest: dict[str, int]) -> dict[str, int]:
    """A load that nobody kills brings all to the newest version, and no vector is left over."""
    assert forked(lambda: _load(home, folder)) == 0
    held = asked(lambda: _held(home, swept=True))
    assert held == newest, f"{held} is not {newest}"
    return held


def _load(home: Path, folder: Path, kill_at: int = 0) -> int:
    """Load the folder; how many lines of ours that took. At line ``kill_at`` the process kills itself."""
    library = toy_library(home)
    count = 0

    def step(frame: FrameType, event: str, _arg: object) -> object:
        nonlocal count
        if event == "call":
            return step if frame.f_code.co_filename.endswith(WATCHED) else None
        count += event == "line"
        if count == kill_at:
            os.kill(os.getpid(), signal.SIGKILL)
        return step

    sys.settrace(step)
    outcomes = list(load(library, [str(folder)]))
    sys.settrace(None)
    library.close()
    assert all(o.status in ("added", "updated", "unchanged") for o in outcomes), outcomes
    return count


def _held(home: Path, *, swept: bool = False) -> dict[str, int]:
    """What is held, which must be sound; ``swept``: with time enough that no vector of the past may be left."""
    library = toy_library(home)
    held = versions(library)
    faults = examine(library)
    assert not faults, faults
    if swept:
        with library.catalog.database.writing() as connection:
            connection.exec_driver_sql("UPDATE unclaimed SET until = '2000-01-01 00:00:00.000000'")
        library.sweep()
        known = {p.id for s in library.statements() for p in library.catalog.passages(s.id)}
        assert library.vectors.ids() == known, "vectors are left over or missing"
    library.close()
    return held


def forked(work: Callable[[], object], kill_after: float = 0.0) -> int:
    """Do it in a child; how that ended: 0, or minus the signal."""
    child = os.fork()
    if child == 0:
        _in_child(work)
    if kill_after:
        time.sleep(kill_after)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def asked(work: Callable[[], dict[str, int]]) -> dict[str, int]:
    """What it says in a child."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _in_child(lambda: os.write(writing, json.dumps(work()).encode()))
    os.close(writing)
    with os.fdopen(reading) as said:
        answer = said.read()
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0, "the library could not be examined, see above"
    return json.loads(answer)


def _in_child(work: Callable[[], object]) -> None:
    code = 1
    try:
        work()
        code = 0
    finally:
        sys.stderr.flush()
        if code:
            import traceback

            traceback.print_exc()
        os._exit(code)


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))))
