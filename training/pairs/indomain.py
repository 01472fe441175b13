"""All pairs of the genre together: of the countries that are trained on, and of those that are held out."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from itertools import groupby
from zlib import crc32

from training.pairs.asked import asked_rows, whether_rows
from training.pairs.edited import edited_rows
from training.pairs.facts import read_facts
from training.pairs.made import made_questions, made_rows
from training.pairs.quotations import quotation_rows
from training.pairs.statements import Paragraph, line_above
from training.pairs.told import label_rows, told_rows
from training.rows import Relation, Row
from training.written import Written, read_written, with_claims

EVERY = 4
"""One in so many countries of the made-up statements is held out, to measure and to fit what rests on the judge."""
LABELS_TIMES = 2
"""How often each sentence with labels is shown, beside the many more pairs."""


def written_of(part: str, written: Sequence[Written] | None = None) -> list[Written]:
    """The made-up statements to ``train`` on, or those held out (``test``), by country. Which are held out hangs on the
    name of the country alone, so that it stays so when others are added."""
    every = read_written() if written is None else written
    return [one for one in every if (crc32(one.fields["country"].encode()) % EVERY == 0) == (part == "test")]


def indomain_rows(part: str, *, made: int = 4_000, edits: int = 6_000, seed: int = 11) -> list[Row]:
    """Shuffled rows for ``part``: ``train``, or ``test`` of the countries held out alone.

    ``made`` rows come from facts, ``edits`` from sentences of the statements. The sample gives none of them, so that
    all that is measured on it is of countries never seen. Sentences in pairs (`training.written.PAIRED`) are learned
    from, and measured on by themselves.
    """
    written = written_of(part)
    paragraphs = paragraphs_of(written)
    edited = even(edited_rows(paragraphs, turns=1, seed=seed + 2), seed=seed, most=edits // 3)
    rows = edited + asked_rows(paragraphs, turns=1, seed=seed + 3) + whether_rows(edited, share=0.1, seed=seed)
    rows += told_rows(written if part == "train" else with_claims(written, paired=False), seed=seed + 5)
    if part == "train":
        facts = read_facts()
        rows += made_rows(facts, made, seed=seed) + made_questions(facts, made * 3 // 10, seed=seed + 1)
        rows += quotation_rows(made // 12, seed=seed + 4) + label_rows(written) * LABELS_TIMES
    random.Random(seed).shuffle(rows)
    return rows


def paragraphs_of(written: Sequence[Written]) -> list[Paragraph]:
    """The paragraphs of the statements in English."""
    found = []
    for one in written:
        if one.fields["language"] != "en":
            continue
        day = date.fromisoformat(one.fields["election_date"])
        line = line_above(one.fields["country"], one.fields["election"], day)
        for _, inside in groupby(one.sentences.values(), key=lambda sentence: sentence.paragraph):
            own = list(inside)
            found.append(
                Paragraph(one.fields["country"], day.year, line, own[0].section or "", tuple(s.text for s in own))
            )
    return found


def even(rows: Sequence[Row], *, seed: int, most: int | None = None) -> list[Row]:
    """As many rows of each relation as of the rarest, ``most`` at most."""
    chance = random.Random(seed)
    by_relation: dict[Relation | None, list[Row]] = defaultdict(list)
    for row in rows:
        by_relation[row.relation].append(row)
    least = min([*map(len, by_relation.values()), *([most] if most else [])])
    return [row for own in by_relation.values() for row in chance.sample(own, least)]
