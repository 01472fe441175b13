"""The vectors of sentences: rows of the catalog, one a passage and generation.

They are only read for passages that were found, never searched among all, so they need no index of nearness; and they
come and go with their passages, in one transaction. At half precision they take 0.8 KB a sentence (384 dimensions),
and a cosine differs from that of the whole vectors by less than 0.001.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from sqlalchemy import Connection, delete, insert, select

from library import schema
from library.database import Database

AT_ONCE = 500
"""Passages of one look-up: SQLite binds no endless list."""
Said = Mapping[str, np.ndarray]
"""By passage id, the vectors of its sentences as rows."""


class SentenceVectors:
    """The vectors of the sentences of passages, a generation at a time.

    Every method may raise `CatalogUnusable`.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, generation: int, said: Said) -> None:
        """Keep the vectors of passages that are there; repeating it changes nothing."""
        p = schema.passages.c
        with self._database.writing() as connection:
            there: set[str] = set()
            for ids in _parts(list(said)):
                there |= {row[0] for row in connection.execute(select(p.id).where(p.id.in_(ids)))}
            insert_said(connection, generation, {name: vectors for name, vectors in said.items() if name in there})

    def any(self, generation: int) -> bool:
        """Whether there are any vectors of a generation."""
        v = schema.sentence_vectors.c
        with self._database.reading() as connection:
            return connection.execute(select(v.count).where(v.generation == generation).limit(1)).first() is not None

    def of(self, generation: int, passage_ids: Sequence[str]) -> dict[str, np.ndarray]:
        """The vectors of these passages' sentences; a passage whose vectors are not kept is left out."""
        v = schema.sentence_vectors.c
        found: dict[str, np.ndarray] = {}
        with self._database.reading() as connection:
            for ids in _parts(passage_ids):
                query = select(v.passage_id, v.count, v.vectors).where(
                    v.generation == generation, v.passage_id.in_(ids)
                )
                for name, count, packed in connection.execute(query):
                    found[name] = np.frombuffer(packed, dtype=np.float16).reshape(count, -1).astype(np.float32)
        return found

    def counts(self, generation: int) -> dict[str, int]:
        """By passage, of how many sentences the vectors are kept."""
        v = schema.sentence_vectors.c
        with self._database.reading() as connection:
            query = select(v.passage_id, v.count).where(v.generation == generation)
            return {str(name): int(count) for name, count in connection.execute(query)}

    def forget_generation(self, generation: int) -> None:
        """Take away all vectors of a generation."""
        v = schema.sentence_vectors
        with self._database.writing() as connection:
            connection.execute(delete(v).where(v.c.generation == generation))


def insert_said(connection: Connection, generation: int, said: Said) -> None:
    """Write the vectors of passages, within a transaction; those of before are replaced."""
    v = schema.sentence_vectors
    for ids in _parts(list(said)):
        connection.execute(delete(v).where(v.c.generation == generation, v.c.passage_id.in_(ids)))
    rows = [
        {
            "generation": generation,
            "passage_id": name,
            "count": len(vectors),
            "vectors": np.asarray(vectors, dtype=np.float16).tobytes(),
        }
        for name, vectors in said.items()
        if len(vectors)
    ]
    if rows:
        connection.execute(insert(v), rows)


def _parts(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for n in range(0, len(ids), AT_ONCE):
        yield ids[n : n + AT_ONCE]
