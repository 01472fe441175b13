"""Two or more elections side by side on a topic: then and now, figures that changed, recommendations."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import streamlit as st

from retrieval.scope import Filters
from retrieval.topics.comparison import Change, Comparison
from retrieval.topics.elections import Vote
from retrieval.topics.exports.quoted import comparison_report, figures
from ui.evidence import citation_cards
from ui.text import escaped, plain
from ui.topics.asked import asked
from ui.topics.exporting import take_along
from ui.topics.recommended import table_html
from ui.topics.said import points_html
from ui.topics.view import View, filters_key

BESIDE = 3
"""Elections in one row."""
MOST = 8


def sides_view(view: View) -> None:
    """What was said of each election, then what changed and what was recommended."""
    names = [vote.name for vote in view.overview.votes]
    topic = asked(view)
    chosen = st.multiselect(
        "Elections", names, default=_two(view.overview.votes), key="elections", max_selections=MOST,
        bind="query-params", persist_state="session",
    )  # fmt: skip
    if len(chosen) < 2 or not topic:
        st.info("Choose a topic and two or more elections.", icon=":material/compare_arrows:")
        return
    elections = tuple(name for name in names if name in chosen)
    home = str(view.desk.library.settings.home)
    comparison = _compared(view, home, view.revision, topic, elections, view.filters)
    statements = view.desk.library.statements()
    st.caption(plain(comparison.summary.note))
    silent = dict(comparison.summary.silent)
    by_number = {cited.n: cited for cited in comparison.summary.citations}
    sides = dict(comparison.sides)
    for n in range(0, len(elections), BESIDE):
        row = elections[n : n + BESIDE]
        for column, name in zip(st.columns(len(row)), row, strict=True):
            with column, st.container(border=True):
                st.subheader(plain(name), anchor=False)
                points = sides.get(name, ())
                if points:
                    st.html(points_html([(p.label, [by_number[n] for n in p.citations]) for p in points]))
                else:
                    st.html(f'<p class="otr otr-none">{escaped(silent.get(name, "No point among the chosen."))}</p>')
    _changes(comparison.changes)
    if comparison.recommendations:
        st.subheader("Recommendations and what became of them", anchor=False)
        st.html(table_html(comparison.recommendations, view.titles))
    title = f"{topic}: {', '.join(elections)}"
    take_along(title, lambda: comparison_report(title, comparison, view.state))
    with st.expander(f"Sources ({len(comparison.summary.citations)})", icon=":material/format_quote:"):
        citation_cards(comparison.summary.citations, statements)


def _two(votes: Sequence[Vote]) -> list[str]:
    """The last two elections of the first country that has two."""
    for _, of_country in groupby(votes, key=lambda v: v.country):
        names = [vote.name for vote in of_country]
        if len(names) > 1:
            return names[-2:]
    return [vote.name for vote in votes[:2]]


def _changes(changes: Sequence[Change]) -> None:
    """The same measure then and now, in both texts' own words."""
    if not changes:
        return
    st.subheader("Figures that changed", anchor=False)
    rows = "".join(
        f'<tr><th scope="row">{escaped(change.country)}</th>'
        + "".join(
            f'<td lang="{escaped(cited.statement.language)}"><strong>{escaped(figures(said))}</strong> '
            f'{escaped(cited.quote)}<p class="otr-note">{escaped(cited.statement.title)}</p></td>'
            for said, cited in ((change.before, change.then), (change.after, change.now))
        )
        + "</tr>"
        for change in changes
    )
    head = '<tr><th scope="col">Country</th><th scope="col">Then</th><th scope="col">Now</th></tr>'
    st.html(
        f'<div class="otr otr-box"><table class="otr-table"><thead>{head}</thead><tbody>{rows}</tbody></table></div>'
    )


@st.cache_data(max_entries=50, show_spinner="Reading the statements …", hash_funcs={Filters: filters_key})
def _compared(
    _view: View, _home: str, revision: int, topic: str, elections: tuple[str, ...], filters: Filters
) -> Comparison:
    return _view.desk.compare(topic, "", _view.of_elections(*elections))
