"""How fast statements are loaded, beside the stock LangChain recipe in the same run: ``python -m evals bench``."""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from langchain_core.embeddings import Embeddings

from evals.made import make_statements
from ingest.load import load
from ingest.progress import Meter
from library.embedding import embedder_for
from library.library import Library
from library.reindex import reindex
from settings import get_settings

CHUNK, OVERLAP = 1_000, 200
"""Characters, as the stock recipe has them."""


@dataclass(frozen=True)
class Measured:
    """What loading the same statements took; times in seconds."""

    pieces: int
    """Passages, or chunks."""
    embedded: int
    """Texts that were embedded for them."""
    seconds: float
    embedding: float
    """Seconds of it in which the model was embedding."""
    memory: int
    """Most memory that the process held, in bytes."""
    again: float | None = None
    """To load the same files once more."""
    anew: float | None = None
    """To make all vectors anew with the same model."""


class _Timed(Embeddings):
    """An embedding model with a clock."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner
        self.seconds, self.texts = 0.0, 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        began = time.perf_counter()
        vectors: list[list[float]] = self._inner.embed_documents(texts)
        self.seconds += time.perf_counter() - began
        self.texts += len(texts)
        return vectors

    def embed_query(self, text: str) -> list[float]:
        vector: list[float] = self._inner.embed_query(text)
        return vector


def main(arguments: Sequence[str]) -> int:
    """Measure and print a table; the exit code is 0."""
    parser = argparse.ArgumentParser(prog="python -m evals bench", description=__doc__)
    parser.add_argument("--statements", type=int, default=500)
    parser.add_argument("--words", type=int, default=900, help="words a statement")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name) / "statements"
        folder.mkdir()
        words = make_statements(folder, options.statements, options.words)
        print(f"{options.statements} made-up statements, {words:,} words.\n", file=sys.stderr)
        ours = _alone(measure_ours, folder, Path(name) / "record")
        stock = _alone(measure_stock, folder, Path(name) / "stock")
    print(_table(words, ours, stock))
    return 0


def _alone(measure: Callable[[Path, Path], Measured], folder: Path, home: Path) -> Measured:
    """Measure in a process of its own, so that each has its own memory."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as alone:
        return alone.submit(measure, folder, home).result()


def measure_ours(folder: Path, home: Path) -> Measured:
    """This project's way, as ``python -m ingest add`` goes it; the model is loaded before the clock starts."""
    settings = get_settings().model_copy(update={"home": home, "catalog": None, "chroma": None})
    library = Library(settings, share=True)
    timed = _Timed(library.embedder)
    library.__dict__["embedder"] = timed
    timed.embed_query("warm up")
    meter = Meter()
    began = time.perf_counter()
    outcomes = list(load(library, [str(folder)], meter.show))
    seconds = time.perf_counter() - began
    meter.clear()
    assert {outcome.status for outcome in outcomes} == {"added"}, outcomes
    embedding, texts = timed.seconds, timed.texts
    again = _took(lambda: list(load(library, [str(folder)])))
    anew = _took(lambda: reindex(library))
    library.close()
    pieces = sum(outcome.passages for outcome in outcomes)
    return Measured(pieces, texts, seconds, embedding, _memory(), again, anew)


def measure_stock(folder: Path, home: Path) -> Measured:
    """The recipe of the tutorials: split by characters, embed, keep in Chroma."""
    from langchain_chroma import Chroma
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    timed = _Timed(embedder_for(get_settings()))
    timed.embed_query("warm up")
    began = time.perf_counter()
    splitter = RecursiveCharacterTextSplitter(chunk_size=CHUNK, chunk_overlap=OVERLAP)
    texts, facts = [], []
    for path in sorted(folder.iterdir()):
        chunks = splitter.split_text(path.read_text(encoding="utf-8"))
        texts += chunks
        facts += [{"source": path.name}] * len(chunks)
    Chroma.from_texts(texts, timed, facts, persist_directory=str(home))
    return Measured(len(texts), timed.texts, time.perf_counter() - began, timed.seconds, _memory())


def _took(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _memory() -> int:
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def _table(words: int, ours: Measured, stock: Measured) -> str:
    rows: list[tuple[str, Callable[[Measured], str]]] = [
        ("passages or chunks", lambda m: f"{m.pieces:,}"),
        ("texts embedded", lambda m: f"{m.embedded:,}"),
        ("seconds", lambda m: f"{m.seconds:.1f}"),
        ("passages or chunks a second", lambda m: f"{m.pieces / m.seconds:.1f}"),
        ("texts embedded a second", lambda m: f"{m.embedded / m.seconds:.1f}"),
        ("words a second", lambda m: f"{words / m.seconds:,.0f}"),
        ("share of the time that is embedding", lambda m: f"{m.embedding / m.seconds:.2f}"),
        ("most memory, MB", lambda m: f"{m.memory / 1e6:,.0f}"),
        ("the same files once more, seconds", lambda m: "" if m.again is None else f"{m.again:.1f}"),
        ("all vectors anew (reindex), seconds", lambda m: "" if m.anew is None else f"{m.anew:.1f}"),
    ]
    lines = [f"{'':38} {'On the Record':>14} {'stock recipe':>14}"]
    lines += [f"{name:38} {value(ours):>14} {value(stock):>14}" for name, value in rows]
    return "\n".join(lines)
