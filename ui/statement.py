"""One statement: how it is described, what it belongs to, its older versions, its words, its original."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import streamlit as st

from ingest.load import load
from ingest.sources import is_address
from library.errors import LibraryError
from library.records import Passage, Statement
from library.relations import related
from library.versions import older_version
from retrieval.desk import Desk
from settings import Settings
from ui.adding import replace_offer
from ui.correcting import correction_form, set_right, to_be_checked
from ui.description import facts_html, heading, page_of
from ui.style import TO_THE_TOP
from ui.text import escaped, plain

SCANNED = "Recognised from a scan: letters may be wrong. Check the wording against the original before you quote it."

AGAIN = "With the speakers as they were set right, or where the document has changed. What you set right stays."


def statement_page(desk: Desk, show: Callable[[str], None], leave: Callable[[], None]) -> None:
    """The page of the statement whose id is in the address; ``show`` goes to another, ``leave`` to the list."""
    if st.button("All statements", icon=":material/arrow_back:", type="tertiary"):
        leave()
    if said := st.session_state.pop("said", None):
        st.success(plain(said), icon=":material/check_circle:")
    library, wanted = desk.library, st.query_params.get("id", "")
    if st.session_state.get("at") != wanted:
        st.session_state["at"] = wanted
        st.html(TO_THE_TOP, unsafe_allow_javascript=True)
    statement = library.catalog.find("id", wanted)
    if statement is None:
        st.info("This statement is not in the library (any more).", icon=":material/search_off:")
        return
    st.header(plain(statement.title), anchor=False)
    _marks(statement)
    to_be_checked(library, statement)
    statements = library.statements()
    if older := older_version(statement, statements):
        replace_offer(library, statement, older)
    st.html(facts_html(statement, _more(statement, library.catalog.passage_count(statement.id))))
    set_right(library, statement)
    with st.expander("Set the description right", icon=":material/edit:"):
        correction_form(library, statement)
    _related(statement, statements, show)
    _older(desk, statement)
    with st.expander("Read the text", icon=":material/article:", on_change="rerun") as text:
        if text.open:
            st.html(text_html(statement, library.catalog.passages(statement.id)))
    with st.container(horizontal=True):
        _original(statement, library.settings)
        if st.button("Read it again", icon=":material/refresh:", help=AGAIN):
            _read_again(desk, statement, show)
        if st.button("Remove …", icon=":material/delete:"):
            _ask_to_remove(desk, statement, leave)


def _marks(statement: Statement) -> None:
    marks = [":gray-badge[fictional]"] if statement.fictional else []
    st.caption(f"{plain(heading(statement))} {' '.join(marks)}")
    if statement.scanned:
        st.warning(SCANNED, icon=":material/document_scanner:")


def _more(statement: Statement, passages: int) -> dict[str, str]:
    """What is known about the document besides its description."""
    when = statement.retrieved_at
    fetched = is_address(statement.source)
    labels = [label for label in statement.page_labels if label]
    return {
        "Pages": f"{statement.pages}" + (f", numbered {labels[0]} to {labels[-1]}" if labels else "")
        if statement.pages
        else "",
        "Passages": str(passages),
        "Web address": statement.source if fetched else statement.address or "",
        "File": statement.file,
        "Fetched" if fetched else "Added": f"{when:%-d %B %Y, %H:%M} UTC" if when else "",
        "SHA-256": statement.fingerprint,
        "Id": statement.id,
    }


def _related(statement: Statement, statements: Sequence[Statement], show: Callable[[str], None]) -> None:
    """The other documents on the same election, and original and translations, to go to."""
    found = related(statement, statements)
    if not found:
        return
    st.subheader("Belongs together with", anchor=False)
    with st.container(key="statements", gap=None):
        for relation in found:
            other = relation.statement
            language = f", {other.language}" if other.language != statement.language else ""
            day = f", {other.date:%-d %b %Y}" if other.date else ""
            label = f"**{plain(relation.kind.capitalize())}**{plain(language + day)}  \n{plain(other.title)}"
            if st.button(label, key=f"related-{other.id}", type="tertiary", width="stretch", wrap=True):
                show(other.id)


def _older(desk: Desk, statement: Statement) -> None:
    """The versions that this one took the place of, to be read."""
    for number, old in enumerate(desk.library.catalog.replaced(statement.id)):
        label = plain(f"Took the place of an older version on {old.replaced_at:%-d %B %Y}")
        with st.expander(
            label, icon=":material/history:", key=f"old-{number}-{statement.id}", on_change="rerun"
        ) as was:
            if was.open:
                added = old.statement.retrieved_at
                facts = [old.statement.file, f"added {added:%-d %B %Y}" if added else "", f"id {old.statement.id}"]
                paragraphs = "".join(f"<p>{escaped(p)}</p>" for p in old.text.split("\n\n"))
                st.html(
                    f'<p class="otr-note">{escaped(" · ".join(filter(None, facts)))}. It is not searched or quoted.</p>'
                    f'<h4 class="otr">{escaped(old.statement.title)}</h4><div class="otr otr-text">{paragraphs}</div>'
                )


def text_html(statement: Statement, passages: Iterable[Passage]) -> str:
    """The words of a statement with its headings and page numbers."""
    parts, page, section = [], None, None
    for passage in passages:
        if passage.page and passage.page != page:
            parts.append(f'<p class="otr-page">{escaped(page_of(statement, passage.page))}</p>')
        if passage.section and passage.section != section and passage.section != passage.text:
            parts.append(f"<h4>{escaped(passage.section)}</h4>")
        parts.append(f"<p>{escaped(passage.text)}</p>")
        page, section = passage.page, passage.section
    return f'<div class="otr otr-text" lang="{escaped(statement.language)}">{"".join(parts)}</div>'


def _original(statement: Statement, settings: Settings) -> None:
    """The file as it was handed over or fetched, where the library keeps it."""
    if path := kept_original(statement, settings):
        st.download_button(
            "Download the original",
            path.read_bytes(),
            path.name if path.parent.name != "snapshots" else statement.file,
            "application/octet-stream",  # never shown by the browser: it may hold anything
            icon=":material/download:",
            on_click="ignore",
        )


def kept_original(statement: Statement, settings: Settings) -> Path | None:
    """The upload or snapshot that a statement was read from; None where the library keeps none."""
    if is_address(statement.source):
        return next((settings.home / "snapshots").glob(f"{statement.fingerprint}*"), None)
    path = Path(statement.source)
    return path if path.is_relative_to((settings.home / "uploads").resolve()) and path.is_file() else None


def _read_again(desk: Desk, statement: Statement, show: Callable[[str], None]) -> None:
    """Read the source once more; a text that has changed meanwhile takes the place of this one."""
    with st.spinner("Reading it again …"):
        outcomes = list(load(desk.library, [statement.source], again=True))
    for outcome in outcomes:
        words = f"{outcome.file}: {outcome.status}. {outcome.reason or ''}"
        if outcome.status in ("failed", "skipped") or outcome.statement_id is None:
            st.error(plain(words), icon=":material/error:")
        else:
            st.session_state["said"] = words
            show(outcome.statement_id)


@st.dialog("Remove this statement?")
def _ask_to_remove(desk: Desk, statement: Statement, leave: Callable[[], None]) -> None:
    st.write(plain(statement.title))
    st.caption("It is not searched or quoted any more. The file itself is not touched, and you can add it again.")
    with st.container(horizontal=True):
        if st.button("Yes, remove it", type="primary", icon=":material/delete:"):
            try:
                desk.library.remove(statement.id)
            except LibraryError as error:
                st.error(plain(str(error)), icon=":material/error:")
                return
            st.session_state["removed"] = statement.file
            leave()
        if st.button("Keep it"):
            st.rerun()
