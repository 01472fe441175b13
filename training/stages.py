"""The stages of training: the general pairs first, then pairs of the genre with a share of the general ones again."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

import torch

from judge.encoding import Encoder
from training.evaluate import accuracy_by_source, logits
from training.general import read_rows, thinned
from training.loop import Plan, train
from training.model import JudgeModel, encoder_folder
from training.pairs.indomain import Held, indomain_rows
from training.rows import Row

DATA = Path("../shared/data/nli")
GENERAL = Plan(rate=1.5e-4, floor=0.3)


@dataclass(frozen=True)
class Stage:
    """A stage on pairs of the genre: rows ``made`` from facts, ``turns`` over the sample, ``replay`` general rows."""

    made: int
    turns: int
    replay: int
    plan: Plan


GENRE = Stage(6_000, 1, 2_000, Plan(rate=1.5e-4, floor=0.03, most_tokens=192, seed=8, save_every=25))
"""The stage of the genre, of the folds and of the shipped model alike."""
FOLDS = {
    "a": Held(frozenset({"Varelia", "Lomvar"}), fold=0),
    "b": Held(frozenset({"Kestrovia", "Tezira", "Goravia"}), fold=1),
}
"""Countries and facts that are held out together; the shipped model holds nothing out."""


def encoder() -> Encoder:
    """The encoder of pairs, with the tokenizer of the base model."""
    return Encoder(encoder_folder() / "tokenizer.json")


def dev_rows() -> list[Row]:
    """The general pairs to measure on."""
    return read_rows(DATA / "dev.jsonl.gz")


def general(folder: Path) -> JudgeModel:
    """First stage: the general pairs that fit 128 tokens. A checkpoint in ``folder`` is gone on from."""
    rows = thinned(_short(read_rows(DATA / "train.jsonl.gz")), seed=GENERAL.seed)
    part = dev_rows()[::3]
    torch.manual_seed(GENERAL.seed)
    model = JudgeModel()
    train(
        model,
        rows,
        encoder(),
        GENERAL,
        folder,
        measure=lambda model: accuracy_by_source(part, logits(model, part, encoder())[0]),
    )
    return model


def indomain(folder: Path, start: Path, held: Held, stage: Stage) -> JudgeModel:
    """A stage on pairs of the genre less what is ``held`` out, from the checkpoint ``start``."""
    plan = stage.plan
    rows = indomain_rows(held, part="train", made=stage.made, turns=stage.turns, seed=plan.seed)
    rows += thinned(_short(read_rows(DATA / "train.jsonl.gz")), seed=plan.seed + 1)[: stage.replay]
    random.Random(plan.seed).shuffle(rows)
    torch.manual_seed(plan.seed)
    model = loaded(start)
    train(model, rows, encoder(), plan, folder)
    return model


def loaded(checkpoint: Path) -> JudgeModel:
    """The model of a checkpoint."""
    model = JudgeModel()
    model.load_state_dict(torch.load(checkpoint, weights_only=True)["model"])
    return model


def _short(rows: list[Row]) -> list[Row]:
    return [row for row in rows if len(row.text) + len(row.sentence) < 520]
