"""The sentences that bear on a question, or none.

Every sentence of the passages found is described by a few clues (`retrieval.clues`), which a logistic model weighs; the
first ones are read by the judge (`retrieval.reading`). The smallest set that answers is chosen from the ranking
(`retrieval.choice`), and another model decides whether it answers at all (`retrieval.sufficiency`). All are fitted by
``python -m evals fit`` and validated leaving one country out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from judge.judgement import Judge
from library.library import Library
from library.records import Passage, RankedPassage, Sentence, Statement
from retrieval.asks import RATIO, URGES, Asks, asks
from retrieval.choice import alike, choose, namings, quotes, said_once
from retrieval.clues import Terms, clues_of, terms_of
from retrieval.conversation import Standalone
from retrieval.reading import read, reordered
from retrieval.search import Query
from retrieval.sufficiency import decided, look_around, signs
from retrieval.weights import Choices, probability, weights

A_FIGURE, A_SHARE, AN_OFFICE, ADVICE_GIVEN = 0.3, 0.2, 0.02, 0.01
"""How much of the best sentence's probability one must have that alone holds what is asked for; who holds an office is
said in the attribution of a quotation, which is seldom near to the question."""


@dataclass(frozen=True, eq=False)
class Finding:
    """A sentence that may bear on the question (or several that belong together, as one quote), with its clues and the
    probability that it does."""

    statement: Statement
    passage: Passage
    sentence: Sentence
    clues: Mapping[str, float]
    probability: float
    vector: np.ndarray | None = None

    @property
    def text(self) -> str:
        """The sentence."""
        return self.passage.words(self.sentence.start, self.sentence.end)


@dataclass(frozen=True)
class Evidence:
    """What was gathered: the chosen sentences as quotes, and whether they answer the question."""

    findings: tuple[Finding, ...]
    suffices: bool
    signs: Mapping[str, float]
    """What that decision rests on."""


def gather(
    library: Library,
    judge: Judge,
    standalone: Standalone,
    query: Query,
    passages: Sequence[RankedPassage],
    language: str,
) -> Evidence:
    """The evidence for a question in the passages that were found for it."""
    ranked, terms = rank(library, standalone, query, passages, language)
    for year in standalone.scope.events:
        ranked = [f for f in ranked if str(year) in f.passage.text]
    asked_for, kept = wanted(standalone), weights()
    if not ranked:
        return Evidence((), False, {})
    ranked = reordered(read(said_once(ranked), standalone, judge), kept["reads"])
    around = look_around(library, standalone, query, terms, asked_for)
    of_all = signs(around, standalone, asked_for, ranked, kept["plain"])
    chosen = chosen_of(ranked, standalone, kept["choice"])
    suffices = decided(around, standalone, asked_for, ranked, chosen)
    if suffices is None:
        suffices = probability(kept["answers"], of_all) >= kept["threshold"]
    return Evidence(tuple(quotes(chosen)), suffices, of_all)


def wanted(standalone: Standalone) -> Asks:
    """What a fitting answer holds; a follow-up that does not say so itself asks as the question before did."""
    own = asks(standalone.question)
    if not standalone.topic or own.number or own.person or own.time or own.why or own.many or own.advice:
        return own
    return asks(standalone.text)


def rank(
    library: Library, standalone: Standalone, query: Query, passages: Sequence[RankedPassage], language: str
) -> tuple[list[Finding], Terms]:
    """All sentences of the passages, the most telling first, and the words of the question that count."""
    terms = terms_of(library, standalone, language)
    model = weights()["bears"]
    findings = [
        Finding(found.statement, found.passage, sentence, clues, probability(model, clues), vector)
        for found, sentence, clues, vector in clues_of(library, standalone, query, passages, terms, wanted(standalone))
    ]
    return sorted(findings, key=lambda f: -f.probability), terms


def reweighed(findings: Sequence[Finding], model: Mapping[str, float]) -> list[Finding]:
    """The findings, ranked by other weights (for fitting)."""
    again = [replace(f, probability=probability(model, f.clues)) for f in findings]
    return sorted(again, key=lambda f: -f.probability)


def before(ranked: Sequence[Finding], holds: Callable[[Finding], bool], nearness: float) -> Sequence[Finding]:
    """Those that hold the kind of thing that is asked for, if one of them is at least so near to the best: they go
    before somewhat nearer ones that do not."""
    least = nearness * ranked[0].probability
    return [f for f in ranked if f.probability >= least and holds(f)] or ranked


def chosen_of(ranked: Sequence[Finding], standalone: Standalone, choices: Choices) -> list[Finding]:
    """The smallest set of sentences that answers, the most telling first."""
    asked_for, compares = wanted(standalone), standalone.scope.compares
    if compares:
        ranked = ranked if asked_for.many else alike(ranked)
    elif asked_for.ratio:
        ranked = before(ranked, lambda f: bool(RATIO.search(f.text)), A_SHARE)
    elif asked_for.number:
        ranked = before(ranked, lambda f: f.clues["fits"] > 0, A_FIGURE)
    elif asked_for.role:
        ranked = before(ranked, lambda f: f.clues["role"] > 0, AN_OFFICE)
    elif asked_for.advice and asked_for.many:
        ranked = before(ranked, lambda f: bool(URGES.search(f.text)), ADVICE_GIVEN)
    chosen = choose(ranked, choices, many=asked_for.many, compares=compares)
    return [*chosen, *namings(chosen, ranked)] if asked_for.person else chosen
