from __future__ import annotations

import pytest

from retrieval.direct import direct

COUNT = "The vote count was assessed negatively in 33 of the 158 polling stations where it was followed in May 2022."
LED = "“It was calm,” said Ada Morn, Head of the mission, on 4 May 2020."


@pytest.mark.parametrize(
    ("question", "quote", "stronger"),
    [
        ("In what share of polling stations was the count bad?", COUNT, ["33 of the 158"]),
        ("How many observers were there?", "The mission had 97 observers from 22 countries.", ["97"]),
        ("How was the count?", COUNT, []),
        ("Who led the mission?", LED, ["Ada Morn"]),
        ("When did Ada Morn say so?", LED, ["4 May"]),
        ("Сколько было наблюдателей?", "В миссии было 97 наблюдателей из 22 стран.", ["97"]),
    ],
)
def test_what_is_asked_for_is_shown_stronger_in_its_sentence(question: str, quote: str, stronger: list[str]):
    assert [quote[start:end] for start, end in direct(question, quote)] == stronger


def test_what_the_question_names_itself_is_no_answer():
    assert direct("Who is Ada Morn?", LED) == []
