"""What a sentence claims, one thing at a time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.claims.parts import is_opinion, pieces_of


def texts(sentence, language="en"):
    return [piece.text for piece in pieces_of(sentence, language)]


@pytest.mark.parametrize(
    ("sentence", "pieces"),
    [
        (
            "Clear Count was refused accreditation in Norland and challenged the decision in court.",
            ["Clear Count was refused accreditation in Norland.", "Clear Count challenged the decision in court."],
        ),
        (
            "By 2023 the commission streamed its sessions, and its members were chosen by parliament.",
            ["By 2023 the commission streamed its sessions.", "its members were chosen by parliament."],
        ),
        (
            "Norland denied the vote to prisoners with long sentences as well as to persons under guardianship.",
            [
                "Norland denied the vote to prisoners with long sentences.",
                "Norland denied the vote to persons under guardianship.",
            ],
        ),
        (
            "The mission had 243 observers, of whom 58 came from the assembly.",
            ["The mission had 243 observers.", "58 came from the assembly."],
        ),
        (
            "The delegation praised Ada Holm, who led the mission of 34 observers.",
            ["The delegation praised Ada Holm.", "Ada Holm led the mission of 34 observers."],
        ),
        ("Выборы прошли спокойно, но подсчёт голосов был непрозрачным.", None),
    ],
)
def test_what_is_joined_is_taken_apart_and_stands_alone(sentence, pieces):
    found = texts(sentence, "ru" if pieces is None else "en")
    assert found == (pieces or ["Выборы прошли спокойно.", "подсчёт голосов был непрозрачным."])


@pytest.mark.parametrize(
    "sentence",
    [
        "Voters, observers and party agents were present at every count in Norland.",
        "Journalists were threatened and some teachers too.",
        "Tuva Brandt said that \"the doors closed, and transparency closed with them\".",
        "Parcels carried the mayor's name, which made help hard to tell from campaigning.",
        "Ada Holm, who led the mission, praised the count.",
        "Between 2017 and 2021 the staff of the inspectorate tripled.",
    ],
)  # fmt: skip
def test_a_list_a_name_or_a_quotation_is_not_cut(sentence):
    assert texts(sentence)[:1] in ([sentence], [f"{sentence.rstrip('.')}."])


@pytest.mark.parametrize(
    ("sentence", "pieces"),
    [
        ("12 men and 8 women were elected.", ["12 men were elected.", "8 women were elected."]),
        (
            "In 2017 the commission registered 12 candidates, four party lists and more than 230 observers.",
            [
                "In 2017 the commission registered 12 candidates.",
                "In 2017 the commission registered four party lists.",
                "In 2017 the commission registered more than 230 observers.",
            ],
        ),
        (
            "Turnout was 41 per cent in 2017 and 45 per cent in 2021.",
            ["Turnout was 41 per cent in 2017.", "Turnout was 45 per cent in 2021."],
        ),
    ],
)
def test_each_figure_of_a_list_is_claimed_by_itself(sentence, pieces):
    assert texts(sentence) == pieces


@pytest.mark.parametrize(
    "sentence",
    [
        "Between 12 and 15 candidates and two lists were registered.",
        "More women than men stood in 12 towns and 14 villages.",
        "Of the 312 observers in Norland, 48 were sent by the assembly.",
        "There were 24 women in parliament before 2020 and 31 after.",
        "Voters went to the polls on 3 May and 17 May.",
        "The mission had 132 observers from 27 countries and 14 analysts.",
    ],
)
def test_figures_that_make_one_statement_are_left_together(sentence):
    assert texts(sentence) in ([sentence], [sentence.rstrip(".") + "."])


def test_the_words_of_each_figure_are_told_apart():
    sentence = "The commission registered 12 candidates and four lists."
    assert [sentence[p.start : p.end] for p in pieces_of(sentence, "en")] == ["12 candidates", "four lists."]


def test_a_reason_is_claimed_beside_what_it_is_given_for():
    first, second = texts("Devices failed in six per cent of stations because of poor network coverage.")
    assert first == "Devices failed in six per cent of stations."
    assert second == "Devices failed in six per cent of stations because of poor network coverage."


def test_an_opinion_or_prediction_cannot_be_checked():
    assert is_opinion("I think the minister should resign.", "en")
    assert is_opinion("Norland will probably vote again.", "en")
    assert not is_opinion("The minister resigned.", "en")


LISTS = st.lists(
    st.sampled_from(
        "12 four 230 and , men women lists were registered in 2017 by about the of than per cent .".split()
    ),
    max_size=14,
).map(" ".join)


@given(st.one_of(st.text(max_size=200), LISTS))
def test_pieces_lie_in_their_sentence_in_order(text):
    places = [(p.start, p.end) for p in pieces_of(text, "en")]
    assert places == sorted(places)
    assert all(0 <= start <= end <= len(text) for start, end in places)
