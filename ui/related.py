"""Which statements belong together: those of one election by the same observers, and translations with originals."""

from __future__ import annotations

from collections.abc import Iterable

from library.records import Statement

STAGES = {
    "needs assessment report": 0,
    "interim report": 1,
    "press release": 2,
    "preliminary statement": 2,
    "final report": 3,
}
"""The order in which observers speak about an election."""


def related(statement: Statement, among: Iterable[Statement]) -> list[tuple[str, Statement]]:
    """The statements that belong to this one, each with what it is to it; originals and translations first."""
    found: list[tuple[int, str, Statement]] = []
    for other in among:
        if other.id == statement.id:
            continue
        if statement.translation_of in (other.file, other.title):
            found.append((0, f"the original ({other.language})", other))
        elif other.translation_of in (statement.file, statement.title):
            found.append((1, f"a translation ({other.language})", other))
        elif same_election(statement, other):
            language = f" ({other.language})" if other.language != statement.language else ""
            found.append((2 + STAGES.get(other.kind, len(STAGES)), other.kind + language, other))
    found.sort(key=lambda one: one[0])
    return [(words, other) for _, words, other in found]


def same_election(one: Statement, other: Statement) -> bool:
    """Whether both are about one vote and, where both name their authors, by at least one of the same."""
    return (
        one.country is not None
        and one.election_date is not None
        and (one.country, one.election_date, one.election_round)
        == (other.country, other.election_date, other.election_round)
        and (not one.bodies or not other.bodies or bool(set(one.bodies) & set(other.bodies)))
    )


def later_stage(statement: Statement, among: Iterable[Statement]) -> str:
    """Word of what the observers said later on the same election, for readers of what they said before; else empty."""
    stage = STAGES.get(statement.kind)
    if stage is None:
        return ""
    later = {s.kind for s in among if STAGES.get(s.kind, -1) > stage and same_election(statement, s)}
    if not later:
        return ""
    latest = max(later, key=lambda kind: STAGES[kind])
    return f"{'an' if latest[0] in 'aeiou' else 'a'} {latest} on this election is in the library"
