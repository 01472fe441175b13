"""The catalog: statements, their text, passages and sentences in SQL. The source of truth for text and metadata."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, text, update

from library import rows, schema, word_index
from library.database import Database
from library.errors import LibraryError
from library.generations import claim, disclaim, require_active
from library.records import Box, Edition, Passage, Replaced, Sentence, Statement
from library.sentence_vectors import Said, insert_said


class Catalog:
    """Statements and their passages, kept in SQL; full-text search over the passages' stems.

    Every method may raise `CatalogUnusable`.
    """

    def __init__(self, database: Database) -> None:
        self.database = database
        self._listed: tuple[int, list[Statement]] | None = None

    # --- writing -----------------------------------------------------------------------------------------------

    def add(
        self,
        edition: Edition,
        contexts: Sequence[str],
        said: Said | None = None,
        *,
        replaces: str | None = None,
        generation: int | None = None,
    ) -> None:
        """Keep a statement with its passages, in one transaction; ``replaces`` is the id of an older version.

        ``contexts`` are the passages' context lines, searched beside their words; ``said`` the vectors of their
        sentences. ``generation`` is that of the vectors which were made for them.

        Raises:
            GenerationReplaced: those vectors are not the active ones any more; nothing was kept.
        """
        statement = edition.statement
        with self.database.writing() as connection:
            if generation is not None:
                require_active(connection, generation)
            if replaces and replaces != statement.id:
                self._keep_record(connection, replaces, statement.id)
                self._delete(connection, replaces)
                disclaim(connection, replaces)
            self._delete(connection, statement.id)
            connection.execute(insert(schema.statements), rows.statement_row(statement))
            connection.execute(insert(schema.texts), {"statement_id": statement.id, "text": edition.text})
            self._insert_passages(connection, edition, contexts)
            if generation is not None and said:
                insert_said(connection, generation, said)
            claim(connection, statement.id)

    @staticmethod
    def _insert_passages(connection: Connection, edition: Edition, contexts: Sequence[str]) -> None:
        if not edition.passages:
            return
        first = connection.execute(select(func.coalesce(func.max(schema.passages.c.number), 0))).scalar_one() + 1
        numbered = enumerate(edition.passages, first)
        connection.execute(insert(schema.passages), [rows.passage_row(p, number) for number, p in numbered])
        if sentences := [row for p in edition.passages for row in rows.sentence_rows(p)]:
            connection.execute(insert(schema.sentences), sentences)
        placed = [
            {"passage_id": p.id, "sentences": rows.boxes_json(edition.boxes[p.id])}
            for p in edition.passages
            if any(edition.boxes.get(p.id, ()))
        ]
        if placed:
            connection.execute(insert(schema.boxes), placed)
        word_index.insert(connection, edition.statement, edition.passages, contexts)

    def revise(self, statement: Statement, contexts: Sequence[str]) -> None:
        """Keep a changed description of a statement that is there, with its passages' new context lines."""
        passages = self.passages(statement.id)
        with self.database.writing() as connection:
            row = rows.statement_row(statement)
            connection.execute(update(schema.statements).where(schema.statements.c.id == statement.id).values(row))
            word_index.remove(connection, statement.id)
            word_index.insert(connection, statement, passages, contexts)

    def touch(self, statement_id: str, fingerprint: str, retrieved_at: datetime) -> None:
        """Note that the same text was read again, from other bytes."""
        s = schema.statements
        values = {"fingerprint": fingerprint, "retrieved_at": rows.in_utc(retrieved_at)}
        with self.database.writing() as connection:
            connection.execute(update(s).where(s.c.id == statement_id).values(values))

    def remove(self, statement_id: str) -> None:
        """Forget a statement and all that belongs to it; what a person corrected is remembered for its source."""
        with self.database.writing() as connection:
            self._delete(connection, statement_id)
            disclaim(connection, statement_id)

    def supersede(self, statement_id: str, by: str) -> None:
        """Forget a statement in favour of another that is there, which keeps the record of it.

        Raises:
            LibraryError: one of them is not there; nothing was changed.
        """
        s = schema.statements
        with self.database.writing() as connection:
            there = connection.execute(select(func.count()).where(s.c.id.in_([statement_id, by]))).scalar_one()
            if there != 2:
                raise LibraryError("One of the two statements is not in the library any more. Nothing was changed.")
            self._keep_record(connection, statement_id, by)
            self._delete(connection, statement_id)
            disclaim(connection, statement_id)

    @staticmethod
    def _delete(connection: Connection, statement_id: str) -> None:
        word_index.remove(connection, statement_id)
        connection.execute(delete(schema.statements).where(schema.statements.c.id == statement_id))

    @staticmethod
    def _keep_record(connection: Connection, old: str, new: str) -> None:
        query = select(schema.statements, schema.texts.c.text).join(schema.texts).where(schema.statements.c.id == old)
        if row := connection.execute(query).mappings().first():
            values = dict(row)
            whole = values.pop("text")
            connection.execute(
                insert(schema.replaced),
                {
                    "statement": rows.statement_json(rows.statement_of(values)),
                    "text": whole,
                    "replaced_by": new,
                    "replaced_at": datetime.now(UTC).replace(tzinfo=None),
                },
            )
            # A chain of versions ends at the newest.
            moved = update(schema.replaced).where(schema.replaced.c.replaced_by == old).values(replaced_by=new)
            connection.execute(moved)

    # --- reading -----------------------------------------------------------------------------------------------

    def statements(self) -> list[Statement]:
        """All statements, by country and date."""
        s = schema.statements.c
        query = select(schema.statements).order_by(s.country, s.election_date, s.date, s.file)
        with self.database.snapshot():
            revision = self.database.revision()
            if self._listed is None or self._listed[0] != revision:
                with self.database.reading() as connection:
                    found = [rows.statement_of(dict(row)) for row in connection.execute(query).mappings()]
                self._listed = (revision, found)
            return list(self._listed[1])

    def forget_list(self) -> None:
        """Read the statements anew at the next call, though nothing has changed."""
        self._listed = None

    def find(self, column: str, value: str) -> Statement | None:
        """The statement whose ``id``, ``source`` or ``fingerprint`` is this, or None."""
        query = select(schema.statements).where(schema.statements.c[column] == value).limit(1)
        with self.database.reading() as connection:
            row = connection.execute(query).mappings().first()
        return rows.statement_of(dict(row)) if row else None

    def text(self, statement_id: str) -> str:
        """The whole text of a statement; empty where there is no such statement."""
        query = select(schema.texts.c.text).where(schema.texts.c.statement_id == statement_id)
        with self.database.reading() as connection:
            return connection.execute(query).scalar() or ""

    def replaced(self, statement_id: str) -> list[Replaced]:
        """The older versions that a statement took the place of, newest first."""
        r = schema.replaced.c
        query = select(schema.replaced).where(r.replaced_by == statement_id).order_by(r.id.desc())
        with self.database.reading() as connection:
            return [
                Replaced(rows.statement_from_json(row.statement), row.text, row.replaced_by, row.replaced_at)
                for row in connection.execute(query)
            ]

    def passages(self, statement_id: str) -> list[Passage]:
        """All passages of a statement, in order."""
        return self._passages(schema.passages.c.statement_id == statement_id)

    def passages_by_id(self, ids: Iterable[str]) -> dict[str, Passage]:
        """The passages with these ids; an id that the catalog does not know is left out."""
        found = self._passages(schema.passages.c.id.in_(list(ids)))
        return {passage.id: passage for passage in found}

    def _passages(self, condition: Any) -> list[Passage]:
        p, s = schema.passages, schema.sentences
        # Cut out where the text lies, since a report is a thousand times as long as a passage.
        cut = func.substr(schema.texts.c.text, p.c.start + 1, p.c.end - p.c.start).label("text")
        wanted = (
            select(p, cut)
            .join(schema.texts, schema.texts.c.statement_id == p.c.statement_id)
            .where(condition)
            .order_by(p.c.statement_id, p.c.ordinal)
        )
        within = (
            select(s).where(s.c.passage_id.in_(select(p.c.id).where(condition))).order_by(s.c.passage_id, s.c.ordinal)
        )
        spans: dict[str, list[Sentence]] = {}
        with self.database.snapshot(), self.database.reading() as connection:
            found = connection.execute(wanted).mappings().all()
            for row in connection.execute(within):
                spans.setdefault(row.passage_id, []).append(Sentence(row.start, row.end, row.voice, row.speaker))
        return [rows.passage_of(dict(row), tuple(spans.get(row["id"], ()))) for row in found]

    def boxes(self, passage_id: str) -> tuple[tuple[Box, ...], ...]:
        """For each sentence of a passage, where it is printed (a box a line); empty for formats without pages."""
        query = select(schema.boxes.c.sentences).where(schema.boxes.c.passage_id == passage_id)
        with self.database.reading() as connection:
            return rows.boxes_of(connection.execute(query).scalar() or [])

    def countries(self) -> list[str]:
        """Names of the countries that statements are about."""
        with self.database.reading() as connection:
            return [row[0] for row in connection.execute(text("SELECT DISTINCT country FROM statements")) if row[0]]

    def passage_counts(self) -> dict[str, int]:
        """Number of passages a statement id."""
        with self.database.reading() as connection:
            found = connection.execute(text("SELECT statement_id, count(*) FROM passages GROUP BY statement_id"))
            return {row[0]: row[1] for row in found}

    def passage_count(self, statement_id: str) -> int:
        """Number of passages of one statement."""
        query = text("SELECT count(*) FROM passages WHERE statement_id = :id")
        with self.database.reading() as connection:
            return int(connection.execute(query, {"id": statement_id}).scalar_one())

    def without_words(self) -> set[str]:
        """Ids of statements of which passages cannot be found by words (the full-text index is damaged)."""
        query = text(
            "SELECT DISTINCT p.statement_id FROM passages p LEFT JOIN passage_words w ON w.rowid = p.number "
            "WHERE w.passage_id IS NULL OR w.passage_id != p.id"
        )
        with self.database.reading() as connection:
            return {row[0] for row in connection.execute(query)}

    def lexical(self, terms: Sequence[str], statement_ids: Sequence[str] | None, limit: int) -> list[tuple[str, float]]:
        """Ids of the passages that hold any of the stems ``terms``, best BM25 first, with the score (higher better).

        ``statement_ids`` narrows the search; None means all.
        """
        with self.database.reading() as connection:
            return word_index.search(connection, terms, statement_ids, limit)

    def document_frequency(self, term: str, statement_ids: Sequence[str] | None = None) -> int:
        """Number of passages (of these statements; None means of all) that hold the stem ``term``."""
        with self.database.reading() as connection:
            return word_index.count(connection, term, statement_ids)
