"""What the library holds and where, and whether all of it fits together."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from library.doctor import MEND, Fault, examine, mend
from library.errors import LibraryError
from library.library import Library
from library.records import Statement
from retrieval.scope import year_of
from ui.text import escaped, plain


def holdings(library: Library, statements: Sequence[Statement], passages: int) -> None:
    """Counts, last addition, embedding model, where the vectors live; and the check."""
    with st.expander("About this library", icon=":material/info:"):
        rows = "".join(f"<dt>{k}</dt><dd>{escaped(v)}</dd>" for k, v in held(library, statements, passages).items())
        st.html(f'<dl class="otr otr-facts">{rows}</dl>')
        _check(library)


def held(library: Library, statements: Sequence[Statement], passages: int) -> dict[str, str]:
    """The facts about a library, by name."""
    countries = {s.country for s in statements if s.country}
    elections = {(s.country, s.election_date or year_of(s)) for s in statements if s.country and year_of(s)}
    fictional = sum(s.fictional for s in statements)
    last = max((s.retrieved_at for s in statements if s.retrieved_at), default=None)
    active = library.generations.active()
    chroma = library.settings.chroma
    return {
        "Statements": f"{len(statements)}" + (f", {fictional} of them fictional" if fictional else ""),
        "Elections": f"{len(elections)} in {len(countries)} countries",
        "Passages": f"{passages:,}",
        "Last added": f"{last:%-d %B %Y, %H:%M} UTC" if last else "never",
        "Embedding model": active.model if active else "none yet",
        "Vectors": f"on the Chroma server {chroma}" if chroma else "in the library's folder",
        "Folder": str(library.settings.home.resolve()),
    }


def _check(library: Library) -> None:
    if st.button("Check the library", icon=":material/health_and_safety:"):
        with st.spinner("Comparing what is kept with what can be found …"):
            _examine(library)
    faults: list[Fault] | None = st.session_state.get("faults")
    if faults is None:
        return
    if not faults:
        st.success("All is well: everything that is kept can be found.", icon=":material/check_circle:")
        return
    for fault in faults:
        st.warning(plain(f"{fault.what} To mend it: {fault.remedy}"), icon=":material/warning:")
    if any(MEND in fault.remedy for fault in faults) and st.button("Mend what can be mended", type="primary"):
        with st.spinner("Mending …"):
            _mend(library)
        st.rerun()


def _examine(library: Library) -> None:
    st.session_state["faults"] = None
    try:
        st.session_state["faults"] = examine(library)
    except LibraryError as error:
        st.error(plain(str(error)), icon=":material/error:")


def _mend(library: Library) -> None:
    try:
        mend(library)
    except LibraryError as error:
        st.session_state["faults"] = [Fault(str(error), MEND)]
        return
    _examine(library)
