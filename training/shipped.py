"""The figures of `judge/model/` as it lies here, without any checkpoint: ``python -m training shipped``."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import torch

from judge.small import SmallJudge
from training import stages
from training.evaluate import accuracy_by_source
from training.gold import claim_rows, question_rows
from training.measure import auroc
from training.report import together
from training.rows import Row

TOKENS, PAIRS = 64, 400
"""Length and number of the pairs that speed is measured with."""


def figures(folder: Path) -> dict[str, Any]:
    """General pairs by source, gold claims alone and with the checks, gold questions, size, time to load, and speed.

    The model has seen the statements of the gold labels, not the labels.
    """
    began = time.perf_counter()
    judge = SmallJudge(folder)
    loaded = time.perf_counter() - began
    claims, questions, dev = claim_rows(), question_rows(), stages.dev_rows()
    hard = [row for row in questions if row.source != "gold neighbour"]
    return {
        "nli/dev": accuracy_by_source(dev, _relations(judge, dev)),
        "gold claims, alone": accuracy_by_source(claims, _relations(judge, claims))["all"],
        "gold claims, judge and checks": together(judge, claims),
        "gold questions, AUROC": auroc(questions, _answers(judge, questions)),
        "gold questions against near misses, AUROC": auroc(hard, _answers(judge, hard)),
        "bytes": (folder / "model.onnx").stat().st_size,
        "seconds to load": round(loaded, 3),
        f"pairs a second at {TOKENS} tokens": _speed(judge),
    }


def _relations(judge: SmallJudge, rows: list[Row]) -> torch.Tensor:
    return torch.tensor(judge.logits([row.text for row in rows], [row.sentence for row in rows])[0])


def _answers(judge: SmallJudge, rows: list[Row]) -> torch.Tensor:
    return torch.tensor(judge.logits([row.text for row in rows], [row.sentence for row in rows])[1])


def _speed(judge: SmallJudge) -> float:
    """Pairs a second, the best of three runs."""
    word = "observed "
    texts, sentences = [word * (TOKENS - 20)] * PAIRS, [word * 17] * PAIRS  # and three marks between them
    seconds = []
    for _ in range(3):
        began = time.perf_counter()
        judge.logits(texts, sentences)
        seconds.append(time.perf_counter() - began)
    return round(PAIRS / min(seconds), 1)
