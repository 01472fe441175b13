"""One topic in one country, election by election."""

from __future__ import annotations

import streamlit as st

from retrieval.topics.exports.pictures import timeline_picture
from retrieval.topics.exports.quoted import said_report
from retrieval.topics.overview import Cell
from retrieval.topics.wording import in_words, sign_of
from ui.text import escaped, plain
from ui.topics.exporting import take_along
from ui.topics.recommended import boxed
from ui.topics.said import quoted
from ui.topics.view import View


def timeline_view(view: View) -> None:
    """The picture, the same as a table, and the quotations of each election."""
    countries = list(dict.fromkeys(vote.country for vote in view.overview.votes))
    if not countries:
        st.info("No election is in what was narrowed to.", icon=":material/filter_list_off:")
        return
    left, right = st.columns(2)
    topic = left.selectbox(
        "Topic", list(view.titles), format_func=view.title, key="topic", bind="query-params",
        persist_state="session",
    )  # fmt: skip
    country = right.selectbox("In", countries, key="in", bind="query-params", persist_state="session")
    cells = [(v.name, view.overview.cells[v.name, topic]) for v in view.overview.votes if v.country == country]
    title = f"{view.titles[topic]} in {country}"
    picture = timeline_picture(title, cells)
    if any(cell.total for _, cell in cells):
        with st.container(horizontal=True):
            st.vega_lite_chart(picture, width="content", alt=_told(cells))
    st.html(_table_html(cells))
    names = [name for name, cell in cells if cell.total]
    said = view.desk.quotations(topic, view.of_elections(*names)) if names else {}
    take_along(title, lambda: said_report(title, said, view.state, picture), has_picture=True)
    for name in reversed(names):
        box = st.expander(plain(f"{name}: {in_words(dict(cells)[name])}"), key=f"said-{name}-{topic}",
                          expanded=name == names[-1], on_change="rerun")  # fmt: skip
        with box:
            if box.open:
                quoted(said.get(name, ()), view.desk.library.statements(), f"{name}-{topic}")


def _told(cells: list[tuple[str, Cell]]) -> str:
    return "; ".join(f"{name}: {in_words(cell)}" for name, cell in cells)


def _table_html(cells: list[tuple[str, Cell]]) -> str:
    rows = "".join(
        f'<tr><th scope="row">{escaped(name)}</th><td><span class="otr-direction otr-{_look(cell)}" '
        f'aria-hidden="true">{escaped(sign_of(cell).sign)}</span> {escaped(in_words(cell))}</td>'
        f"<td>{cell.statements or ''}</td></tr>"
        for name, cell in cells
    )
    head = '<tr><th scope="col">Election</th><th scope="col">Said</th><th scope="col">Statements</th></tr>'
    return boxed(head, rows, "Election by election")


def _look(cell: Cell) -> str:
    return cell.direction if cell.total else "silent"
