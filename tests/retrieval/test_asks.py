"""What kind of answer a question asks for."""

from __future__ import annotations

import pytest

from retrieval.asks import asks, fits


@pytest.mark.parametrize(
    ("question", "is_asked"),
    [
        ("Which company supplied the devices?", True),
        ("Which two universities audited the vote?", True),
        ("What is the name of the leader of Civic Spring?", True),
        ("What share of candidates were women?", False),
        ("Which areas were criticised?", False),
        ("Who led the mission?", False),
    ],
)
def test_what_always_has_a_name_of_its_own_is_asked_for_by_name(question: str, is_asked: bool):
    assert asks(question).proper_name is is_asked


@pytest.mark.parametrize(
    ("question", "is_asked"),
    [
        ("Who led the mission?", True),
        ("By whom was it led?", True),
        ("And who said so?", True),
        ("How are people who insult the president punished?", False),
        ("How many of those who qualified were women?", False),
    ],
)
def test_a_person_is_asked_for_by_who_and_not_by_people_who(question: str, is_asked: bool):
    assert asks(question).person is is_asked


@pytest.mark.parametrize(
    ("sentence", "holds"),
    [
        ("The court issued 12 decisions.", 1.0),  # begins as December does, and is none
        ("Forty-one mayors stood; 12 mayors were women.", 1.0),
        ("The vote was held on 7 November 2020.", -1.0),
        ("Le scrutin a eu lieu le 16 mars.", -1.0),
        ("Выборы прошли 12 июня.", -1.0),
    ],
)
def test_a_day_of_a_month_is_no_figure_and_what_is_counted_is_one(sentence: str, holds: float):
    assert fits(asks("How many were there?"), sentence, spoken=False) == holds


def test_a_figure_a_share_a_reason_or_a_view_is_asked_for_in_many_ways():
    assert asks("total number of observers in Norland").number
    assert asks("Attacks on journalists: is there a figure?").number
    assert asks("Norland 2020, postal votes as a percentage of all votes").ratio
    assert asks("How come the count was late?").why
    assert asks("What was behind the delay?").why
    assert asks("What is their opinion on the media?").many


def test_the_reason_for_a_figure_is_no_figure():
    assert not asks("Why was turnout so low?").number


def test_all_and_a_number_of_ask_for_neither_a_list_nor_a_figure():
    assert not asks("Were all the ballots in Norland counted?").many
    assert not asks("Was every polling station in Norland open?").many
    assert not asks("Did a number of candidates withdraw?").number
