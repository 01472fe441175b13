"""Several processes at work on one library at the same time: all of them real, the embedding a toy."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from toys import ROOT, toy_library, versions, write_statement

from ingest.load import load
from library.doctor import examine

HERE = Path(__file__).parent
QUESTION = "What did the observers in Birkdale see?"
OF_ALL = "What did the observers report on the polling stations?"  # names no place, which might not be there just now

LOADER = """
import sys
from pathlib import Path
from toys import toy_library
from ingest.load import load
library = toy_library(Path(sys.argv[1]), share=True)
for outcome in load(library, sys.argv[2:]):
    print(outcome.status, outcome.file, flush=True)
    assert outcome.status != "failed", outcome
library.close()
"""


def start(*arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, *map(str, arguments)],
        cwd=HERE,
        env=os.environ | {"PYTHONPATH": f"{ROOT}:{HERE}"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def ended(process: subprocess.Popen[str]) -> str:
    """What a process said, which must have ended well."""
    said, errors = process.communicate(timeout=120)
    assert process.returncode == 0, errors[-3000:]
    return said


@contextmanager
def asking(home: Path, question: str = QUESTION) -> Iterator[list[dict[str, Any]]]:
    """Somebody asks all the while; the answers are there afterwards."""
    process = start("asking.py", home, question)
    answers: list[dict[str, Any]] = []
    try:
        assert json.loads(process.stdout.readline() or "null"), process.stderr.read()
        yield answers
        process.stdin.close()
        process.stdin = None
        answers += [json.loads(line) for line in ended(process).splitlines()]
    finally:
        process.kill()
        process.communicate()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "record"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "statements"
    made.mkdir()
    for number in range(6):
        write_statement(made, number, 1)
    return made


def check(home: Path, expected: dict[str, int]) -> None:
    library = toy_library(home)
    assert versions(library) == expected
    assert examine(library) == []
    library.close()


def test_two_loads_at_once_of_the_same_and_of_other_files_keep_each_once(home: Path, folder: Path):
    first = sorted(folder.iterdir())
    loads = [start("-c", LOADER, home, *first[:4]), start("-c", LOADER, home, *first[2:])]
    said = [ended(one).split() for one in loads]
    assert said[0].count("added") + said[1].count("added") >= 6
    check(home, {path.name: 1 for path in first})


def test_who_asks_while_a_statement_is_replaced_again_and_again_gets_the_old_or_the_new_never_neither(
    home: Path, folder: Path
):
    library = toy_library(home, share=True)
    list(load(library, [str(folder)]))
    with asking(home) as answers:
        for last in range(2, 7):
            assert [o.status for o in load(library, [str(write_statement(folder, 1, last))])] == ["updated"]
    library.close()
    assert len(answers) > 10
    for answer in answers:
        assert answer["status"] in ("answered", "not_addressed")
        assert answer["searched"] == [f"statement_{n}.txt" for n in range(6)]
        assert answer["passages"] == 10
        assert len([v for v in answer["versions"] if v != 1]) <= 1, "a mixture of versions"
    seen = {v for answer in answers for v in answer["versions"]}
    assert len(seen) > 2, "the new versions were seen while they were loaded"
    check(home, {f"statement_{n}.txt": last if n == 1 else 1 for n in range(6)})


def test_who_asks_while_statements_are_removed_and_added_never_meets_half_of_one(home: Path, folder: Path):
    library = toy_library(home, share=True)
    list(load(library, [str(folder)]))
    with asking(home, OF_ALL) as answers:
        for _ in range(5):
            library.remove(library.statement("statement_1.txt").id)
            assert [o.status for o in load(library, [str(folder / "statement_1.txt")])] == ["added"]
    library.close()
    assert len(answers) > 10
    counts = {len(answer["searched"]) for answer in answers}
    assert counts <= {5, 6}
    assert {answer["status"] for answer in answers} <= {"answered", "not_addressed"}
    assert all(answer["passages"] == 10 for answer in answers)
    check(home, {path.name: 1 for path in folder.iterdir()})


def test_a_load_that_is_killed_leaves_the_others_their_server(home: Path, folder: Path):
    with asking(home) as answers:
        loading = start("-c", LOADER, home, folder)
        assert loading.stdout.readline().startswith("added")
        loading.kill()
        loading.communicate()
        assert "added" in ended(start("-c", LOADER, home, folder))
    assert len(answers[-1]["searched"]) == 6
    check(home, {path.name: 1 for path in folder.iterdir()})
