"""The part of *Library* where sources are added, with what is being loaded and what happened to each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from ingest.load import Outcome, Status
from ingest.sources import is_address, keep_upload
from library.errors import LibraryError
from library.library import Library
from library.records import Statement
from library.versions import older_version
from retrieval.desk import Desk
from settings import Settings
from ui.loading import Loading, State, in_words
from ui.text import escaped, plain

SIGNS = {"added": "✓", "updated": "✓", "unchanged": "=", "duplicate": "=", "skipped": "–", "failed": "✗"}
ORDER: tuple[Status, ...] = ("failed", "added", "updated", "duplicate", "unchanged", "skipped")
"""What needs a person's eye comes first."""
MOST_SHOWN = 200
OFFERS = 10
"""Most questions about older versions at once; the others can be settled on the page of the statement."""


def adding(desk: Desk, loading: Loading) -> None:
    """The form, and below it how far the loading is and what happened to each source."""
    with st.expander("Add statements", icon=":material/upload_file:", expanded=not desk.library.statements()):
        _form(desk, loading)
    state = loading.state()
    if state.running:
        st.fragment(_watch, run_every=1.0)(loading)
        return
    _left(loading, state)
    _happened(desk, loading, state)


def _form(desk: Desk, loading: Loading) -> None:
    with st.form("add", clear_on_submit=True, border=False):
        files = st.file_uploader(
            "Press releases, preliminary statements, final reports",
            accept_multiple_files=True,
            help="PDF, Word (.docx), web pages, text and Markdown; scans (.pdf, .png, .jpg, .tif) where Tesseract is "
            "installed. Whatever cannot be read is named below with the reason.",
        )
        address = st.text_input("Web address of a page or PDF", placeholder="https://…")
        pressed = st.form_submit_button("Add to the library", icon=":material/upload:", type="primary")
    if not pressed:
        return
    address = address.strip()
    if address and not is_address(address):
        address = f"https://{address}"
    if not files and not address:
        st.warning("Choose one or more files first, or enter an address.", icon=":material/info:")
        return
    try:
        loading.add([*_kept(files, desk.library.settings), *filter(None, [address])])
    except OSError as error:
        st.error(
            plain(f"The files could not be kept in {desk.library.settings.home}: {error.strerror}. Nothing was added."),
            icon=":material/error:",
        )


def _kept(files: Sequence[UploadedFile], settings: Settings) -> list[str]:
    """The paths of uploads, kept so that they can be read again."""
    return [keep_upload(file.name, file.getvalue(), settings) for file in files]


def _watch(loading: Loading) -> None:
    """How far it is, drawn anew every second; when it has ended, the whole page is."""
    state = loading.state()
    if not state.running:
        st.rerun()
    with st.container(border=True, key="loading"):
        st.progress(state.progress.part if state.progress else 0.0, plain(in_words(state)))
        if state.outcomes:
            st.caption(plain(counts(state.outcomes)))
        if failed := [outcome for outcome in state.outcomes if outcome.status == "failed"]:
            st.html(_list(failed))
        if state.stopping:
            st.caption("Stopping after this statement …")
        else:
            st.button("Stop", icon=":material/stop_circle:", on_click=loading.stop)
            st.caption("You can go on using every page meanwhile.")


def counts(outcomes: Sequence[Outcome]) -> str:
    """How many sources came to what, e.g. ``1 failed · 12 added``."""
    number = Counter(outcome.status for outcome in outcomes)
    return " · ".join(f"{number[status]} {status}" for status in ORDER if number[status])


def _left(loading: Loading, state: State) -> None:
    """What an earlier loading left, with the offer to go on."""
    if state.trouble:
        st.error(plain(state.trouble), icon=":material/error:")
    if not state.waiting:
        return
    number = len(state.waiting)
    with st.container(border=True):
        st.write(f"{number} source{'' if number == 1 else 's'} were not loaded yet. What was loaded before is kept.")
        with st.container(horizontal=True):
            st.button("Go on", icon=":material/play_arrow:", type="primary", on_click=loading.add, args=([],))
            st.button("Forget them", on_click=loading.dismiss)


def _happened(desk: Desk, loading: Loading, state: State) -> None:
    """What happened to each source, failures first; stays until it is cleared or more is added."""
    if not state.outcomes:
        return
    _offers(desk.library, state.outcomes)
    ranked = sorted(state.outcomes, key=lambda outcome: ORDER.index(outcome.status))
    with st.expander(plain(counts(ranked)), expanded=True, icon=":material/receipt_long:"):
        st.html(_list(ranked))
        if not state.waiting:
            st.button("Clear this list", on_click=loading.dismiss, type="tertiary")


def _list(outcomes: Sequence[Outcome]) -> str:
    more = len(outcomes) - MOST_SHOWN
    rest = f'<p class="otr-note">and {more} more</p>' if more > 0 else ""
    return f'<ul class="otr otr-outcomes">{"".join(map(_line, outcomes[:MOST_SHOWN]))}</ul>{rest}'


def _line(outcome: Outcome) -> str:
    number = f"{outcome.passages:,} passage{'' if outcome.passages == 1 else 's'}"
    passages = f", {number}" if outcome.status in ("added", "updated") else ""
    name = outcome.source if is_address(outcome.source) else outcome.file
    reason = f'<div class="otr-note">{escaped(outcome.reason)}</div>' if outcome.reason else ""
    return (
        f'<li class="otr-{outcome.status}"><span aria-hidden="true">{SIGNS[outcome.status]}</span> '
        f"<strong>{escaped(name)}</strong>: {outcome.status}{passages}{reason}</li>"
    )


def _offers(library: Library, outcomes: Sequence[Outcome]) -> None:
    """Ask, for what was just added, whether it takes the place of a statement that it looks like a version of."""
    statements = library.statements()
    added = {o.statement_id for o in outcomes if o.status == "added"} - st.session_state.get("kept both", set())
    pairs = [(s, older_version(s, statements)) for s in statements if s.id in added]
    for new, old in [(new, old) for new, old in pairs if old][:OFFERS]:
        replace_offer(library, new, old)


def replace_offer(library: Library, new: Statement, old: Statement) -> None:
    """A new statement beside one of the same name and description: one place for both, or two?"""
    day = f" of {old.retrieved_at:%-d %B %Y}" if old.retrieved_at else ""
    with st.container(border=True, key=f"offer-{new.id}"):
        st.write(
            plain(f"{new.file} looks like a newer version of the statement{day} with the same name and description.")
            + " Replaced versions stay to be read, and are not quoted any more."
        )
        with st.container(horizontal=True):
            st.button("Replace the older version", key=f"replace-{new.id}", on_click=_replace, args=(library, old, new))
            st.button("Keep both", key=f"both-{new.id}", type="tertiary", on_click=_keep_both, args=(new.id,))


def _replace(library: Library, old: Statement, new: Statement) -> None:
    try:
        library.replace(old, new)
    except LibraryError as error:
        st.toast(plain(str(error)), icon=":material/error:", duration="infinite")
        return
    st.toast(plain(f"{new.file} took the place of its older version."), icon=":material/change_circle:")


def _keep_both(statement_id: str) -> None:
    st.session_state["kept both"] = st.session_state.get("kept both", set()) | {statement_id}
