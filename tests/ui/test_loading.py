"""Loading in the background, over a real library."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.load import Outcome
from ingest.progress import Progress
from library.library import Library
from settings import Settings
from ui.adding import counts
from ui.loading import Loading, State, in_words

LONG = 90.0
"""Seconds that a loading of a few lines may take on a busy machine."""


def statements_in(folder: Path, number: int) -> list[str]:
    folder.mkdir(exist_ok=True)
    paths = [folder / f"norland_{2000 + n}.txt" for n in range(number)]
    for n, path in enumerate(paths):
        path.write_text(
            f"NORVIK, 4 May {2000 + n} – The 3 May elections in Norland were calm, observers said.\n\n"
            f"Turnout was {40 + n} per cent.\n"
        )
    return [str(path) for path in paths]


@pytest.fixture
def loading(empty_library: Library) -> Iterator[Loading]:
    one = Loading(empty_library)
    yield one
    one.stop()
    one.wait(LONG)


def statuses(loading: Loading) -> list[str]:
    return [outcome.status for outcome in loading.state().outcomes]


def test_what_happened_to_every_source_is_kept_until_more_is_added(
    loading: Loading, empty_library: Library, tmp_path: Path
) -> None:
    good = statements_in(tmp_path / "in", 2)
    bad = tmp_path / "empty.pdf"
    bad.write_bytes(b"")
    loading.add([good[0], str(bad), good[1]])
    assert loading.state().running
    loading.wait(LONG)
    assert statuses(loading) == ["added", "failed", "added"]
    assert loading.state().waiting == ()
    assert len(empty_library.statements()) == 2
    loading.add([good[0]])
    loading.wait(LONG)
    assert statuses(loading) == ["unchanged"]
    loading.dismiss()
    assert loading.state() == State(False, False, loading.state().progress, (), ())


def test_it_stops_between_statements_and_goes_on_with_the_rest(
    loading: Loading, empty_library: Library, tmp_path: Path
) -> None:
    sources = statements_in(tmp_path / "in", 5)
    loading._tell = lambda progress: loading.stop() if progress.documents else None  # type: ignore[method-assign]
    loading.add(sources)
    loading.wait(LONG)
    done = len(statuses(loading))
    assert 0 < done < 5
    assert loading.state().waiting == tuple(sources[done:])
    assert not loading.state().running
    del loading._tell  # type: ignore[misc]
    loading.add([])
    loading.wait(LONG)
    assert statuses(loading) == ["added"] * 5
    assert len(empty_library.statements()) == 5


def test_what_is_added_while_it_runs_is_loaded_too(loading: Loading, tmp_path: Path) -> None:
    sources = statements_in(tmp_path / "in", 3)
    loading.add(sources[:1])
    loading.add(sources[1:])
    loading.wait(LONG)
    assert statuses(loading) == ["added"] * 3


def test_after_a_crash_of_the_page_what_waited_is_offered_again(
    loading: Loading, empty_library: Library, tmp_path: Path
) -> None:
    sources = statements_in(tmp_path / "in", 2)
    loading.stop()
    loading._tell = lambda _: loading.stop()  # type: ignore[method-assign]
    loading.add(sources)
    loading.wait(LONG)
    again = Loading(empty_library)
    assert again.state().waiting == tuple(sources)
    again.add([])
    again.wait(LONG)
    assert {outcome.status for outcome in again.state().outcomes} == {"added"}
    assert Loading(empty_library).state().waiting == ()


def test_a_note_of_what_waited_that_is_damaged_does_not_keep_the_page_closed(empty_library: Library) -> None:
    (empty_library.settings.home / "waiting.json").write_text('["/half')
    assert Loading(empty_library).state().waiting == ()


def test_sources_that_cannot_be_noted_are_refused_before_anything_is_begun(
    empty_library: Library, tmp_path: Path
) -> None:
    loading = Loading(empty_library)
    (empty_library.settings.home / "waiting.draft").mkdir()
    with pytest.raises(OSError, match="directory"):
        loading.add(statements_in(tmp_path / "in", 1))
    assert not loading.state().running


def test_a_library_without_its_vectors_says_so_for_every_source(tmp_path: Path) -> None:
    library = Library(Settings(home=tmp_path / "record", chroma="http://127.0.0.1:9"))
    loading = Loading(library)
    loading.add(statements_in(tmp_path / "in", 2))
    loading.wait(LONG)
    library.close()
    assert statuses(loading) == ["failed", "failed"]
    assert all("127.0.0.1:9" in str(outcome.reason) for outcome in loading.state().outcomes)


def test_progress_is_told_with_what_waits_behind() -> None:
    now = Progress(3, 10, 120, 24.0, 75.0, "norland.pdf")
    waiting = tuple(f"{n}.pdf" for n in range(9))
    assert in_words(State(True, False, now, (), waiting)) == (
        "3 of 10 documents · 120 passages, 24 a second, 75 s left · 2 more wait · norland.pdf"
    )
    assert in_words(State(True, False, None, (), waiting)) == "Getting ready to load 9 documents …"


def test_counts_begin_with_what_failed() -> None:
    made = [Outcome(s, s, s) for s in ("added", "duplicate", "failed", "added")]
    assert counts(made) == "1 failed · 2 added · 1 duplicate"
