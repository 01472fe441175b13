"""The vectors: Chroma collections of passages and of their sentences, through langchain-chroma."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

import httpx
import numpy as np
from langchain_chroma import Chroma

from library.embedding import Embedder
from library.errors import EmbeddingMismatch, VectorsUnreachable
from library.owner import Connection
from library.records import Passage, Statement

Result = TypeVar("Result")
BATCH = 2_000
"""Most entries of one call; Chroma refuses more than some 5,000."""


def sentence_id(passage: Passage, ordinal: int) -> str:
    """Id of a sentence's vector."""
    return f"{passage.id}:{ordinal}"


class Vectors:
    """Nearest passages and sentences by meaning.

    ``connect`` is called again where the server that answered before has gone (the page that ran it was closed).
    """

    def __init__(self, connect: Callable[[], Connection], embedder: Embedder, *, anew: bool = False) -> None:
        """Connect; ``anew`` forgets all vectors first, so that another embedding model may begin.

        Raises:
            EmbeddingMismatch: the vectors were made with another model.
        """
        self._connect = connect
        self._embedder = embedder
        self._reopening = threading.Lock()
        if anew:
            client = (connection := connect()).client
            for collection in client.list_collections():
                client.delete_collection(collection.name)
            connection.close()
        self._open()

    def _open(self) -> None:
        self._connection = self._connect()
        try:
            self._passages = self._collection("passages")
            self._sentences = self._collection("sentences")
        except EmbeddingMismatch:
            self._connection.close()
            raise

    def _collection(self, name: str) -> Chroma:
        client = self._connection.client
        existing = {c.name: c for c in client.list_collections()}
        if name in existing:
            model = (existing[name].metadata or {}).get("embedding_model")
            if model != self._embedder.name:
                raise EmbeddingMismatch(
                    f"The vectors were made with the embedding model {model}, but {self._embedder.name} is set. "
                    "Run `python -m ingest reindex` to make them anew, or set the model back."
                )
        return Chroma(
            name,
            embedding_function=self._embedder,
            client=client,
            collection_metadata={"embedding_model": self._embedder.name},
            collection_configuration={"hnsw": {"space": "cosine"}},
        )

    def close(self) -> None:
        """Let go of the vectors."""
        self._connection.close()

    def _again(self, call: Callable[[], Result]) -> Result:
        """The result of ``call``; where the server has gone, once more with a new connection."""
        used = self._connection
        try:
            return call()
        except httpx.TransportError:
            with self._reopening:  # several threads may find out at once; the first one opens for all
                if self._connection is used:
                    self._open()
        try:
            return call()
        except httpx.TransportError as error:
            raise VectorsUnreachable(
                f"The Chroma server at {self._connection.where} stopped answering: {error}. "
                "Start it again; nothing that was loaded is lost."
            ) from error

    def add(self, statement: Statement, passages: Sequence[Passage], contexts: Sequence[str]) -> None:
        """Embed and keep passages (each with its context line) and their sentences; repeating it changes nothing."""
        texts = [f"{context}\n{p.text}" for p, context in zip(passages, contexts, strict=True)]
        ids = [p.id for p in passages]
        facts = [_facts(statement, p) for p in passages]
        said: list[str] = []
        said_ids: list[str] = []
        said_facts: list[dict[str, object]] = []
        for p in passages:
            for n, s in enumerate(p.sentences):
                said.append(statement.text[s.start : s.end])
                said_ids.append(sentence_id(p, n))
                said_facts.append({"statement_id": statement.id, "passage_id": p.id})
        self._again(lambda: self._put(self._passages, texts, facts, ids))
        self._again(lambda: self._put(self._sentences, said, said_facts, said_ids))

    @staticmethod
    def _put(store: Chroma, texts: Sequence[str], facts: Sequence[dict[str, object]], ids: Sequence[str]) -> None:
        for n in range(0, len(ids), BATCH):
            part = slice(n, n + BATCH)
            store.add_texts(list(texts[part]), list(facts[part]), ids=list(ids[part]))

    def remove(self, statement_id: str) -> None:
        """Forget all vectors of a statement."""
        for store in (self._passages, self._sentences):
            self._again(lambda store=store: store.delete(where={"statement_id": statement_id}))  # type: ignore[misc]

    def nearest_passages(
        self, vector: Sequence[float], statement_ids: Sequence[str] | None, limit: int
    ) -> list[tuple[str, float]]:
        """Ids of the nearest passages with their cosine, best first; ``statement_ids`` narrows, None means all."""
        found = self._again(
            lambda: self._passages.similarity_search_by_vector_with_relevance_scores(
                list(vector), k=limit, filter=_among(statement_ids)
            )
        )
        return [(str(document.id), 1.0 - distance) for document, distance in found]

    def nearest_sentences(self, vector: Sequence[float], limit: int) -> list[tuple[str, float]]:
        """Statement id and cosine of the nearest sentences in the whole library, best first."""
        found = self._again(
            lambda: self._sentences.similarity_search_by_vector_with_relevance_scores(list(vector), k=limit)
        )
        return [(str(document.metadata["statement_id"]), 1.0 - distance) for document, distance in found]

    def sentence_vectors(self, ids: Iterable[str]) -> dict[str, np.ndarray]:
        """The vectors of these sentences; an id that is not kept is left out."""
        wanted = list(ids)
        if not wanted:
            return {}
        got = self._again(lambda: self._sentences.get(ids=wanted, include=["embeddings"]))
        return dict(zip(got["ids"], np.asarray(got["embeddings"], dtype=np.float32), strict=True))

    def ids(self) -> set[str]:
        """Ids of all passages that have vectors."""
        return set(self._again(lambda: self._passages.get(include=[]))["ids"])


def _among(statement_ids: Sequence[str] | None) -> Any:
    return None if statement_ids is None else {"statement_id": {"$in": list(statement_ids)}}


def _facts(statement: Statement, passage: Passage) -> dict[str, object]:
    """Filterable metadata, for others who query the collection themselves; Chroma takes no None."""
    facts: dict[str, object | None] = {
        "statement_id": statement.id,
        "file": statement.file,
        "title": statement.title,
        "country": statement.country.name if statement.country else None,
        "year": statement.election_date.year if statement.election_date else None,
        "kind": statement.kind,
        "language": statement.language,
        "section": passage.section,
        "page": passage.page,
        "paragraph": passage.paragraph,
        "voice": passage.voice,
        "speaker": passage.speaker,
    }
    return {key: value for key, value in facts.items() if value is not None}
