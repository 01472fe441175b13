"""Checks that are kept so that a link opens them again, and the verdicts that people set by hand.

A check is named after the text that was checked and the version of the library, so that the same text checked against
the same statements has one link. What a person set goes with the text: it stays when the text is checked again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row, delete, insert, select

from library import schema
from library.database import Database
from library.state import State


@dataclass(frozen=True)
class KeptCheck:
    """A text that was checked, and what came of it, as JSON."""

    id: str
    text: str
    state: State
    """What the library held when it was checked."""
    made_at: datetime
    """UTC."""
    result: Mapping[str, Any]


@dataclass(frozen=True)
class Ruling:
    """The verdict on a claim as a person has set it, beside that of the check."""

    start: int
    end: int
    """The place of the claim in its text."""
    verdict: str
    note: str
    made_at: datetime
    """UTC."""


def check_id(text: str, state: State) -> str:
    """The name of the check of a text against a state of the library."""
    return _hash(f"{state.version}\n{text}")


class Checks:
    """The checks and rulings that a catalog keeps.

    Every method may raise `CatalogUnusable`.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, check: KeptCheck) -> None:
        """Keep a check; it takes the place of one with the same id."""
        c = schema.checks
        row = {
            "id": check.id,
            "text_id": _hash(check.text),
            "text": check.text,
            "version": check.state.version,
            "statements": check.state.statements,
            "made_at": _naive(check.made_at),
            "result": check.result,
        }
        with self._database.writing() as connection:
            connection.execute(delete(c).where(c.c.id == check.id))
            connection.execute(insert(c), row)

    def find(self, identifier: str) -> KeptCheck | None:
        """The check of this id, or None."""
        query = select(schema.checks).where(schema.checks.c.id == identifier)
        with self._database.reading() as connection:
            row = connection.execute(query).first()
        return _check_of(row) if row else None

    def recent(self, limit: int) -> list[tuple[str, str, datetime]]:
        """Id, text and time of the newest checks, newest first."""
        c = schema.checks.c
        query = select(c.id, c.text, c.made_at).order_by(c.made_at.desc()).limit(limit)
        with self._database.reading() as connection:
            return [(row.id, row.text, row.made_at.replace(tzinfo=UTC)) for row in connection.execute(query)]

    def forget(self, identifier: str) -> None:
        """Forget a check, and what people set in its text unless another check of the same text is kept."""
        c, r = schema.checks, schema.rulings
        with self._database.writing() as connection:
            text_id = connection.execute(select(c.c.text_id).where(c.c.id == identifier)).scalar()
            connection.execute(delete(c).where(c.c.id == identifier))
            if connection.execute(select(c.c.id).where(c.c.text_id == text_id)).first() is None:
                connection.execute(delete(r).where(r.c.text_id == text_id))

    # --- what people set ---------------------------------------------------------------------------------------

    def rulings(self, text: str) -> dict[tuple[int, int], Ruling]:
        """What people set in a text, by the place of the claim."""
        query = select(schema.rulings).where(schema.rulings.c.text_id == _hash(text))
        with self._database.reading() as connection:
            return {(row.start, row.end): _ruling_of(row) for row in connection.execute(query)}

    def rule(self, text: str, ruling: Ruling) -> None:
        """Keep a verdict that a person set; it takes the place of an earlier one on the same claim."""
        row = {
            "text_id": _hash(text),
            "start": ruling.start,
            "end": ruling.end,
            "verdict": ruling.verdict,
            "note": ruling.note,
            "made_at": _naive(ruling.made_at),
        }
        with self._database.writing() as connection:
            connection.execute(_of_claim(text, ruling.start, ruling.end))
            connection.execute(insert(schema.rulings), row)

    def take_back(self, text: str, start: int, end: int) -> None:
        """Forget what a person set for a claim: the check's own verdict stands again."""
        with self._database.writing() as connection:
            connection.execute(_of_claim(text, start, end))


def _of_claim(text: str, start: int, end: int) -> Any:
    r = schema.rulings
    return delete(r).where(r.c.text_id == _hash(text), r.c.start == start, r.c.end == end)


def _check_of(row: Row[Any]) -> KeptCheck:
    state = State(row.version, row.statements)
    return KeptCheck(row.id, row.text, state, row.made_at.replace(tzinfo=UTC), row.result)


def _ruling_of(row: Row[Any]) -> Ruling:
    return Ruling(row.start, row.end, row.verdict, row.note, row.made_at.replace(tzinfo=UTC))


def _naive(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:20]
