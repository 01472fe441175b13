"""The floors that the readers keep on the measured set; ``make documents`` prints the figures and what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.documents.__main__ import overall, together
from tests.documents.catalogue import entries
from tests.documents.measure import scores

FORMATS = ("pdf", "html", "docx", "txt", "md")
FLOORS = {"fields": 0.95, "speakers": 0.95, "voices": 0.97}
SAMPLE = Path(__file__).parents[2] / "sample" / "statements"


def test_the_set_holds_documents_of_every_format_and_language():
    found = list(entries())
    assert len(found) >= 40
    assert len({entry.file for entry in found}) == len(found)
    assert {entry.file.rsplit(".")[-1] for entry in found} == set(FORMATS)
    assert {entry.content.language for entry in found} == {"en", "ru", "fr", "es", "pt", "de"}
    assert len({str(entry.content.facts["country"]) for entry in found}) >= 12


@pytest.mark.parametrize("kind", FORMATS)
def test_the_text_is_read_as_it_was_written(kind: str):
    worst = min(scores(kind), key=lambda score: score.agreement)
    assert overall(scores(kind)) >= 0.99
    assert worst.agreement >= 0.99, worst


@pytest.mark.parametrize("kind", FORMATS)
def test_no_running_header_and_no_menu_is_in_the_text(kind: str):
    assert together(scores(kind), "furniture").wrong == ()


@pytest.mark.parametrize("kind", FORMATS)
def test_every_cell_of_every_table_is_there_with_its_row(kind: str):
    assert together(scores(kind), "cells").wrong == ()
    assert together(scores(kind), "headers").value >= 0.95


@pytest.mark.parametrize("kind", FORMATS)
def test_every_quote_and_every_gold_quote_is_found_where_it_is_printed(kind: str):
    printed = [score for score in scores(kind) if "_scan." not in score.file]
    assert together(printed, "quotes").wrong == ()
    assert together(scores(kind), "quotes").value >= 0.99


@pytest.mark.parametrize("measure", FLOORS)
def test_documents_are_rightly_described_and_their_words_given_to_who_said_them(measure: str):
    every = [score for kind in FORMATS for score in scores(kind)]
    share = together(every, measure)
    assert share.of > 100
    assert share.value >= FLOORS[measure], share.wrong


def test_the_sample_without_its_front_matter_is_rightly_described():
    bare = [score for score in scores("none.md") if (SAMPLE / f"{score.file.removesuffix('_none.md')}.md").exists()]
    assert len(bare) >= 14
    assert together(bare, "fields").value >= 0.95
