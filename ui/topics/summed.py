"""What is said on a topic in what was narrowed to: points by election, each with its source."""

from __future__ import annotations

from typing import get_args

import streamlit as st

from retrieval.desk import Desk
from retrieval.scope import Filters
from retrieval.topics.exports.quoted import summary_report
from retrieval.topics.records import Length, Summary
from retrieval.writing.telling import told
from ui.chat_model import chat_model, sign_of
from ui.evidence import citation_cards
from ui.text import escaped, plain
from ui.topics.asked import asked
from ui.topics.exporting import take_along
from ui.topics.said import summary_points
from ui.topics.summing import written
from ui.topics.view import View, filters_key


def summed_view(view: View) -> None:
    """The summary, the sources, and what is silent and why; written where a chat model is set, else quoted."""
    chat = chat_model(view.desk)
    sign_of(chat, "Points")
    topic = asked(view)
    length: Length = (
        st.segmented_control(
            "Length", get_args(Length), default="standard", format_func=str.capitalize, required=True,
            key="length", bind="query-params", persist_state="session",
        ) or "standard"
    )  # fmt: skip
    if not topic:
        st.info("Choose a topic, or write one.", icon=":material/topic:")
        return
    summary = _summary(view.desk, str(view.desk.library.settings.home), view.revision, topic, length, view.filters)
    st.caption(plain(summary.note))
    if not summary.points:
        st.warning("Nothing of what was searched speaks of this.", icon=":material/help:")
        return
    if chat:
        key = (topic, length, view.filters, view.revision, chat.choice)
        as_written = written(view.desk, summary, chat, key)
        if as_written is None:
            return
        summary = as_written
    summary_points(summary)
    if line := told(summary.writing, [point.how for point in summary.points]):
        st.html(f'<p class="otr-note">{escaped(line)}</p>')
    title = f"{topic}{f' ({view.narrowed})' if view.narrowed else ''}"
    take_along(title, lambda: summary_report(title, summary, view.state))
    with st.expander(f"Sources ({len(summary.citations)})", icon=":material/format_quote:", expanded=True):
        citation_cards(summary.citations, view.desk.library.statements())


@st.cache_data(max_entries=50, show_spinner="Reading the statements …", hash_funcs={Filters: filters_key})
def _summary(_desk: Desk, _home: str, revision: int, topic: str, length: Length, filters: Filters) -> Summary:
    return _desk.topic_quoted(topic, "", length, filters.admit)
