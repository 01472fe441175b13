"""What the library has on a claim: the sentences that bear on it, in the scope that it speaks of and outside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from library.library import Library
from library.records import RankedPassage, Statement
from retrieval.claims.alone import Before, of_the_round
from retrieval.clues import Terms
from retrieval.conversation import Standalone, make_standalone, without
from retrieval.evidence import Finding, rank
from retrieval.observers import bodies_asked
from retrieval.places import mentioned_in
from retrieval.scope import Election, Scope, election_of, extreme, in_language, resolve
from retrieval.search import Query, query_for, search
from retrieval.sufficiency import absent

SHOWN = 10
"""Passages that are searched through for sentences."""


@dataclass(frozen=True)
class Candidates:
    """The sentences of a scope that bear on a claim, the most telling first, and what of the claim nothing says."""

    standalone: Standalone
    query: Query
    terms: Terms
    findings: tuple[Finding, ...]
    absent: float = 0.0
    """Weight of the claim's words that other statements have and those in scope do not, 0 to 1."""
    unknown: float = 0.0
    """Weight of the words that no statement has."""


def understand(library: Library, claim: str, language: str, before: Before | None = None) -> Standalone:
    """The claim with the statements that it speaks of; what it does not say of country, year and round is as
    ``before``.

    A body that issued nothing on an election is left out of account: what it is made to say may be what others said.
    """
    statements = library.statements()
    is_mentioned = mentioned_in(library)
    standalone = make_standalone(claim, (), statements, is_mentioned, language)
    named = standalone.scope
    scope_before = before.scope if before else None
    if scope_before and not named.missing:
        named = resolve(claim, statements, before=scope_before, is_mentioned=is_mentioned)
    if named.missing and named.bodies:
        spans = [(body.start, body.end) for body in bodies_asked(claim, statements)]
        named = resolve(_blanked(claim, spans), statements, before=scope_before, is_mentioned=is_mentioned)
        named = replace(named, mentions=(*named.mentions, *spans))
    scope = of_the_round(extreme(claim, named), claim, before)
    return replace(standalone, scope=replace(scope, statements=tuple(in_language(scope.statements, language))))


def inside(library: Library, standalone: Standalone, language: str) -> Candidates:
    """What the statements in scope have."""
    query, found = _search(library, standalone, language)
    findings, terms = rank(library, standalone, query, found, language)
    missing = absent(library, standalone.scope.statements, terms) if _others(library, standalone) else 0.0
    return Candidates(standalone, query, terms, tuple(findings), missing, _unknown(library, terms))


def outside(library: Library, found: Candidates, language: str) -> Candidates:
    """What statements on other elections have on the same claim: a right figure may be told of the wrong country or
    year."""
    others = _others(library, found.standalone)
    return within(library, found, in_language(others, language), language)


def within(library: Library, found: Candidates, statements: Sequence[Statement], language: str) -> Candidates:
    """What these statements have on the same claim."""
    elsewhere = Scope(tuple(statements), mentions=found.standalone.scope.mentions)
    standalone, query = replace(found.standalone, scope=elsewhere), replace(found.query, scope=elsewhere)
    findings, terms = rank(library, standalone, query, search(library, query, SHOWN), language)
    return Candidates(standalone, query, terms, tuple(findings))


def _others(library: Library, standalone: Standalone) -> tuple[Statement, ...]:
    """The statements on other elections, or other rounds, than those in scope."""
    votes = Votes(standalone.scope.statements)
    return tuple(s for s in library.statements() if s not in votes)


class Votes:
    """The votes that some statements are on: a round is a vote of its own where the day of it is known."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._days: dict[Election | None, set[date | None]] = {}
        for statement in statements:
            self._days.setdefault(election_of(statement), set()).add(statement.election_date)

    def __contains__(self, statement: Statement) -> bool:
        days = self._days.get(election_of(statement), set())
        return bool(days) and (statement.election_date is None or None in days or statement.election_date in days)


def _blanked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The text with these words blank, so that places stay as they are."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _search(library: Library, standalone: Standalone, language: str) -> tuple[Query, list[RankedPassage]]:
    asked = without(standalone.question, standalone.scope)
    query = query_for(library, asked, standalone.scope, language, standalone.speakers)
    return query, search(library, query, SHOWN)


def _unknown(library: Library, terms: Terms) -> float:
    def is_known(stem: str) -> bool:
        return library.catalog.document_frequency(stem) > 0

    unknown = [
        weight
        for stem, weight in terms.weights.items()
        if not is_known(stem) and not any(all(map(is_known, expression)) for expression in terms.others[stem])
    ]
    return sum(unknown) / (sum(terms.weights.values()) or 1.0)
