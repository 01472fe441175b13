"""The list of statements on *Library*: narrowed by what a person is looking for, a page at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import streamlit as st

from library.records import Statement
from retrieval.scope import year_of
from ui.description import heading, to_check
from ui.text import plain

ROWS = 20
LONGEST_TITLE = 160
ORDERS = ("Country", "Newest first", "Added last")


@dataclass(frozen=True)
class Wanted:
    """What the list is narrowed to; empty is everything."""

    words: str = ""
    countries: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    kinds: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    unsure: bool = False

    def takes(self, statement: Statement) -> bool:
        """Whether a statement is wanted; every word must occur in its title, file, country, dates, bodies …"""
        return (
            (not self.countries or (statement.country is not None and statement.country.name in self.countries))
            and (not self.years or year_of(statement) in self.years)
            and (not self.kinds or statement.kind in self.kinds)
            and (not self.languages or statement.language in self.languages)
            and (not self.unsure or bool(to_check(statement)))
            and all(word in _searchable(statement) for word in self.words.casefold().split())
        )


def listing(statements: Sequence[Statement], show: Callable[[str], None]) -> None:
    """The list; ``show`` is called with the id of the statement that a person chooses."""
    wanted, order = _narrowed(statements)
    found = ordered([s for s in statements if wanted.takes(s)], order)
    if len(found) < len(statements):
        st.caption(f"{len(found)} of {len(statements)} shown" if found else "No statement matches.")
    pages = max(1, -(-len(found) // ROWS))
    with st.container(key="statements", gap=None):
        rows = st.container(gap=None)
        # A list that is narrowed otherwise begins at its first page.
        page = st.pagination(pages, key=f"page {wanted} {order}", persist_state="session") if pages > 1 else 1
        for statement in found[(page - 1) * ROWS : page * ROWS]:
            if rows.button(_row(statement), key=f"open-{statement.id}", type="tertiary", width="stretch", wrap=True):
                show(statement.id)


def ordered(statements: Iterable[Statement], order: str) -> list[Statement]:
    """By country (as the library gives them), by date of publication or by when they were added, newest first."""
    match order:
        case "Newest first":
            return sorted(statements, key=lambda s: s.date.isoformat() if s.date else "", reverse=True)
        case "Added last":
            return sorted(statements, key=lambda s: s.retrieved_at.isoformat() if s.retrieved_at else "", reverse=True)
    return list(statements)


def _narrowed(statements: Sequence[Statement]) -> tuple[Wanted, str]:
    words = st.text_input(
        "Find", placeholder="Country, title, year, body, file …", key="find", persist_state="session", max_chars=200
    )
    unsure = sum(bool(to_check(s)) for s in statements)
    with st.container(horizontal=True, vertical_alignment="center"):
        only_unsure = (
            st.toggle(f"Only those to be checked ({unsure})", key="unsure", persist_state="session")
            if unsure
            else False
        )
    with st.expander("Narrow and sort", icon=":material/filter_list:"):
        left, right = st.columns(2)
        countries = left.multiselect(
            "Country",
            sorted({s.country.name for s in statements if s.country}),
            key="list-countries",
            persist_state="session",
        )
        years = right.multiselect(
            "Year",
            sorted({year for s in statements if (year := year_of(s))}, reverse=True),
            key="list-years",
            persist_state="session",
        )
        kinds = left.multiselect(
            "Kind", sorted({s.kind for s in statements}), key="list-kinds", persist_state="session"
        )
        languages = right.multiselect(
            "Language", sorted({s.language for s in statements}), key="list-languages", persist_state="session"
        )
        order = st.segmented_control(
            "Sort by", ORDERS, default=ORDERS[0], key="list-order", persist_state="session", required=True
        )
    wanted = Wanted(words, tuple(countries), tuple(years), tuple(kinds), tuple(languages), only_unsure)
    return wanted, order or ORDERS[0]


def _row(statement: Statement) -> str:
    """Two lines: what it is, and its title; marks in words, not by colour alone."""
    country, rest = heading(statement).split(" · ", 1)
    title = statement.title if len(statement.title) <= LONGEST_TITLE else f"{statement.title[:LONGEST_TITLE]}…"
    marks = [
        f" :gray-badge[{plain(statement.language)}]" if statement.language != "en" else "",
        " :gray-badge[fictional]" if statement.fictional else "",
        " :gray-badge[scan]" if statement.scanned else "",
        " :orange-badge[:material/help: please check]" if to_check(statement) else "",
    ]
    return f"**{plain(country)}** · {plain(rest)}{''.join(marks)}  \n{plain(title)}"


def _searchable(statement: Statement) -> str:
    parts = [statement.title, statement.file, statement.kind, *statement.bodies, statement.address or ""]
    parts += [statement.country.name if statement.country else "", statement.election_type or ""]
    parts += [str(statement.date), str(statement.election_date), *(s.name for s in statement.speakers)]
    return " ".join(parts).casefold()
