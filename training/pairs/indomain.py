"""All pairs of the genre together, and the same less what is held out."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from training.pairs.asked import asked_rows, whether_rows
from training.pairs.facts import read_facts
from training.pairs.made import made_questions, made_rows
from training.pairs.quotations import quotation_rows
from training.pairs.sampled import sampled_rows
from training.pairs.statements import read_paragraphs
from training.rows import Relation, Row

SAMPLE = Path("sample/statements")


@dataclass(frozen=True)
class Held:
    """What is kept from training: countries of the sample, and every fact (by its place) that the fold takes."""

    countries: frozenset[str] = frozenset()
    fold: int | None = None
    folds: int = 3

    def takes_fact(self, place: int) -> bool:
        """Whether the fact at this place of the list is held out."""
        return self.fold is not None and place % self.folds == self.fold


def indomain_rows(held: Held, *, part: str, made: int = 14_000, turns: int = 3, seed: int = 11) -> list[Row]:
    """Shuffled rows for ``part``: ``train`` without what is held out, ``test`` of what is held out alone."""
    inside = part == "test"
    facts = [fact for place, fact in enumerate(read_facts()) if held.takes_fact(place) == inside]
    paragraphs = [one for one in read_paragraphs(SAMPLE) if (one.country in held.countries) == inside]
    rows: list[Row] = []
    if facts:
        rows += made_rows(facts, made, seed=seed) + made_questions(facts, made * 3 // 10, seed=seed + 1)
    if paragraphs:
        sampled = even(sampled_rows(paragraphs, turns=turns, seed=seed + 2), seed=seed)
        rows += (
            sampled + asked_rows(paragraphs, turns=turns, seed=seed + 3) + whether_rows(sampled, share=0.1, seed=seed)
        )
    if not inside:
        rows += quotation_rows(made // 12, seed=seed + 4)
    random.Random(seed).shuffle(rows)
    return rows


def even(rows: Sequence[Row], *, seed: int) -> list[Row]:
    """As many rows of each relation as of the rarest."""
    chance = random.Random(seed)
    by_relation: dict[Relation | None, list[Row]] = defaultdict(list)
    for row in rows:
        by_relation[row.relation].append(row)
    least = min(map(len, by_relation.values()))
    return [row for own in by_relation.values() for row in chance.sample(own, least)]
