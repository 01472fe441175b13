"""From the last checkpoint to `judge/model/`, and the figures of what lies there."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import torch

from judge.small import SmallJudge
from training import stages
from training.calibrate import Calibration, fitted, reliability_error
from training.evaluate import accuracy_by_source, logits
from training.export import export
from training.gold import sample_label_rows
from training.measure import Figures, of_genre, of_labels, of_sample
from training.pairs.indomain import indomain_rows, written_of
from training.pairs.told import label_rows
from training.rows import Row
from training.smoothing import smooth

CALIBRATED = 5_000
"""Rows of the countries held out that sureness is fitted to, of several times as many."""
SMOOTHED = 300
"""Rows that say how uneven activations are."""
TOKENS, PAIRS = 64, 400
"""Length and number of the pairs that speed is measured with."""


def ship(name: str, checkpoint: Path, target: Path) -> Figures:
    """Export a checkpoint of the encoder of this name, its sureness fitted to the countries held out; what int8
    changed of it."""
    model, rows = stages.loaded(name, checkpoint), indomain_rows("test", seed=6)[:CALIBRATED]
    relation, answer, _ = logits(model, rows, stages.encoder(name))
    calibration = fitted(rows, relation, answer)
    three = [at for at, row in enumerate(rows) if row.relation is not None]
    sure, guess = (relation[three] / calibration.relation_temperature).softmax(-1).max(-1)
    right = guess == torch.tensor([int(rows[at].relation or 0) for at in three])
    _export_smoothed(name, checkpoint, rows, calibration, target)
    part = stages.dev_rows()[::2]
    whole, *_ = logits(model, part, stages.encoder(name))
    small = torch.tensor(SmallJudge(target).logits([r.text for r in part], [r.sentence for r in part])[0])
    return {
        "calibration": calibration.as_config(),
        "reliability error on the countries held out": reliability_error(sure, right),
        "every second row of nli/dev, before int8": accuracy_by_source(part, whole)["all"],
        "every second row of nli/dev, in int8": accuracy_by_source(part, small)["all"],
        "agreement of the two": round(float((small.argmax(-1) == whole.argmax(-1)).float().mean()), 4),
    }


def ship_labeller(name: str, checkpoint: Path, target: Path) -> None:
    """Export the checkpoint of the labels."""
    _export_smoothed(name, checkpoint, label_rows(written_of("test")), Calibration(), target)


def _export_smoothed(name: str, checkpoint: Path, rows: Sequence[Row], calibration: Calibration, target: Path) -> None:
    model = stages.loaded(name, checkpoint)
    smooth(model, rows[:SMOOTHED], stages.encoder(name))
    export(model, calibration, stages.ENCODERS[name](), target)


def shipped(folder: Path, labeller: Path) -> Figures:
    """What judge and labeller do on all that they were not trained on; the judge's size, time to load, and speed."""
    began = time.perf_counter()
    judge = SmallJudge(folder)
    loaded = time.perf_counter() - began
    dev = stages.dev_rows()
    relation = torch.tensor(judge.logits([row.text for row in dev], [row.sentence for row in dev])[0])
    return {
        "nli/dev": accuracy_by_source(dev, relation),
        "countries held out": of_genre(judge),
        "sample": of_sample(judge),
        "labels, countries held out": of_labels(SmallJudge(labeller), label_rows(written_of("test"))),
        "labels, sample": of_labels(SmallJudge(labeller), sample_label_rows()),
        "bytes": (folder / "model.onnx").stat().st_size,
        "seconds to load": round(loaded, 3),
        f"pairs a second at {TOKENS} tokens": _speed(judge),
    }


def _speed(judge: SmallJudge) -> float:
    """Pairs a second, the best of three runs."""
    word = "vote "  # one token, whatever the vocabulary
    texts, sentences = [word * (TOKENS - 20)] * PAIRS, [word * 17] * PAIRS  # and three marks between them
    seconds = []
    for _ in range(3):
        began = time.perf_counter()
        judge.logits(texts, sentences)
        seconds.append(time.perf_counter() - began)
    return round(PAIRS / min(seconds), 1)
