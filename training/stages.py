"""The stages of training: the general pairs first, then pairs of the genre with a share of the general ones again."""

from __future__ import annotations

import random
from pathlib import Path

import torch

from judge.encoding import Encoder
from training.evaluate import accuracy_by_source, logits
from training.general import read_rows, thinned
from training.loop import Plan, train
from training.model import JudgeModel, encoder_folder
from training.pairs.indomain import indomain_rows, written_of
from training.pairs.told import label_rows
from training.rows import Row

DATA = Path("../shared/data/nli")
GENERAL = Plan(rate=1.5e-4, floor=0.3)
GENRE = Plan(rate=1.5e-4, floor=0.03, most_tokens=192, seed=8, save_every=50)
LABELS = Plan(rate=2e-4, floor=0.03, size=32, passes=4, seed=4)
REPLAY = 4_000
"""General rows that are shown again among those of the genre, so that they are not forgotten."""


def encoder() -> Encoder:
    """The encoder of pairs, with the tokenizer of the encoder that is trained."""
    return Encoder(encoder_folder() / "tokenizer.json")


def dev_rows() -> list[Row]:
    """The general pairs to measure on."""
    return read_rows(DATA / "dev.jsonl.gz")


def general(folder: Path) -> JudgeModel:
    """First stage: the general pairs that fit 128 tokens. A checkpoint in ``folder`` is gone on from."""
    rows = thinned(_short(read_rows(DATA / "train.jsonl.gz")), seed=GENERAL.seed)
    part = dev_rows()[::3]
    torch.manual_seed(GENERAL.seed)
    model = JudgeModel(encoder_folder())
    train(
        model,
        rows,
        encoder(),
        GENERAL,
        folder,
        measure=lambda model: accuracy_by_source(part, logits(model, part, encoder())[0]),
    )
    return model


def genre(folder: Path, start: Path, *, plan: Plan = GENRE, replay: int = REPLAY) -> JudgeModel:
    """Second stage: pairs of the genre and sentences with labels, from the checkpoint ``start``."""
    rows = indomain_rows("train", seed=plan.seed)
    rows += thinned(_short(read_rows(DATA / "train.jsonl.gz")), seed=plan.seed + 1)[:replay]
    random.Random(plan.seed).shuffle(rows)
    torch.manual_seed(plan.seed)
    model = loaded(start)
    train(model, rows, encoder(), plan, folder)
    return model


def labels(folder: Path, start: Path, *, plan: Plan = LABELS) -> JudgeModel:
    """Third stage, for the labeller alone: sentences with labels, from the checkpoint ``start``."""
    torch.manual_seed(plan.seed)
    model = loaded(start)
    train(model, label_rows(written_of("train")), encoder(), plan, folder)
    return model


def loaded(checkpoint: Path) -> JudgeModel:
    """The model of a checkpoint."""
    model = JudgeModel(encoder_folder())
    model.load_state_dict(torch.load(checkpoint, weights_only=True)["model"])
    return model


def _short(rows: list[Row]) -> list[Row]:
    return [row for row in rows if len(row.text) + len(row.sentence) < 520]
