"""*Check* through Streamlit's own test runner, over a real library and a real Chroma server."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from library.library import Library
from library.state import State, state_of
from retrieval.claims.review.records import Review
from settings import Settings, get_settings
from tests.ui.shown import html
from ui.exporting import link

WRONG = "In Varelia in 2023, voting was assessed positively in 79 per cent of the 1,188 polling stations observed."
MARKUP = '<script>alert("x")</script> observers in Belarus saw **bold** ballots in 2020.'
LONG = 180.0
"""Seconds that a check of two sentences may take on a busy machine."""


@pytest.fixture(scope="module")
def home(pristine_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The library folder of the pages, the same for all tests here."""
    home = Path(shutil.copytree(pristine_sample, tmp_path_factory.mktemp("checks") / "record"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RECORD_HOME", str(home))
        get_settings.cache_clear()
        st.cache_resource.clear()
        st.cache_data.clear()
        yield home
        st.cache_resource.clear()
    get_settings.cache_clear()


@pytest.fixture
def library(home: Path) -> Iterator[Library]:
    """The same library, opened beside the page; afterwards nothing is kept as checked."""
    opened = Library(Settings(home=home), share=True)
    yield opened
    for identifier, _, _ in opened.checks.recent(99):
        opened.checks.forget(identifier)
    opened.close()


def page(**address: str) -> AppTest:
    def show() -> None:
        from ui.check import check_page
        from ui.desk import open_desk

        check_page(open_desk()[0])

    app = AppTest.from_function(show, default_timeout=LONG)
    for name, value in address.items():
        app.query_params[name] = value
    return app.run()


def press(app: AppTest, label: str) -> AppTest:
    next(b for b in app.button if b.label == label).click()
    return app.run()


def check(app: AppTest, text: str) -> AppTest:
    app.text_area[0].set_value(text)
    press(app, "Check")
    until = time.monotonic() + LONG
    while "checking" in app.session_state and time.monotonic() < until:
        time.sleep(0.3)
        app.run()
    assert not app.exception
    return app


def test_a_text_is_shown_with_each_claim_marked_by_sign_and_word_and_opens_again_by_its_link(library: Library):
    app = check(page(), f"{WRONG}\n\n{MARKUP}")
    shown = html(app)
    assert '<a class="otr-claim otr-contradicted" data-claim="1"' in shown
    assert "(claim 1: Contradicted)" in shown and "✕" in shown
    assert "(claim 2: Not in the record)" in shown and "∅" in shown
    assert "<script>alert" not in shown and "&lt;script&gt;" in shown
    identifier = app.session_state["check"]
    assert app.query_params["id"] in (identifier, [identifier])
    again = page(id=identifier)
    assert "(claim 1: Contradicted)" in html(again)
    assert "against 14 statements" in again.caption[0].value.replace("\\", "")
    assert not again.warning


def test_an_opened_claim_shows_the_words_that_differ_and_takes_a_verdict_by_hand_and_gives_it_back(library: Library):
    app = check(page(), WRONG)  # the only claim of a text stands open
    shown = html(app)
    assert "<del>79 per cent</del>" in shown
    assert "<ins>97 per cent</ins>" in shown
    assert "The number is another one in the statement." in shown
    assert r"Contradicted \(number differs\)" in app.expander[0].label
    assert "Searched 1 statement: Varelia 2023" in shown
    assert any("varelia_2023_press_release.md" in code.value for code in app.code)
    app.radio[0].set_value("partly_supported")
    next(t for t in app.text_input if t.label.startswith("Why")).set_value("Two **editors** agree")
    press(app, "Keep it")
    shown = html(app)
    assert "Set by a person" in shown and "(claim 1: Partly supported)" in shown
    said = next(c.value for c in app.caption if "the check itself says" in c.value)
    assert "Contradicted" in said and "\\*\\*editors" in said
    ((place, ruling),) = library.checks.rulings(WRONG).items()
    assert (place, ruling.verdict) == ((0, len(WRONG)), "partly_supported")
    press(app, "Take back")
    assert "(claim 1: Contradicted)" in html(app)
    assert not library.checks.rulings(WRONG)


def test_a_check_says_when_the_library_has_changed_since(library: Library):
    app = check(page(), WRONG)
    gone = next(s for s in library.statements() if s.file.startswith("goravia_2016"))
    library.remove(gone.id)
    app.run()
    assert "The library has changed since: it held 14 statements then and holds 13 now" in app.warning[0].value
    assert "(claim 1: Contradicted)" in html(app)
    first = app.session_state["check"]
    press(app, "Check again")
    until = time.monotonic() + LONG
    while "checking" in app.session_state and time.monotonic() < until:
        time.sleep(0.3)
        app.run()
    assert app.session_state["check"] != first
    assert not app.warning


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("   ", "Nothing was pasted yet"),
        ("Hello there", "nothing to check in this"),
        ("word " * 4_001, "at most 20,000"),
    ],
)
def test_what_cannot_be_checked_as_a_whole_is_said(library: Library, text: str, said: str):
    app = check(page(), text)
    assert said in " ".join(e.value for e in [*app.error, *app.warning]).replace("\\", "")
    assert app.text_area[0].value == text


def test_a_link_to_a_check_that_is_not_kept_says_so(library: Library):
    app = page(id="0123")
    assert "not kept in this library" in app.info[0].value
    press(app, "Check another text")
    assert app.text_area


def test_a_check_can_be_forgotten(library: Library):
    app = check(page(), WRONG)
    press(app, "Forget this check")
    assert library.checks.recent(9) == []
    assert app.text_area


def test_an_empty_page_offers_examples_of_the_library(library: Library):
    examples = [b.label for b in page().button if b.label != "Check"]
    assert len(examples) == 3
    assert any("per cent" in e for e in examples)


def test_the_link_is_that_of_the_page_and_names_the_version_of_the_library():
    review = Review("abc", "text", (), 0, State("0123456789ab", 14), datetime.now(UTC))
    address = link("http://localhost:8501/ask?x=1#y", review)
    assert address == "http://localhost:8501/check?id=abc&library=0123456789ab"


def test_a_link_to_a_check_that_is_gone_says_on_which_version_it_was_made(library: Library):
    told = page(id="0123", library="0123456789ab").info[0].value
    assert "made on library version 0123456789ab" in told
    assert f"this library has version {state_of(library.statements()).version}" in told
