"""A real chat model on this machine that gets nearly everything wrong: nothing unproven is ever shown."""

from __future__ import annotations

import pytest

from evals.founded import Founded
from evals.written import WrittenScores, written_table
from library.library import Library
from library.records import Answer
from retrieval.desk import Desk
from retrieval.verify import verify
from retrieval.writing.choice import Choice
from retrieval.writing.model import ChatModel

QUESTIONS = (
    "How was voting assessed in Varelia in 2023?",
    "How many complaints did the election commission of Kestrovia receive in 2022?",
    "What did observers say about the media in Tezira in 2018?",
)


@pytest.fixture(scope="module")
def founded(sample_library: Library) -> Founded:
    return Founded(sample_library.catalog.text(s.id) for s in sample_library.statements())


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_step_of_a_real_models_answer_is_founded(
    sample_desk: Desk, small: str, founded: Founded, question: str
) -> None:
    model = ChatModel(Choice("openai:small", small, seconds=20, context=1_000, most=60))
    answers = [step.answer for step in sample_desk.ask_stream(question, chat=model)]
    for answer in answers:
        assert not founded.missing(answer)
    assert answers[-1].status == "answered" and answers[-1].sentences
    if answers[-1].mode == "quoted":
        verify(answers[-1])
    assert "answers that the model was asked for | 1 |" in written_table(_scored(founded, answers[-1]))


def _scored(founded: Founded, answer: Answer) -> WrittenScores:
    scores = WrittenScores(founded)
    scores.add(answer)
    return scores
