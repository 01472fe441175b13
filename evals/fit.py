"""Fits the two small models of `retrieval.evidence` on gold questions, and says how they do on countries left out.

Both are logistic regressions (scikit-learn). What counts is the figure of the cross-validation: in each round the
questions about one country are left out, the models and the threshold are fitted on the others.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from evals.corpus import Corpus, GoldQuestion
from evals.definitions import f1, touched
from library.library import Library
from retrieval import evidence
from retrieval.answer import Searched, searched_for
from retrieval.evidence import Finding


@dataclass
class Example:
    """A gold question with all sentences found for it, described, and which of them are evidence."""

    gold: GoldQuestion
    ranked: list[Finding]
    around: dict[str, float]
    bears: np.ndarray
    country: str


def examples(library: Library, corpus: Corpus) -> list[Example]:
    """One example a gold question for which anything was found."""
    made = []
    for gold in corpus.questions:
        searched = searched_for(library, {"question": gold.question, "history": gold.history})
        ranked = _ranked(library, searched)
        if ranked:
            places = gold.evidence + gold.also_in
            bears = np.array([any(touched([(f.statement.file, f.text)], e) for e in places) for f in ranked])
            understood = searched.understood
            around = evidence.surroundings(library, understood.standalone, searched.query, ranked, understood.language)
            made.append(Example(gold, ranked, around, bears, _country(gold, searched)))
    return made


def _ranked(library: Library, searched: Searched) -> list[Finding]:
    understood = searched.understood
    return evidence.rank(library, understood.standalone, searched.query, searched.passages, understood.language)


def _country(gold: GoldQuestion, searched: Searched) -> str:
    """The country a question is about, for leaving it out; ``several`` where it is about more."""
    names = searched.understood.standalone.scope.countries
    if len(names) == 1:
        return names[0]
    files = {re.split(r"[_.]", e["file"])[0] for e in gold.evidence}
    return files.pop().title() if len(files) == 1 else "several"


def fit(made: Sequence[Example]) -> dict[str, Any]:
    """The weights: ``bears``, ``answers`` and the threshold of the latter."""
    answers, threshold = _answers(made)
    return {"bears": _bears(made), "answers": answers, "threshold": threshold}


def _bears(made: Sequence[Example]) -> dict[str, float]:
    answerable = [e for e in made if e.gold.answerable]
    names = list(answerable[0].ranked[0].features)
    x = np.array([[f.features[n] for n in names] for e in answerable for f in e.ranked])
    y = np.concatenate([e.bears for e in answerable])
    return _logistic(names, x, y, strength=1.0)


def _answers(made: Sequence[Example]) -> tuple[dict[str, float], float]:
    rows = [e.around for e in made]
    names = list(rows[0])
    x = np.array([[row[n] for n in names] for row in rows])
    y = np.array([e.gold.answerable for e in made])
    model = _logistic(names, x, y, strength=0.1, balance="balanced")
    likely = np.array([evidence.probability(model, row) for row in rows])
    return model, _threshold(likely, y)


def _logistic(
    names: Sequence[str], x: np.ndarray, y: np.ndarray, strength: float, balance: str | None = None
) -> dict[str, float]:
    """Weights of a logistic regression, fitted on standardised features so that the penalty treats them alike."""
    middle, spread = x.mean(axis=0), x.std(axis=0) + 1e-9
    model = LogisticRegression(C=strength, max_iter=2000, class_weight=balance).fit((x - middle) / spread, y)
    slopes = model.coef_[0] / spread
    bias = float(model.intercept_[0] - slopes @ middle)
    return {"bias": round(bias, 4)} | {name: round(float(w), 4) for name, w in zip(names, slopes, strict=True)}


def _threshold(likely: np.ndarray, answerable: np.ndarray) -> float:
    """The probability below which a refusal gives the best refusal F1."""
    best = max(np.unique(likely), key=lambda t: _refusal(likely < t, answerable))
    return round(float(best), 4)


def _refusal(refused: np.ndarray, answerable: np.ndarray) -> float:
    right = float(np.sum(refused & ~answerable))
    return f1(right / max(1.0, float(refused.sum())), right / max(1.0, float((~answerable).sum())))


def cross_validate(made: Sequence[Example]) -> dict[str, float]:
    """Figures on countries that were left out of the fitting."""
    refused, answerable, likely, at_one = [], [], [], []
    for country in sorted({e.country for e in made}):
        inside = [e for e in made if e.country == country]
        weights = fit([e for e in made if e.country != country])
        for example in inside:
            ranked = evidence.reweighed(example.ranked, weights["bears"])
            probability = evidence.probability(weights["answers"], example.around)
            likely.append(probability)
            refused.append(probability < weights["threshold"])
            answerable.append(example.gold.answerable)
            if example.gold.answerable and example.bears.any():
                right = dict(zip(map(id, (f.sentence for f in example.ranked)), example.bears, strict=True))
                at_one.append(bool(right[id(ranked[0].sentence)]))
    r, a = np.array(refused), np.array(answerable)
    return {
        "refusal F1": _refusal(r, a),
        "wrongly refused": float(np.mean(r[a])),
        "rightly refused": float(np.mean(r[~a])),
        "answerable AUROC": float(roc_auc_score(a, likely)),
        "first sentence is evidence": float(np.mean(at_one)),
    }


def write(weights: dict[str, Any]) -> None:
    """Keep the weights where `retrieval.evidence` reads them."""
    evidence.WEIGHTS.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")
