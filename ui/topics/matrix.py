"""All topics by election: a table whose cells open the quotations behind them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from retrieval.topics.elections import Vote
from retrieval.topics.exports.numbers import matrix_report
from retrieval.topics.exports.quoted import said_report
from retrieval.topics.overview import Cell, Overview
from retrieval.topics.wording import DIRECTIONS, SILENT, in_words, sign_of
from ui.text import escaped, plain
from ui.topics.exporting import take_along
from ui.topics.said import quoted
from ui.topics.view import View

HERE = Path(__file__).parent
ROWS = 100
"""Elections on one page: more make a table that takes long to draw."""
STEPS = (3, 8)
"""Sentences from which on a cell is shown stronger, and strongest."""
SEPARATOR = " · "
ORDERS = ("By country", "Newest first")

_table = st.components.v2.component(
    "otr_matrix", css=(HERE / "matrix.css").read_text("utf-8"), js=(HERE / "matrix.js").read_text("utf-8")
)


def matrix_view(view: View) -> None:
    """The table, what its signs mean, and the quotations of the cell that is open."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        topics = st.multiselect(
            "Topics",
            list(view.titles),
            format_func=view.title,
            placeholder="All topics",
            key="topics",
            bind="query-params",
            persist_state="session",
        )
        order = st.segmented_control(
            "Order", ORDERS, default=ORDERS[0], required=True, key="order", bind="query-params", persist_state="session"
        )
    overview, shown = view.overview, topics or list(view.titles)
    if not overview.votes:
        st.info("No election is in what was narrowed to.", icon=":material/filter_list_off:")
        return
    votes = sorted(overview.votes, key=lambda v: -v.year) if order == ORDERS[1] else list(overview.votes)
    _drawn(view, Overview(tuple(votes), tuple(shown), overview.cells, overview.searched, overview.without_election))


@st.fragment
def _drawn(view: View, overview: Overview) -> None:
    """The table and the cell that is open: a press draws these anew, and not the whole page."""
    table = st.container()
    pages = -(-len(overview.votes) // ROWS)
    page = st.pagination(pages, key=f"page {overview.votes[0].name}", persist_state="session") if pages > 1 else 1
    with table:
        _table(
            key="matrix",
            data=table_of(overview, overview.votes[(page - 1) * ROWS : page * ROWS], view.titles),
            on_cell_change=_open,
            width="stretch",
            height="content",
        )
    st.html(legend_html())
    title = "Topics by election"
    take_along(title, lambda: matrix_report(title, overview, view.titles, view.state), has_picture=True)
    if chosen := _chosen(view):
        _cell(view, *chosen)
    else:
        st.caption("Choose a cell to read what was said.")


def table_of(overview: Overview, votes: Sequence[Vote], titles: Mapping[str, str]) -> dict[str, Any]:
    """The table as plain data for the browser; a row for each of these elections."""
    return {
        "caption": "Topics by election. Each cell opens its quotations; arrow keys go from cell to cell.",
        "columns": [[topic, titles[topic]] for topic in overview.topics],
        "rows": [[vote.name, [_shown(overview.cells[vote.name, t]) for t in overview.topics]] for vote in votes],
    }


def _shown(cell: Cell) -> list[str]:
    """What a cell shows, how it looks, and what it says to those who do not see it."""
    if cell.standing != "said":
        return [sign_of(cell).sign, cell.standing.replace(" ", "-"), in_words(cell)]
    step = sum(cell.total >= least for least in STEPS)
    return [f"{sign_of(cell).sign}{cell.total}", f"{cell.direction} s{step}", in_words(cell)]


def legend_html() -> str:
    """What the signs mean."""
    signs = [(f"otr-{name}", sign) for name, sign in DIRECTIONS.items()] + [("", sign) for sign in SILENT.values()]
    rows = "".join(
        f'<li><span class="otr-direction {name}">{escaped(sign.sign)}</span> {escaped(sign.word)}: '
        f"{escaped(sign.means)}</li>"
        for name, sign in signs
    )
    return (
        '<ul class="otr otr-note otr-signs">'
        f"{rows}<li>The figure, and the strength of the colour, is the number of sentences.</li></ul>"
    )


def _open() -> None:
    """Note in the address which cell was pressed, and what topic other views then show."""
    election, topic = st.session_state["matrix"].cell
    st.query_params["cell"] = st.session_state["cell"] = f"{election}{SEPARATOR}{topic}"
    st.session_state["topic"] = topic


def _close() -> None:
    st.session_state.pop("cell", None)
    st.query_params.pop("cell", None)


def _chosen(view: View) -> tuple[str, str] | None:
    """Election and topic of the cell that is open, where they are in the table."""
    wanted = st.query_params.get("cell") or st.session_state.get("cell") or ""
    election, _, topic = wanted.rpartition(SEPARATOR)
    if (election, topic) not in view.overview.cells:
        return None
    st.query_params["cell"] = st.session_state["cell"] = wanted
    return election, topic


def _cell(view: View, election: str, topic: str) -> None:
    """The quotations of a cell."""
    title = f"{view.titles[topic]}, {election}"
    cell = view.overview.cells[election, topic]
    with st.container(key="cell"):
        st.subheader(plain(title), anchor=False)
        st.caption(plain(f"{in_words(cell).capitalize()}."))
        if not cell.total:
            return
        said = view.desk.quotations(topic, view.of_elections(election))
        quoted(said.get(election, ()), view.desk.library.statements(), f"{election}-{topic}")
        with st.container(horizontal=True):
            take_along(title, lambda: said_report(title, said, view.state))
            st.button("Close", icon=":material/close:", on_click=_close)
