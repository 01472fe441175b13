from __future__ import annotations

from collections.abc import Sequence

import pytest
from test_scope import EVERYTHING, scope_of

from retrieval.conversation import Standalone, make_standalone, without


def turns(*contents: str) -> list[dict[str, str]]:
    """Turns that alternate between user and assistant."""
    return [{"role": ("user", "assistant")[n % 2], "content": content} for n, content in enumerate(contents)]


def standalone(question: str, history: Sequence[dict[str, str]] = (), language: str = "en") -> Standalone:
    return make_standalone(question, history, EVERYTHING, lambda _word, _among: False, language)


HOW = turns("How was voting assessed in Norlandia in 2018?", "Positively in 94 per cent of polling stations.")


def test_a_question_without_turns_before_stands_alone_as_it_is():
    question = "How was voting assessed in Norlandia in 2018?"
    alone = standalone(question)
    assert (alone.question, alone.text, alone.topic, alone.hint) == (question, question, "", "")
    assert alone.scope.elections == (("Norlandia", 2018),)


@pytest.mark.parametrize(
    "question",
    [
        "And in the earlier election?",
        "What about women?",
        "Was it better in 2014?",
        "Who led them?",
        "And the count?",
        "Turnout?",
    ],
)
def test_a_follow_up_takes_topic_place_and_answer_from_the_turns_before(question: str):
    follow_up = standalone(question, HOW)
    assert follow_up.question == question
    assert "voting assessed" in follow_up.topic
    assert follow_up.hint == HOW[1]["content"]
    assert {country for country, _ in follow_up.scope.elections} == {"Norlandia"}
    assert question in follow_up.text and "voting assessed" in follow_up.text and "Norlandia" in follow_up.text


def test_the_topic_does_not_carry_the_old_place_and_year_along():
    follow_up = standalone("And in Vestria in 2021?", HOW)
    assert "Norlandia" not in follow_up.topic and "2018" not in follow_up.topic
    assert follow_up.scope.elections == (("Vestria", 2021),)
    assert "Norlandia" not in follow_up.text


@pytest.mark.parametrize(
    ("question", "elections"),
    [
        ("And in the earlier election?", (("Norlandia", 2014),)),
        ("And five years later?", (("Norlandia", 2023),)),
        ("Were campaign rallies in Kazakhstan held freely in 2019?", (("Kazakhstan", 2019),)),
    ],
)
def test_the_scope_of_a_follow_up_is_counted_from_the_turn_before(question: str, elections: tuple[tuple[str, int]]):
    assert standalone(question, HOW).scope.elections == elections


def test_a_question_of_its_own_after_other_turns_leaves_their_topic_behind():
    new = standalone("How many candidates in Kazakhstan complained about media coverage during campaigning?", HOW)
    assert (new.topic, new.hint) == ("", "")
    assert {country for country, _ in new.scope.elections} == {"Kazakhstan"}


def test_a_chain_of_follow_ups_keeps_the_first_topic_and_the_last_place():
    history = turns(
        "How many observers went to Norlandia in 2018?",
        "97 observers from 22 countries.",
        "And in 2014?",
        "132 observers from 27 countries.",
    )
    follow_up = standalone("Why did they have more of them then?", history)
    assert follow_up.scope.elections == (("Norlandia", 2014),)
    assert "many observers went" in follow_up.topic
    assert follow_up.hint == "132 observers from 27 countries."


def test_only_the_answer_to_the_last_question_is_taken_as_a_hint():
    history = [*HOW, {"role": "user", "content": "And the count?"}]
    assert standalone("And in 2014?", history).hint == ""


@pytest.mark.parametrize(
    ("first", "then", "language", "elections"),
    [
        (
            "Сколько жалоб рассмотрели в Норландии в 2018 году?",
            "А сколько из них удовлетворили?",
            "ru",
            (("Norlandia", 2018),),
        ),
        (
            "Comment le vote a-t-il été évalué en Norlandie en 2018 ?",
            "Et le taux de participation ?",
            "fr",
            (("Norlandia", 2018),),
        ),
        ("¿Cómo se evaluó la votación en Norlandia en 2018?", "¿Y la participación?", "es", (("Norlandia", 2018),)),
    ],
)
def test_follow_ups_are_understood_in_other_languages(first: str, then: str, language: str, elections: tuple):
    follow_up = standalone(then, turns(first, "…"), language)
    assert follow_up.topic
    assert follow_up.scope.elections == elections


def test_a_history_that_only_the_assistant_wrote_is_no_topic():
    assert standalone("And the count?", [{"role": "assistant", "content": "Welcome."}]).topic == ""


def test_turns_without_content_are_no_hindrance():
    assert (
        standalone("And the count?", [{"role": "user"}, {"role": "system", "content": "x"}, {}]).question
        == "And the count?"
    )


@pytest.mark.parametrize(
    ("question", "rest"),
    [
        ("How was voting assessed in Norlandia in 2018?", "How was voting assessed?"),
        ("Did Norlandia's commission publish results?", "Did commission publish results?"),
        ("What share of the candidates were women in Norlandia?", "What share of the candidates were women?"),
        ("Was voting calm?", "Was voting calm?"),
    ],
)
def test_the_words_that_name_the_place_can_be_left_out_of_a_question(question: str, rest: str):
    assert without(question, scope_of(question)) == rest
