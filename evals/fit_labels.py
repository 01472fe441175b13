"""Fits the weights of `topics.labelling` to the labels by hand, and says what they do on a country left out."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from evals.corpus import Corpus
from library.labels import SURE
from library.library import Library
from topics.labelling import FEATURES, WEIGHTS, Features, labeller_of, read_of

FURTHER = 0.3
"""What a sentence of further corpora counts beside one of the first: made-up ones are many, and of another kind."""


@dataclass(frozen=True, eq=False)
class Example:
    """A sentence with the topics it has by hand, and what speaks for each topic."""

    text: str
    country: str
    topics: frozenset[str]
    features: dict[str, Features]
    weight: float = 1.0


def examples(library: Library, corpus: Corpus) -> list[Example]:
    """One a sentence with labels by hand."""
    labeller = labeller_of(library)
    found: dict[tuple[str, str], dict[str, Features]] = {}
    for statement in library.statements():
        passages = library.catalog.passages(statement.id)
        vectors = library.vectors_said([p.id for p in passages])
        for passage, read in zip(passages, read_of(statement, passages, vectors, labeller), strict=True):
            for one, of in zip(passage.sentences, read, strict=True):
                found[Path(statement.file).name, passage.words(one.start, one.end)] = of.features
    rows = map(json.loads, (corpus.folder / "gold" / "labels.jsonl").read_text(encoding="utf-8").splitlines())
    return [
        Example(row["text"], row["country"], frozenset(row["topics"]), found[row["file"], row["text"]]) for row in rows
    ]


def fit(made: Sequence[Example]) -> dict[str, float]:
    """The weights, for features as they are."""
    pairs = [(of, topic in one.topics, one.weight) for one in made for topic, of in one.features.items()]
    values = np.array([[of[name] for name in FEATURES] for of, _, _ in pairs])
    there, weights = [there for _, there, _ in pairs], [weight for _, _, weight in pairs]
    model = LogisticRegression(C=1.0, max_iter=1000).fit(values, there, weights)
    return {"bias": round(float(model.intercept_[0]), 3)} | {
        name: round(float(weight), 3) for name, weight in zip(FEATURES, model.coef_[0], strict=True)
    }


def given(weights: dict[str, float], one: Example) -> set[str]:
    """The topics that a sentence speaks of by these weights."""
    return {
        topic
        for topic, of in one.features.items()
        if weights["bias"] + sum(weights[f] * of[f] for f in FEATURES) >= math.log(SURE / (1 - SURE))
    }


def judged_left_out(made: Sequence[Example], part: Sequence[Example]) -> dict[str, float]:
    """Precision, recall and micro-F1 of the topics of ``part``, by weights that were fitted to all that is not on the
    country."""
    right = said = there = 0
    for country in sorted({one.country for one in part}):
        weights = fit([one for one in made if one.country != country])
        out = [one for one in part if one.country == country]
        right += sum(len(one.topics & given(weights, one)) for one in out)
        said += sum(len(given(weights, one)) for one in out)
        there += sum(len(one.topics) for one in out)
    return {"precision": right / said, "recall": right / there, "micro-F1": 2 * right / (said + there)}


def write(weights: dict[str, float]) -> None:
    """Keep the weights."""
    WEIGHTS.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")
