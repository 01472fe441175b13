"""Failures are told by cause, and the same question is written otherwise in the same way each time."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from test_definitions import answer_of

from evals.corpus import Corpus, GoldQuestion
from evals.report import failures_report
from evals.robustness import WAYS, with_typos
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


@pytest.mark.parametrize(
    ("answer", "cause"),
    [
        (replace(answered("out_of_record", [], []), searched=()), "searched in the wrong statements"),
        (answered("answered", ["Rules are clear."], ["Rules are clear."]), "evidence not among the passages found"),
        (answered("not_addressed", [], [SAID]), "refused though the record answers it"),
        (answered("answered", ["Rules are clear."], [SAID]), "evidence found, but not quoted"),
        (answered("answered", [SAID], [*["Other."] * 5, SAID]), "evidence found after the first five passages"),
    ],
)
def test_a_failure_is_told_by_where_it_went_wrong_first(answer: Answer, cause: str):
    scores = Scores(Corpus(Path(), {}, [GOLD]))
    scores.add(GOLD, answer)
    assert f"- {cause}: 1" in failures_report(scores)


def test_an_answer_to_what_the_record_does_not_say_is_a_failure_of_its_own_kind():
    scores = Scores(Corpus(Path(), {}, [GOLD]))
    scores.add(replace(GOLD, evidence=[], answerable=False), answered("answered", [SAID], [SAID]))
    assert "- answered though the record does not say: 1" in failures_report(scores)


def test_typing_errors_swap_letters_within_two_long_words_the_same_each_time():
    gold = replace(GOLD, question="How many polling stations were observed by candidates?")
    written = with_typos(gold)
    assert written == with_typos(gold) != gold.question
    assert sorted(written) == sorted(gold.question)
    changed = [(a, b) for a, b in zip(gold.question.split(), written.split(), strict=True) if a != b]
    assert 1 <= len(changed) <= 2
    assert all(len(a) >= 6 and a[0] == b[0] for a, b in changed)


def test_every_way_of_writing_keeps_what_is_asked():
    written = {name: way(GOLD) for name, way in WAYS.items()}
    assert written["as it stands"] == GOLD.question
    assert written["in capitals"] == GOLD.question.upper()
    assert written["without a question mark"] == "How was the count in Norland"
    assert written["with a preface"].endswith(GOLD.question)
