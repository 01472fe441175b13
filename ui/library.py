"""*Library*: what is loaded, with its description; add and remove."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from ingest.load import Outcome, load
from library.errors import LibraryError
from library.records import Statement
from retrieval.desk import Desk
from ui.text import escaped, plain

FORMATS = ["md", "txt", "html", "htm", "docx", "pdf"]
ICONS = {
    "added": ":material/check_circle:",
    "updated": ":material/change_circle:",
    "unchanged": ":material/remove_circle:",
    "duplicate": ":material/content_copy:",
    "skipped": ":material/remove_circle:",
    "failed": ":material/error:",
}


def library_page(desk: Desk) -> None:
    """The page; what happened to the last upload stays until the next."""
    st.title("Library", anchor=False)
    _add(desk)
    for outcome in st.session_state.get("outcomes", []):
        _report(outcome)
    statements = desk.library.statements()
    if not statements:
        st.info("The library is empty. Add statements above.", icon=":material/library_add:")
        return
    st.subheader(f"{len(statements)} statements", anchor=False)
    wanted = st.text_input("Find", placeholder="Country, title, year, body …", key="find").casefold()
    shown = [s for s in statements if wanted in _searchable(s)]
    if not shown:
        st.caption("No statement matches.")
    counts = desk.library.catalog.passage_counts()
    for statement in shown:
        _statement(desk, statement, counts.get(statement.id, 0))


def _add(desk: Desk) -> None:
    with st.form("add", clear_on_submit=True, border=True):
        files = st.file_uploader(
            "Add statements: press releases, preliminary statements, final reports",
            FORMATS,
            accept_multiple_files=True,
        )
        pressed = st.form_submit_button("Add to the library", icon=":material/upload:", type="primary")
    if pressed and files:
        bar = st.progress(0.0, "Reading …")
        st.session_state["outcomes"] = _load(desk, files, bar)
        bar.empty()
    elif pressed:
        st.warning("Choose one or more files first.", icon=":material/info:")


def _load(desk: Desk, files: Sequence[UploadedFile], bar: st.delta_generator.DeltaGenerator) -> list[Outcome]:
    """Keep the files in the library's folder, so that they can be read again, and load them one by one."""
    outcomes: list[Outcome] = []
    folder = desk.library.settings.home / "uploads"
    for number, file in enumerate(files):
        bar.progress(number / len(files), plain(f"{number + 1} of {len(files)}: {file.name}"))
        path = folder / Path(file.name).name
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path.write_bytes(file.getvalue())
            outcomes += load(desk.library, [str(path)])
        except OSError as error:
            reason = f"The file could not be kept in {folder}: {error.strerror}."
            outcomes.append(Outcome(file.name, file.name, "failed", reason=reason))
    return outcomes


def _report(outcome: Outcome) -> None:
    text = f"{outcome.file}: {outcome.status}"
    if outcome.status in ("added", "updated"):
        text += f", {outcome.passages} passages"
    if outcome.reason:
        text += f". {outcome.reason}"
    show = st.error if outcome.status == "failed" else st.success if outcome.status in ("added", "updated") else st.info
    show(plain(text), icon=ICONS[outcome.status])


def _searchable(statement: Statement) -> str:
    parts = [statement.title, statement.file, statement.kind, *statement.bodies]
    parts += [
        statement.country.name if statement.country else "",
        str(statement.date),
        str(statement.election_date),
    ]
    return " ".join(parts).casefold()


def _statement(desk: Desk, statement: Statement, passages: int) -> None:
    country = statement.country.name if statement.country else "Country unknown"
    day = f"{statement.date:%-d %b %Y}" if statement.date else "no date"
    with st.expander(f"**{plain(country)}** · {plain(day)} · {plain(statement.kind)}  \n{plain(statement.title)}"):
        st.html(_described(statement, passages))
        with st.popover("Remove", icon=":material/delete:"):
            st.write("Forget this statement? The file itself is not touched.")
            if st.button("Yes, remove it", key=f"remove-{statement.id}", type="primary"):
                _remove(desk, statement)


def _remove(desk: Desk, statement: Statement) -> None:
    try:
        desk.library.remove(statement.id)
    except LibraryError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return
    st.session_state["outcomes"] = []
    st.toast(plain(f"{statement.file} was removed."), icon=":material/delete:")
    st.rerun()


def _described(statement: Statement, passages: int) -> str:
    election = statement.election_type or ""
    if statement.election_round:
        election += f" ({statement.election_round})"
    facts = {
        "Issued by": "; ".join(statement.bodies),
        "Election": election,
        "Election day": f"{statement.election_date:%-d %B %Y}" if statement.election_date else "",
        "Published": f"{statement.date:%-d %B %Y}" if statement.date else "",
        "Place": statement.place or "",
        "Language": statement.language,
        "Translation of": statement.translation_of or "",
        "Speakers": "; ".join(f"{s.name} ({s.role})" if s.role else s.name for s in statement.speakers),
        "Pages": str(statement.pages or ""),
        "Passages": str(passages),
        "File": statement.file,
        "Id": statement.id,
        "Note": "Fictional sample" if statement.fictional else "",
    }
    rows = "".join(f"<dt>{escaped(k)}</dt><dd>{escaped(v)}</dd>" for k, v in facts.items() if v)
    return f'<dl class="otr otr-facts">{rows}</dl>'
