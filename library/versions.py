"""Whether a statement looks like a newer version of another: people decide that, since both may be right."""

from __future__ import annotations

from collections.abc import Iterable

from library.records import Statement


def older_version(statement: Statement, among: Iterable[Statement]) -> Statement | None:
    """The statement that this one seems to be a newer version of: the same file name and the same description.

    Country and election day must be known: two files named ``report.pdf`` of which nothing is known are two
    documents. What lies at one path or address replaces itself and needs no question.
    """
    if statement.country is None or statement.election_date is None:
        return None
    alike = (s for s in among if s.id != statement.id and _mark(s) == _mark(statement) and not _newer(s, statement))
    return max(alike, key=lambda s: s.retrieved_at.timestamp() if s.retrieved_at else 0.0, default=None)


def _mark(statement: Statement) -> tuple[object, ...]:
    return (
        statement.file.casefold(),
        statement.country,
        statement.election_date,
        statement.election_round,
        statement.kind,
        statement.language,
    )


def _newer(one: Statement, other: Statement) -> bool:
    return bool(one.retrieved_at and other.retrieved_at and one.retrieved_at > other.retrieved_at)
