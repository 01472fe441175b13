"""The stages of training: a teacher learns all pairs and says what it makes of them and of many that nobody has
labelled; a small judge learns the general pairs, those of the genre, and all of them again as the teacher sees them.

The last stage is the long one, and brings most: a patient pupil (Beyer and others, 2022) comes close to its teacher.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import torch

from judge.encoding import Encoder
from training import encoders
from training.evaluate import accuracy_by_source, logits
from training.general import read_rows, thinned
from training.loop import Plan, train
from training.model import JudgeModel
from training.pairs.indomain import indomain_rows, written_of
from training.pairs.unlabelled import unlabelled_rows
from training.rows import Asks, Row, keep, kept

DATA = Path("../shared/data/nli")
ENCODERS: dict[str, Callable[[], Path]] = {"minilm": encoders.minilm, "e5": encoders.e5, "mpnet": encoders.mpnet}
TEACHER = "mpnet"
MADE, EDITS, UNLABELLED = 12_000, 24_000, 120_000
"""Rows made from facts, rows from edited sentences, and pairs of the general collections that only a teacher labels."""
PLANS = {
    "teacher general": Plan(rate=4e-5, floor=0.3, size=128, batch_tokens=16_384, passes=2, seed=5),
    "teacher genre": Plan(rate=4e-5, floor=0.02, size=128, batch_tokens=16_384, most_tokens=192, passes=2, seed=6),
    "general": Plan(rate=3e-4, floor=0.3, size=192, batch_tokens=24_576, passes=3),
    "genre": Plan(rate=3e-4, floor=0.02, size=192, batch_tokens=24_576, most_tokens=192, passes=2, seed=8),
    "pupil": Plan(rate=3e-4, floor=0.01, warmup=0.03, size=384, batch_tokens=24_576, most_tokens=160, passes=5, seed=6),
    "labels": Plan(rate=1.5e-4, floor=0.02, size=48, batch_tokens=24_576, most_tokens=160, passes=4, seed=7),
}
ON_TWO_CORES = {
    "general": Plan(rate=1.5e-4, floor=0.3),
    "genre": Plan(rate=1.5e-4, floor=0.03, most_tokens=192, seed=8, save_every=50),
    "pupil": Plan(rate=1.5e-4, floor=0.02, warmup=0.03, most_tokens=160, seed=12, most_seconds=7200),
}
"""What differs on two cores, so that a stage takes an hour or two."""
_FOREIGN = re.compile(r"[Ѐ-ӿ]")
"""The teacher knows no Cyrillic: rows that have some are learned from their labels alone."""
REPLAY = 4_000
"""General rows that are shown again among those of the genre, so that they are not forgotten."""


def dev_rows() -> list[Row]:
    """The general pairs to measure on."""
    return read_rows(DATA / "dev.jsonl.gz")


def write_rows(folder: Path) -> None:
    """Write the rows of all stages as ``general``, ``genre`` and ``unlabelled`` (``.jsonl.gz``)."""
    general = _short(read_rows(DATA / "train.jsonl.gz"))
    written = written_of("train")
    keep(general, folder / "general.jsonl.gz")
    keep(indomain_rows("train", made=MADE, edits=EDITS, seed=8), folder / "genre.jsonl.gz")
    unlabelled = unlabelled_rows(written, general, most_general=UNLABELLED, seed=9)
    keep(unlabelled, folder / "unlabelled.jsonl.gz")


def teacher(folder: Path, rows: Path, *, plans: dict[str, Plan] = PLANS) -> JudgeModel:
    """The teacher: general pairs, then those of the genre with half as many general ones again."""
    general, genre = kept(rows / "general.jsonl.gz"), kept(rows / "genre.jsonl.gz")
    model = _begun(TEACHER, 5)
    _train(model, TEACHER, general, plans["teacher general"], folder / "general")
    again = random.Random(6).sample(general, min(len(general), len(genre) // 2))
    _train(model, TEACHER, genre + again, plans["teacher genre"], folder / "genre")
    return model


def taught(model: JudgeModel, rows: Path) -> None:
    """Write ``taught.jsonl.gz``: all rows, with what the teacher makes of each."""
    every = [row for name in ("general", "genre", "unlabelled") for row in kept(rows / f"{name}.jsonl.gz")]
    relation, answer, labels = logits(model, every, encoder(TEACHER), most_tokens=192, size=256)
    said = {Asks.RELATION: relation, Asks.ANSWER: answer[:, None], Asks.LABELS: labels}
    keep(
        (
            row if _FOREIGN.search(row.text + row.sentence)
            else replace(row, taught=tuple(round(x, 2) for x in said[row.asks][at].tolist()))
            for at, row in enumerate(every)
        ),
        rows / "taught.jsonl.gz",
    )  # fmt: skip


def general(name: str, folder: Path, rows: Path, plan: Plan) -> JudgeModel:
    """The general pairs, from the encoder of this name."""
    model = _begun(name, plan.seed)
    _train(model, name, kept(rows / "general.jsonl.gz"), plan, folder)
    return model


def genre(name: str, folder: Path, start: Path, rows: Path, plan: Plan) -> JudgeModel:
    """Pairs of the genre by their labels, with some general ones, from the checkpoint ``start``."""
    model = loaded(name, start)
    every = kept(rows / "genre.jsonl.gz") + thinned(kept(rows / "general.jsonl.gz"), seed=plan.seed)[:REPLAY]
    random.Random(plan.seed).shuffle(every)
    _train(model, name, every, plan, folder)
    return model


def pupil(name: str, folder: Path, start: Path, rows: Path, plan: Plan) -> JudgeModel:
    """All rows as the teacher sees them, from the checkpoint ``start``."""
    model = loaded(name, start)
    _train(model, name, kept(rows / "taught.jsonl.gz"), plan, folder)
    return model


def labels(name: str, folder: Path, start: Path, rows: Path, plan: Plan) -> JudgeModel:
    """For the labeller alone: sentences with labels as the teacher sees them, from the checkpoint ``start``."""
    model = loaded(name, start)
    every = kept(rows / "taught.jsonl.gz")
    _train(model, name, [row for row in every if row.asks is Asks.LABELS], plan, folder)
    return model


def encoder(name: str) -> Encoder:
    """What makes pairs for the encoder of this name."""
    return encoders.encoder_of(ENCODERS[name]())


def loaded(name: str, checkpoint: Path) -> JudgeModel:
    """The model of a checkpoint."""
    model = JudgeModel(ENCODERS[name]())
    model.load_state_dict(torch.load(checkpoint, weights_only=True, map_location="cpu")["model"])
    return model


def _begun(name: str, seed: int) -> JudgeModel:
    torch.manual_seed(seed)
    return JudgeModel(ENCODERS[name]())


def _train(model: JudgeModel, name: str, rows: list[Row], plan: Plan, folder: Path) -> None:
    """Train, and measure in the end on a third of the general pairs kept apart."""
    part = dev_rows()[::3]
    torch.manual_seed(plan.seed)
    train(
        model, rows, encoder(name), plan, folder,
        measure=lambda model: accuracy_by_source(part, logits(model, part, encoder(name))[0]),
    )  # fmt: skip


def _short(rows: list[Row]) -> list[Row]:
    return [row for row in rows if len(row.text) + len(row.sentence) < 700]
