"""The vectors: Chroma collections of passages and of their sentences, through langchain-chroma."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

import httpx
import numpy as np
from chromadb.errors import ChromaError, NotFoundError
from langchain_chroma import Chroma
from langchain_core.embeddings import Embeddings

from library.errors import EmbeddingMismatch, VectorsUnreachable, VectorsUnusable
from library.nearness import Nearness, Rows
from library.owner import Access, Connection
from library.records import Passage, Statement

Result = TypeVar("Result")
BATCH = 2_000
"""Most entries of one call; Chroma refuses more than some 5,000."""
READ_AT_ONCE = 200
"""Statements whose vectors are read in one call."""
COLLECTIONS = ("passages", "sentences")


def sentence_id(passage: Passage, ordinal: int) -> str:
    """Id of a sentence's vector."""
    return f"{passage.id}:{ordinal}"


def collection_name(name: str, generation: int) -> str:
    """The collection of a generation: ``passages`` is that of the first, ``passages-2`` of the second."""
    return name if generation == 1 else f"{name}-{generation}"


class Vectors:
    """Nearest passages and sentences by meaning, in one generation of vectors.

    Where the server that answered before has gone (the page that ran it was closed), the next call connects again.
    Every method may raise `VectorsUnreachable` or `VectorsUnusable`.
    """

    def __init__(self, access: Access, embeddings: Embeddings, model: str, generation: int = 1) -> None:
        """Connect; ``model`` is the name of the model behind ``embeddings``.

        Raises:
            EmbeddingMismatch: the vectors were made with another model.
        """
        self.access, self._embeddings, self._model = access, embeddings, model
        self.generation = generation
        self._open(access.open())
        self._near_passages = Nearness(lambda names: self._rows(self._passages, names))
        self._near_sentences = Nearness(lambda names: self._rows(self._sentences, names))

    def _open(self, connection: Connection) -> None:
        with _translated(connection.where):
            self._passages, self._sentences = (self._collection(connection.client, name) for name in COLLECTIONS)
        self._connection = connection

    def _collection(self, client: Any, name: str) -> Chroma:
        name = collection_name(name, self.generation)
        if model := _made_with(client, name):
            self._require(model)
        return Chroma(
            name,
            embedding_function=self._embeddings,
            client=client,
            collection_metadata={"embedding_model": self._model},
            collection_configuration={"hnsw": {"space": "cosine"}},
        )

    def _require(self, model: str) -> None:
        if model != self._model:
            raise mismatch(model, self._model)

    def _again(self, call: Callable[[], Result]) -> Result:
        """The result of ``call``; where the server has gone, once more with a new connection."""
        used = self._connection
        try:
            with _translated(used.where):
                return call()
        except httpx.TransportError:
            self._open(self.access.open(broken=used))
        try:
            with _translated(self._connection.where):
                return call()
        except httpx.TransportError as error:
            raise VectorsUnreachable(
                f"The Chroma server at {self._connection.where} stopped answering: {error}. "
                "Start it again; nothing that was loaded is lost."
            ) from error

    def add(self, statement: Statement, passages: Sequence[Passage], contexts: Sequence[str]) -> None:
        """Embed and keep passages (each with its context line) and their sentences; repeating it changes nothing."""
        ids = [p.id for p in passages]
        facts = [_facts(statement, p) for p in passages]
        said = list(_sentences(passages))
        texts, words = texts_of(passages, contexts), [text for _, _, text in said]
        said_ids = [sentence_id(p, n) for p, n, _ in said]
        said_facts: list[dict[str, object]] = [{"statement_id": statement.id, "passage_id": p.id} for p, _, _ in said]
        self._again(lambda: self._put(self._passages, texts, facts, ids))
        self._again(lambda: self._put(self._sentences, words, said_facts, said_ids))

    @staticmethod
    def _put(store: Chroma, texts: Sequence[str], facts: Sequence[dict[str, object]], ids: Sequence[str]) -> None:
        for n in range(0, len(ids), BATCH):
            part = slice(n, n + BATCH)
            store.add_texts(list(texts[part]), list(facts[part]), ids=list(ids[part]))

    def remove(self, statement_id: str) -> None:
        """Forget all vectors of a statement."""
        for store in (self._passages, self._sentences):
            self._again(lambda store=store: store.delete(where={"statement_id": statement_id}))  # type: ignore[misc]

    def forget(self, ids: Iterable[str]) -> None:
        """Forget these vectors, of passages or sentences."""
        wanted = list(ids)
        for store in (self._passages, self._sentences):
            for n in range(0, len(wanted), BATCH):
                self._again(lambda store=store, n=n: store.delete(ids=wanted[n : n + BATCH]))  # type: ignore[misc]

    def forget_generation(self, number: int) -> None:
        """Take away the collections of another generation."""
        for name in COLLECTIONS:
            self._again(lambda name=name: _delete(self._connection.client, collection_name(name, number)))  # type: ignore[misc]

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

    def passages_by_nearness(self, vector: np.ndarray, statements: Sequence[Statement]) -> list[tuple[str, float]]:
        """Ids of all passages of these statements with their cosine, the nearest first; exact and in memory."""
        return self._near_passages.nearest(vector, statements)

    def sentences_by_nearness(self, vector: np.ndarray, statements: Sequence[Statement]) -> list[tuple[str, float]]:
        """The same for sentences: their ids are those of `sentence_id`."""
        return self._near_sentences.nearest(vector, statements)

    def _rows(self, store: Chroma, statement_ids: Sequence[str]) -> list[Rows]:
        found: list[Rows] = []
        for n in range(0, len(statement_ids), READ_AT_ONCE):
            names = statement_ids[n : n + READ_AT_ONCE]
            got = self._again(lambda names=names: store.get(where=_among(names), include=["embeddings", "metadatas"]))  # type: ignore[misc]
            of: dict[str, list[int]] = {}
            for place, facts in enumerate(got["metadatas"]):
                of.setdefault(str(facts["statement_id"]), []).append(place)
            vectors = np.asarray(got["embeddings"], dtype=np.float32)
            found += [(name, [got["ids"][p] for p in places], vectors[places]) for name, places in of.items()]
        return found

    def nearest_sentences(self, vector: Sequence[float], limit: int) -> list[tuple[str, float, str]]:
        """Statement id, cosine and words of the nearest sentences in the whole library, best first."""
        found = self._again(
            lambda: self._sentences.similarity_search_by_vector_with_relevance_scores(list(vector), k=limit)
        )
        return [(str(document.metadata["statement_id"]), 1.0 - far, document.page_content) for document, far in found]

    def sentence_vectors(self, ids: Iterable[str]) -> dict[str, np.ndarray]:
        """The vectors of these sentences; an id that is not kept is left out."""
        wanted = list(ids)
        if not wanted:
            return {}
        got = self._again(lambda: self._sentences.get(ids=wanted, include=["embeddings"]))
        return dict(zip(got["ids"], np.asarray(got["embeddings"], dtype=np.float32), strict=True))

    def ids(self) -> set[str]:
        """Ids of all passages that have vectors."""
        return set(self._ids(self._passages))

    def sentence_ids(self) -> set[str]:
        """Ids (`sentence_id`) of all sentences that have vectors."""
        return set(self._ids(self._sentences))

    def _ids(self, store: Chroma) -> Iterator[str]:
        total = self._again(lambda: store._collection.count())
        for offset in range(0, total, 50_000):
            part = self._again(lambda offset=offset: store.get(include=[], limit=50_000, offset=offset))  # type: ignore[misc]
            yield from part["ids"]


def texts_of(passages: Sequence[Passage], contexts: Sequence[str]) -> list[str]:
    """What is embedded for passages: each with its context line."""
    return [f"{context}\n{p.text}" for p, context in zip(passages, contexts, strict=True)]


def sentence_texts(passages: Sequence[Passage]) -> list[str]:
    """What is embedded for the sentences of passages."""
    return [text for _, _, text in _sentences(passages)]


def _sentences(passages: Sequence[Passage]) -> Iterator[tuple[Passage, int, str]]:
    for p in passages:
        for n, s in enumerate(p.sentences):
            yield p, n, p.words(s.start, s.end)


def mismatch(made_with: str, wanted: str) -> EmbeddingMismatch:
    """Vectors of one model where another is set."""
    return EmbeddingMismatch(
        f"The vectors were made with the embedding model {made_with}, but {wanted} is set. "
        "Run `python -m ingest reindex` to make them anew, or set the model back."
    )


def model_of(connection: Connection, generation: int) -> str | None:
    """The embedding model that a generation of vectors says it was made with; None where there is none."""
    with _translated(connection.where):
        return _made_with(connection.client, collection_name(COLLECTIONS[0], generation))


def _made_with(client: Any, name: str) -> str | None:
    try:
        return (client.get_collection(name, embedding_function=None).metadata or {}).get("embedding_model")
    except NotFoundError:
        return None


def _delete(client: Any, name: str) -> None:
    try:
        client.delete_collection(name)
    except NotFoundError:
        return


@contextmanager
def _translated(where: str) -> Iterator[None]:
    """Errors of Chroma as ours; that a server is gone is left for the caller, who may connect again."""
    try:
        yield
    except (ChromaError, httpx.HTTPStatusError) as error:
        advice = "Make room if the disk is full, then run `python -m ingest doctor`."
        raise VectorsUnusable(f"Chroma at {where} refused: {error}. {advice}") from error


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
