"""The sentences in scope that may speak of a topic, with what is known of each."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from library.labels import Label, Place
from library.library import Library
from library.records import Passage, Statement
from library.relations import original_of
from library.text import stems
from retrieval.topics.asked import Asked, share_of_words
from retrieval.topics.records import Said

ROW = re.compile(r"^[^:;]{1,80}: [^;]{1,200}(?:; [^:;]{1,80}: [^;]{1,200})+$")
"""A row of a table as the reader keeps it, with its heads: nobody said it, so it makes no point."""
APART = 3
"""Days between an original and its translation, at most (see `library.relations`)."""


def without_translations(statements: Sequence[Statement], language: str) -> list[Statement]:
    """Of an original and its translations one: the one in ``language`` where there is one, else the original."""
    versions: dict[str, list[Statement]] = {}
    related = _related(statements)
    for statement in statements:
        original = original_of(statement, related(statement)) or statement
        versions.setdefault(original.id, []).append(statement)
    chosen = []
    for original_id, group in versions.items():
        ranked = sorted(group, key=lambda s: (s.language != language, s.id != original_id, s.file))
        chosen.append(ranked[0])
    return chosen


def _related(statements: Sequence[Statement]) -> Callable[[Statement], list[Statement]]:
    """What may be the original of a statement: all where it names one, else what appeared within days of it."""
    by_day: dict[date, list[Statement]] = {}
    for statement in statements:
        if statement.date:
            by_day.setdefault(statement.date, []).append(statement)

    def related(statement: Statement) -> list[Statement]:
        if statement.translation_of:
            return list(statements)
        days = [statement.date + timedelta(n) for n in range(-APART, APART + 1)] if statement.date else []
        return [other for day in days for other in by_day.get(day, ())]

    return related


def material(library: Library, asked: Asked, statements: Sequence[Statement]) -> list[Said]:
    """All sentences of the statements but headings and rows of tables, with their labels and how near they are."""
    labels = library.labels.of([s.id for s in statements])
    found: list[Said] = []
    for statement in statements:
        passages = [p for p in library.catalog.passages(statement.id) if p.voice != "headline"]
        vectors = library.vectors_said([p.id for p in passages])
        for passage in passages:
            found += _of_passage(asked, statement, passage, vectors.get(passage.id), labels)
    return found


def _of_passage(
    asked: Asked, statement: Statement, passage: Passage, vectors: np.ndarray | None, labels: Mapping[Place, Label]
) -> list[Said]:
    around = share_of_words(asked, set(stems(f"{passage.section or ''} {passage.text}", statement.language)))
    near = vectors @ asked.vector if vectors is not None else np.zeros(len(passage.sentences))
    found = []
    for n, sentence in enumerate(passage.sentences):
        text, label = passage.words(sentence.start, sentence.end), labels.get((passage.id, n))
        if label is None or sentence.voice == "headline" or ROW.match(text):
            continue
        said = Said(statement, passage, n, n, label, float(near[n]), around=around)
        sure = max((label.topics.get(t, 0.0) for t in asked.topics), default=0.0)
        words = share_of_words(asked, set(stems(text, statement.language)))
        found.append(replace(said, words=words, topics=sure))
    return found
