"""The sentences that bear on a question, or none.

Every sentence of the passages found is described by a few features (how near it is in meaning, how many of the
question's words it holds, whether it holds a figure where one is asked for); two logistic models weigh them: does
this sentence bear on the question, and does the best of them answer it? Their weights are fitted by
``python -m evals fit`` and validated leaving one country out.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from library.library import Library
from library.records import Passage, RankedPassage, Sentence, Statement
from library.text import stems
from library.vectors import sentence_id
from retrieval.asks import Asks, asks, fits
from retrieval.conversation import Standalone, without
from retrieval.scope import election_of
from retrieval.search import Query

WEIGHTS = Path(__file__).with_name("weights.json")


@dataclass(frozen=True)
class Finding:
    """A sentence that may bear on the question, with its features and the probability that it does."""

    statement: Statement
    passage: Passage
    sentence: Sentence
    features: Mapping[str, float]
    probability: float

    @property
    def text(self) -> str:
        """The sentence."""
        return self.statement.text[self.sentence.start : self.sentence.end]


@dataclass(frozen=True)
class Evidence:
    """What was gathered: the chosen sentences, and whether they answer the question."""

    findings: tuple[Finding, ...]
    suffices: bool
    features: Mapping[str, float]
    """Of the whole: what the decision rests on."""


def gather(
    library: Library, standalone: Standalone, query: Query, passages: Sequence[RankedPassage], language: str
) -> Evidence:
    """The evidence for a question in the passages that were found for it."""
    ranked = rank(library, standalone, query, passages, language)
    if not ranked:
        return Evidence((), False, {})
    wanted = asks(standalone.question if not standalone.topic else standalone.text)
    whole = whole_features(ranked, wanted)
    suffices = _probability("answers", whole) >= _weights()["threshold"]
    return Evidence(tuple(_choose(ranked, wanted, standalone)), suffices, whole)


def rank(
    library: Library, standalone: Standalone, query: Query, passages: Sequence[RankedPassage], language: str
) -> list[Finding]:
    """All sentences of the passages, the most telling first."""
    question = without(standalone.question, standalone.scope)
    wanted = asks(standalone.question)
    weights = _term_weights(library, standalone, question, language)
    ids = [sentence_id(p.passage, n) for p in passages for n in range(len(p.passage.sentences))]
    vectors = library.vectors.sentence_vectors(ids)
    findings = []
    for place, found in enumerate(passages):
        around = _coverage(weights, found.passage.text, found.statement.language)
        for n, sentence in enumerate(found.passage.sentences):
            text = found.statement.text[sentence.start : sentence.end]
            vector = vectors.get(sentence_id(found.passage, n))
            features = {
                "cosine": float(vector @ query.vector) if vector is not None else 0.0,
                "coverage": _coverage(weights, text, found.statement.language),
                "passage coverage": around,
                "passage rank": 1.0 / (1 + place),
                "fits": fits(wanted, text, spoken=sentence.voice == "speaker"),
                "length": math.log(1 + len(text.split())) / 5,
            }
            findings.append(
                Finding(found.statement, found.passage, sentence, features, _probability("bears", features))
            )
    return sorted(findings, key=lambda f: -f.probability)


def whole_features(ranked: Sequence[Finding], wanted: Asks) -> dict[str, float]:
    """What the best sentences together say about whether there is an answer."""
    best = ranked[0]
    return {
        "best": math.log(best.probability / (1 - best.probability + 1e-9) + 1e-9),
        "cosine": max(f.features["cosine"] for f in ranked),
        "coverage": max(f.features["coverage"] for f in ranked[:3]),
        "passage coverage": max(f.features["passage coverage"] for f in ranked[:3]),
        "fits": best.features["fits"],
        "number": float(wanted.number),
        "many": float(wanted.many),
    }


def _choose(ranked: Sequence[Finding], wanted: Asks, standalone: Standalone) -> list[Finding]:
    """The smallest set that answers: the best; for a comparison the best of each election; for a summary several."""
    best = ranked[0].probability
    if standalone.scope.compares:
        chosen: dict[object, Finding] = {}
        for finding in ranked:
            if finding.probability >= 0.3 * best:
                chosen.setdefault(election_of(finding.statement), finding)
        return list(chosen.values())[:8]
    share, most = (0.35, 6) if wanted.many else (0.7, 2)
    return [f for f in ranked if f.probability >= share * best][:most]


def _term_weights(library: Library, standalone: Standalone, question: str, language: str) -> dict[str, float]:
    """How much each stem of the question counts: rare ones most, those of earlier turns less."""
    weights: dict[str, float] = {}
    count = sum(library.catalog.passage_counts().values()) or 1
    for text, share in ((question, 1.0), (standalone.topic, 0.6), (standalone.hint, 0.2)):
        for stem in stems(text, language):
            if stem not in weights:
                frequency = library.catalog.document_frequency(stem)
                weights[stem] = share * math.log(1 + (count - frequency + 0.5) / (frequency + 0.5))
    return weights


def _coverage(weights: Mapping[str, float], text: str, language: str) -> float:
    """Share of the question's weight whose stems the text holds."""
    total = sum(weights.values())
    there = set(stems(text, language))
    return sum(w for stem, w in weights.items() if stem in there) / total if total else 0.0


@lru_cache(maxsize=1)
def _weights() -> dict[str, object]:
    loaded: dict[str, object] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return loaded


def _probability(model: str, features: Mapping[str, float]) -> float:
    weights = _weights()[model]
    assert isinstance(weights, dict)
    score = float(weights["bias"]) + sum(float(weights[name]) * value for name, value in features.items())
    return float(1.0 / (1.0 + np.exp(-score)))
