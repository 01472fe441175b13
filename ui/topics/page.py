"""*Topics*: the page with its views; what is chosen stands in its address, so that a link opens the same view."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from library.errors import LibraryError
from retrieval.desk import Desk
from retrieval.topics.wording import counted
from ui.text import plain
from ui.topics.matrix import matrix_view
from ui.topics.recommended import recommended_view
from ui.topics.sides import sides_view
from ui.topics.summed import summed_view
from ui.topics.timeline import timeline_view
from ui.topics.view import View, opened

VIEWS: Mapping[str, Callable[[View], None]] = {
    "All topics": matrix_view,
    "Over time": timeline_view,
    "Side by side": sides_view,
    "Summary": summed_view,
    "Recommendations": recommended_view,
}


def topics_page(desk: Desk) -> None:
    """The page; every choice is in the address and in the session."""
    st.title("What is said on each topic", anchor=False)
    if not desk.library.statements():
        st.info(
            "The library is empty. Add statements on the *Library* page, then come back.", icon=":material/library_add:"
        )
        return
    try:
        chosen = st.segmented_control(
            "View",
            list(VIEWS),
            default="All topics",
            required=True,
            key="view",
            bind="query-params",
            persist_state="session",
            label_visibility="collapsed",
        )
        view = opened(desk)
        _searched(view)
        VIEWS[chosen or "All topics"](view)
    except LibraryError as error:
        st.error(plain(str(error)), icon=":material/error:")


def _searched(view: View) -> None:
    """What is looked at, always to be seen; and what is in no view, with the reason."""
    overview = view.overview
    number = f"{counted(overview.searched, 'statement')} on {counted(len(overview.votes), 'election')}"
    narrowed = f", narrowed to {view.narrowed}" if view.narrowed else ""
    st.caption(plain(f"Searched: {number}{narrowed}. Translations are not counted twice."))
    if left_out := overview.without_election:
        files = ", ".join(s.file for s in left_out[:5]) + (" …" if len(left_out) > 5 else "")
        st.caption(
            plain(
                f"In no election, since country or date is not known: {counted(len(left_out), 'statement')} ({files}). "
                "Set them right on the Library page."
            )
        )
