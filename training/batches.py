"""Rows in batches of like length, so that little is spent on padding."""

from __future__ import annotations

import random
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, fields
from functools import partial
from multiprocessing import get_context

import torch

from judge.encoding import Encoder, Pair
from judge.labels import LABELS, TOPICS
from training.rows import Labels, Row

POOL = 50
"""Batches that are sorted by length together: more means less padding, fewer means more chance."""
MANY = 20_000
"""Rows from which on they are encoded by several processes: it takes a third of a millisecond a row."""
UNKNOWN = -100
"""Stands for a label that a row does not have; the loss leaves it out."""


@dataclass(frozen=True)
class Batch:
    """Tensors of a step, ``rows x tokens`` or ``rows``; labels hold `UNKNOWN` where a row does not ask for them."""

    ids: torch.Tensor
    marks: torch.Tensor
    mask: torch.Tensor
    relations: torch.Tensor
    answers: torch.Tensor
    topics: torch.Tensor
    """``rows x topics``, 1 where a sentence speaks of one."""
    findings: torch.Tensor
    """``rows x 3``: direction, phase and status."""
    taught: torch.Tensor
    """``rows x labels``: a teacher's logits of the head that the row asks, as many as that head has; zeros behind."""
    taught_size: torch.Tensor
    """How many of them there are, by which their head is known; 0 where no teacher spoke."""

    @property
    def labelled(self) -> torch.Tensor:
        """Whether a row has a label of its own."""
        return (self.relations != UNKNOWN) | (self.answers != UNKNOWN) | (self.findings[:, 0] != UNKNOWN)

    def on(self, device: str) -> Batch:
        """The same on a device."""
        return Batch(*(getattr(self, each.name).to(device, non_blocking=True) for each in fields(self)))


def grouped(lengths: Sequence[int], *, size: int, most_tokens: int, seed: int) -> list[list[int]]:
    """Places of rows, shuffled, in groups of like length: at most ``size`` rows and ``most_tokens`` tokens each."""
    chance = random.Random(seed)
    order = list(range(len(lengths)))
    chance.shuffle(order)
    groups: list[list[int]] = []
    for start in range(0, len(order), size * POOL):
        pool = sorted(order[start : start + size * POOL], key=lambda place: lengths[place])
        cut: list[list[int]] = [[]]
        for place in pool:
            if len(cut[-1]) == size or (len(cut[-1]) + 1) * lengths[place] > most_tokens:
                cut.append([])
            cut[-1].append(place)
        chance.shuffle(cut)
        groups += [group for group in cut if group]
    return groups


def encoded(rows: Sequence[Row], encoder: Encoder, *, most_tokens: int) -> list[Pair]:
    """The pair of each row; see `Encoder.pair` for what is cut. All cores take part where there are many rows."""
    each = partial(_encoded, encoder=encoder, most_tokens=most_tokens)
    if len(rows) < MANY:
        return [each(row) for row in rows]
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        return list(pool.map(each, rows, chunksize=500))


def _encoded(row: Row, encoder: Encoder, most_tokens: int) -> Pair:
    return encoder.pair(row.text, row.sentence, most_tokens=most_tokens)


def collated(pairs: Sequence[Pair], rows: Sequence[Row]) -> Batch:
    """One batch, padded to its longest pair."""
    width = max(len(pair.ids) for pair in pairs)
    return Batch(
        ids=torch.tensor([pair.ids + [0] * (width - len(pair.ids)) for pair in pairs]),
        marks=torch.tensor([pair.marks + [0] * (width - len(pair.marks)) for pair in pairs]),
        mask=torch.tensor([[1] * len(pair.ids) + [0] * (width - len(pair.ids)) for pair in pairs]),
        relations=torch.tensor([UNKNOWN if row.relation is None else int(row.relation) for row in rows]),
        answers=torch.tensor([UNKNOWN if row.answers is None else int(row.answers) for row in rows]),
        topics=torch.tensor([_topics(row.labels) for row in rows]),
        findings=torch.tensor([_findings(row.labels) for row in rows]),
        taught=torch.tensor([[*row.taught, *[0.0] * (LABELS - len(row.taught))] for row in rows]),
        taught_size=torch.tensor([len(row.taught) for row in rows]),
    )


def _topics(labels: Labels | None) -> list[int]:
    return [UNKNOWN if labels is None else int(place in labels.topics) for place in range(len(TOPICS))]


def _findings(labels: Labels | None) -> list[int]:
    return [UNKNOWN] * 3 if labels is None else [labels.direction, labels.phase, labels.status]
