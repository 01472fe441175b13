"""Questions in a language that no statement on the election has: quoted, with a translation beside the original."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from library.records import Answer
from retrieval.answer_json import answer_as_json
from retrieval.desk import Desk
from tests.retrieval.writing.scripted import Does, Script, Scripted, chat

Serve = Callable[[Script], Scripted]
QUESTION = "В каком проценте участков голосование в Варелии в 2023 году было оценено положительно?"


def translating(text: str | Does) -> Script:
    return lambda asked: text if "Write only the translation" in asked["messages"][1]["content"] else "NONE"


def ask(desk: Desk, server: Scripted) -> Answer:
    *_, last = desk.ask_stream(QUESTION, chat=chat(server))
    return last.answer


@pytest.fixture(scope="module")
def figure(sample_desk: Desk) -> str:
    quoted = sample_desk.ask_quoted(QUESTION)
    assert quoted.status == "answered" and {c.statement.language for c in quoted.citations} == {"en"}
    return quoted.sentences[0].text


VOTING = "Voting was assessed positively in 97 per cent of the 1,188 polling stations observed."
RIGHT = "Голосование было оценено положительно в 97 процентах из 1188 избирательных участков."


def faithful(asked: dict) -> str:
    return RIGHT if VOTING in asked["messages"][1]["content"] else ""


def test_the_original_stays_and_the_translation_stands_beside_it(sample_desk: Desk, serve: Serve, figure: str) -> None:
    quoted = sample_desk.ask_quoted(QUESTION)
    server = serve(faithful)
    answer = ask(sample_desk, server)
    assert answer.mode == "quoted"
    assert [s.text for s in answer.sentences] == [s.text for s in quoted.sentences]
    assert answer.citations == quoted.citations
    assert [s.translation for s in answer.sentences if s.text == VOTING] == [RIGHT]
    assert answer.writing and "not in Russian" in answer.writing.trouble
    assert all("Passages:" not in prompt for prompt in server.prompts), "it is not asked for what cannot be proven"
    assert RIGHT in json.dumps(answer_as_json(answer)["sentences"], ensure_ascii=False)


def test_a_translation_with_another_figure_is_not_shown(sample_desk: Desk, serve: Serve, figure: str) -> None:
    answer = ask(sample_desk, serve(translating(RIGHT.replace("97", "79"))))
    assert not any(s.translation for s in answer.sentences)


def test_one_that_runs_on_is_not_shown(sample_desk: Desk, serve: Serve, figure: str) -> None:
    answer = ask(sample_desk, serve(translating(f"{figure} и ещё " * 30)))
    assert not any(s.translation for s in answer.sentences)


def test_a_model_that_fails_leaves_the_originals(sample_desk: Desk, serve: Serve, figure: str) -> None:
    answer = ask(sample_desk, serve(translating(Does(status=401))))
    assert answer.sentences and not any(s.translation for s in answer.sentences)


def test_a_question_in_the_language_of_the_statements_is_not_translated(sample_desk: Desk, serve: Serve) -> None:
    server = serve(lambda _: "NONE")
    *_, last = sample_desk.ask_stream("How was voting assessed in Varelia in 2023?", chat=chat(server))
    assert len(server.asked) == 1 and not any(s.translation for s in last.answer.sentences)
