"""The catalog: statements, their text, passages and sentences in SQL. The source of truth for text and metadata."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Row, create_engine, delete, event, insert, inspect, select, text
from sqlalchemy.exc import DatabaseError

from library import schema
from library.errors import LibraryError
from library.records import Country, Passage, Sentence, Speaker, Statement
from library.text import stems

HEAD = "0001"
"""The newest migration; a catalog that says so needs no look at the migrations."""


def _prepare_sqlite(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA busy_timeout=20000")
    _switch_to_wal(cursor)
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _switch_to_wal(cursor: Any) -> None:
    """SQLite does not wait for the lock that this takes on a new file, so that two first starts at once need tries."""
    until = time.monotonic() + 10
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.02)


class Catalog:
    """Statements and their passages, kept in SQL; full-text search over the passages' stems."""

    def __init__(self, address: str) -> None:
        """Open (and where needed create or migrate) the catalog at a SQLAlchemy address.

        Raises:
            LibraryError: the catalog cannot be opened or is of a newer version.
        """
        self._engine: Engine = create_engine(address)
        if self._engine.dialect.name == "sqlite":
            event.listen(self._engine, "connect", _prepare_sqlite)
        try:
            self._migrate()
        except (DatabaseError, OSError) as error:
            raise LibraryError(
                f"The catalog at {address} cannot be opened: {error.__cause__ or error}. "
                "Check that RECORD_HOME is a folder you may write to and that its disk is not full."
            ) from error

    def _migrate(self) -> None:
        with self._engine.begin() as connection:
            if self._engine.dialect.name == "sqlite" and not inspect(connection).has_table("alembic_version"):
                # Python's driver opens a transaction only at the first write: two first starts would both migrate.
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            if inspect(connection).has_table("alembic_version"):
                version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
                if version == HEAD:
                    return
            # Alembic takes a third of a second to import, so only where there is something to do.
            from alembic import command
            from alembic.config import Config

            config = Config()
            config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
            config.attributes["connection"] = connection
            command.upgrade(config, "head")

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._engine.connect() as connection:
            yield connection

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    # --- writing -----------------------------------------------------------------------------------------------

    def add(
        self,
        statement: Statement,
        passages: Sequence[Passage],
        contexts: Sequence[str],
        *,
        replaces: str | None = None,
    ) -> None:
        """Keep a statement with its passages, in one transaction; ``replaces`` is the id of an older version.

        ``contexts`` are the passages' context lines, searched beside their words.

        Raises:
            LibraryError: the catalog cannot be written.
        """
        try:
            with self._engine.begin() as connection:
                for old in {statement.id, replaces} - {None}:
                    self._delete(connection, str(old))
                connection.execute(insert(schema.statements), _statement_row(statement))
                if passages:
                    connection.execute(insert(schema.passages), [_passage_row(p) for p in passages])
                    rows = [row for p in passages for row in _sentence_rows(p)]
                    if rows:
                        connection.execute(insert(schema.sentences), rows)
                    connection.execute(
                        text("INSERT INTO passage_words VALUES (:passage, :statement, :context, :words)"),
                        [
                            {
                                "passage": p.id,
                                "statement": statement.id,
                                "context": " ".join(stems(context, statement.language)),
                                "words": " ".join(stems(p.text, statement.language)),
                            }
                            for p, context in zip(passages, contexts, strict=True)
                        ],
                    )
        except DatabaseError as error:
            raise LibraryError(
                f"{statement.file} could not be written to the catalog: {error.orig}. Nothing of it was kept."
            ) from error

    def remove(self, statement_id: str) -> None:
        """Forget a statement and all that belongs to it."""
        with self._engine.begin() as connection:
            self._delete(connection, statement_id)

    @staticmethod
    def _delete(connection: Connection, statement_id: str) -> None:
        connection.execute(text("DELETE FROM passage_words WHERE statement_id = :id"), {"id": statement_id})
        connection.execute(delete(schema.statements).where(schema.statements.c.id == statement_id))

    # --- reading -----------------------------------------------------------------------------------------------

    def statements(self) -> list[Statement]:
        """All statements, by country and date."""
        s = schema.statements.c
        query = select(schema.statements).order_by(s.country, s.election_date, s.date, s.file)
        with self._reading() as connection:
            return [_statement(row) for row in connection.execute(query)]

    def find(self, column: str, value: str) -> Statement | None:
        """The statement whose ``id``, ``source`` or ``fingerprint`` is this, or None."""
        query = select(schema.statements).where(schema.statements.c[column] == value).limit(1)
        with self._reading() as connection:
            row = connection.execute(query).first()
        return _statement(row) if row else None

    def passages(self, statement_id: str) -> list[Passage]:
        """All passages of a statement, in order."""
        with self._reading() as connection:
            return self._passages(connection, schema.passages.c.statement_id == statement_id)

    def passages_by_id(self, ids: Iterable[str]) -> dict[str, Passage]:
        """The passages with these ids; an id that the catalog does not know is left out."""
        with self._reading() as connection:
            found = self._passages(connection, schema.passages.c.id.in_(list(ids)))
        return {passage.id: passage for passage in found}

    def _passages(self, connection: Connection, condition: Any) -> list[Passage]:
        p, s = schema.passages, schema.sentences
        rows = connection.execute(
            select(p, schema.statements.c.text)
            .join(schema.statements)
            .where(condition)
            .order_by(p.c.statement_id, p.c.ordinal)
        ).all()
        spans: dict[str, list[Sentence]] = {}
        inner = select(p.c.id).where(condition)
        for row in connection.execute(select(s).where(s.c.passage_id.in_(inner)).order_by(s.c.passage_id, s.c.ordinal)):
            spans.setdefault(row.passage_id, []).append(Sentence(row.start, row.end, row.voice, row.speaker))
        return [_passage(row, tuple(spans.get(row.id, ()))) for row in rows]

    def countries(self) -> list[str]:
        """Names of the countries that statements are about."""
        with self._reading() as connection:
            return [row[0] for row in connection.execute(text("SELECT DISTINCT country FROM statements")) if row[0]]

    def passage_counts(self) -> dict[str, int]:
        """Number of passages a statement id."""
        with self._reading() as connection:
            rows = connection.execute(text("SELECT statement_id, count(*) FROM passages GROUP BY statement_id"))
            return {row[0]: row[1] for row in rows}

    def lexical(self, terms: Sequence[str], statement_ids: Sequence[str] | None, limit: int) -> list[tuple[str, float]]:
        """Ids of the passages that hold any of the stems ``terms``, best BM25 first, with the score (higher better).

        ``statement_ids`` narrows the search; None means all.
        """
        if not terms or statement_ids == []:
            return []
        match = " OR ".join(f'"{term}"' for term in terms)
        limits = {"match": f"words : ({match})", "limit": limit}
        where, values = _among(statement_ids)
        query = (
            "SELECT passage_id, bm25(passage_words) AS score FROM passage_words "
            f"WHERE passage_words MATCH :match {where} ORDER BY score LIMIT :limit"
        )
        with self._reading() as connection:
            return [(row[0], -row[1]) for row in connection.execute(text(query), values | limits)]

    def document_frequency(self, term: str, statement_ids: Sequence[str] | None = None) -> int:
        """Number of passages (of these statements; None means of all) that hold the stem ``term``."""
        where, values = _among(statement_ids)
        query = f"SELECT count(*) FROM passage_words WHERE passage_words MATCH :match {where}"
        with self._reading() as connection:
            return int(connection.execute(text(query), values | {"match": f'words : ("{term}")'}).scalar() or 0)


def _among(statement_ids: Sequence[str] | None) -> tuple[str, dict[str, object]]:
    """The condition that narrows a search to some statements, with its values."""
    if statement_ids is None:
        return "", {}
    names: dict[str, object] = {f"s{n}": value for n, value in enumerate(statement_ids)}
    return f"AND statement_id IN ({', '.join(':' + name for name in names)})", names


def _statement_row(statement: Statement) -> dict[str, object]:
    names = [column.name for column in schema.statements.c]
    row = {name: getattr(statement, name) for name in names if hasattr(statement, name)}
    return row | {
        "bodies": list(statement.bodies),
        "country": statement.country.name if statement.country else None,
        "country_code": statement.country.code if statement.country else None,
        "speakers": [{"name": s.name, "role": s.role} for s in statement.speakers],
        "retrieved_at": statement.retrieved_at.replace(tzinfo=None) if statement.retrieved_at else None,
    }


def _statement(row: Row[Any]) -> Statement:
    values = dict(row._mapping)
    name, code = values.pop("country"), values.pop("country_code")
    values["country"] = Country(name, code) if name else None
    values["bodies"] = tuple(values["bodies"])
    values["speakers"] = tuple(Speaker(s["name"], s["role"]) for s in values["speakers"])
    return Statement(**values)


def _passage_row(passage: Passage) -> dict[str, object]:
    return {column.name: getattr(passage, column.name) for column in schema.passages.c}


def _sentence_rows(passage: Passage) -> list[dict[str, object]]:
    return [
        {
            "passage_id": passage.id,
            "ordinal": n,
            "start": s.start,
            "end": s.end,
            "voice": s.voice,
            "speaker": s.speaker,
        }
        for n, s in enumerate(passage.sentences)
    ]


def _passage(row: Row[Any], sentences: tuple[Sentence, ...]) -> Passage:
    values = dict(row._mapping)
    whole = values.pop("text")
    return Passage(text=whole[values["start"] : values["end"]], sentences=sentences, **values)
