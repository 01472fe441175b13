"""The fitted numbers of `retrieval.evidence`, kept in ``weights.json``; ``python -m evals fit`` writes it."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TypedDict

FILE = Path(__file__).with_name("weights.json")


class Choice(TypedDict):
    """What an answer has: sentences with this share of the best one's probability or more, ``most`` of them at most."""

    share: float
    most: int


class Choices(TypedDict):
    """By what is asked: a fact; several things; a comparison (``most`` an election, ``share`` of its best sentence)."""

    fact: Choice
    many: Choice
    compares: Choice


class Weights(TypedDict):
    """What is kept in ``weights.json``."""

    bears: dict[str, float]
    """Does this sentence bear on the question?"""
    reads: dict[str, float]
    """The same of sentences that the judge has read, from that and what the judge says."""
    plain: dict[str, float]
    """The same from what the sentence says alone, to compare with sentences on other elections."""
    answers: dict[str, float]
    """Does the evidence answer the question?"""
    threshold: float
    """The probability of that below which the question is refused."""
    choice: Choices


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The fitted numbers."""
    loaded: Weights = json.loads(FILE.read_text(encoding="utf-8"))
    return loaded


def score(model: Mapping[str, float], features: Mapping[str, float]) -> float:
    """The log odds that a logistic model gives; a feature without a weight does not count."""
    return model["bias"] + sum(model.get(name, 0.0) * value for name, value in features.items())


def probability(model: Mapping[str, float], features: Mapping[str, float]) -> float:
    """The same as a probability."""
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score(model, features)))))


def log_odds(likely: float) -> float:
    """Of a probability, within reason."""
    return math.log(likely / (1 - likely)) if 0.002 < likely < 0.998 else math.copysign(6.2, likely - 0.5)
