"""Slips of the pen in a question are mended from the words of the record, and nothing else is touched."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from library.library import Library
from retrieval.desk import Desk
from retrieval.spelling import mended

GOLD = Path(__file__).parents[2] / "sample" / "gold" / "questions.jsonl"
WELL_SPELT = [
    row
    for row in map(json.loads, GOLD.read_text(encoding="utf-8").splitlines())
    if row["lang"] != "en" or row["question"][0].isupper()
]


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("How many poling staitons did the obsevers visit?", "How many polling stations did the observers visit?"),
        ("how mnay complaints were uphled?", "how many complaints were upheld?"),
        ("Was the webiste hit by an atack?", "Was the website hit by an attack?"),
    ],
)
def test_a_slip_becomes_the_word_of_the_record(sample_desk: Desk, asked: str, meant: str):
    assert mended(asked, sample_desk.library, "en") == meant


@pytest.mark.parametrize(
    "question",
    [
        "Were there horses at the polling stations?",  # a word of English that the record lacks
        "Who is Marta Hael?",  # a name stays what it is
        "What was said in Norlund?",
        "Was sagten die Beobachter?",  # no statement in German: nothing to mend from
    ],
)
def test_what_is_no_slip_stays_as_it_is(sample_desk: Desk, question: str):
    assert mended(question, sample_desk.library, "de" if "sagten" in question else "en") == question


@pytest.mark.parametrize("row", WELL_SPELT, ids=lambda row: row["id"])
def test_a_well_spelt_question_is_never_changed(sample_desk: Desk, row: dict):
    assert mended(row["question"], sample_desk.library, row["lang"]) == row["question"]


def test_a_misspelt_question_is_answered_and_shown_as_it_was_understood(sample_desk: Desk):
    answer = sample_desk.ask("How many compliants did Varelia's CEC recieve before the 2019 vote?")
    assert answer.status == "answered"
    assert "63 complaints" in answer.citations[0].quote
    assert answer.question.startswith("How many compliants"), "what was asked is kept as it was asked"
    assert answer.standalone.startswith("How many complaints")


def test_an_empty_library_mends_nothing(empty_library: Library):
    assert mended("How many poling staitons?", empty_library, "en") == "How many poling staitons?"
