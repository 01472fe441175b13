"""How well sentences are labelled, beside ``gold/labels.jsonl``: micro-F1 of topics, accuracy of the rest."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.corpus import Corpus
from library.labels import Label
from library.library import Library
from topics.labelling import label

WHAT = ("direction", "phase", "status")


@dataclass(frozen=True)
class Labelled:
    """A sentence with its labels by hand and by the labeller."""

    text: str
    country: str
    topics: frozenset[str]
    by_hand: dict[str, str]
    given: Label


def labelled(library: Library, corpus: Corpus) -> list[Labelled]:
    """The sentences that have labels by hand; none where the corpus has no such file."""
    path = corpus.folder / "gold" / "labels.jsonl"
    if not path.exists():
        return []
    label(library)
    given = _given(library)
    return [
        Labelled(row["text"], row["country"], frozenset(row["topics"]), row, given[row["file"], row["text"]])
        for row in map(json.loads, path.read_text(encoding="utf-8").splitlines())
    ]


def _given(library: Library) -> dict[tuple[str, str], Label]:
    labels = library.labels.of([s.id for s in library.statements()])
    return {
        (Path(s.file).name, p.words(one.start, one.end)): labels[p.id, n]
        for s in library.statements()
        for p in library.catalog.passages(s.id)
        for n, one in enumerate(p.sentences)
    }


def figures(rows: Sequence[Labelled]) -> dict[str, float]:
    """Micro-F1 of the topics, and the share that is right of direction, phase and status."""
    right = sum(len(row.topics & row.given.spoken_of) for row in rows)
    there, said = sum(len(row.topics) for row in rows), sum(len(row.given.spoken_of) for row in rows)
    accuracy = {what: sum(row.by_hand[what] == getattr(row.given, what) for row in rows) / len(rows) for what in WHAT}
    return {
        "topics, precision": right / max(1, said),
        "topics, recall": right / max(1, there),
        "topics, micro-F1": 2 * right / max(1, there + said),
    } | {f"{what}, share right": value for what, value in accuracy.items()}


def labels_table(rows: Sequence[Labelled]) -> str:
    """Markdown: the figures of all, and of each country."""
    countries = sorted({row.country for row in rows})
    columns = [("all", rows), *((c, [row for row in rows if row.country == c]) for c in countries)]
    by_column = [figures(of) for _, of in columns]
    lines = [f"| labels | {' | '.join(name for name, _ in columns)} |", "|---" * (len(columns) + 1) + "|"]
    lines += [f"| {name} | {' | '.join(f'{of[name]:.2f}' for of in by_column)} |" for name in by_column[0]]
    return "\n".join(lines)


def left_out_table(found: Mapping[str, float]) -> str:
    """Markdown: micro-F1 of the topics by weights that were fitted without the country."""
    lines = ["", "| topics, weights fitted without the country | |", "|---|---|"]
    return "\n".join([*lines, *(f"| {name} | {value:.2f} |" for name, value in found.items()), ""])


def mistaken(rows: Sequence[Labelled]) -> Counter[tuple[str, str]]:
    """How often a topic was missed or given though it is not there."""
    found: Counter[tuple[str, str]] = Counter()
    for row in rows:
        found.update(("missed", topic) for topic in row.topics - row.given.spoken_of)
        found.update(("wrong", topic) for topic in row.given.spoken_of - row.topics)
    return found
