"""How statements are misused, each told only where the record shows it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retrieval.claims.explain import _facts
from retrieval.claims.misuse import is_half, is_personal, is_unobserved, is_wrong_body, uses_verdict_words
from retrieval.claims.records import Flag
from retrieval.desk import Desk


@pytest.fixture
def varelia(sample_desk: Desk):
    return [s for s in sample_desk.library.statements() if s.file == "varelia_2023_press_release.md"]


def best(desk: Desk, claim: str):
    """The text that a claim is held against first."""
    with desk.library.reading():
        return desk.checker.weigh(claim, "en")[0].held[0]


@pytest.mark.parametrize(
    ("claim", "language", "minted"),
    [
        ("Observers called the vote free and fair.", "en", True),
        ("Наблюдатели назвали выборы свободными и честными.", "ru", True),
        ("Les observateurs ont jugé le scrutin libre et transparent.", "fr", True),
        ("Los observadores calificaron las elecciones de libres y justas.", "es", True),
        ("Observers did not call the vote free and fair.", "en", False),
        ("Observers called the vote calm.", "en", False),
    ],
)
def test_words_of_a_verdict_that_no_statement_uses_are_minted(sample_desk, varelia, claim, language, minted):
    assert uses_verdict_words(sample_desk.library, claim, language, varelia) is minted


@pytest.mark.parametrize(
    ("claim", "wrong"),
    [
        ("The European Union found that voting was calm in Varelia in 2023.", True),
        ("The OAS mission praised voting in Varelia in 2023.", True),
        ("The OES found that voting was calm in Varelia in 2023.", False),
        ("Varelia is no member of the European Union.", False),
        ("Observers found that voting was calm.", False),
    ],
)
def test_a_body_that_issued_none_of_the_statements_does_not_speak_in_them(sample_desk, varelia, claim, wrong):
    assert is_wrong_body(sample_desk.library, claim, "en", varelia) is wrong


def test_half_a_sentence_is_told_by_its_other_half(sample_desk: Desk):
    claim = "In Tezira in 2023, the penalty for insulting the president was changed from imprisonment to a fine."
    whole = best(sample_desk, claim)
    finding = whole.unit.findings[0]
    turning = "Candidates campaigned actively and freely, but state media devoted most airtime to the president."
    passage = replace(finding.passage, text=turning, start=0, end=len(turning))
    sentence = replace(finding.sentence, start=0, end=len(turning))
    held = replace(
        whole, unit=replace(whole.unit, findings=(replace(finding, passage=passage, sentence=sentence),), text=turning)
    )
    assert is_half("Candidates campaigned actively and freely.", "en", held)
    assert not is_half("Candidates campaigned actively and freely, but state media favoured the president.", "en", held)


def test_what_one_person_says_is_not_the_missions_word(sample_desk: Desk):
    scope = [s for s in sample_desk.library.statements() if s.country and s.country.name == "Varelia"]
    claim = "In Varelia in 2023, polling boards knew their job, and it showed."
    held = best(sample_desk, claim)
    assert held.unit.findings[0].sentence.voice == "speaker"
    assert is_personal("The observers said that polling boards knew their job.", "en", held, scope)
    assert is_personal("The OES found that polling boards knew their job.", "en", held, scope)
    assert not is_personal("Halvard Oskerby said that polling boards knew their job.", "en", held, scope)


def test_a_limited_mission_does_not_observe_election_day(varelia):
    limited = [replace(s, mission_format="limited") for s in varelia]
    assert is_unobserved("Ballots were counted twice.", "en", limited)
    assert not is_unobserved("Ballots were counted twice.", "en", [replace(s, mission_format="full") for s in varelia])
    assert not is_unobserved("A minister resigned.", "en", limited)


def test_every_flag_is_told_in_every_language():
    told = _facts()["flags"]
    assert set(told) == set(Flag.__args__)
    assert all(set(words) == {"en", "ru", "fr", "es"} for words in told.values())
