"""A second look at written answers, which must see what the prover would let through."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evals.founded import Founded
from evals.written import WrittenScores, kind_of, written_table
from library.records import Answer, AnswerSentence
from library.writing import Writing
from retrieval.desk import Desk

RIGHT = "Voting was assessed positively in 97 per cent of the 1,188 polling stations observed."


@pytest.fixture(scope="module")
def answer(sample_desk: Desk) -> Answer:
    quoted = sample_desk.ask_quoted("How was voting assessed in Varelia in 2023?")
    return replace(quoted, mode="written", writing=Writing("openai:x", "here", True))


@pytest.fixture(scope="module")
def founded(sample_desk: Desk) -> Founded:
    library = sample_desk.library
    return Founded(library.catalog.text(s.id) for s in library.statements())


def saying(answer: Answer, text: str) -> Answer:
    return replace(answer, sentences=(AnswerSentence(text, (1,), "written"),), citations=answer.citations[:1])


def test_a_founded_sentence_lacks_nothing(answer: Answer, founded: Founded) -> None:
    assert founded.missing(saying(answer, RIGHT)) == []


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (RIGHT.replace("97", "96"), "96"),
        (RIGHT.replace("97 per cent", "seventeen per cent"), "seventeen"),
        (f"The European Union said: {RIGHT}", "European"),
        (RIGHT.replace("positively", '"very positively"'), "“very positively”"),
        ("Kestrovia did well.", "Kestrovia"),
    ],
)
def test_what_is_not_in_the_citation_is_seen(answer: Answer, founded: Founded, text: str, what: str) -> None:
    assert what in [lacking for _, lacking in founded.missing(saying(answer, text))]


def test_the_table_counts_what_became_of_sentences(answer: Answer, founded: Founded) -> None:
    scores = WrittenScores(founded)
    writing = Writing("openai:x", "here", True, replaced=1, reasons=("“96” is not in the cited text. It has 97.",))
    scores.add(replace(saying(answer, RIGHT), writing=writing))
    scores.add(replace(answer, mode="quoted", writing=replace(writing, replaced=0, trouble="Too slow.")))
    table = written_table(scores)
    assert "| of these written | 1 |" in table and "| of these quoted after all | 1 |" in table
    assert "| replaced by a quotation | 1 |" in table and "| “…” is not in the cited text. | 2 |" in table
    assert "| Too slow. | 1 |" in table


def test_reasons_are_counted_without_the_words_that_they_name() -> None:
    assert kind_of("The cited text does not say: bridges, capital.") == "The cited text does not say some words."
