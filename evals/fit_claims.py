"""Fits the weights of `retrieval.claims.decide` to a corpus, and says what they do on a country left out.

Claims that are cut into parts, or that quote, are not fitted on, since their parts have no verdict of their own. Those
in parts are judged with the others when a country is left out; those that quote are decided without fitted numbers.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from evals.claims import counted
from evals.corpus import Corpus, GoldClaim
from library.library import Library
from retrieval.claims.check import Checker, Weighed
from retrieval.claims.decide import decide, whole
from retrieval.claims.quotations import quoted
from retrieval.claims.weights import FILE, VERDICTS, Model
from retrieval.language import language_of

STRENGTH = 0.3
"""Inverse strength of the regularisation."""
FURTHER = 0.05
"""What a claim of further corpora counts beside one of the first: made-up ones are many, and of another kind."""


@dataclass(frozen=True, eq=False)
class Example:
    """A claim with its parts and their signs; where it quotes, with the verdict on it instead."""

    gold: GoldClaim
    parts: list[Weighed]
    country: str
    weight: float = 1.0
    verdict: str | None = None


def examples(library: Library, corpus: Corpus, checker: Checker) -> list[Example]:
    """One example a gold claim."""
    with library.reading():
        return [_example(gold, checker) for gold in corpus.claims]


def _example(gold: GoldClaim, checker: Checker) -> Example:
    if quoted(gold.claim):
        return Example(gold, [], _country(gold, []), verdict=checker.check(gold.claim).verdict)
    parts = checker.weigh(gold.claim, language_of(gold.claim))
    return Example(gold, parts, _country(gold, parts))


def _country(gold: GoldClaim, parts: Sequence[Weighed]) -> str:
    """The country a claim is about, for leaving it out; ``several`` where it is about more."""
    files = {re.split(r"[_.]", e["file"])[0] for e in gold.evidence}
    if len(files) == 1:
        return files.pop().title()
    countries = parts[0].found.standalone.scope.countries if parts else ()
    return countries[0] if len(countries) == 1 else "several"


def fit(made: Sequence[Example], strength: float = STRENGTH) -> Model:
    """The weights, for signs as they are (the scaling that the fit needs is folded into them)."""
    single = [e for e in made if len(e.parts) == 1]
    names = list(single[0].parts[0].signs)
    scaler = StandardScaler()
    rows = scaler.fit_transform([[e.parts[0].signs[n] for n in names] for e in single])
    weights = [e.weight for e in single]
    model = LogisticRegression(C=strength, max_iter=5000).fit(rows, [e.gold.verdict for e in single], weights)
    found = {}
    for verdict, coefficients, bias in zip(model.classes_, model.coef_, model.intercept_, strict=True):
        scaled = coefficients / scaler.scale_
        found[verdict] = {n: round(float(w), 5) for n, w in zip(names, scaled, strict=True) if abs(w) > 1e-9}
        found[verdict]["bias"] = round(float(bias - scaled @ scaler.mean_), 5)
    return {v: found.get(v, {"bias": -9.0}) for v in VERDICTS}


def judged_left_out(
    made: Sequence[Example], part: Sequence[Example], strength: float = STRENGTH
) -> list[tuple[GoldClaim, str]]:
    """Every claim of ``part`` with the verdict of weights that were fitted to all that is not on its country."""
    pairs = []
    for country in sorted({e.country for e in part}):
        model = fit([e for e in made if e.country != country], strength)
        inside = [e for e in part if e.country == country]
        pairs += [(e.gold, counted(e.gold, e.verdict or verdict_of(e.parts, model))) for e in inside]
    return pairs


def verdict_of(parts: Sequence[Weighed], model: Model) -> str:
    """The verdict on a claim by these weights."""
    return whole([decide(p.signs, p.held[0], model)[0] for p in parts]) if parts else "not_addressed"


def write(model: Model) -> None:
    """Keep the weights where `retrieval.claims.weights` reads them."""
    FILE.write_text(json.dumps(model, indent=1, sort_keys=True) + "\n", encoding="utf-8")
