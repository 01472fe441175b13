"""Sums up what is said on a topic in a scope: points grouped by election, each verbatim."""

from __future__ import annotations

import time
from collections.abc import Sequence
from itertools import groupby

from library.library import Library
from library.records import Citation, Statement
from retrieval.places import mentioned_in
from retrieval.scope import Election, Scope, election_of, resolve
from retrieval.topics.asked import understand
from retrieval.topics.choosing import MOST, choose, is_on_topic
from retrieval.topics.elections import Admit, anything, votes
from retrieval.topics.material import material, without_translations
from retrieval.topics.records import Absence, Coverage, Length, Point, Said, Summary
from retrieval.verify import Unproven
from topics.taxonomy import taxonomy_of

NARROW = 0.5


def summarise(
    library: Library, topic: str, scope: str = "", length: Length = "standard", admit: Admit = anything
) -> Summary:
    """What the statements in scope say on a topic, as far as they are admitted.

    Raises:
        LibraryError: the library cannot be read.
    """
    began = time.perf_counter()
    taxonomy = taxonomy_of(library.settings.home)
    resolved = resolve(f"in {scope}", library.statements(), is_mentioned=mentioned_in(library))
    asked = understand(library, topic, taxonomy)
    statements = without_translations([s for s in resolved.statements if admit(s)], asked.language)
    narrow = not asked.topics or asked.narrow >= NARROW
    said = material(library, asked, statements)
    chosen = choose(said, MOST[length], narrow, bool(asked.topics))
    points, citations = _points(chosen)
    _verify(library, citations)
    on_topic = {s.statement.id for s in said if is_on_topic(s, narrow, bool(asked.topics))}
    coverage = Coverage(len(statements), len(on_topic))
    silent = _silent(statements, on_topic, asked.topics)
    return Summary(
        topic,
        scope,
        asked.topics,
        points,
        citations,
        coverage,
        silent,
        _note(resolved, coverage, silent),
        round(time.perf_counter() - began, 3),
    )


def _points(chosen: Sequence[Said]) -> tuple[tuple[Point, ...], tuple[Citation, ...]]:
    """The points, elections in order of time, within one as they were chosen; each with its citation."""
    points: list[Point] = []
    citations: list[Citation] = []
    ordered = sorted(chosen, key=lambda s: _order(s.statement))
    for _, group in groupby(ordered, key=lambda s: _order(s.statement)):
        for said in group:
            n = len(citations) + 1
            sentence = said.passage.sentences[said.first]
            citations.append(
                Citation(
                    n,
                    said.statement,
                    said.passage,
                    said.text,
                    said.start,
                    said.end,
                    sentence.voice,
                    said.statement.speaker_named(sentence.speaker),
                )
            )
            points.append(Point(said.text, (n,), named(said.statement), said.label))
    return tuple(points), tuple(citations)


def _verify(library: Library, citations: Sequence[Citation]) -> None:
    """Nothing leaves that is not the stored text at its place."""
    texts = {c.statement.id: library.catalog.text(c.statement.id) for c in citations}
    for c in citations:
        if not c.quote or texts[c.statement.id][c.start : c.end] != c.quote:
            raise Unproven(f"citation {c.n} is not the text of {c.statement.file} at its span")


def _order(statement: Statement) -> tuple[str, int]:
    election: Election | None = election_of(statement)
    return election or ("", 0)


def named(statement: Statement) -> str:
    """The election of a statement, for people."""
    election = election_of(statement)
    return f"{election[0]} {election[1]}" if election else statement.title


def _silent(
    statements: Sequence[Statement], on_topic: set[str], topics: Sequence[str]
) -> tuple[tuple[str, Absence], ...]:
    """Elections of which nothing is said: their missions did not look at it, or they do not speak of it."""
    heard = {named(s) for s in statements if s.id in on_topic}
    return tuple(
        (vote.name, "not addressed" if vote.observed(topics) else "not observed")
        for vote in votes(statements)
        if vote.name not in heard
    )


def _note(scope: Scope, coverage: Coverage, silent: Sequence[tuple[str, Absence]]) -> str:
    if scope.missing:
        return f"The record holds no statement on {scope.missing}."
    note = f"{coverage.addressing} of {coverage.searched} statements in scope speak of this."
    for absence in ("not addressed", "not observed"):
        if names := [name for name, reason in silent if reason == absence]:
            note += f" {absence.capitalize()}: {', '.join(names)}."
    return note
