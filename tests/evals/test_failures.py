"""The page of failures says for each question where it went wrong first, what was wanted, and what came instead."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from test_definitions import answer_of

from evals.corpus import Corpus, GoldQuestion
from evals.failures import failures_report
from evals.scores import Scores
from library.records import Answer, Statement

SAID = "The count was slow."
GOLD = GoldQuestion(
    "q1", "How was the count in Norland?", "factoid", [], [{"file": "a.md", "quote": SAID}], [], True, "en"
)
SEARCHED = (Statement("a.md", "a.md", "a.md", "A"),)


def answered(status: str, quotes: list[str], found: list[str]) -> Answer:
    answer = answer_of(status, [("a.md", text) for text in quotes], [("a.md", text) for text in found])
    return replace(answer, searched=SEARCHED)


def report(*pairs: tuple[GoldQuestion, Answer]) -> str:
    scores = Scores(Corpus(Path(), {}, []))
    for gold, answer in pairs:
        scores.add(gold, answer)
    return failures_report(scores)


@pytest.mark.parametrize(
    ("answer", "cause"),
    [
        (replace(answered("out_of_record", [], []), searched=()), "1 | searched in the wrong statements"),
        (answered("answered", ["Rules are clear."], ["Rules are clear."]), "2 | evidence not among the passages found"),
        (answered("not_addressed", [], [SAID]), "3 | refused though the record answers it"),
        (answered("answered", ["Rules are clear."], [SAID]), "4 | evidence found, but not quoted"),
        (answered("answered", [SAID], [*["Other."] * 5, SAID]), "5 | evidence found after the first five passages"),
    ],
)
def test_a_failure_is_told_by_where_it_went_wrong_first(answer: Answer, cause: str):
    page = report((GOLD, answer))
    assert f"| {cause} | 1 | [q1](#q1) |" in page
    assert page.count(" | 0 | – |") == 5
    assert "### q1\n" in page


def test_an_answer_to_what_the_record_does_not_say_is_a_failure_of_its_own_kind():
    silent = replace(GOLD, evidence=[], answerable=False)
    page = report((silent, answered("answered", [SAID], [SAID])))
    assert "| 6 | answered though the record does not say | 1 | [q1](#q1) |" in page
    assert "| unanswerable | 1 | 1 |" in page
    assert "- wanted: a refusal" in page


def test_counts_by_type_stand_beside_how_many_were_asked():
    missed = answered("answered", ["Rules are clear."], [SAID])
    page = report((GOLD, answered("answered", [SAID], [SAID])), (replace(GOLD, id="q2"), missed))
    assert page.startswith("# Not answered fully: 1 of 2 questions")
    assert "| factoid | 2 | 1 |  |  |  | 1 |  |  |" in page
    assert "Of the 1 places that these questions want, 1 stood in the first passage" in page


def test_each_wanted_place_says_where_it_stood_and_whether_it_was_quoted():
    gold = replace(GOLD, evidence=[*GOLD.evidence, {"file": "a.md", "quote": "Rules are clear."}])
    elsewhere = replace(gold, evidence=[*gold.evidence, {"file": "b.md", "quote": "Turnout was high."}])
    page = report((elsewhere, answered("answered", [SAID, "Staff were kind."], ["Staff were kind.", SAID])))
    assert "- wanted (passage 2, quoted): a.md: The count was slow." in page
    assert "- wanted (not found, **not quoted**): a.md: Rules are clear." in page
    assert "- wanted (not searched, **not quoted**): b.md: Turnout was high." in page
    assert "- said instead: a.md: Staff were kind." in page and "said instead: a.md: The count" not in page


def test_what_documents_and_people_wrote_is_no_markup_and_is_cut_short():
    page = report(
        (replace(GOLD, question="Is *this* <b>so</b>?"), answered("answered", ["[x](y) " + "long " * 99], [SAID]))
    )
    assert r"Is \*this\* \<b\>so\</b\>?" in page
    assert r"\[x\](y) long" in page and max(map(len, page.splitlines())) < 400


def test_the_question_that_was_quoted_least_comes_first():
    half = replace(GOLD, id="a", evidence=[*GOLD.evidence, {"file": "a.md", "quote": "Rules are clear."}])
    page = report(
        (half, answered("answered", [SAID], [SAID, "Rules are clear."])), (GOLD, answered("answered", [], [SAID]))
    )
    assert page.index("### q1") < page.index("### a\n")
