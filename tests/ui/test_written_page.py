"""*Ask* with a chat model: a scripted server on loopback, through Streamlit's own test runner."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from settings import get_settings
from tests.retrieval.writing.scripted import Does, Scripted, serving
from tests.ui.conftest import served_app
from tests.ui.shown import html

QUESTION = "How was voting assessed in Varelia in 2023?"
RIGHT = "Voting was assessed positively in 97 per cent of the 1,188 polling stations observed"
QUOTED = "Secrecy of the vote was not fully ensured in five per cent"
"""Only the quoted answer has this sentence."""


@pytest.fixture
def server() -> Iterator[Scripted]:
    with serving(lambda _: f"{RIGHT} [1].") as scripted:
        yield scripted


@pytest.fixture
def written(server: Scripted, sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """The app with a chat model in its settings."""
    monkeypatch.setenv("RECORD_CHAT_MODEL", "openai:tiny")
    monkeypatch.setenv("RECORD_CHAT_ADDRESS", server.address)
    yield from served_app(sample_home, monkeypatch)


def ask(app: AppTest, question: str = QUESTION) -> None:
    app.chat_input[0].set_value(question).run()
    until = time.monotonic() + 60
    while "asking" in app.session_state and time.monotonic() < until:
        time.sleep(0.1)
        app.run()
    assert not app.exception


def captions(app: AppTest) -> str:
    return " ".join(caption.value for caption in app.caption)


def field(app: AppTest, label: str):
    return next(one for one in app.text_input if one.label == label)


def test_the_page_says_which_model_writes_and_whether_text_leaves_the_machine(written: AppTest) -> None:
    assert "written by openai:tiny" in captions(written).replace("\\", "")
    assert "text stays on this machine" in captions(written).replace("\\", "")


def test_a_written_answer_is_shown_with_its_sources_and_what_it_took(written: AppTest) -> None:
    ask(written)
    shown = html(written)
    assert f'<p>{RIGHT}. <span class="otr-mark" aria-label="source 1">[1]</span></p>' in shown
    assert "<mark>" in shown
    assert "Written by openai:tiny" in shown and "tokens read" in shown
    assert QUOTED not in shown.split("otr-card")[0]


def test_a_mended_sentence_and_a_quotation_in_place_of_one_are_marked(written: AppTest, server: Scripted) -> None:
    server.script = lambda asked: (
        "NONE"
        if "Write it anew" in asked["messages"][1]["content"]
        else f"{RIGHT} [9]. Preliminary turnout stood at 40.5 per cent [1]."
    )
    ask(written)
    shown = html(written)
    assert ">mended</span>" in shown
    assert "quotation, in place of a written sentence" in shown
    assert "Preliminary turnout stood at 58.9 per cent" in shown and "40.5" not in shown
    assert "1 sentence mended · 1 sentence replaced by quotations" in shown


def test_what_went_wrong_is_told_and_the_quoted_answer_shown(written: AppTest, server: Scripted) -> None:
    server.script = lambda _: Does(status=401, error="Incorrect API key provided: sk-secret")
    ask(written)
    assert "refused the key" in written.warning[0].value.replace("\\", "")
    assert "sk-secret" not in html(written) + written.warning[0].value
    assert QUOTED in html(written)


def test_a_model_writes_markup_as_characters(written: AppTest, server: Scripted) -> None:
    server.script = lambda _: f"<script>alert(1)</script> {RIGHT} [1]."
    ask(written)
    assert "<script>alert" not in html(written)


def test_a_model_can_be_named_in_the_page_for_this_session(page: AppTest, server: Scripted) -> None:
    ask(page)
    assert "Written by" not in html(page)
    field(page, "Model").set_value("openai:mine").run()
    field(page, "Address").set_value(server.address).run()
    ask(page)
    assert "Written by openai:mine" in html(page)
    assert server.keys and all("none" in key for key in server.keys)


def test_a_name_that_is_no_model_is_told_and_answers_stay_quoted(page: AppTest) -> None:
    field(page, "Model").set_value("gpt").run()
    assert "provider:model" in page.error[0].value.replace("\\", "")
    ask(page)
    assert "Written by" not in html(page)


def test_a_model_can_be_switched_off(written: AppTest, server: Scripted) -> None:
    next(t for t in written.toggle if "write" in t.label).set_value(False).run()
    ask(written)
    assert not server.asked
    assert QUOTED in html(written)


def test_the_operator_can_keep_the_model_out_of_the_page(
    sample_home: Path, server: Scripted, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RECORD_CHAT_IN_PAGE", "false")
    get_settings.cache_clear()
    for app in served_app(sample_home, monkeypatch):
        assert not [one for one in app.text_input if one.label == "Address"]


def test_a_stop_keeps_what_was_proven(written: AppTest, server: Scripted) -> None:
    server.script = lambda _: Does(f"{RIGHT} [1]. And then " + "much more of it " * 300, pause=0.05)
    written.chat_input[0].set_value(QUESTION).run()
    until = time.monotonic() + 60
    while RIGHT not in html(written) and time.monotonic() < until:
        time.sleep(0.1)
        written.run()
    next(b for b in written.button if b.label == "Stop").click().run()
    while "asking" in written.session_state and time.monotonic() < until:
        time.sleep(0.1)
        written.run()
    assert f"<p>{RIGHT}. " in html(written)
    assert server.written < 300
