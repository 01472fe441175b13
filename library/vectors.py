"""The vectors of passages: a Chroma collection a generation, through langchain-chroma."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
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
COLLECTION = "passages"
FORMER = "sentences"
"""The collection in which the vectors of sentences were kept once; they are in the catalog now."""
HELD = 100
"""Statements whose vectors are searched in memory; among more, the index of Chroma is faster."""
BEYOND = 12
"""At most so many times as many passages are asked of the index, since it finds those of other statements too."""


def collection_name(generation: int, name: str = COLLECTION) -> str:
    """The collection of a generation: ``passages`` is that of the first, ``passages-2`` of the second."""
    return name if generation == 1 else f"{name}-{generation}"


class Vectors:
    """Nearest passages by meaning, in one generation of vectors.

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
        self._near = Nearness(self._rows)

    def _open(self, connection: Connection) -> None:
        with _translated(connection.where):
            self._passages = self._collection(connection.client)
        self._connection = connection

    def _collection(self, client: Any) -> Chroma:
        name = collection_name(self.generation)
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
        """Embed and keep passages, each with its context line; repeating it changes nothing."""
        texts, facts = texts_of(passages, contexts), [_facts(statement, p) for p in passages]
        ids = [p.id for p in passages]
        for n in range(0, len(ids), BATCH):
            part = slice(n, n + BATCH)
            self._again(partial(self._passages.add_texts, texts[part], facts[part], ids=ids[part]))

    def sentences(self, passages: Sequence[Passage]) -> dict[str, np.ndarray]:
        """By passage, the vectors of its sentences as rows; they are embedded, not kept (see `SentenceVectors`)."""
        made = np.asarray(self._embeddings.embed_documents(sentence_texts(passages)), dtype=np.float32)
        ends = np.cumsum([len(p.sentences) for p in passages])
        return {p.id: made[end - len(p.sentences) : end] for p, end in zip(passages, ends, strict=True)}

    def remove(self, statement_id: str) -> None:
        """Forget all vectors of a statement."""
        self._again(lambda: self._passages.delete(where={"statement_id": statement_id}))

    def forget(self, ids: Iterable[str]) -> None:
        """Forget the vectors of these passages."""
        wanted = list(ids)
        for n in range(0, len(wanted), BATCH):
            self._again(lambda n=n: self._passages.delete(ids=wanted[n : n + BATCH]))  # type: ignore[misc]

    def forget_generation(self, number: int) -> None:
        """Take away the collection of another generation."""
        self._again(lambda: _delete(self._connection.client, collection_name(number)))

    def forget_former(self) -> None:
        """Take away the collection of sentences that an earlier version of this program kept."""
        self._again(lambda: _delete(self._connection.client, collection_name(self.generation, FORMER)))

    def nearest_passages(
        self, vector: Sequence[float], statement_ids: Sequence[str] | None, limit: int
    ) -> list[tuple[str, float]]:
        """Ids of the nearest passages with their cosine, best first; ``statement_ids`` narrows, None means all."""
        found = self._again(
            lambda: self._passages._collection.query(
                list(vector), n_results=limit, where=_among(statement_ids), include=["distances"]
            )
        )
        distances = found["distances"] or [[]]
        return [(name, 1.0 - distance) for name, distance in zip(found["ids"][0], distances[0], strict=True)]

    def nearest_of(
        self, vector: np.ndarray, statements: Sequence[Statement], limit: int, *, of: int
    ) -> list[tuple[str, float]]:
        """Ids of the nearest passages of these statements with their cosine, best first.

        Exact and in memory where they are few; among many by the index of Chroma, without its filters, which cost ten
        times the search. ``of`` is the number of statements in the whole library.
        """
        if len(statements) <= HELD:
            return self._near.nearest(vector, statements, limit)
        times = 1.0 if len(statements) >= of else min(BEYOND, 1.5 * of / len(statements))
        found = self.nearest_passages(vector.tolist(), None, int(limit * times))
        within = {s.id for s in statements}
        return [(name, cosine) for name, cosine in found if name.partition(":")[0] in within][:limit]

    def _rows(self, statement_ids: Sequence[str]) -> list[Rows]:
        found: list[Rows] = []
        for n in range(0, len(statement_ids), READ_AT_ONCE):
            names = statement_ids[n : n + READ_AT_ONCE]
            got = self._got(where=_among(names), include=["embeddings", "metadatas"])
            of: dict[str, list[int]] = {}
            for place, facts in enumerate(got["metadatas"]):
                of.setdefault(str(facts["statement_id"]), []).append(place)
            vectors = np.asarray(got["embeddings"], dtype=np.float32)
            found += [(name, [got["ids"][p] for p in places], vectors[places]) for name, places in of.items()]
        return found

    def ids(self) -> set[str]:
        """Ids of all passages that have vectors."""
        found: set[str] = set()
        for offset in range(0, self._again(lambda: self._passages._collection.count()), 50_000):
            found |= set(self._got(include=[], limit=50_000, offset=offset)["ids"])
        return found

    def _got(self, **asked: Any) -> dict[str, Any]:
        """What the collection has, of the connection that stands when it is asked."""
        return self._again(lambda: self._passages.get(**asked))


def texts_of(passages: Sequence[Passage], contexts: Sequence[str]) -> list[str]:
    """What is embedded for passages: each with its context line."""
    return [f"{context}\n{p.text}" for p, context in zip(passages, contexts, strict=True)]


def sentence_texts(passages: Sequence[Passage]) -> list[str]:
    """What is embedded for the sentences of passages."""
    return [p.words(s.start, s.end) for p in passages for s in p.sentences]


def mismatch(made_with: str, wanted: str) -> EmbeddingMismatch:
    """Vectors of one model where another is set."""
    return EmbeddingMismatch(
        f"The vectors were made with the embedding model {made_with}, but {wanted} is set. "
        "Run `python -m ingest reindex` to make them anew, or set the model back."
    )


def model_of(connection: Connection, generation: int) -> str | None:
    """The embedding model that a generation of vectors says it was made with; None where there is none."""
    with _translated(connection.where):
        return _made_with(connection.client, collection_name(generation))


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
