from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import event, text
from toys import toy_library, write_statement

from ingest.load import load
from library.corrections import correction
from library.doctor import examine, mend
from library.errors import CatalogUnusable, LibraryError, VectorsUnusable
from library.library import Library
from library.records import Passage, Sentence


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = toy_library(tmp_path / "record")
    folder = tmp_path / "statements"
    folder.mkdir()
    for number in range(3):
        write_statement(folder, number, 1)
    assert {o.status for o in load(opened, [str(folder)])} == {"added"}
    yield opened
    opened.close()


def the_fault(library: Library) -> str:
    (fault,) = examine(library)
    return f"{fault.what} {fault.remedy}"


def spoil(library: Library, statement: str) -> None:
    with library.catalog.database.writing() as connection:
        connection.execute(text(statement))


def mended(library: Library) -> bool:
    mend(library)
    return examine(library) == []


def test_a_library_just_loaded_has_no_fault(library: Library):
    assert examine(library) == []


def test_missing_vectors_are_named_by_their_statement_and_made_again(library: Library):
    library.vectors.remove(library.statement("statement_1.txt").id)
    assert "Vectors of statement_1.txt are missing" in the_fault(library)
    assert mended(library)


def test_a_single_missing_sentence_is_found_too(library: Library):
    spoil(library, "DELETE FROM sentence_vectors WHERE passage_id = (SELECT min(passage_id) FROM sentence_vectors)")
    assert "are missing" in the_fault(library)
    assert mended(library)


def test_vectors_of_nothing_are_told_and_taken_away(library: Library):
    statement = library.statement("statement_1.txt")
    sentences = (Sentence(0, 5),)
    stray = Passage("stray:0", "stray", 0, None, None, 1, "Stray", 0, 5, sentences, "narrative")
    library.vectors.add(statement, [stray], [""])
    assert "1 vectors belong to nothing" in the_fault(library)
    assert mended(library)
    assert "stray:0" not in library.vectors.ids()


def test_words_that_are_lost_are_indexed_again(library: Library):
    spoil(library, "DELETE FROM passage_words WHERE rowid IN (SELECT number FROM passages WHERE ordinal = 1)")
    assert "cannot be found by words" in the_fault(library)
    assert mended(library)


def test_passages_beyond_their_text_ask_for_a_new_load(library: Library):
    spoil(library, "UPDATE texts SET text = 'short' WHERE statement_id = (SELECT min(id) FROM statements)")
    assert any("beyond the end" in fault.what and "ingest add" in fault.remedy for fault in examine(library))


def test_a_correction_that_was_kept_but_not_carried_out_is_carried_out(library: Library):
    statement = library.statement("statement_1.txt")
    library.corrections.keep(statement, correction("place", "Birkdale"))
    assert "Corrections of statement_1.txt" in the_fault(library)
    assert mended(library)
    assert library.statement("statement_1.txt").place == "Birkdale"


def test_a_folder_of_vectors_that_is_gone_is_filled_again(library: Library):
    library.close()
    shutil.rmtree(library.settings.home / "vectors")
    again = toy_library(library.settings.home)
    assert "statement_0.txt, statement_1.txt, statement_2.txt" in the_fault(again)
    assert mended(again)
    again.close()


def test_a_damaged_folder_of_vectors_is_said_to_be_one_with_what_to_do(library: Library):
    library.close()
    for file in (library.settings.home / "vectors").glob("chroma.sqlite3*"):
        file.write_bytes(b"rubbish" * 1000)
    again = toy_library(library.settings.home)
    with pytest.raises(VectorsUnusable, match=r"cannot be opened.*python -m ingest reindex"):
        examine(again)
    again.close()


def test_a_damaged_catalog_is_said_to_be_one(library: Library):
    library.close()
    path = library.settings.home / "catalog.sqlite"
    data = bytearray(path.read_bytes())
    data[4096 : 4096 * 6] = os.urandom(4096 * 5)
    path.write_bytes(data)
    try:
        again = toy_library(library.settings.home)
        faults = examine(again)
        assert any("damaged" in fault.what for fault in faults)
        again.close()
    except CatalogUnusable as error:
        assert "damaged" in str(error) or "cannot be opened" in str(error)


def test_a_catalog_that_cannot_be_written_keeps_what_it_has_and_says_why(library: Library, tmp_path: Path):
    """The disk is full, as SQLite meets it: no page more than there is."""
    before = library.statements()
    with library.catalog.database.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
    event.listen(library.catalog.database.engine, "connect", lambda c, _: c.execute(f"PRAGMA max_page_count={pages}"))
    library.catalog.database.engine.dispose()
    folder = tmp_path / "more"
    folder.mkdir()
    outcomes = list(load(library, [str(write_statement(folder, n, 1)) for n in range(3, 8)]))
    failed = [o for o in outcomes if o.status == "failed"]
    assert failed and all("disk is full" in o.reason for o in failed)
    kept = {s.id for s in library.statements()}
    assert kept == {s.id for s in before} | {o.statement_id for o in outcomes if o.status == "added"}
    assert examine(library) == []


def test_a_catalog_locked_for_long_is_said_to_be(library: Library, monkeypatch: pytest.MonkeyPatch):
    with sqlite3.connect(library.settings.home / "catalog.sqlite", isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        with library.catalog.database.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA busy_timeout=50")
        with pytest.raises(LibraryError, match="Another command writes"):
            library.remove(library.statements()[0].id)
        other.execute("ROLLBACK")
    assert len(library.statements()) == 3
