"""The floors that the readers keep on the measured set; ``make documents`` prints the figures and what is wrong."""

from __future__ import annotations

import pytest

from tests.documents.__main__ import overall, together
from tests.documents.catalogue import entries
from tests.documents.measure import scores

FORMATS = ("html", "docx", "txt", "md")


def test_the_set_holds_documents_of_every_format_and_language():
    found = list(entries())
    assert len(found) >= 40
    assert len({entry.file for entry in found}) == len(found)
    assert {entry.file.rsplit(".")[-1] for entry in found} == {"pdf", *FORMATS}
    assert {entry.content.language for entry in found} == {"en", "ru", "fr", "es", "pt", "de"}
    assert len({str(entry.content.facts["country"]) for entry in found}) >= 12


@pytest.mark.parametrize("kind", FORMATS)
def test_the_text_is_read_as_it_was_written(kind: str):
    worst = min(scores(kind), key=lambda score: score.agreement)
    assert overall(scores(kind)) >= 0.99
    assert worst.agreement >= 0.98, worst


@pytest.mark.parametrize("kind", FORMATS)
def test_no_running_header_and_no_menu_is_in_the_text(kind: str):
    assert together(scores(kind), "furniture").wrong == ()


@pytest.mark.parametrize("kind", FORMATS)
def test_every_cell_of_every_table_stands_under_its_header(kind: str):
    assert together(scores(kind), "cells").wrong == ()


@pytest.mark.parametrize("kind", FORMATS)
def test_every_quote_and_every_gold_quote_is_found(kind: str):
    assert together(scores(kind), "quotes").wrong == ()
