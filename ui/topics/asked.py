"""A topic to choose or to write in one's own words."""

from __future__ import annotations

import streamlit as st

from ui.topics.view import View

LONGEST = 200


def asked(view: View) -> str:
    """The topic in words; it is in the address."""
    chosen = st.selectbox(
        "Topic (choose one, or write your own, as “women candidates”)",
        list(view.titles.values()),
        key="about",
        bind="query-params",
        persist_state="session",
        accept_new_options=True,
    )
    return (chosen or "").strip()[:LONGEST]
