"""*Topics* with a chat model: a scripted server on loopback, through Streamlit's own test runner."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from settings import get_settings
from tests.retrieval.writing.scripted import Does, Scripted, serving
from tests.retrieval.writing.test_written_summary import copying
from tests.ui.shown import html
from tests.ui.test_topics_page import captions

INVENTED = "Women won 99 of 120 seats [1]. All was free and fair [2]."


@pytest.fixture
def server() -> Iterator[Scripted]:
    with serving(copying) as scripted:
        yield scripted


@pytest.fixture
def opened(server: Scripted, sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., AppTest]]:
    """Opens the summary of a topic, with that server's model in the settings."""
    monkeypatch.setenv("RECORD_CHAT_MODEL", "openai:tiny")
    monkeypatch.setenv("RECORD_CHAT_ADDRESS", server.address)
    monkeypatch.setenv("RECORD_HOME", str(sample_home))
    get_settings.cache_clear()
    st.cache_resource.clear()
    st.cache_data.clear()

    def show() -> None:
        from ui.desk import open_desk
        from ui.topics.page import topics_page

        topics_page(open_desk()[0])

    def opens(about: str = "Media", country: str = "Varelia") -> AppTest:
        app = AppTest.from_function(show, default_timeout=120)
        app.query_params.update({"view": "Summary", "about": about, "country": country})
        return app.run()

    yield opens
    st.cache_resource.clear()
    get_settings.cache_clear()


def finished(app: AppTest) -> AppTest:
    """The page when nothing is on its way any more."""
    until = time.monotonic() + 60
    while "summing" in app.session_state and time.monotonic() < until:
        time.sleep(0.1)
        app.run()
    assert not app.exception
    return app


def points(app: AppTest) -> str:
    return html(app).split("otr-card")[0]


def test_a_summary_is_written_with_its_sources_and_what_it_took(opened: Callable[..., AppTest]) -> None:
    app = finished(opened())
    assert "Points are written by openai:tiny" in captions(app) and "text stays on this machine" in captions(app)
    assert [s.value for s in app.subheader] == ["Varelia 2019", "Varelia 2023"]
    assert re.search(r'</span> [^<]+ <span class="otr-mark" aria-label="source 1">', points(app)), (
        "a point without quotes"
    )
    assert "Written by openai:tiny" in html(app) and "tokens read" in html(app)
    assert "<mark>" in html(app)


def test_what_was_written_is_kept_for_the_session_and_asked_for_once(
    opened: Callable[..., AppTest], server: Scripted
) -> None:
    app = finished(opened())
    asked = len(server.asked)
    finished(app.run())
    assert len(server.asked) == asked
    finished(app.selectbox[0].set_value("Campaign finance").run())
    assert len(server.asked) > asked
    more = len(server.asked)
    finished(app.selectbox[0].set_value("Media").run())
    assert len(server.asked) == more


def test_what_is_not_proven_is_not_shown_and_can_be_asked_for_again(
    opened: Callable[..., AppTest], server: Scripted
) -> None:
    server.script = lambda _: INVENTED
    app = finished(opened())
    assert "99" not in points(app) and "free and fair" not in points(app)
    assert "could be proven" in app.warning[0].value
    server.script = copying
    finished(next(b for b in app.button if b.label == "Write it again").click().run())
    assert not app.warning and "Written by openai:tiny" in html(app)


def test_a_stop_keeps_what_was_proven_and_quotes_the_rest(opened: Callable[..., AppTest], server: Scripted) -> None:
    server.script = lambda asked: Does(copying(asked) + " And so on" * 400, pause=0.03)
    app = opened()
    until = time.monotonic() + 60
    while " of about " not in captions(app) and time.monotonic() < until:
        time.sleep(0.1)
        app.run()
    next(b for b in app.button if b.label == "Stop").click().run()
    finished(app)
    assert points(app).count("<li>") > 1 and ">quotation</span>" in points(app)
    assert server.written < 400


def test_a_model_can_be_switched_off(opened: Callable[..., AppTest], server: Scripted) -> None:
    app = finished(opened())
    next(t for t in app.toggle if t.label == "Let it write").set_value(False).run()
    assert "Written by" not in html(app) and ">quotation</span>" not in html(app)


def test_markup_of_a_model_is_characters(opened: Callable[..., AppTest], server: Scripted) -> None:
    server.script = lambda asked: re.sub(r"(^| )([A-Z])", r"\1<script>alert(1)</script> \2", copying(asked), count=1)
    assert "<script>alert" not in html(finished(opened()))
