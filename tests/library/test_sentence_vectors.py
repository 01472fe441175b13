"""The vectors of sentences come and go with their passages."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import text
from toys import toy_library, write_statement

from ingest.load import load
from library.doctor import examine
from library.library import Library
from library.records import Passage


@pytest.fixture
def library(tmp_path: Path):
    opened = toy_library(tmp_path / "record")
    files = [str(write_statement(tmp_path, number, 1)) for number in range(2)]
    assert {o.status for o in load(opened, files)} == {"added"}
    yield opened
    opened.close()


def passages(library: Library) -> list[Passage]:
    return [p for s in library.statements() for p in library.catalog.passages(s.id)]


def rows(library: Library) -> int:
    with library.catalog.database.reading() as connection:
        return connection.execute(text("SELECT count(*) FROM sentence_vectors")).scalar_one()


def test_every_sentence_has_the_vector_of_its_words_to_three_places(library: Library):
    for passage in passages(library):
        kept = library.vectors_said([passage.id])[passage.id]
        words = [passage.words(s.start, s.end) for s in passage.sentences]
        assert kept == pytest.approx(np.array(library.embedder.embed_documents(words)), abs=1e-3)
    assert library.vectors_said(["nowhere:0"]) == {}


def test_they_go_with_their_statement(library: Library):
    gone, stays = library.statements()
    library.remove(gone.id)
    assert rows(library) == len(library.catalog.passages(stays.id))


def test_they_are_kept_only_for_passages_that_are_there(library: Library):
    before = rows(library)
    library.sentence_vectors.keep(1, {"nowhere:0": np.ones((2, 8), dtype=np.float32)})
    assert rows(library) == before


def test_a_library_that_has_none_yet_gets_them_when_its_vectors_are_first_used(library: Library):
    with library.catalog.database.writing() as connection:
        connection.execute(text("DELETE FROM sentence_vectors"))
    home = library.settings.home
    library.close()
    again = toy_library(home)
    assert examine(again) == []
    assert rows(again) == len(passages(again))
    again.close()
