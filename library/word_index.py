"""The full-text index: a row a passage, with the stems of its words and of its context line (SQLite's FTS5).

The row has the number of its passage, so that the rows of a statement lie together.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, select, text

from library import schema
from library.records import Passage, Statement
from library.text import stems

FEW = 12
"""Statements that are searched one by one."""


def search(
    connection: Connection, terms: Sequence[str], statement_ids: Sequence[str] | None, limit: int
) -> list[tuple[str, float]]:
    """Ids of the passages that hold any of the stems, best BM25 first, with the score (higher better)."""
    if not terms or statement_ids == []:
        return []
    match = " OR ".join(f'"{term}"' for term in terms)
    query = (
        "SELECT passage_id, bm25(passage_words) AS score FROM passage_words "
        "WHERE passage_words MATCH :match {among} ORDER BY score LIMIT :limit"
    )
    found = _found(connection, query, {"match": f"words : ({match})", "limit": limit}, statement_ids)
    return sorted(((row[0], -row[1]) for row in found), key=lambda one: -one[1])[:limit]


def count(connection: Connection, term: str, statement_ids: Sequence[str] | None) -> int:
    """Number of passages that hold the stem."""
    query = "SELECT count(*) FROM passage_words WHERE passage_words MATCH :match {among}"
    return sum(row[0] for row in _found(connection, query, {"match": f'words : ("{term}")'}, statement_ids))


def _found(
    connection: Connection, query: str, values: dict[str, object], statement_ids: Sequence[str] | None
) -> list[Any]:
    """The rows of a search in the full-text index; where ``{among}`` stands, statements narrow it.

    The rows of a statement lie together, which the index can make use of: a few statements are searched one by one.
    Of many, the numbers of all their rows are asked for (``+`` keeps SQLite from searching once for each).
    """
    if statement_ids is None:
        return list(connection.execute(text(query.format(among="")), values))
    ids: BindParameter[Any] = bindparam("ids", expanding=True)
    if len(statement_ids) > FEW:
        rows_of = "+rowid IN (SELECT number FROM passages WHERE statement_id IN :ids)"
        narrowed = text(query.format(among=f"AND {rows_of}")).bindparams(ids)
        return list(connection.execute(narrowed, values | {"ids": list(statement_ids)}))
    ends = text(
        "SELECT min(number), max(number) FROM passages WHERE statement_id IN :ids GROUP BY statement_id"
    ).bindparams(ids)
    narrowed = text(query.format(among="AND rowid BETWEEN :first AND :last"))
    return [
        row
        for first, last in connection.execute(ends, {"ids": list(statement_ids)}).tuples()
        for row in connection.execute(narrowed, values | {"first": first, "last": last})
    ]


def insert(connection: Connection, statement: Statement, passages: Sequence[Passage], contexts: Sequence[str]) -> None:
    """Enter the passages of a statement, each with its context line."""
    if not passages:
        return
    numbers = select(schema.passages.c.id, schema.passages.c.number).where(
        schema.passages.c.statement_id == statement.id
    )
    number = {row.id: row.number for row in connection.execute(numbers)}
    connection.execute(
        text(
            "INSERT INTO passage_words (rowid, passage_id, statement_id, context, words) "
            "VALUES (:number, :passage, :statement, :context, :words)"
        ),
        [
            {
                "number": number[p.id],
                "passage": p.id,
                "statement": statement.id,
                "context": " ".join(stems(context, statement.language)),
                "words": " ".join(stems(p.text, statement.language)),
            }
            for p, context in zip(passages, contexts, strict=True)
        ],
    )


def remove(connection: Connection, statement_id: str) -> None:
    """Strike the passages of a statement; before they go themselves, since they know the rows."""
    rows_of = "SELECT number FROM passages WHERE statement_id = :id"
    connection.execute(text(f"DELETE FROM passage_words WHERE rowid IN ({rows_of})"), {"id": statement_id})
