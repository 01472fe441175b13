"""What a library of any size costs: ``python -m evals scale --passages 190000 --home FOLDER``.

The library is real in every part but one: the vectors are random, since what a model would make of the words changes
nothing in what it costs to keep and search them (`evals.bench` measures embedding). A folder that holds enough
statements already is only measured. ``--apart`` fills each store by itself (catalog without vectors, one Chroma
collection of as many vectors), which takes minutes where all together take more than half an hour.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import numpy as np
from langchain_core.embeddings import Embeddings

from evals.made import make_statements
from ingest.load import load
from ingest.progress import Meter
from library.doctor import examine
from library.embedding import embedder_for
from library.library import Library
from library.owner import connect
from library.records import Statement
from library.text import stems
from retrieval.claims.article import sentences_of
from retrieval.desk import Desk
from settings import get_settings

WORDS = 5_000
"""What a document of the full public record has on average: some 40 million words in 8,000 documents."""
PER_STATEMENT = 82
"""Passages of a made-up statement of so many words, about."""
QUESTIONS = 40
ARTICLE = 800
"""Words of an article that is checked."""


class RandomEmbeddings(Embeddings):
    """A unit vector a text, always the same for the same text, that means nothing; questions are embedded in earnest,
    so that what they cost is measured."""

    name = identity = "random"
    limit = 256
    dimensions = 384

    def count_tokens(self, text: str) -> int:
        """About as many as a model's tokenizer would say."""
        return 2 + len(text) // 4

    def count_each(self, texts: Sequence[str]) -> list[int]:
        """The same for several texts."""
        return [self.count_tokens(text) for text in texts]

    def __init__(self) -> None:
        self._questions = embedder_for(get_settings())

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question, by the model that is set."""
        return self._questions.embed_query(text)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """The vectors of texts."""
        return [self._chance(text) for text in texts]

    def _chance(self, text: str) -> list[float]:
        seed = int.from_bytes(hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big")
        vector = np.random.default_rng(seed).standard_normal(self.dimensions, dtype=np.float32)
        return list(map(float, vector / np.linalg.norm(vector)))


def main(arguments: Sequence[str]) -> int:
    """Build what is missing, measure and print a table; the exit code is 0."""
    parser = argparse.ArgumentParser(prog="python -m evals scale", description=__doc__)
    parser.add_argument("--passages", type=int, default=20_000)
    parser.add_argument("--home", type=Path, required=True, help="folder for the library; it is kept")
    parser.add_argument("--apart", action="store_true", help="fill and measure catalog and Chroma each by itself")
    options = parser.parse_args(arguments)
    if options.apart:
        print(_table([*_catalog_alone(options.home, options.passages), *_chroma_alone(options.home, options.passages)]))
        return 0
    settings = get_settings().model_copy(update={"home": options.home / "record", "catalog": None, "chroma": None})
    library = Library(settings, share=True)
    library.__dict__["embedder"] = RandomEmbeddings()
    try:
        built = _build(library, options.home / "statements", options.passages)
        print(_table([*built, *_measure(library, options.home)]))
    finally:
        library.close()
    return 0


def _build(library: Library, folder: Path, passages: int) -> list[tuple[str, str]]:
    missing = passages - sum(library.catalog.passage_counts().values())
    if missing < PER_STATEMENT:
        return []
    folder.mkdir(parents=True, exist_ok=True)
    make_statements(folder, passages // PER_STATEMENT, WORDS)
    meter = Meter()
    began = time.perf_counter()
    failed = [o for o in load(library, [str(folder)], meter.show) if o.status == "failed"]
    meter.clear()
    for outcome in failed[:3]:
        print(outcome.reason, file=sys.stderr)
    return [("to load it, without embedding", f"{(time.perf_counter() - began) / 60:.1f} min")]


def _measure(library: Library, home: Path) -> list[tuple[str, str]]:
    statements = library.statements()
    counts = library.catalog.passage_counts()
    chance = random.Random(1)
    asked = chance.sample(statements, min(QUESTIONS, len(statements)))
    desk, folder = Desk(library), home / "record"
    vector, ids = library.embedder.embed_query("any"), [s.id for s in statements]
    words = stems("How many polling stations were observed by women candidates?")
    catalog, vectors = library.catalog, library.vectors
    desk.ask(_question(asked[0]))
    return [
        ("statements / passages", f"{len(statements):,} / {sum(counts.values()):,}"),
        ("catalog.sqlite", _size(folder / "catalog.sqlite")),
        ("vectors (Chroma)", _size(folder / "vectors")),
        ("embeddings.sqlite (cache)", _size(folder / "embeddings.sqlite")),
        ("list of all statements, first time", _took(lambda _: _afresh(library), range(3))),
        ("list of all statements, unchanged since", _took(lambda _: library.statements(), range(20))),
        ("search by words, all", _took(lambda _: catalog.lexical(words, None, 60), range(10))),
        ("search by words, one statement", _took(lambda s: catalog.lexical(words, [s.id], 60), asked)),
        ("search by words, half of all", _took(lambda _: catalog.lexical(words, ids[::2], 60), range(5))),
        ("search by meaning, all", _took(lambda _: vectors.nearest_passages(vector, None, 60), range(10))),
        ("search by meaning, one statement", _took(lambda s: _near(library, vector, [s]), asked)),
        ("search by meaning, half of all", _took(lambda _: _near(library, vector, statements[::2]), range(5))),
        ("a question on one election", _took(lambda s: desk.ask(_question(s)), asked)),
        ("a question on everything", _took(lambda _: desk.ask("How many polling stations were observed?"), range(5))),
        ("an article of 800 words, every claim checked", _took(lambda s: _checked(desk, s), asked[:2])),
        ("to add and remove a statement", _took(lambda n: _replace(library, home, n), range(5))),
        ("to examine the library (doctor)", _took(lambda _: examine(library), range(1))),
    ]


class _NoVectors:
    """Stands where the vectors are and keeps none."""

    generation = 1

    def __getattr__(self, _name: str) -> Callable[..., None]:
        return lambda *_: None


class _CatalogOnly(Library):
    """A library that keeps everything but vectors."""

    @property
    def vectors(self) -> Any:
        """None of them."""
        return _NoVectors()

    def prepare(self, *_: object, **__: object) -> None:
        """Nothing is embedded."""


def _catalog_alone(home: Path, passages: int) -> list[tuple[str, str]]:
    settings = get_settings().model_copy(update={"home": home / "catalog", "catalog": None, "chroma": None})
    library = _CatalogOnly(settings)
    library.__dict__["embedder"] = RandomEmbeddings()
    library.generations.begin("random", active=True)
    built = _build(library, home / "statements", passages)
    catalog, statements = library.catalog, library.statements()
    asked = random.Random(1).sample(statements, min(QUESTIONS, len(statements)))
    words = stems("How many polling stations were observed by women candidates?")
    ids = [f"{s.id}:{n}" for s in asked for n in range(20)]
    rows = [
        *built,
        ("statements / passages in the catalog", f"{len(statements):,} / {sum(catalog.passage_counts().values()):,}"),
        ("catalog.sqlite", _size(home / "catalog" / "catalog.sqlite")),
        ("list of all statements, first time", _took(lambda _: _afresh(library), range(3))),
        ("list of all statements, unchanged since", _took(lambda _: library.statements(), range(20))),
        ("search by words, all", _took(lambda _: catalog.lexical(words, None, 60), range(10))),
        ("search by words, one statement", _took(lambda s: catalog.lexical(words, [s.id], 60), asked)),
        (
            "60 passages with their sentences",
            _took(lambda n: catalog.passages_by_id(ids[n : n + 60]), range(0, 600, 60)),
        ),
    ]
    library.close()
    return rows


def _chroma_alone(home: Path, count: int) -> list[tuple[str, str]]:
    """One collection of random vectors on the library's own server; added in hundreds, as statements are."""
    settings = get_settings().model_copy(update={"home": home / "chroma", "chroma": None})
    connection = connect(settings, share=True)
    collection = connection.client.get_or_create_collection(
        "passages",
        embedding_function=None,
        configuration={"hnsw": {"space": "cosine"}},
    )
    chance, each, began = np.random.default_rng(1), 80, time.perf_counter()
    for first in range(collection.count(), count, each):
        vectors = chance.standard_normal((each, RandomEmbeddings.dimensions), dtype=np.float32)
        collection.upsert(
            ids=[f"s{first}:{n}" for n in range(each)],
            embeddings=vectors / np.linalg.norm(vectors, axis=1, keepdims=True),
            documents=["Observers assessed the opening of polling stations positively. " * 8] * each,
            metadatas=[{"statement_id": f"s{first}", "year": 2000 + first % 25}] * each,
        )
    added = time.perf_counter() - began

    def nearest(where: dict[str, Any] | None) -> object:
        vector = chance.standard_normal((1, RandomEmbeddings.dimensions), dtype=np.float32)
        return collection.query(query_embeddings=vector, n_results=60, where=where, include=["distances"])

    rows = [
        ("vectors in one collection", f"{collection.count():,}"),
        ("to add them", f"{added / 60:.1f} min"),
        ("on disk", _size(home / "chroma" / "vectors")),
        ("nearest 60 of all", _took(lambda _: nearest(None), range(20))),
        ("nearest 60 in one statement", _took(lambda n: nearest({"statement_id": f"s{n * 800}"}), range(20))),
        ("nearest 60 of one year", _took(lambda n: nearest({"year": 2000 + n}), range(20))),
    ]
    connection.close()
    return rows


def _question(statement: Statement) -> str:
    country = statement.country.name if statement.country else "the country"
    year = statement.election_date.year if statement.election_date else ""
    return f"How many polling stations were observed in {country} in {year}?"


def _checked(desk: Desk, statement: Statement) -> None:
    """Check the first words of a statement as an article that tells some of its figures otherwise."""
    words = desk.library.catalog.text(statement.id).split(" ")[:ARTICLE]
    article = " ".join("17" if n % 40 == 0 and word.isdecimal() else word for n, word in enumerate(words))
    for _ in desk.check_each([(one.text, one.before) for one in sentences_of(article, desk.library.statements())]):
        pass


def _near(library: Library, vector: list[float], statements: Sequence[Statement]) -> object:
    return library.vectors.nearest_of(np.array(vector), statements, 60, of=len(library.statements()))


def _afresh(library: Library) -> None:
    library.catalog.forget_list()
    library.statements()


def _replace(library: Library, home: Path, number: int) -> None:
    folder = home / "one more"
    folder.mkdir(exist_ok=True)
    make_statements(folder, 1, WORDS, seed=1_000 + number)
    (outcome,) = load(library, [str(folder)])
    library.remove(outcome.statement_id or "")


def _took(work: Callable[..., object], over: Sequence[object]) -> str:
    """Median and 95th percentile of doing it once for each."""
    times = []
    for one in over:
        began = time.perf_counter()
        work(one)
        times.append(time.perf_counter() - began)
    worst = quantiles(times, n=20)[-1] if len(times) > 9 else max(times)
    return f"{median(times) * 1000:,.1f} ms (95 %: {worst * 1000:,.1f} ms)"


def _size(path: Path) -> str:
    files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
    return f"{sum(file.stat().st_size for file in files) / 1e6:,.0f} MB"


def _table(rows: Sequence[tuple[str, str]]) -> str:
    return "\n".join(["| what | measured |", "|---|---|", *(f"| {name} | {value} |" for name, value in rows)])
