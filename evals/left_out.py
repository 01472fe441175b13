"""The figures of questions that were judged by models fitted without their country (`evals.fit.judge_left_out`)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from sklearn.metrics import brier_score_loss, roc_auc_score

from evals.fit import Judged, cited, place_of, refusal_f1


def figures(judged: Sequence[Judged]) -> dict[str, float]:
    """The figures of a judged set, as `evals.scores` defines them."""
    answerable = np.array([j.example.gold.answerable for j in judged])
    refused = np.array([j.refused for j in judged])
    likely = np.array([j.likely for j in judged])
    said = [(j, *cited(j.example, j.quoted)) for j in judged if j.example.gold.evidence]
    first = [j.example.bears[place_of(j.ranked[0])] for j, _, _ in said if any(j.example.bears.values())]
    return {
        "evidence recall of the citations": float(np.mean([0.0 if j.refused else recall for j, recall, _ in said])),
        "evidence precision of the citations": float(np.mean([p for j, _, p in said if not j.refused])),
        "quotes an answer": float(np.mean([len(j.quoted) for j, _, _ in said if not j.refused])),
        "first sentence is evidence": float(np.mean(first)),
        "refusal F1": refusal_f1(refused, answerable),
        "wrongly refused": float(np.mean(refused[answerable])),
        "rightly refused": float(np.mean(refused[~answerable])) if (~answerable).any() else 0.0,
        "answerable AUROC": float(roc_auc_score(answerable, likely)) if (~answerable).any() else 0.0,
        "Brier score of the decision": float(brier_score_loss(answerable, likely)),
    }


def by_type(judged: Sequence[Judged], value: Callable[[Judged], float]) -> dict[str, float]:
    """The mean of a value by type of question."""
    of: dict[str, list[float]] = {}
    for one in judged:
        if one.example.gold.evidence:
            of.setdefault(one.example.gold.type, []).append(value(one))
    return {kind: float(np.mean(values)) for kind, values in sorted(of.items())}
