"""*Library*: add statements, see what is there, choose one."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from retrieval.desk import Desk
from ui.adding import adding
from ui.holdings import holdings
from ui.listing import listing
from ui.loading import Loading
from ui.text import plain


def library_page(desk: Desk, loading: Loading, show: Callable[[str], None]) -> None:
    """The page; ``show`` goes to the page of the statement with an id."""
    st.session_state["at"] = ""
    st.title("Library", anchor=False)
    if removed := st.session_state.pop("removed", None):
        st.success(plain(f"{removed} was removed."), icon=":material/delete:")
    adding(desk, loading)
    statements = desk.library.statements()
    if not statements:
        st.info("The library is empty. Add statements above.", icon=":material/library_add:")
        return
    number = len(statements)
    st.subheader(f"{number:,} statement{'' if number == 1 else 's'}", anchor=False)
    listing(statements, show)
    holdings(desk.library, statements, sum(desk.library.catalog.passage_counts().values()))
