"""A place that no statement knows is not answered from the statements on other places."""

from __future__ import annotations

import pytest

from retrieval.desk import Desk


@pytest.mark.parametrize(
    "question",
    [
        "How was voting assessed in Norland in 2020?",
        "How did Norland's 2020 parliamentary elections go?",
        "Combien d'observateurs y avait-il en Norlandie ?",
    ],
)
def test_a_question_on_a_place_that_no_statement_mentions_is_out_of_record(sample_desk: Desk, question: str):
    answer = sample_desk.ask(question)
    assert answer.status == "out_of_record"
    assert not answer.citations
    assert "Norland" in answer.note


def test_a_follow_up_stays_with_the_unknown_place(sample_desk: Desk):
    before = [{"role": "user", "content": "How was voting assessed in Norland in 2020?"}]
    assert sample_desk.ask("And the count?", before).status == "out_of_record"


@pytest.mark.parametrize(
    "question",
    [
        "Were local elections held in Velinat in 2020?",  # a region, which a statement mentions
        "Was the count criticised in Kestrovia's 2022 election?",
        "What happened in Parliament in Varelia in March 2023?",
    ],
)
def test_a_place_that_is_mentioned_is_searched(sample_desk: Desk, question: str):
    assert sample_desk.ask(question).status != "out_of_record"


def test_a_topic_in_an_unknown_place_has_no_points(sample_desk: Desk):
    summary = sample_desk.topic("media", "Norland 2020")
    assert not summary.points
    assert "Norland" in summary.note
