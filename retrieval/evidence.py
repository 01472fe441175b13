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
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TypedDict

from library.library import Library
from library.records import Passage, RankedPassage, Sentence, Statement
from library.text import stems
from library.vectors import sentence_id
from retrieval.asks import Asks, asks, fits
from retrieval.conversation import Standalone, without
from retrieval.scope import election_of, year_of
from retrieval.search import Query
from retrieval.thesaurus import equivalents, widen

LEAST = 0.04
"""Below this probability of the best sentence a question has nothing to do with the record ("Hello", the World Cup)."""
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
        return self.passage.words(self.sentence.start, self.sentence.end)


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
    for year in standalone.scope.events:
        ranked = [f for f in ranked if str(year) in f.passage.text]
    if not ranked or ranked[0].probability < LEAST:
        return Evidence((), False, {})
    asked_for = wanted(standalone)
    whole = surroundings(library, standalone, query, ranked, language)
    chosen = tuple(_choose(ranked, asked_for, standalone))
    # A figure that is asked for must be there: a sentence that only speaks of the thing does not answer.
    without_figure = asked_for.number and all(f.features["fits"] < 0 for f in chosen)
    suffices = not without_figure and probability(_weights()["answers"], whole) >= _weights()["threshold"]
    return Evidence(chosen, suffices, whole)


def wanted(standalone: Standalone) -> Asks:
    """What a fitting answer holds; a follow-up that does not say so itself asks as the question before did."""
    own = asks(standalone.question)
    if not standalone.topic or own.number or own.person or own.time:
        return own
    return asks(standalone.text)


def rank(
    library: Library, standalone: Standalone, query: Query, passages: Sequence[RankedPassage], language: str
) -> list[Finding]:
    """All sentences of the passages, the most telling first."""
    question = without(standalone.question, standalone.scope)
    asked_for = wanted(standalone)
    weights = _term_weights(library, standalone, question, language)
    meant = [set(stems(e)) for e in widen(f"{standalone.topic} {question}", language)]
    ids = [sentence_id(p.passage, n) for p in passages for n in range(len(p.passage.sentences))]
    vectors = library.vectors.sentence_vectors(ids)
    findings = []
    for place, found in enumerate(passages):
        around = _coverage(weights, found.passage.text, found.statement.language)
        for n, sentence in enumerate(found.passage.sentences):
            text = found.passage.words(sentence.start, sentence.end)
            vector = vectors.get(sentence_id(found.passage, n))
            features = {
                "cosine": float(vector @ query.vector) if vector is not None else 0.0,
                "coverage": _coverage(weights, text, found.statement.language),
                "meant": _meant(meant, text),
                "passage coverage": around,
                "passage rank": 1.0 / (1 + place),
                "fits": fits(asked_for, text, spoken=sentence.voice == "speaker"),
                "length": math.log(1 + len(text.split())) / 5,
            }
            findings.append(
                Finding(
                    found.statement,
                    found.passage,
                    sentence,
                    features,
                    probability(_weights()["bears"], features),
                )
            )
    return sorted(findings, key=lambda f: -f.probability)


def reweighed(findings: Sequence[Finding], weights: Mapping[str, float]) -> list[Finding]:
    """The findings, ranked by other weights (for fitting)."""
    again = [replace(f, probability=probability(weights, f.features)) for f in findings]
    return sorted(again, key=lambda f: -f.probability)


def surroundings(
    library: Library, standalone: Standalone, query: Query, ranked: Sequence[Finding], language: str
) -> dict[str, float]:
    """Signs that the record answers such a question for another election only.

    The same sentences recur in statement after statement: where the nearest one lies outside the scope, or a word
    of the question is known to the library but not to the statements in scope, these probably do not say.
    """
    inside = {s.id for s in standalone.scope.statements}
    elections = {election_of(s) for s in standalone.scope.statements}
    others = {s.id for s in library.statements() if s.id not in inside and election_of(s) not in elections}
    near = [cosine for name, cosine in library.vectors.nearest_sentences(query.vector.tolist(), 40) if name in others]
    best = max(f.features["cosine"] for f in ranked)
    weights = _term_weights(library, standalone, without(standalone.question, standalone.scope), language)
    names = [s.id for s in standalone.scope.statements]

    def is_here(stem: str) -> bool:
        return library.catalog.document_frequency(stem, names) > 0

    absent = [
        weight
        for stem, weight in weights.items()
        if library.catalog.document_frequency(stem)
        and not is_here(stem)
        and not any(all(map(is_here, expression)) for expression in equivalents(stem, language))
    ]
    total = sum(weights.values()) or 1.0
    return {
        # The embedding model reads English only; its distances mean little for a question in another language.
        "nearer elsewhere": max(0.0, max(near, default=0.0) - best) if language == "en" else 0.0,
        "absent here": sum(absent) / total,
        # A figure is asked for and there is none far oftener than a passage that is only told in other words.
        "number": float(wanted(standalone).number),
        "compares": float(standalone.scope.compares),
    }


def _choose(ranked: Sequence[Finding], asked_for: Asks, standalone: Standalone) -> list[Finding]:
    """The smallest set that answers: the best; for a comparison the best of each election, in order of time; for a
    summary or a list several."""
    best = ranked[0].probability
    if standalone.scope.compares:
        of: dict[object, Finding] = {}
        for finding in ranked:
            if finding.probability >= 0.2 * best:
                of.setdefault(election_of(finding.statement), finding)
        return sorted(of.values(), key=lambda f: (year_of(f.statement) or 0, -f.probability))[:10]
    if asked_for.number:
        # A sentence with a figure goes before a somewhat nearer one without.
        ranked = [f for f in ranked if f.features["fits"] > 0 and f.probability >= 0.3 * best] or ranked
        best = ranked[0].probability
    share, most = (0.25, 8) if asked_for.many else (0.65, 2)
    return _in_reading_order([f for f in ranked if f.probability >= share * best][:most])


def _in_reading_order(findings: Sequence[Finding]) -> list[Finding]:
    """The passage with the best sentence first; within a passage as the text runs."""
    first: dict[str, int] = {}
    for place, finding in enumerate(findings):
        first.setdefault(finding.passage.id, place)
    return sorted(findings, key=lambda f: (first[f.passage.id], f.sentence.start))


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


class Weights(TypedDict):
    """What is kept in ``weights.json``."""

    bears: dict[str, float]
    answers: dict[str, float]
    threshold: float


def _meant(expressions: Sequence[set[str]], text: str) -> float:
    """How much of what the question means in other words (`retrieval.thesaurus`) an English text says; 1 at most."""
    there = set(stems(text))
    return min(1.0, sum(expression <= there for expression in expressions) / 2)


@lru_cache(maxsize=1)
def _weights() -> Weights:
    loaded: Weights = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return loaded


def probability(weights: Mapping[str, float], features: Mapping[str, float]) -> float:
    """Of a logistic model; a feature without a weight does not count."""
    score = weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in features.items())
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score))))
