"""Pairs of the general collections (`shared/data/nli`), of which some parts are thinned out.

Kept in full: what the base encoder has not seen in style. Thinned: captions (SNLI), which it knows from its own
training, and collections whose pairs are so alike that a part teaches the same.
"""

from __future__ import annotations

import gzip
import json
import random
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from training.rows import Relation, Row

THINNED = {"snli": 8000, "conjnli": 9000, "help_and_or": 3000, "scone": 3500, "breaking_nli": 5000}
"""Most rows taken of a collection; the others are taken whole."""

_RELATIONS = {relation.name.lower(): relation for relation in Relation}


def read_rows(file: Path) -> list[Row]:
    """All rows of a ``.jsonl.gz`` file in its order."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        found = [json.loads(line) for line in lines]
    return [Row(row["premise"], row["hypothesis"], row["source"], _RELATIONS[row["label"]]) for row in found]


def thinned(rows: Iterable[Row], *, seed: int) -> list[Row]:
    """A shuffled choice of ``rows``: no collection with more than `THINNED` allows, the rare label of each kept first.

    Where a collection is thinned, its labels are made as even as they can be.
    """
    chance = random.Random(seed)
    by_source: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_source[row.source].append(row)
    chosen = []
    for source, own in sorted(by_source.items()):
        chance.shuffle(own)
        chosen += _even(own, THINNED.get(source, len(own)))
    chance.shuffle(chosen)
    return chosen


def _even(rows: list[Row], most: int) -> list[Row]:
    """At most ``most`` rows, taken from each label in turn."""
    if len(rows) <= most:
        return rows
    by_label: dict[Relation | None, list[Row]] = defaultdict(list)
    for row in rows:
        by_label[row.relation].append(row)
    taken: list[Row] = []
    for place in range(max(map(len, by_label.values()))):
        taken += [own[place] for own in by_label.values() if place < len(own)]
    return taken[:most]
