"""A written answer as a person meets it: a real browser, the served page, a scripted chat server."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.retrieval.writing.scripted import Does, Scripted, serving
from tests.ui.serving import serving_page, tab

QUESTION = "How was voting assessed in Varelia in 2023?"
RIGHT = "Voting was assessed positively in 97 per cent of the 1,188 polling stations observed"
SLOWLY = Does(f"{RIGHT} [1]. Then came a sentence that goes on" + " and on" * 400, size=7, pause=0.05)
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def server() -> Iterator[Scripted]:
    with serving(lambda _: SLOWLY) as scripted:
        yield scripted


@pytest.fixture(scope="module")
def address(server: Scripted, pristine_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The served page with that server's model in its settings."""
    home = Path(shutil.copytree(pristine_sample, tmp_path_factory.mktemp("written") / "record"))
    with serving_page(home, RECORD_CHAT_MODEL="openai:tiny", RECORD_CHAT_ADDRESS=server.address) as base:
        yield base


@pytest.fixture
def browser(chromium_path: str, address: str) -> Iterator[Page]:
    with tab(chromium_path, address) as page:
        yield page


def ask(page: Page) -> None:
    box = page.get_by_test_id("stChatInputTextArea")
    box.fill(QUESTION)
    box.press("Enter")


def test_a_proven_sentence_is_read_while_the_model_writes_on_and_a_stop_keeps_it(
    browser: Page, server: Scripted
) -> None:
    expect(browser.get_by_text("text stays on this machine")).to_be_visible()
    ask(browser)
    expect(browser.get_by_text(f"{RIGHT}.").first).to_be_visible()
    expect(browser.get_by_text("openai:tiny is writing")).to_be_visible()
    assert browser.get_by_text("goes on").count() == 0, "nothing unproven is shown"
    browser.get_by_role("button", name="Stop").press("Enter")
    expect(browser.locator(".otr-card mark").first).to_contain_text("97 per cent of the 1,188")
    expect(browser.locator(".otr-note").filter(has_text="tokens read")).to_be_visible()
    assert server.written < 400


def test_another_page_can_be_looked_at_meanwhile(browser: Page) -> None:
    ask(browser)
    expect(browser.get_by_text(f"{RIGHT}.").first).to_be_visible()
    browser.get_by_role("link", name="Library").click()
    expect(browser.get_by_text("14 statements")).to_be_visible()
    browser.get_by_role("link", name="Ask").click()
    expect(browser.get_by_text(f"{RIGHT}.").first).to_be_visible()


def test_it_fits_a_phone_and_what_goes_wrong_is_told(browser: Page, server: Scripted) -> None:
    server.script = lambda _: Does(status=404, error="no such model")
    browser.set_viewport_size({"width": 400, "height": 860})
    ask(browser)
    expect(browser.get_by_text("has no model tiny")).to_be_visible()
    expect(browser.locator(".otr-card").first).to_be_visible()
    assert not browser.evaluate(TOO_WIDE)
