"""Rows that a judge learns from, and how they are kept."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from judge.judgement import Relation

__all__ = ["Asks", "Labels", "Relation", "Row", "keep", "kept"]


class Asks(Enum):
    """Which head of the model a row is for."""

    RELATION = "relation"
    ANSWER = "answer"
    LABELS = "labels"


@dataclass(frozen=True)
class Labels:
    """What a sentence speaks of and finds, as places in `judge.labels`: topics, direction, phase, status."""

    topics: frozenset[int]
    direction: int
    phase: int
    status: int


@dataclass(frozen=True)
class Row:
    """A text and a sentence with what is true of them.

    ``relation`` is None where the row asks another thing: whether the text ``answers`` the sentence, a question, or
    which ``labels`` the sentence has, the text being what stands before it. All three are None in a row that nobody
    has labelled; it ``asks`` what a teacher makes of it.
    ``taught`` are the teacher's logits of the head that the row asks, or nothing.
    ``source`` names the collection or the kind of edit; ``group`` is what rows are held out by: a country, a fact.
    """

    text: str
    sentence: str
    source: str
    relation: Relation | None = None
    answers: bool | None = None
    labels: Labels | None = None
    group: str = ""
    unlabelled: Asks | None = None
    taught: tuple[float, ...] = ()

    @property
    def asks(self) -> Asks:
        """Which head the row is for."""
        if self.unlabelled:
            return self.unlabelled
        if self.relation is not None:
            return Asks.RELATION
        return Asks.LABELS if self.answers is None else Asks.ANSWER


def keep(rows: Iterable[Row], file: Path) -> None:
    """Write rows as ``.jsonl.gz``; see `kept`."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(file, "wt", encoding="utf-8", compresslevel=6) as lines:
        for row in rows:
            lines.write(json.dumps(_plain(row), ensure_ascii=False) + "\n")


def kept(file: Path) -> list[Row]:
    """The rows of a file in their order."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        return [_row(json.loads(line)) for line in lines]


def _plain(row: Row) -> dict[str, Any]:
    """The fields that say something."""
    found = {name: value for name, value in asdict(row).items() if value not in (None, ())}
    if row.labels:
        found["labels"]["topics"] = sorted(row.labels.topics)
    if row.relation is not None:
        found["relation"] = int(row.relation)
    if row.unlabelled:
        found["unlabelled"] = row.unlabelled.value
    return found


def _row(found: dict[str, Any]) -> Row:
    if "relation" in found:
        found["relation"] = Relation(found["relation"])
    if "labels" in found:
        found["labels"] = Labels(**found["labels"] | {"topics": frozenset(found["labels"]["topics"])})
    if "unlabelled" in found:
        found["unlabelled"] = Asks(found["unlabelled"])
    return Row(**found | {"taught": tuple(found.get("taught", ()))})
