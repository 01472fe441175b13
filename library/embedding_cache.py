"""Vectors kept by what they were made from, so that the same words are never embedded twice with one model."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from langchain_core.embeddings import Embeddings
from sqlalchemy import Column, LargeBinary, MetaData, String, Table, create_engine, event, insert, select
from sqlalchemy.exc import DatabaseError
from sqlalchemy.schema import CreateTable

from library.database import prepare_sqlite
from library.errors import CatalogUnusable

_VECTORS = Table(
    "vectors",
    MetaData(),
    Column("model", String(80), primary_key=True),
    Column("key", LargeBinary(16), primary_key=True),
    Column("vector", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)
_AT_ONCE = 500
"""Keys of one look-up: SQLite binds no endless list."""


class CachedEmbeddings(Embeddings):
    """Embeddings with a memory on disk: a file that can be deleted at any time and only costs time then."""

    def __init__(self, inner: Embeddings, model: str, file: Path) -> None:
        """``model`` tells the vectors of different models apart.

        Raises:
            CatalogUnusable: the file cannot be opened.
        """
        self._inner, self._model, self._file = inner, model, file
        self._engine = create_engine(f"sqlite:///{file}")
        event.listen(self._engine, "connect", prepare_sqlite)
        try:
            with self._engine.begin() as connection:
                connection.execute(CreateTable(_VECTORS, if_not_exists=True))
        except DatabaseError as error:
            raise self._unusable(error) from error

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One vector a text; only those that were never embedded before are embedded now, in one go."""
        keys = [_key(text) for text in texts]
        try:
            known = self._known(keys)
            new = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
            if new:
                made = [np.asarray(v, dtype=np.float32) for v in self._inner.embed_documents(list(new.values()))]
                fresh = dict(zip(new, made, strict=True))
                self._keep(fresh)
                known |= fresh
        except DatabaseError as error:
            raise self._unusable(error) from error
        return [known[key].tolist() for key in keys]

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question; questions are not kept."""
        return self._inner.embed_query(text)

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def _known(self, keys: Sequence[bytes]) -> dict[bytes, np.ndarray]:
        found: dict[bytes, np.ndarray] = {}
        v = _VECTORS.c
        with self._engine.connect() as connection:
            for n in range(0, len(keys), _AT_ONCE):
                query = select(v.key, v.vector).where(v.model == self._model, v.key.in_(keys[n : n + _AT_ONCE]))
                found |= {row.key: np.frombuffer(row.vector, dtype=np.float32) for row in connection.execute(query)}
        return found

    def _keep(self, vectors: dict[bytes, np.ndarray]) -> None:
        rows = [{"model": self._model, "key": key, "vector": vector.tobytes()} for key, vector in vectors.items()]
        with self._engine.begin() as connection:
            # Two loads may have made the same vector at the same time.
            connection.execute(insert(_VECTORS).prefix_with("OR IGNORE"), rows)

    def _unusable(self, error: DatabaseError) -> CatalogUnusable:
        return CatalogUnusable(
            f"The cache of vectors in {self._file} cannot be used: {error.orig}. Make room on the disk, or delete the "
            "file; it is made anew."
        )


def _key(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
