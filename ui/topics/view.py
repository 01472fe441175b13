"""What every view of *Topics* works on: the desk, what a person narrowed to, and the numbers."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass

import streamlit as st

from library.records import Statement
from library.state import State, state_of
from retrieval.desk import Desk
from retrieval.scope import Filters, election_of, year_of
from retrieval.topics.elections import Admit, Vote
from retrieval.topics.overview import Overview
from retrieval.topics.wording import counted
from topics.labelling import version_of


@dataclass(frozen=True)
class View:
    """A library as it is looked at."""

    desk: Desk
    filters: Filters
    overview: Overview
    titles: dict[str, str]
    """The topics' names for people, by name."""
    revision: int
    """Of the catalog: what was computed for another one does not hold any more."""

    @property
    def state(self) -> State:
        """What the library holds."""
        return state_of(self.desk.library.statements())

    @property
    def narrowed(self) -> str:
        """What was narrowed to, for people; empty where nothing was."""
        f = self.filters
        return ", ".join([*sorted(f.countries), *map(str, sorted(f.years)), *sorted(f.kinds), *sorted(f.bodies)])

    def title(self, topic: str) -> str:
        """A topic's name for people."""
        return self.titles.get(topic, topic)

    def of_elections(self, *names: str) -> Admit:
        """Admits the statements on these elections, as far as the filters do."""
        chosen = {(v.country, v.year) for v in self.overview.votes if v.name in names}
        return lambda statement: self.filters.admit(statement) and election_of(statement) in chosen

    def vote(self, name: str) -> Vote | None:
        """The election of this name, where it is looked at."""
        return next((vote for vote in self.overview.votes if vote.name == name), None)


def opened(desk: Desk) -> View:
    """The library as the filters of the page, which are drawn here, narrow it.

    Raises:
        LibraryError: the library cannot be read, or its topics are not written as they should be.
    """
    library, taxonomy = desk.library, desk.taxonomy
    filters = _filters(library.statements())
    waiting = len(library.labels.outdated(version_of(taxonomy)))
    told = f"Labelling the sentences of {counted(waiting, 'statement')}, which is done once …"
    with st.spinner(told, show_time=True) if waiting else nullcontext():
        desk.label()
    revision = library.catalog.database.revision()
    overview = _overview(desk, str(library.settings.home), revision, filters)
    return View(desk, filters, overview, {n: t.titled("en") for n, t in taxonomy.topics.items()}, revision)


def filters_key(filters: Filters) -> list[list[str]]:
    """Filters as what a cache takes for their key."""
    return [sorted(map(str, f)) for f in (filters.countries, filters.years, filters.kinds, filters.bodies)]


@st.cache_data(max_entries=50, show_spinner="Counting …", hash_funcs={Filters: filters_key})
def _overview(_desk: Desk, _home: str, revision: int, filters: Filters) -> Overview:
    """Counted once for each state of the catalog, which its ``revision`` tells (labels made anew change it too)."""
    return _desk.overview(filters.admit)


def _filters(statements: Sequence[Statement]) -> Filters:
    countries = sorted({s.country.name for s in statements if s.country})
    years = sorted({year for s in statements if (year := year_of(s))}, reverse=True)
    bodies = sorted({body for s in statements for body in s.bodies})
    kinds = sorted({s.kind for s in statements})
    with st.expander("Narrow to a country, years, bodies or kinds", icon=":material/filter_list:"):
        left, right = st.columns(2)
        return Filters(
            frozenset(
                left.multiselect("Country", countries, key="country", bind="query-params", persist_state="session")
            ),
            frozenset(right.multiselect("Year", years, key="year", bind="query-params", persist_state="session")),
            frozenset(right.multiselect("Kind", kinds, key="kind", bind="query-params", persist_state="session")),
            frozenset(left.multiselect("Body", bodies, key="body", bind="query-params", persist_state="session")),
        )
