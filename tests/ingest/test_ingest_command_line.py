"""``python -m ingest`` as a process of its own, in a library of its own."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import ingest.__main__ as command

ROOT = Path(__file__).parents[2]
INGEST = ("-m", "ingest")
DOCUMENTED = {
    *("statement_id", "file", "source", "title", "country", "date", "election_date", "election", "kind"),
    *("bodies", "language", "speakers", "passages"),
}
"""What design.md promises of `list --json`."""
FURTHER = {
    *("country_code", "election_round", "place", "mission_format", "translation_of", "fictional", "pages"),
    *("scanned", "address", "retrieved_at", "fingerprint"),
}
"""What it gives besides."""
STATEMENT = """---
title: Norland votes
date: 2020-05-04
country: Norland
election: local elections
election_date: 2020-05-03
observers:
  - Office of Observers (OO)
kind: press release
---

# Norland votes

NORTHTOWN, 4 May 2020 – Voting in the local elections was calm, the observers said.

"We saw queues at nearly every polling station," said Ada Lind, Head of the mission from the Office.

## Media

Заявление «дословно». Журналисты работали свободно.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a good statement, a copy of it and a bad file."""
    folder = tmp_path / "statements"
    folder.mkdir()
    (folder / "a_norland.md").write_text(STATEMENT, encoding="utf-8")
    (folder / "b_copy.md").write_text(STATEMENT, encoding="utf-8")
    (folder / "c_broken.pdf").write_bytes(b"%PDF-1.7\nnothing")
    return folder


def objects(output: str) -> list[dict]:
    return [json.loads(line) for line in output.splitlines()]


def test_a_library_is_filled_looked_at_and_emptied_from_the_command_line(python, folder: Path, tmp_path: Path):
    """One story, since each command takes seconds to start."""
    norland = folder / "a_norland.md"

    run = python(*INGEST, "add", folder, "--json")
    assert run.returncode == 1, "one source failed"
    added, copy, broken = objects(run.stdout)
    assert all(
        list(o) == ["source", "file", "status", "statement_id", "title", "passages", "reason"]
        for o in (added, copy, broken)
    )
    assert [o["status"] for o in (added, copy, broken)] == ["added", "duplicate", "failed"]
    assert (added["source"], added["file"], added["title"]) == (str(norland), "a_norland.md", "Norland votes")
    assert added["reason"] is None and added["passages"] > 3
    assert copy["statement_id"] == added["statement_id"] and "a_norland.md" in copy["reason"]
    assert (broken["statement_id"], broken["passages"]) == (None, 0) and broken["reason"]
    assert [line.split()[1] for line in run.stderr.splitlines()] == ["a_norland.md", "b_copy.md", "c_broken.pdf"]

    run = python(*INGEST, "add", norland)
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.startswith("unchanged") and "a_norland.md" in run.stdout

    run = python(*INGEST, "list", "--json")
    assert (run.returncode, run.stderr) == (0, "")
    (row,) = objects(run.stdout)
    assert set(row) == DOCUMENTED | FURTHER
    assert {k: row[k] for k in DOCUMENTED} == {
        "statement_id": added["statement_id"],
        "file": "a_norland.md",
        "source": str(norland),
        "title": "Norland votes",
        "country": "Norland",
        "date": "2020-05-04",
        "election_date": "2020-05-03",
        "election": "local elections",
        "kind": "press release",
        "bodies": ["Office of Observers (OO)"],
        "language": "en",
        "speakers": [{"name": "Ada Lind", "role": "Head of the mission from the Office"}],
        "passages": added["passages"],
    }

    run = python(*INGEST, "show", row["statement_id"][:8], "--json")
    assert (run.returncode, run.stderr) == (0, "")
    (shown,) = objects(run.stdout)
    assert set(shown) == set(row) | {"origins", "replaced"}
    assert all(shown[k] == row[k] for k in row if k != "passages")
    assert len(shown["passages"]) == row["passages"]
    assert all({"text", "page", "section", "speaker"} <= set(p) for p in shown["passages"])
    (spoken,) = [p for p in shown["passages"] if p["speaker"]]
    assert (spoken["speaker"], spoken["page"]) == ("Ada Lind", None)
    (under,) = [p for p in shown["passages"] if p["section"] == "Media"]
    assert under["text"] == "Заявление «дословно». Журналисты работали свободно."
    assert "Заявление «дословно»" in run.stdout, "text stays as it is, not escaped"

    shutil.rmtree(tmp_path / "record" / "vectors")
    run = python(*INGEST, "doctor")
    assert run.returncode == 1
    assert "Vectors of a_norland.md are missing" in run.stdout
    assert "python -m ingest doctor --mend" in run.stdout

    run = python(*INGEST, "doctor", "--mend")
    assert (run.returncode, run.stderr) == (0, "")
    assert "All is well: 1 statement" in run.stdout

    run = python(*INGEST, "reindex")
    assert run.returncode == 0
    assert "a_norland.md" in run.stderr and "a_norland.md" not in run.stdout
    assert f"{row['passages']} passages" in run.stdout

    run = python(*INGEST, "doctor")
    assert (run.returncode, run.stderr) == (0, "")
    assert "All is well: 1 statement" in run.stdout

    run = python(*INGEST, "remove", "a_norland.md", "unknown.md")
    assert run.returncode == 1, "one of them is not there"
    assert run.stdout.split() == ["removed", "a_norland.md"]
    assert "unknown.md" in run.stderr and "python -m ingest list" in run.stderr

    run = python(*INGEST, "list", "--json")
    assert (run.returncode, run.stdout) == (0, "")
    assert "empty" in run.stderr


def test_a_load_that_is_interrupted_keeps_what_is_done_and_goes_on_later(python, tmp_path: Path):
    folder = tmp_path / "many"
    folder.mkdir()
    for n in range(20):
        (folder / f"{n:02}.txt").write_text(f"Norland votes {n}\n\n" + f"Voting was calm in town {n} of Norland. " * 60)
    environment = os.environ | {"RECORD_HOME": str(tmp_path / "record")}
    command = [sys.executable, *INGEST, "add", str(folder), "--json"]
    load = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert load.stdout
    first = load.stdout.readline()
    load.send_signal(signal.SIGINT)
    more, said = load.communicate(timeout=60)
    done = objects(first + more)
    assert load.returncode == 1
    assert 0 < len(done) < 20
    assert f"Stopped after {len(done)} sources" in said and "Traceback" not in said

    run = python(*INGEST, "add", folder, "--json")
    assert run.returncode == 0
    assert [o["status"] for o in objects(run.stdout)] == ["unchanged"] * len(done) + ["added"] * (20 - len(done))


def test_people_read_what_is_loaded_as_text(python, sample_home: Path):
    run = python(*INGEST, "list", home=sample_home)
    assert run.returncode == 0
    assert run.stdout.count("\n") == 2 * 14
    assert "2022-10-10  Kestrovia" in run.stdout
    run = python(*INGEST, "show", "kestrovia_2022_press_release.md", home=sample_home)
    assert run.returncode == 0
    assert "country         Kestrovia" in run.stdout
    assert "· Aoife Brannock]" in run.stdout


@pytest.mark.parametrize(
    "arguments", [[], ["ad"], ["add"], ["show"], ["remove"], ["list", "--yaml"], ["add", "--folder", "x"]]
)
def test_wrong_use_ends_with_two_and_a_plain_message(arguments: list[str], capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as ended:
        command.main(arguments)
    said = capsys.readouterr()
    assert ended.value.code == 2
    assert said.out == ""
    assert "usage: python -m ingest" in said.err


def test_wrong_use_of_the_process_itself_ends_with_two(python):
    run = python(*INGEST, "add")
    assert (run.returncode, run.stdout) == (2, "")
    assert "PATH" in run.stderr and "Traceback" not in run.stderr


def test_what_cannot_be_done_ends_with_one_and_a_plain_message(python, tmp_path: Path):
    run = python(*INGEST, "show", "nothing.md")
    assert (run.returncode, run.stdout) == (1, "")
    assert "python -m ingest list" in run.stderr and "Traceback" not in run.stderr

    (tmp_path / "empty").mkdir()
    run = python(*INGEST, "add", tmp_path / "empty")
    assert run.returncode == 1
    assert run.stdout.startswith("failed    empty: This is a folder without readable statements.")

    (tmp_path / "empty" / "table.xlsx").write_bytes(b"PK")
    run = python(*INGEST, "add", tmp_path / "empty")
    assert run.returncode == 1
    assert run.stdout.startswith("skipped   table.xlsx: In folders, files of the kind .xlsx are not read.")
    assert "no readable files" in run.stderr

    (tmp_path / "file").write_text("in the way")
    run = python(*INGEST, "list", home=tmp_path / "file")
    assert (run.returncode, run.stdout) == (1, "")
    assert "RECORD_HOME" in run.stderr and "Traceback" not in run.stderr
