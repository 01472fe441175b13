"""General retrieval on texts of other genres: ``python -m evals external FOLDER`` (``dev.jsonl.gz``: inference pairs).

What is tuned to statements of observers should not break the rest. Texts (premises) are searched, sentences that one of
them entails are asked: at which rank does a text come that carries the sentence? The product's own search answers
(`retrieval.search`, over a library of its own), beside its nearest vectors alone and its words alone.

The texts are kept as paragraphs of statements that say nothing of themselves: no country, no day, one title for all. So
scope, which is read from descriptions, takes no part; nor do spelling, conversation, and what is done with passages
once they are found. Nothing is fitted here and nothing of the texts is kept.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from evals.definitions import mean, normal
from ingest.document import Block
from ingest.passages import cut
from ingest.reading import statement_id, voiced
from library.errors import LibraryError
from library.library import Library
from library.records import Edition, Statement
from library.text import stems
from retrieval.scope import Scope
from retrieval.search import query_for, search
from settings import get_settings
from topics.labelling import label

PART = "dev.jsonl"
TEXTS, SEED = 1_500, 1
TOGETHER = 50
"""Texts of one made statement."""
TITLE = "Texts"
RANKS = (1, 5, 10)
DEPTH = 60
"""Passages that are asked of a search: a long text is several, and counts once."""
SEARCHES = ("On the Record", "meaning alone", "words alone")


@dataclass(frozen=True)
class Asked:
    """A sentence, the texts that entail it, and where the pair comes from."""

    sentence: str
    right: frozenset[str]
    source: str


@dataclass(frozen=True)
class Task:
    """Distinct texts, and the sentences that are entailed by any of them."""

    texts: tuple[str, ...]
    asked: tuple[Asked, ...]


@dataclass(frozen=True)
class Found:
    """At which rank, from 1, each search found a right text; None where it did not."""

    asked: Asked
    ranks: Mapping[str, int | None]


def main(arguments: Sequence[str]) -> int:
    """Build the task, measure and print tables; the exit code is 0, 1 (failed) or 2 (wrong use)."""
    parser = argparse.ArgumentParser(prog="python -m evals external", description=__doc__)
    parser.add_argument("folder", type=Path, help=f"folder with {PART}.gz: premise, hypothesis, label, source")
    parser.add_argument("--texts", type=int, default=TEXTS, help="texts at most, chosen by chance")
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args(arguments)
    try:
        task = task_of(options.folder, options.texts, options.seed)
    except (OSError, ValueError, KeyError) as error:
        print(f"{options.folder} holds no inference pairs as they are expected: {error!r}", file=sys.stderr)
        return 2
    began = time.perf_counter()
    try:
        found = measured(task)
    except LibraryError as error:
        print(error, file=sys.stderr)
        return 1
    print(
        f"{len(task.texts):,} texts, {len(found):,} sentences that one of them entails, seed {options.seed}; "
        f"{time.perf_counter() - began:.0f} s in all.\n"
    )
    print(tables(found))
    return 0


def task_of(folder: Path, most: int = TEXTS, seed: int = SEED) -> Task:
    """The retrieval task in a folder of inference pairs: ``most`` of its distinct texts, chosen by chance.

    A sentence that stands letter by letter in a text that entails it is left out: finding it proves nothing.

    Raises:
        OSError: there are no pairs, or they cannot be read.
        ValueError, KeyError: a row is not a pair.
    """
    rows = [(_level(r["premise"]), _level(r["hypothesis"]), r["label"], r["source"]) for r in _rows(folder)]
    texts = list(dict.fromkeys(text for text, *_ in rows if text))
    random.Random(seed).shuffle(texts)
    chosen = texts[:most]
    within = set(chosen)
    right: dict[str, set[str]] = {}
    source: dict[str, str] = {}
    for text, sentence, said, where in rows:
        if said == "entailment" and text in within and sentence:
            right.setdefault(sentence, set()).add(text)
            source.setdefault(sentence, where)
    return Task(
        tuple(chosen),
        tuple(
            Asked(sentence, frozenset(of), source[sentence])
            for sentence, of in right.items()
            if not any(normal(sentence) in normal(text) for text in of)
        ),
    )


def _rows(folder: Path) -> list[dict[str, str]]:
    packed = folder / f"{PART}.gz"
    lines = gzip.decompress(packed.read_bytes()) if packed.exists() else (folder / PART).read_bytes()
    return [json.loads(line) for line in lines.decode().splitlines() if line.strip()]


def _level(text: str) -> str:
    return " ".join(text.split())


def measured(task: Task) -> list[Found]:
    """Every sentence asked of a library that holds the texts.

    Raises:
        LibraryError: the library could not be filled or read.
    """
    with tempfile.TemporaryDirectory(prefix="external-") as home:
        library = Library(get_settings().model_copy(update={"home": Path(home), "catalog": None, "chroma": None}))
        try:
            text_of = _filled(library, task.texts)
            return [Found(one, _ranks(library, one, text_of)) for one in task.asked]
        finally:
            library.close()


def _filled(library: Library, texts: Sequence[str]) -> dict[str, str]:
    """Keep the texts as the paragraphs of statements; by id of a passage, its text."""
    editions: list[Edition] = []
    text_of: dict[str, str] = {}
    for n in range(0, len(texts), TOGETHER):
        edition = _edition(library, f"texts-{n // TOGETHER + 1}", texts[n : n + TOGETHER])
        text_of |= {p.id: texts[n + p.paragraph - 1] for p in edition.passages}
        editions.append(edition)
    library.prepare(editions)
    for edition in editions:
        library.add(edition)
    label(library)
    return text_of


def _edition(library: Library, name: str, texts: Sequence[str]) -> Edition:
    """A statement that says nothing of itself, cut as any other."""
    blocks, whole = [Block(text) for text in texts], "\n\n".join(texts)
    statement = Statement(id=statement_id(whole), file=name, source=name, title=TITLE, retrieved_at=datetime.now(UTC))
    said, model = voiced(blocks, (), statement.language), library.embedder
    return Edition(statement, whole, tuple(cut(statement, whole, blocks, said, model.count_each, model.limit)))


def _ranks(library: Library, asked: Asked, text_of: Mapping[str, str]) -> dict[str, int | None]:
    statements = library.statements()
    query = query_for(library, asked.sentence, Scope(tuple(statements)))
    found = (
        [one.passage.id for one in search(library, query, DEPTH)],
        [name for name, _ in library.vectors.nearest_of(query.vector, statements, DEPTH, of=len(statements))],
        [name for name, _ in library.catalog.lexical(stems(asked.sentence), None, DEPTH)],
    )
    return {
        search: _rank((text_of[name] for name in names), asked.right)
        for search, names in zip(SEARCHES, found, strict=True)
    }


def _rank(texts: Iterable[str], right: frozenset[str]) -> int | None:
    """The rank of the first right one among distinct texts."""
    return next((n for n, text in enumerate(dict.fromkeys(texts), 1) if text in right), None)


def tables(found: Sequence[Found]) -> str:
    """Recall at each rank of the three searches; then by source, at 5."""
    lines = [f"| a right text is found | {' | '.join(SEARCHES)} |", "|---|" + "---|" * len(SEARCHES)]
    lines += [f"| within the first {k} | {' | '.join(_recalls(found, k))} |" for k in RANKS]
    lines += ["", f"| within the first 5, by source | sentences | {' | '.join(SEARCHES)} |"]
    lines += ["|---|---|" + "---|" * len(SEARCHES)]
    for source in sorted({one.asked.source for one in found}):
        of = [one for one in found if one.asked.source == source]
        lines.append(f"| {source} | {len(of)} | {' | '.join(_recalls(of, 5))} |")
    return "\n".join(lines)


def _recalls(found: Sequence[Found], most: int) -> list[str]:
    return [f"{mean([float((one.ranks[name] or most + 1) <= most) for one in found]) or 0.0:.2f}" for name in SEARCHES]
