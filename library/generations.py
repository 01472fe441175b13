"""Generations of vectors, and vectors that belong to no visible statement.

Vectors cannot be changed in one transaction with the catalog. So they are written first and *claimed* in the
catalog's transaction, and go only some time after the transaction that *disclaims* them, when nobody can be reading
them any more. Whatever is killed in between leaves unclaimed vectors, which are never shown and are swept later.
A new generation is made beside the active one (`Library.reindex`), which answers until the new one is complete.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, delete, insert, select, update

from library import schema
from library.database import Database
from library.errors import GenerationReplaced

ADDING = timedelta(hours=1)
"""Vectors that are written but not claimed after this time were left by a command that was killed."""
READING = timedelta(seconds=60)
"""No question takes longer: what was replaced or removed so long ago is not being read any more."""


@dataclass(frozen=True)
class Generation:
    """A set of all vectors, made with one embedding model."""

    number: int
    model: str
    active: bool


class Generations:
    """Which generations there are, and which statements' vectors may go."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def active(self) -> Generation | None:
        """The generation that answers; None in a library that never had vectors."""
        g = schema.generations
        with self._database.reading() as connection:
            row = connection.execute(select(g).where(g.c.active)).first()
        return Generation(row.number, row.model, row.active) if row else None

    def begin(self, model: str, *, active: bool = False) -> Generation:
        """A new generation; one of the same model that was begun and not finished goes on instead."""
        g = schema.generations
        with self._database.writing() as connection:
            known = connection.execute(select(g).order_by(g.c.number)).all()
            for row in known:
                unfinished = not row.active and row.retired_at is None
                if row.model == model and (unfinished or (active and row.active)):
                    return Generation(row.number, row.model, row.active)
            number = known[-1].number + 1 if known else 1
            connection.execute(insert(g), {"number": number, "model": model, "active": active})
        return Generation(number, model, active)

    def activate(self, number: int, is_complete: Callable[[], bool]) -> bool:
        """Make a generation the active one, if it is complete: asked while nothing can be added meanwhile."""
        g = schema.generations
        with self._database.writing() as connection:
            if not is_complete():
                return False
            now = _now()
            connection.execute(update(g).where(g.c.active).values(active=False, retired_at=now))
            connection.execute(update(g).where(g.c.number == number).values(active=True, retired_at=None))
        return True

    def retired(self) -> list[Generation]:
        """Generations that nobody reads any more."""
        g = schema.generations
        query = select(g).where(g.c.retired_at < _now() - READING)
        with self._database.reading() as connection:
            return [Generation(row.number, row.model, row.active) for row in connection.execute(query)]

    def unfinished(self) -> list[Generation]:
        """Generations that were begun and are not complete."""
        g = schema.generations
        query = select(g).where(g.c.active.is_(False), g.c.retired_at.is_(None))
        with self._database.reading() as connection:
            return [Generation(row.number, row.model, row.active) for row in connection.execute(query)]

    def forget(self, number: int) -> None:
        """Strike a generation whose vectors are gone."""
        with self._database.writing() as connection:
            connection.execute(delete(schema.generations).where(schema.generations.c.number == number))

    def announce(self, statement_id: str) -> None:
        """Say that vectors of a statement are about to be written that the catalog does not show yet."""
        u = schema.unclaimed
        with self._database.writing() as connection:
            connection.execute(delete(u).where(u.c.statement_id == statement_id))
            connection.execute(insert(u), {"statement_id": statement_id, "until": _now() + ADDING})

    def unclaimed(self) -> set[str]:
        """Ids of statements whose vectors belong to nothing that is shown."""
        with self._database.reading() as connection:
            return {row[0] for row in connection.execute(select(schema.unclaimed.c.statement_id))}

    def sweep(self, remove: Callable[[str], None]) -> int:
        """Have ``remove`` take away the vectors of statements that may go; how many these are.

        The catalog is held meanwhile, so that nobody announces a statement whose vectors are being removed.
        """
        u = schema.unclaimed
        due = select(u.c.statement_id).where(u.c.until < _now())
        with self._database.reading() as connection:
            if connection.execute(due.limit(1)).first() is None:
                return 0
        with self._database.writing() as connection:
            visible = select(schema.statements.c.id)
            gone = [row[0] for row in connection.execute(due.where(u.c.statement_id.not_in(visible)))]
            for statement_id in gone:
                remove(statement_id)
            connection.execute(delete(u).where(u.c.until < _now()))
        return len(gone)


def require_active(connection: Connection, number: int) -> None:
    """Raise `GenerationReplaced` unless this is the active generation."""
    g = schema.generations
    if connection.execute(select(g.c.number).where(g.c.active)).scalar() != number:
        raise GenerationReplaced("The vectors of this library were just made anew. Run the command again.")


def claim(connection: Connection, statement_id: str) -> None:
    """The statement is visible now: its vectors stay."""
    connection.execute(delete(schema.unclaimed).where(schema.unclaimed.c.statement_id == statement_id))


def disclaim(connection: Connection, statement_id: str) -> None:
    """The statement is not visible any more: its vectors go when nobody can be reading them."""
    claim(connection, statement_id)
    connection.execute(insert(schema.unclaimed), {"statement_id": statement_id, "until": _now() + READING})


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
