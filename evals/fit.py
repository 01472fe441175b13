"""Fits the small models of `retrieval.evidence` on gold questions, and says how they do on countries left out.

They are logistic regressions (scikit-learn), a threshold and the numbers of sentences to show. What counts are the
figures of the cross-validation: in each round the questions about one country are left out and everything is fitted on
the others, where what rests on an earlier model again sees only countries which that model was not fitted on.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal, cast

import numpy as np
from sklearn.linear_model import LogisticRegression

from evals.corpus import Corpus, GoldQuestion
from evals.definitions import covered, f1, touched
from judge.loading import judge_for
from library.library import Library
from retrieval import evidence
from retrieval.answer import Searched, searched_for
from retrieval.choice import quotes, said_once
from retrieval.evidence import Finding
from retrieval.reading import read, reordered
from retrieval.sufficiency import Around, decided, look_around, signs
from retrieval.weights import FILE, Choice, Choices, Weights, log_odds, probability

PLAIN = ("cosine", "coverage", "together", "fits", "reason", "length")
SHARES = {"fact": (0.5, 0.35, 0.25, 0.15), "many": (0.3, 0.2, 0.1, 0.05, 0.02), "compares": (0.7, 0.5, 0.3, 0.2)}
MOST = {"fact": (1, 2, 3, 4), "many": (5, 8, 10), "compares": (1, 2, 3)}
PRECISION_COUNTS = 0.75
"""Beside recall, when the number of sentences is chosen: what is missing is worse than a sentence too many."""
AROUND = np.linspace(-0.5, 0.5, 11)
"""A threshold must do well in its neighbourhood too (log odds), or its worth is chance."""
WRONGLY_REFUSED = 0.04
"""Most questions that the fitted threshold may refuse though the record answers them."""
FURTHER = 0.2
"""What a question of further corpora counts beside one of the others: made-up ones are many and loose. How many
sentences are quoted is chosen without them."""
ROUNDS = 8
"""Countries are left out in so many groups: a round for each would take long."""
Place = tuple[str, int]
"""Where a sentence stands: id of its statement, and where it begins."""


@dataclass
class Example:
    """A gold question with all sentences found for it, described, and which of them are evidence."""

    gold: GoldQuestion
    searched: Searched
    ranked: list[Finding]
    around: Around
    bears: dict[Place, bool]
    country: str
    weight: float = 1.0

    @property
    def kind(self) -> str:
        """Which of the `Choices` counts for it."""
        standalone = self.searched.understood.standalone
        return "compares" if standalone.scope.compares else "many" if evidence.wanted(standalone).many else "fact"


@dataclass(frozen=True)
class Judged:
    """What models that were not fitted on its country make of an example."""

    example: Example
    ranked: list[Finding]
    likely: float
    refused: bool
    quoted: list[Finding]


def examples(library: Library, corpus: Corpus) -> list[Example]:
    """One example a gold question for which anything was found."""
    made = []
    for gold in corpus.questions:
        searched = searched_for(library, {"question": gold.question, "history": gold.history})
        understood, query = searched.understood, searched.query
        standalone = understood.standalone
        ranked, terms = evidence.rank(library, standalone, query, searched.passages, understood.language)
        if ranked:
            ranked = read(said_once(ranked), standalone, judge_for(library.settings))
            around = look_around(library, standalone, query, terms, evidence.wanted(standalone))
            places = gold.evidence + gold.also_in
            bears = {place_of(f): any(touched([(f.statement.file, f.text)], e) for e in places) for f in ranked}
            made.append(Example(gold, searched, ranked, around, bears, _country(gold, searched)))
    return made


def place_of(finding: Finding) -> Place:
    """Where the sentence of a finding stands."""
    return finding.statement.id, finding.sentence.start


def _country(gold: GoldQuestion, searched: Searched) -> str:
    """The country a question is about, for leaving it out; ``several`` where it is about more."""
    names = searched.understood.standalone.scope.countries
    if len(names) == 1:
        return names[0]
    files = {re.split(r"[_.]", e["file"])[0] for e in gold.evidence}
    return files.pop().title() if len(files) == 1 else "several"


def fit(made: Sequence[Example]) -> Weights:
    """All fitted numbers."""
    plain = _sentences(made, PLAIN)
    judged = []
    for inside, outside in _rounds(made):
        model = _sentences(outside)
        reads = _reads([(e, evidence.reweighed(e.ranked, model)) for e in outside])
        judged += [(e, reordered(evidence.reweighed(e.ranked, model), reads)) for e in inside]
    choices = _choices([(e, ranked) for e, ranked in judged if e.weight == 1.0])
    rows = [_signs(e, ranked, plain) for e, ranked in judged]
    answerable = np.array([e.gold.answerable for e, _ in judged])
    # What is decided anyway tells nothing about the questions that are decided by their probability.
    plainly = [_decided(e, ranked, quoted_of(e, ranked, choices)) for e, ranked in judged]
    is_open = np.array([one is None for one in plainly])
    open_rows = [row for row, one in zip(rows, plainly, strict=True) if one is None]
    weights = np.array([e.weight for e, _ in judged])[is_open]
    answers = _logistic(list(rows[0]), open_rows, answerable[is_open], strength=0.1, counts=weights)
    likely = np.array(
        [probability(answers, row) if one is None else float(one) for row, one in zip(rows, plainly, strict=True)]
    )
    bears = _sentences(made)
    return {
        "bears": bears,
        "reads": _reads([(e, evidence.reweighed(e.ranked, bears)) for e in made]),
        "plain": plain,
        "answers": answers,
        "threshold": _threshold(likely, answerable),
        "choice": choices,
    }


def _rounds(made: Sequence[Example]) -> Iterator[tuple[list[Example], list[Example]]]:
    """For each group of countries the examples about them, and the others; the most asked about lie apart."""
    group = {name: n % ROUNDS for n, (name, _) in enumerate(Counter(e.country for e in made).most_common())}
    for left_out in sorted(set(group.values())):
        inside = [e for e in made if group[e.country] == left_out]
        yield inside, [e for e in made if group[e.country] != left_out]


def _sentences(made: Sequence[Example], names: Sequence[str] = ()) -> dict[str, float]:
    """Does a sentence bear on the question? A question with much evidence does not count for more than others."""
    answerable = [e for e in made if e.gold.evidence]
    rows = [f.clues for e in answerable for f in e.ranked]
    is_evidence = np.array([e.bears[place_of(f)] for e in answerable for f in e.ranked])
    counts = [_counts(e) for e in answerable for _ in e.ranked]
    names = names or [name for name in rows[0] if name != "answers"]
    return _logistic(names, rows, is_evidence, strength=0.3, counts=np.array(counts))


def _reads(judged: Sequence[tuple[Example, list[Finding]]]) -> dict[str, float]:
    """The same of the sentences that the judge has read, by what their clues say together and what the judge says."""
    read = [(e, f) for e, ranked in judged if e.gold.evidence for f in ranked if "answers" in f.clues]
    rows = [{"bears": log_odds(f.probability), "answers": f.clues["answers"]} for _, f in read]
    counts = np.array([_counts(e) for e, _ in read])
    return _logistic(
        list(rows[0]), rows, np.array([e.bears[place_of(f)] for e, f in read]), strength=1.0, counts=counts
    )


def _counts(example: Example) -> float:
    """What each sentence before a question counts: the less, the more evidence it has."""
    return example.weight / math.sqrt(max(1, sum(example.bears.values())))


def _signs(example: Example, ranked: Sequence[Finding], plain: dict[str, float]) -> dict[str, float]:
    standalone = example.searched.understood.standalone
    return signs(example.around, standalone, evidence.wanted(standalone), ranked, plain)


def _logistic(
    names: Sequence[str],
    rows: Sequence[object],
    outcome: np.ndarray,
    strength: float,
    counts: np.ndarray | None = None,
) -> dict[str, float]:
    """Weights of a logistic regression, fitted on standardised features so that the penalty treats them alike."""
    x = np.array([[row[n] for n in names] for row in rows])  # type: ignore[index]
    middle, spread = x.mean(axis=0), x.std(axis=0) + 1e-9
    model = LogisticRegression(C=strength, max_iter=3000).fit((x - middle) / spread, outcome, sample_weight=counts)
    slopes = model.coef_[0] / spread
    bias = float(model.intercept_[0] - slopes @ middle)
    return {"bias": round(bias, 4)} | {name: round(float(w), 4) for name, w in zip(names, slopes, strict=True)}


def _decided(example: Example, ranked: Sequence[Finding], quoted: Sequence[Finding]) -> bool | None:
    """Whether a question is answered or refused whatever the probability that its evidence answers it."""
    standalone = example.searched.understood.standalone
    return decided(example.around, standalone, evidence.wanted(standalone), ranked, quoted)


def _threshold(likely: np.ndarray, answerable: np.ndarray) -> float:
    """The probability below which a refusal gives the best refusal F1, with few wrong refusals."""

    def worth(threshold: float) -> float:
        around = 1 / (1 + np.exp(-(np.log(threshold / (1 - threshold)) + AROUND)))
        return float(np.mean([refusal_f1(likely < t, answerable) for t in around]))

    tried = np.linspace(0.3, 0.9, 121)
    allowed = [t for t in tried if np.mean(likely[answerable] < t) <= WRONGLY_REFUSED] or [tried[0]]
    return round(float(max(allowed, key=worth)), 4)


def refusal_f1(refused: np.ndarray, answerable: np.ndarray) -> float:
    """Of the refusals."""
    right = float(np.sum(refused & ~answerable))
    return f1(right / max(1.0, float(refused.sum())), right / max(1.0, float((~answerable).sum())))


def _choices(judged: Sequence[tuple[Example, list[Finding]]]) -> Choices:
    choices: Choices = {
        "fact": {"share": 0.5, "most": 2},
        "many": {"share": 0.2, "most": 8},
        "compares": {"share": 0.5, "most": 1},
    }

    def worth(inside: Sequence[tuple[Example, list[Finding]]], kind: str, choice: Choice) -> float:
        tried = cast(Choices, {**choices, kind: choice})
        recall, precision = zip(*(cited(e, quoted_of(e, ranked, tried)) for e, ranked in inside), strict=True)
        return float(np.mean(recall) + PRECISION_COUNTS * np.mean(precision))

    kinds: tuple[Literal["fact", "many", "compares"], ...] = ("fact", "many", "compares")
    for kind in kinds:
        inside = [(e, ranked) for e, ranked in judged if e.gold.evidence and e.kind == kind]
        tries: list[Choice] = [{"share": s, "most": m} for s, m in product(SHARES[kind], MOST[kind])]
        if inside:
            worths = [worth(inside, kind, choice) for choice in tries]
            choices[kind] = tries[int(np.argmax(worths))]
    return choices


def quoted_of(example: Example, ranked: list[Finding], choices: Choices) -> list[Finding]:
    """The quotes of an answer to it."""
    standalone = example.searched.understood.standalone
    return quotes(evidence.chosen_of(ranked, standalone, choices))


def cited(example: Example, quoted: Sequence[Finding]) -> tuple[float, float]:
    """Recall and precision of quotes."""
    gold = example.gold
    places = [(f.statement.file, f.text) for f in quoted]
    right = [any(touched([place], e) for e in gold.evidence + gold.also_in) for place in places]
    return covered(places, gold.evidence, gold.also_in), float(np.mean(right)) if right else 0.0


def judge_left_out(made: Sequence[Example]) -> list[Judged]:
    """Every example by models that were fitted on other countries."""
    return [one for inside, outside in _rounds(made) for one in judge(inside, fit(outside))]


def judge(made: Sequence[Example], fitted: Weights) -> list[Judged]:
    """What fitted models make of examples, decided as `retrieval.evidence.gather` does."""
    found = []
    for example in made:
        ranked = reordered(evidence.reweighed(example.ranked, fitted["bears"]), fitted["reads"])
        quoted = quoted_of(example, ranked, fitted["choice"])
        plainly = _decided(example, ranked, quoted)
        weighed = probability(fitted["answers"], _signs(example, ranked, fitted["plain"]))
        likely = weighed if plainly is None else float(plainly)
        found.append(Judged(example, ranked, likely, likely < fitted["threshold"], quoted))
    return found


def write(fitted: Weights) -> None:
    """Keep the weights where `retrieval.weights` reads them."""
    FILE.write_text(json.dumps(fitted, indent=1) + "\n", encoding="utf-8")
