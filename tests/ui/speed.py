"""How long *Topics* takes over 500 made-up statements, in a real Chromium: ``python -m tests.ui.speed FOLDER``.

The vectors are random (see `evals.scale`), under the name of the model that is set, so that the page takes the library.
A folder that holds the library already is only measured.
"""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from playwright.sync_api import Page, sync_playwright

from evals.made import make_statements
from evals.scale import RandomEmbeddings
from ingest.load import load
from library.embedding import embedder_for
from library.library import Library
from settings import get_settings
from tests.ui.serving import serving_page

STATEMENTS, WORDS = 500, 900
SETTLED = '[data-testid="stApp"][data-test-script-state="notRunning"]'
BUTTONS = "td button"
ROWS = (2, 11, 23, 40, 58, 77, 90)
PRESS = """(button) => new Promise((done) => {
  const began = performance.now(), name = button.ariaLabel.split(":")[0];
  const look = () => {
    const cell = document.querySelector(".st-key-cell");
    const there = cell?.querySelector("h3")?.textContent.includes(name) && cell.querySelector(".otr-points li");
    there ? done(performance.now() - began) : requestAnimationFrame(look);
  };
  button.click();
  look();
})"""
"""Presses a cell and tells the milliseconds until its quotations are there, as the browser itself sees it."""


def build(folder: Path) -> None:
    """The library, if it is not there."""
    if (folder / "record").exists():
        return
    statements = folder / "statements"
    statements.mkdir(parents=True, exist_ok=True)
    make_statements(statements, STATEMENTS, WORDS)
    library = Library(get_settings().model_copy(update={"home": folder / "record", "catalog": None, "chroma": None}))
    embedder = RandomEmbeddings()
    embedder.name = embedder_for(get_settings()).name
    library.__dict__["embedder"] = embedder
    outcomes = {outcome.status for outcome in load(library, [str(statements)])}
    library.close()
    assert outcomes == {"added"}, outcomes


def measure(page: Page, address: str) -> dict[str, list[float]]:
    """Seconds from the page's address, and from another page, to the matrix; and from a cell to its quotations."""
    page.goto(f"{address}/topics")
    page.locator(BUTTONS).first.wait_for(timeout=120_000)
    took: dict[str, list[float]] = {"address to matrix": [], "other page to matrix": [], "cell to quotations": []}
    for _ in range(5):
        page.locator(SETTLED).wait_for()
        took["address to matrix"].append(_until(page, lambda: page.goto(f"{address}/topics")))
        page.locator(SETTLED).wait_for()
        page.get_by_role("link", name="Library").click()
        page.get_by_label("Find").wait_for()
        page.locator(SETTLED).wait_for()
        took["other page to matrix"].append(_until(page, page.get_by_role("link", name="Topics").click))
    for row in ROWS:
        page.locator(SETTLED).wait_for()
        page.wait_for_timeout(500)
        button = page.locator("tbody tr").nth(row).locator("button").nth(2)
        took["cell to quotations"].append(button.evaluate(PRESS) / 1_000)
    return took


def _until(page: Page, act: Callable[[], object]) -> float:
    """Seconds from an act to the first cell of the matrix."""
    began = time.perf_counter()
    act()
    page.wait_for_selector(BUTTONS)
    return time.perf_counter() - began


def main() -> None:
    """Build, serve, measure, and print a line for each."""
    folder = Path(sys.argv[1])
    build(folder)
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    with serving_page(folder / "record", RECORD_SAMPLE="false") as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.set_default_timeout(60_000)
        for name, times in measure(page, address).items():
            print(f"| {name} | {median(times):.2f} s (most: {max(times):.2f} s) |")
        browser.close()


if __name__ == "__main__":
    main()
