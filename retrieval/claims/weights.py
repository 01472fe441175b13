"""The fitted numbers of `retrieval.claims.decide`, kept in ``weights.json`` by ``python -m evals fit-claims``."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import get_args

from retrieval.claims.records import Verdict

FILE = Path(__file__).with_name("weights.json")
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)

Model = Mapping[Verdict, Mapping[str, float]]
"""Weights of the signs by verdict, ``bias`` among them: a multinomial logistic model."""


@lru_cache(maxsize=1)
def weights() -> Model:
    """The fitted numbers."""
    loaded: Model = json.loads(FILE.read_text(encoding="utf-8"))
    return loaded


def likely(model: Model, signs: Mapping[str, float]) -> dict[Verdict, float]:
    """The probability of each verdict; a sign without a weight does not count."""
    scores = {v: model[v]["bias"] + sum(model[v].get(n, 0.0) * x for n, x in signs.items()) for v in VERDICTS}
    top = max(scores.values())
    odds = {v: math.exp(s - top) for v, s in scores.items()}
    return {v: o / sum(odds.values()) for v, o in odds.items()}
