"""Sentences that stand, and sentences that do not."""

from __future__ import annotations

import pytest

from judge.small import SmallJudge
from library.countries import find_countries
from retrieval.writing.proof import Prover, Source

ABOUT = "Norland, local elections, 18 October 2020. 18 October 2020. 19 October 2020. Office for Electoral Standards."
COUNT = Source(
    "The vote count was assessed negatively in 17 of the 71 polling stations where it was followed. "
    "Citizen observers were accredited, and their access was not restricted.",
    ABOUT,
    None,
    "en",
)


@pytest.fixture(scope="session")
def prover() -> Prover:
    return Prover(
        SmallJudge(), lambda text: [(m.country.name, m.start, m.end) for m in find_countries(text, ["Norland"])]
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "The vote count was assessed negatively in 17 of the 71 polling stations where it was followed.",
        "The observers noted that the access of citizen observers was not restricted.",
    ],
)
def test_a_sentence_in_the_words_of_its_text_stands(prover: Prover, sentence: str):
    proof = prover.prove(sentence, [COUNT])
    assert proof.stands, proof.reasons


@pytest.mark.parametrize(
    "sentence",
    [
        "The vote count was assessed negatively in 19 of the 71 polling stations where it was followed.",
        "The vote count was assessed positively in 17 of the 71 polling stations where it was followed.",
        "The observers called the elections free and fair.",
    ],
)
def test_a_sentence_that_says_something_else_does_not_stand(prover: Prover, sentence: str):
    proof = prover.prove(sentence, [COUNT])
    assert not proof.stands and proof.reasons


def test_a_sentence_that_cites_nothing_does_not_stand(prover: Prover):
    assert prover.prove("Voting was calm.", []).reasons == ("It cites nothing.",)
