"""A load while it goes on: its order, its progress, how it is stopped, and what ends it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.load import load
from ingest.progress import Counter, Meter, Progress
from library.doctor import examine
from library.errors import VectorsUnreachable
from library.library import Library
from settings import Settings


@pytest.fixture
def library(empty_library: Library) -> Library:
    return empty_library


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Eight statements, the first of which take longest to read."""
    folder = tmp_path / "statements"
    folder.mkdir()
    for n in range(8):
        town, head = f"NORTHTOWN {n}", f"Norland votes {n}"
        more = "\n\n".join(f"Voting was calm in part {m} of {town}." for m in range(30 if n < 2 else 1))
        (folder / f"{n}.txt").write_text(f"{head}\n\n{town}, {n + 1} May 2020 – Voting was calm.\n\n{more}\n")
    return folder


def test_statements_are_kept_in_the_order_of_their_names_however_long_each_takes(library: Library, folder: Path):
    assert [o.file for o in load(library, [str(folder)])] == [f"{n}.txt" for n in range(8)]


def test_progress_is_told_from_the_first_to_the_last(library: Library, folder: Path):
    told: list[Progress] = []
    outcomes = load(library, [str(folder), "missing.txt"], told.append)
    assert told == []
    first = next(outcomes)
    assert (told[0].documents, told[0].total, told[0].name, told[0].passages) == (0, 9, "0.txt", 0)
    added = [first, *outcomes]
    names = list(dict.fromkeys(p.name for p in told))
    assert names == [f"{n}.txt" for n in range(8)] + ["missing.txt", ""]
    assert [p.documents for p in told] == sorted(p.documents for p in told)
    assert (told[-1].documents, told[-1].part) == (9, 1.0)
    assert told[-1].passages == sum(o.passages for o in added)


def test_a_load_is_stopped_between_statements_and_goes_on_later(library: Library, folder: Path):
    enough = threading.Event()
    done = []
    for outcome in load(library, [str(folder)], stop=enough.is_set):
        done.append(outcome.file)
        if len(done) == 3:
            enough.set()
    assert done == ["0.txt", "1.txt", "2.txt"]
    assert sorted(s.file for s in library.statements()) == done
    assert examine(library) == []
    assert [o.status for o in load(library, [str(folder)])] == ["unchanged"] * 3 + ["added"] * 5


def test_whoever_stops_listening_ends_the_load(library: Library, folder: Path):
    outcomes = load(library, [str(folder)])
    assert isinstance(outcomes, Iterator)
    next(outcomes)
    outcomes.close()  # type: ignore[attr-defined]
    assert [s.file for s in library.statements()] == ["0.txt"]
    assert not [t for t in threading.enumerate() if t.name.startswith("intake") and t.is_alive() and not _ends(t)]


def _ends(thread: threading.Thread) -> bool:
    thread.join(5)
    return not thread.is_alive()


def test_when_the_vectors_cannot_be_reached_all_that_is_left_is_reported_at_once(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    add = library.add

    def break_off(edition, **values):
        if edition.statement.file == "3.txt":
            raise VectorsUnreachable("The Chroma server stopped answering. Start it again; nothing is lost.")
        add(edition, **values)

    monkeypatch.setattr(library, "add", break_off)
    outcomes = list(load(library, [str(folder)]))
    assert [o.status for o in outcomes] == ["added"] * 3 + ["failed"] * 5
    assert [o.file for o in outcomes] == [f"{n}.txt" for n in range(8)]
    assert {o.reason for o in outcomes[3:]} == {"The Chroma server stopped answering. Start it again; nothing is lost."}


def test_a_server_that_is_not_there_is_told_for_every_source_before_anything_is_embedded(tmp_path: Path, folder: Path):
    library = Library(Settings(home=tmp_path / "record", chroma="http://127.0.0.1:1"))
    outcomes = list(load(library, [str(folder)]))
    assert "embedder" not in library.__dict__ or not (tmp_path / "record" / "embeddings.sqlite").exists()
    library.close()
    assert len(outcomes) == 8 and {o.status for o in outcomes} == {"failed"}
    assert all("127.0.0.1:1" in o.reason for o in outcomes)


def test_a_document_that_takes_too_long_fails_and_the_others_are_loaded(tmp_path: Path, folder: Path):
    (folder / "1.txt").write_text("Voting was calm in the town of Northtown, and nobody had to wait. " * 70_000)
    library = Library(Settings(home=tmp_path / "record", max_seconds=4))
    outcomes = list(load(library, [str(folder)]))
    assert [o.status for o in outcomes] == ["added", "failed"] + ["added"] * 6
    assert "RECORD_MAX_SECONDS" in outcomes[1].reason
    assert examine(library) == []
    library.close()


# --- how it is shown ----------------------------------------------------------------------------------------------


class Screen:
    """A terminal (or not) that remembers what was written."""

    def __init__(self, terminal: bool) -> None:
        self.terminal, self.written = terminal, ""

    def isatty(self) -> bool:
        return self.terminal

    def write(self, words: str) -> None:
        self.written += words

    def flush(self) -> None:
        pass


def test_the_pace_is_taken_at_the_end_of_a_batch_and_the_time_left_follows_from_it():
    told: list[Progress] = []
    now = [100.0]
    counter = Counter(10, told.append, clock=lambda: now[0])
    counter.working_on("a")
    counter.ready()
    now[0] += 20
    for passages in (30, 10):
        counter.done(passages)
    counter.end_of_batch()
    counter.working_on("b")
    assert told[0] == Progress(0, 10, 0, 0.0, None, "a")
    assert told[1] == Progress(2, 10, 40, 2.0, 80.0, "b")
    assert told[1].pace == "40 passages, 2 a second, 80 s left"
    counter.done(0)
    counter.working_on("c")
    assert told[2].seconds_left == 70


def test_a_terminal_shows_one_line_that_changes_and_a_log_one_line_a_source():
    started, going_on = Progress(0, 3, 0, 0.0, None, "a.md"), Progress(1, 3, 40, 2.0, 7200.0, "b.md")
    screen, log = Screen(True), Screen(False)
    for shown in (Meter(screen), Meter(log)):
        for progress in (started, started, going_on, Progress(3, 3, 50, 2.0, 0.0, "")):
            shown.show(progress)
        shown.clear()
    assert log.written == "[1/3] a.md\n[2/3] b.md (40 passages, 2 a second, 2 h 0 min left)\n"
    lines = screen.written.split("\r\x1b[K")
    assert lines[1] == "[0/3] a.md"
    assert lines[3] == "[1/3] (40 passages, 2 a second, 2 h 0 min left) b.md"
    assert lines[-1] == "" and "\n" not in screen.written
