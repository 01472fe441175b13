from __future__ import annotations

import pytest

from topics.findings import direction_of, phase_of, status_of


@pytest.mark.parametrize(
    ("text", "language", "direction"),
    [
        ("Voting was assessed positively in 97 per cent of the stations observed.", "en", "positive"),
        ("The count was assessed negatively in 12 stations.", "en", "negative"),
        ("Rules on money do not ensure transparency.", "en", "negative"),
        ("The campaign was free, but the public channel was biased.", "en", "mixed"),
        ("Reports of pressure were less frequent than before.", "en", "positive"),
        ("The register holds 1.2 million names.", "en", "neutral"),
        ("Подсчёт получил отрицательную оценку на 12 участках.", "ru", "negative"),
        ("Le dépouillement a été évalué négativement.", "fr", "negative"),
    ],
)
def test_direction_follows_what_the_observers_find(text, language, direction):
    assert direction_of(text, language, "finding") == direction


def test_what_is_recommended_has_no_direction():
    assert direction_of("The law should not restrict observers.", "en", "recommendation") == "neutral"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The commission should publish all results.", "recommendation"),
        ("Interlocutors alleged that votes were bought.", "allegation"),
        ("Most previous recommendations remain unaddressed.", "follow-up"),
        ("The commission published all results.", "finding"),
    ],
)
def test_status_tells_recommendation_allegation_and_follow_up_from_a_finding(text, status):
    assert status_of(text, "en") == status


def test_phase_is_told_by_what_happened_when():
    assert phase_of("Candidates were registered in time.", "en", {}) == "before"
    assert phase_of("Voting was assessed positively.", "en", {"voting": 0.9}) == "election day"
    assert phase_of("Turnout was announced; protests followed the results.", "en", {"post_election": 0.9}) == "after"
