"""Recommendations as a table: number, addressee, topic, priority, election, and what became of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from retrieval.desk import Desk
from retrieval.exports.citation import citation
from retrieval.scope import Filters
from retrieval.topics.exports.quoted import recommendations_report
from retrieval.topics.recommendations import FollowUp, Recommendation
from retrieval.topics.wording import OUTCOMES, counted
from ui.description import place
from ui.text import escaped, plain
from ui.topics.exporting import take_along
from ui.topics.view import View, filters_key

ROWS = 25
COLUMNS = ("No.", "Recommendation", "Addressee", "Topics", "Election", "Follow-up")
NONE = "nothing said later"


def recommended_view(view: View) -> None:
    """The table with its own filters, a page at a time."""
    home = str(view.desk.library.settings.home)
    every = _recommendations(view.desk, home, view.revision, view.filters)
    if not every:
        st.info("No recommendation was found in what was narrowed to.", icon=":material/search_off:")
        return
    found = _narrowed(view, every)
    st.caption(plain(f"{counted(len(found), 'recommendation')} of {len(every)}"))
    pages = max(1, -(-len(found) // ROWS))
    table = st.container()
    page = st.pagination(pages, key=f"recommended {len(found)}") if pages > 1 else 1
    table.html(table_html(found[(page - 1) * ROWS : page * ROWS], view.titles))
    title = f"Recommendations{f' ({view.narrowed})' if view.narrowed else ''}"
    take_along(title, lambda: recommendations_report(title, found, view.titles, view.state))


@st.cache_data(max_entries=20, show_spinner="Reading the recommendations …", hash_funcs={Filters: filters_key})
def _recommendations(_desk: Desk, _home: str, revision: int, filters: Filters) -> list[Recommendation]:
    return _desk.recommendations("", filters.admit)


def _narrowed(view: View, every: Sequence[Recommendation]) -> list[Recommendation]:
    left, middle, right = st.columns(3)
    there = {topic for one in every for topic in one.topics}
    topics = left.multiselect(
        "Topic", [topic for topic in view.titles if topic in there], format_func=view.title, key="on",
        bind="query-params", persist_state="session",
    )  # fmt: skip
    addressees = middle.multiselect(
        "Addressee", sorted({one.addressee for one in every if one.addressee}), key="addressee",
        bind="query-params", persist_state="session",
    )  # fmt: skip
    outcomes = right.multiselect(
        "Follow-up", [*OUTCOMES.values(), NONE], key="followed", bind="query-params", persist_state="session"
    )
    priority = st.toggle("Only priority recommendations", key="priority", bind="query-params", persist_state="session")
    return [
        one
        for one in every
        if (not topics or set(topics) & set(one.topics))
        and (not addressees or one.addressee in addressees)
        and (not outcomes or set(outcomes) & _outcomes(one))
        and (not priority or one.priority)
    ]


def _outcomes(one: Recommendation) -> set[str]:
    return {OUTCOMES[f.outcome] for f in one.follow_up} or {NONE}


def table_html(found: Sequence[Recommendation], titles: Mapping[str, str]) -> str:
    """The table; under each recommendation its source, beside it what later statements say, in their words."""
    head = "".join(f'<th scope="col">{name}</th>' for name in COLUMNS)
    rows = "".join(
        f"<tr><td>{escaped(one.number or '')}{' <strong>priority</strong>' if one.priority else ''}</td>"
        f'<td lang="{escaped(one.citation.statement.language)}">{escaped(one.citation.quote)}'
        f'<p class="otr-note">{escaped(_source(one))}</p></td>'
        f"<td>{escaped(one.addressee or '')}</td>"
        f"<td>{escaped(', '.join(titles.get(topic, topic) for topic in one.topics))}</td>"
        f"<td>{escaped(one.election)}</td><td>{''.join(map(_followed, one.follow_up)) or '–'}</td></tr>"
        for one in found
    )
    return boxed(f"<tr>{head}</tr>", rows, "Recommendations")


def boxed(head: str, rows: str, name: str) -> str:
    """A table of our own in a box that scrolls by itself, so that the page never runs over its edge."""
    return (
        f'<div class="otr otr-box" tabindex="0" role="region" aria-label="{escaped(name)}"><table class="otr-table">'
        f"<thead>{head}</thead><tbody>{rows}</tbody></table></div>"
    )


def _source(one: Recommendation) -> str:
    statement, passage = one.citation.statement, one.citation.passage
    parts = (statement.title, place(statement, passage), "fictional" if statement.fictional else "")
    return " · ".join(filter(None, parts))


def _followed(one: FollowUp) -> str:
    return (
        f'<details class="otr-more"><summary>{escaped(one.election)}: {escaped(OUTCOMES[one.outcome])}</summary>'
        f"<p>{escaped(citation(one.citation))}</p></details>"
    )
