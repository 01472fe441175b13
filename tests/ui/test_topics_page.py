"""*Topics* through Streamlit's own test runner, over a real library and a real Chroma server."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from ingest.load import load
from library.library import Library
from settings import Settings, get_settings
from tests.ui.shown import html

NORLAND = """# Norland's elections calm, observers say

OSLAN, 4 May 2020 – Yesterday's parliamentary elections in Norland were calm, the observers said.

Women made up 37 per cent of the candidates. <script>alert("x")</script> Public television was biased.
"""


@pytest.fixture(scope="module")
def home(pristine_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The library folder of the pages, the same for all tests here, which only read."""
    home = Path(shutil.copytree(pristine_sample, tmp_path_factory.mktemp("topics") / "record"))
    yield from _set(home)


def _set(home: Path) -> Iterator[Path]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RECORD_HOME", str(home))
        get_settings.cache_clear()
        st.cache_resource.clear()
        st.cache_data.clear()
        yield home
        st.cache_resource.clear()
    get_settings.cache_clear()


def page(**address: str | list[str]) -> AppTest:
    def show() -> None:
        from ui.desk import open_desk
        from ui.topics.page import topics_page

        topics_page(open_desk()[0])

    app = AppTest.from_function(show, default_timeout=120)
    for name, value in address.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app


def captions(app: AppTest) -> str:
    return "\n".join(c.value for c in app.caption).replace("\\", "")


def test_a_link_to_a_cell_shows_its_quotations_with_their_sources_and_says_what_was_searched(home: Path):
    app = page(cell="Kestrovia 2022 · counting")
    assert "Searched: 12 statements on 10 elections" in captions(app)
    assert "Counting, Kestrovia 2022" in app.subheader[0].value
    shown = html(app)
    assert "assessed negatively in 33 of the 158 polling stations" in shown
    assert '<span aria-hidden="true">−</span> negative' in shown
    assert "10 October 2022" in shown and "<mark>" in shown
    assert "Lomvar" not in shown.split("otr-points")[1]


def test_the_legend_tells_not_addressed_from_not_observed_in_words(home: Path):
    shown = html(page())
    assert "not addressed: no statement on the election speaks of it" in shown
    assert "not observed: its mission did not look at it" in shown


def test_a_link_narrows_to_a_country_and_kinds(home: Path):
    app = page(country="Varelia", kind="final report")
    assert "Searched: 1 statement on 1 election, narrowed to Varelia, final report" in captions(app)


def test_a_cell_of_an_election_that_is_narrowed_away_is_not_shown(home: Path):
    app = page(country="Varelia", cell="Kestrovia 2022 · counting")
    assert not app.subheader
    assert "Choose a cell" in captions(app)


def test_the_line_of_time_is_also_a_table_and_opens_the_newest_election(home: Path):
    app = page(view="Over time", topic="Counting", **{"in": "Kestrovia"})
    shown = html(app)
    assert '<th scope="row">Kestrovia 2017</th>' in shown and '<th scope="row">Kestrovia 2022</th>' in shown
    assert "33 of the 158 polling stations" in shown


def test_elections_stand_side_by_side_with_the_figures_that_changed_and_recommendations(home: Path):
    app = page(view="Side by side", about="Campaign finance", elections=["Varelia 2019", "Varelia 2023"])
    assert [s.value for s in app.subheader][:2] == ["Varelia 2019", "Varelia 2023"]
    shown = html(app)
    assert "up to 10 million" in shown and "15 million" in shown
    assert "The Audit Chamber should be given the staff" in shown


def test_a_summary_of_own_words_names_what_is_silent_and_why(home: Path):
    app = page(view="Summary", about="Tabulation", length="Short")
    assert "Not observed: Lomvar 2017" in captions(app)
    assert html(app).count("<li>") <= 5


def test_recommendations_are_narrowed_by_topic_and_priority(home: Path):
    every = page(view="Recommendations")
    few = page(view="Recommendations", on="Campaign finance", priority="true")
    assert "of " in captions(every) and html(every).count("<tr>") > html(few).count("<tr>") > 1
    assert "<strong>priority</strong>" in html(few)


def test_an_empty_library_and_one_statement_with_markup_are_shown_for_what_they_are(tmp_path: Path):
    library = Library(Settings(home=tmp_path / "record"))
    for _ in _set(tmp_path / "record"):
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("RECORD_SAMPLE", "false")
            get_settings.cache_clear()
            assert "library is empty" in page().info[0].value
            (tmp_path / "norland_2020.md").write_text(NORLAND, encoding="utf-8")
            assert [o.status for o in load(library, [str(tmp_path / "norland_2020.md")])] == ["added"]
            library.close()
            app = page(view="Over time", topic="Women's participation")
            assert "Searched: 1 statement on 1 election" in captions(app)
            shown = html(app)
            assert "37 per cent of the candidates" in shown and "<script>alert" not in shown
