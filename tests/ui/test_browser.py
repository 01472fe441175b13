"""The product as a person meets it: the served page in a real headless Chromium."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.ui.serving import serving_page, tab

NORLAND = """Norland's parliamentary elections were calm, international observers say

NORVIK, 4 May 2015 – The 3 May parliamentary elections in Norland were calm, the observers said.

Women made up 37 per cent of the candidates. <script>document.title = "owned"</script>

"We saw a careful count," said Ada Holm, Head of the election observation mission.
"""
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def address(pristine_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The served page over a copy of the sample."""
    home = Path(shutil.copytree(pristine_sample, tmp_path_factory.mktemp("browser") / "record"))
    with serving_page(home) as base:
        yield base


@pytest.fixture
def browser(chromium_path: str, address: str) -> Iterator[Page]:
    """A tab with the page open."""
    with tab(chromium_path, address) as page:
        yield page


def settled(page: Page) -> None:
    """Wait until the page has come to rest: what is pressed before can be lost with the element it was on."""
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")


def choose(page: Page, file: Path) -> None:
    """Choose a file to add, and wait until the page has it whole, as a person sees it do."""
    with page.expect_response(lambda response: "upload_file" in response.url and response.request.method == "PUT"):
        page.locator("input[type=file]").set_input_files(str(file))
    settled(page)


def ask(page: Page, question: str) -> None:
    box = page.get_by_test_id("stChatInputTextArea")
    box.fill(question)
    box.press("Enter")


def test_a_person_asks_sees_the_citation_adds_a_file_and_removes_it(
    browser: Page, address: str, tmp_path: Path
) -> None:
    ask(browser, "How was voting assessed in Varelia in 2023?")
    expect(browser.locator("mark").first).to_contain_text("97 per cent of the 1,188 polling stations")
    expect(browser.locator(".otr-card .facts").first).to_contain_text("12 June 2023")

    file = tmp_path / "norland_2015.txt"
    file.write_text(NORLAND)
    browser.get_by_role("link", name="Library").click()
    browser.get_by_text("Add statements").click()
    choose(browser, file)
    browser.get_by_role("button", name="Add to the library").click()
    expect(browser.get_by_text("1 added")).to_be_visible()
    expect(browser.get_by_text("15 statements")).to_be_visible()

    browser.get_by_role("link", name="Ask").click()
    ask(browser, "What share of candidates were women in Norland in 2015?")
    expect(browser.locator("mark").last).to_contain_text("37 per cent of the candidates")
    assert browser.title() != "owned"

    browser.get_by_role("link", name="Library").click()
    browser.get_by_label("Find").fill("norland")
    browser.get_by_label("Find").press("Enter")
    rows = browser.locator(".st-key-statements button")
    expect(rows).to_have_count(1)
    settled(browser)
    rows.first.press("Enter")
    expect(browser.get_by_text("Set the description right")).to_be_visible()
    assert "/statement?id=" in browser.url
    browser.get_by_role("button", name="Remove …").click()
    browser.get_by_role("dialog").get_by_role("button", name="Yes, remove it").click()
    expect(browser.get_by_text("14 statements")).to_be_visible()
    expect(browser.get_by_text("norland_2015.txt was removed.")).to_be_visible()


def test_a_description_is_set_right_and_the_original_can_be_downloaded(browser: Page, tmp_path: Path) -> None:
    file = tmp_path / "norland_2016.txt"
    file.write_text(NORLAND.replace("2015", "2016"))
    browser.get_by_role("link", name="Library").click()
    browser.get_by_text("Add statements").click()
    choose(browser, file)
    browser.get_by_role("button", name="Add to the library").click()
    expect(browser.get_by_text("1 added")).to_be_visible()
    browser.get_by_label("Find").fill("norland_2016")
    browser.get_by_label("Find").press("Enter")
    rows = browser.locator(".st-key-statements button")
    expect(rows).to_have_count(1)
    settled(browser)
    rows.first.click()
    browser.get_by_text("Set the description right").click()
    place = browser.get_by_role("textbox", name="Place")
    place.fill("Norvik Harbour")
    browser.get_by_role("button", name="Keep what I set right").click()
    expect(browser.get_by_text("Set right: Place.")).to_be_visible()
    expect(browser.locator(".otr-facts")).to_contain_text("Norvik Harbour entered by a person")
    browser.get_by_text("Read the text").click()
    expect(browser.locator(".otr-text")).to_contain_text('<script>document.title = "owned"</script>')
    settled(browser)
    with browser.expect_download() as download:
        browser.get_by_role("button", name="Download the original").click()
    assert download.value.suggested_filename == "norland_2016.txt"
    assert Path(download.value.path()).read_text() == file.read_text()


def test_nothing_runs_over_the_edge_of_a_phone(browser: Page) -> None:
    browser.set_viewport_size({"width": 420, "height": 860})
    ask(browser, "Who led the OES mission to Tezira in 2023?")
    browser.locator("mark").first.wait_for()
    assert not browser.evaluate(TOO_WIDE)
    cards = browser.locator(".otr-card")
    assert all((cards.nth(n).bounding_box() or {"width": 999})["width"] <= 420 for n in range(cards.count()))


def test_the_library_and_a_statement_fit_a_phone(browser: Page, address: str) -> None:
    browser.set_viewport_size({"width": 400, "height": 860})
    browser.goto(f"{address}/library")
    rows = browser.locator(".st-key-statements button")
    rows.first.wait_for()
    assert not browser.evaluate(TOO_WIDE)
    assert all((rows.nth(n).bounding_box() or {"width": 999})["width"] <= 400 for n in range(rows.count()))
    rows.first.click()
    browser.locator(".otr-facts").wait_for()
    assert not browser.evaluate(TOO_WIDE)
    assert browser.get_by_role("button", name="All statements").is_visible()  # the page begins at its top


IDLE = '[data-testid="stApp"][data-test-script-state="notRunning"]'
CLAIMS = """In Varelia in 2023, voting was assessed positively in 79 per cent of the 1,188 polling stations observed.

Observers in Belarus saw <script>document.title = "owned"</script> ballot box stuffing in 2020."""


def test_a_text_is_checked_a_claim_opened_by_keyboard_and_the_check_taken_along(browser: Page, address: str) -> None:
    browser.set_default_timeout(180_000)
    expect.set_options(timeout=180_000)
    browser.get_by_role("link", name="Check").click()
    browser.get_by_label("Text to be checked").fill(CLAIMS)
    browser.locator(IDLE).wait_for()
    browser.get_by_role("button", name="Check", exact=True).click()
    claim = browser.locator("a.otr-claim.otr-contradicted")
    expect(claim).to_contain_text("79 per cent")
    assert "/check?id=" in browser.url
    assert browser.title() != "owned"
    browser.locator(IDLE).wait_for()
    claim.focus()
    browser.keyboard.press("Enter")
    expect(browser.locator(".otr-differ ins")).to_have_text("97 per cent")
    browser.locator(IDLE).wait_for()
    browser.get_by_role("button", name="Export").click()
    with browser.expect_download() as download:
        browser.get_by_role("button", name="CSV").click()
    assert "97 per cent of the 1,188" in Path(download.value.path()).read_text("utf-8-sig")

    link = browser.url
    browser.keyboard.press("Escape")
    browser.get_by_role("link", name="Library").click()
    browser.get_by_label("Find").wait_for()
    browser.get_by_role("link", name="Check").click()
    expect(claim).to_contain_text("79 per cent")  # the check is still open
    browser.set_viewport_size({"width": 390, "height": 844})
    browser.goto(link)
    expect(claim).to_contain_text("79 per cent")
    assert not browser.evaluate(TOO_WIDE)


def test_a_cell_of_the_matrix_is_reached_by_keyboard_opens_its_quotations_and_is_taken_along(
    browser: Page, address: str
) -> None:
    browser.goto(f"{address}/topics")
    cell = browser.get_by_role("button", name="Counting, Kestrovia 2022")
    cell.wait_for()
    settled(browser)
    browser.get_by_role("button", name="Counting, Kestrovia 2017").focus()
    browser.keyboard.press("ArrowDown")
    expect(cell).to_be_focused()
    browser.keyboard.press("Enter")
    expect(browser.locator(".st-key-cell h3")).to_have_text("Counting, Kestrovia 2022")
    expect(browser.locator(".st-key-cell mark").first).to_contain_text("33 of the 158 polling stations")
    expect(cell).to_have_attribute("aria-pressed", "true")
    settled(browser)
    assert "cell=Kestrovia+2022" in browser.url
    browser.locator(".st-key-cell").get_by_role("button", name="Export").click()
    with browser.expect_download() as download:
        browser.get_by_role("button", name="CSV").click()
    assert "33 of the 158 polling stations" in Path(download.value.path()).read_text("utf-8-sig")

    link = browser.url
    browser.set_viewport_size({"width": 390, "height": 844})
    browser.goto(link)
    expect(browser.locator(".st-key-cell mark").first).to_contain_text("33 of the 158 polling stations")
    assert not browser.evaluate(TOO_WIDE)
