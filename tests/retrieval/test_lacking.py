"""What is asked for by kind and is not there is refused, however near the evidence is."""

from __future__ import annotations

import pytest

from retrieval.asks import RATIO, asks
from retrieval.desk import Desk


@pytest.mark.parametrize(
    "question",
    [
        "Which two universities audited Lomvar's internet voting?",  # the text names none
        "Who won the run-off in Kestrovia in October 2022?",
        "What is the name of the leader of Civic Spring?",
        "Qui dirigeait la délégation du Parlement de l'Union continentale en Goravie en 2020 ?",  # another delegation's
    ],
)
def test_a_name_that_the_record_does_not_give_is_not_addressed(sample_desk: Desk, question: str):
    assert sample_desk.ask(question).status == "not_addressed"


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Who led the OES mission to Tezira in 2023?", "Head of"),
        ("What share of ballots was cast online in Lomvar in 2017?", "28 per cent"),
    ],
)
def test_what_is_asked_for_and_there_is_answered(sample_desk: Desk, question: str, words: str):
    answer = sample_desk.ask(question)
    assert answer.status == "answered"
    assert any(words in citation.quote for citation in answer.citations)


@pytest.mark.parametrize(
    ("sentence", "is_share"),
    [
        ("Women made up 31 per cent of candidates.", True),
        ("Seven of the 12 lists were led by women.", True),
        ("The mission comprised 312 observers, of whom 241 were deployed by one body.", True),
        ("Явка составила 56,3 процента.", True),
        ("The last referendum, in 2009, was postponed to 7 November.", False),
    ],
)
def test_a_share_is_known_however_it_is_told(sentence: str, is_share: bool):
    assert bool(RATIO.search(sentence)) is is_share


@pytest.mark.parametrize(
    ("question", "is_asked"),
    [
        ("What was the turnout in the referendum?", True),
        ("Какая доля участков была недоступна?", True),
        ("Quel a été le taux de participation ?", True),
        ("How many observers were there?", False),
    ],
)
def test_a_share_is_asked_for_by_its_words(question: str, is_asked: bool):
    assert asks(question).ratio is is_asked
