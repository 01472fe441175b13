from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from toys import Toy, toy_library, versions, write_statement

from ingest.load import load
from library import generations
from library.doctor import examine, mend
from library.errors import EmbeddingMismatch, VectorsBusy
from library.library import Library
from library.reindex import reindex


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "statements"
    made.mkdir()
    for number in range(3):
        write_statement(made, number, 1)
    return made


@pytest.fixture
def library(tmp_path: Path, folder: Path) -> Iterator[Library]:
    opened = toy_library(tmp_path / "record")
    assert {o.status for o in load(opened, [str(folder)])} == {"added"}
    yield opened
    opened.close()


def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is given time to finish reading."""
    monkeypatch.setattr(generations, "READING", timedelta(0))


def nearest(library: Library) -> str:
    """File of the passage nearest to a question; searched as a question is."""
    vector = library.embedder.embed_query("What did the observers in Birkdale see?")
    ((name, _),) = library.vectors.nearest_passages(vector, [s.id for s in library.statements()], 1)
    return library.statement(name.split(":")[0]).file


def other(library: Library, name: str = "another") -> Library:
    """The same library with another embedding model."""
    library.close()
    return toy_library(library.settings.home, toy=Toy(name, dimensions=128))


def test_the_vectors_of_what_was_removed_go_when_nobody_can_be_reading_them(
    library: Library, monkeypatch: pytest.MonkeyPatch
):
    gone = library.statements()[0]
    library.remove(gone.id)
    assert any(name.startswith(gone.id) for name in library.vectors.ids())
    assert examine(library) == [], "what waits to be forgotten is no fault"
    at_once(monkeypatch)
    library.remove(library.statements()[0].id)
    assert {name.split(":")[0] for name in library.vectors.ids()} == {gone.id, library.statements()[0].id}
    with library.catalog.database.writing() as connection:
        connection.exec_driver_sql("UPDATE unclaimed SET until = '2000-01-01 00:00:00.000000'")
    assert library.sweep() == 1
    assert {name.split(":")[0] for name in library.vectors.ids()} == {library.statements()[0].id}


def test_a_statement_that_comes_back_keeps_its_vectors(library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch):
    at_once(monkeypatch)
    library.remove(library.statement("statement_1.txt").id)
    assert [o.status for o in load(library, [str(folder)])].count("added") == 1
    library.sweep()
    assert examine(library) == []
    assert nearest(library) == "statement_1.txt"


def test_another_model_is_refused_until_the_vectors_are_made_anew_with_it(library: Library):
    library = other(library)
    with pytest.raises(EmbeddingMismatch, match=r"toy.*another.*python -m ingest reindex"):
        library.vectors  # noqa: B018
    assert [fault.remedy for fault in examine(library)] == ["python -m ingest reindex"]
    assert reindex(library) == sum(library.catalog.passage_counts().values())
    assert examine(library) == []
    assert nearest(library) == "statement_1.txt"
    library.close()


def test_the_old_vectors_answer_while_new_ones_are_made_and_what_is_loaded_meanwhile_is_taken_in(
    library: Library, folder: Path
):
    making = toy_library(library.settings.home, toy=Toy("another", dimensions=128), chroma=None)
    library.close()
    seen: list[str] = []

    def meanwhile(done: int, total: int, statement: object) -> None:
        """While the first statement is embedded anew: the old library is asked, and something is loaded and removed."""
        if seen:
            return
        seen.append("asked")
        old = toy_library(making.settings.home)
        old._access = making._access  # the folder has one owner: this process
        assert nearest(old) == "statement_1.txt"
        write_statement(folder, 7, 1)
        write_statement(folder, 2, 2)
        assert [o.status for o in load(old, [str(folder)])].count("added") == 1
        old.remove(old.statement("statement_0.txt").id)

    reindex(making, meanwhile)
    assert seen
    assert versions(making) == {"statement_1.txt": 1, "statement_2.txt": 2, "statement_7.txt": 1}
    assert making.generations.active().model == "another"
    assert examine(making) == []
    making.close()


def test_a_reindex_that_was_stopped_leaves_the_old_vectors_answering_and_can_be_taken_up_or_dropped(library: Library):
    library = other(library)

    def stopped(done: int, total: int, statement: object) -> None:
        if done == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        reindex(library, stopped)
    library.close()
    old = toy_library(library.settings.home)
    assert nearest(old) == "statement_1.txt"
    (fault,) = examine(old)
    assert "another" in fault.what and "reindex" in fault.remedy
    old.close()
    again = other(old)
    reindex(again)
    assert examine(again) == []
    with pytest.raises(KeyboardInterrupt):
        reindex(again, stopped)
    mend(again)
    assert examine(again) == []
    again.close()


def test_vectors_made_anew_take_the_place_of_the_old_ones_which_go_later(
    library: Library, monkeypatch: pytest.MonkeyPatch
):
    embedded: list[int] = []
    embed = Toy.embed_documents
    monkeypatch.setattr(Toy, "embed_documents", lambda self, texts: embedded.append(len(texts)) or embed(self, texts))
    reindex(library)
    assert embedded == [], "the same model embeds nothing twice"
    names = {c.name for c in library.vectors._connection.client.list_collections()}
    assert names == {"passages", "passages-2"}
    at_once(monkeypatch)
    library.sweep()
    names = {c.name for c in library.vectors._connection.client.list_collections()}
    assert names == {"passages-2"}
    assert nearest(library) == "statement_1.txt"


def test_two_cannot_make_vectors_anew_at_once(library: Library):
    def again(done: int, total: int, statement: object) -> None:
        with pytest.raises(VectorsBusy, match="already"):
            reindex(library)

    reindex(library, again)
