"""``python -m training general``: the first stage."""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from judge.encoding import Encoder
from training.evaluate import accuracy_by_source, logits
from training.general import read_rows, thinned
from training.loop import Plan, train
from training.model import JudgeModel, encoder_folder

DATA = Path("../shared/data/nli")


def general(folder: Path) -> None:
    """First stage: the general pairs that fit 128 tokens."""
    encoder = Encoder(encoder_folder() / "tokenizer.json")
    plan = Plan(rate=1.5e-4, floor=0.3)
    rows = thinned(
        (row for row in read_rows(DATA / "train.jsonl.gz") if len(row.text) + len(row.sentence) < 520), seed=plan.seed
    )
    dev = read_rows(DATA / "dev.jsonl.gz")
    torch.manual_seed(plan.seed)
    model = JudgeModel()
    part = dev[::3]
    train(
        model,
        rows,
        encoder,
        plan,
        folder,
        measure=lambda model: accuracy_by_source(part, logits(model, part, encoder)[0]),
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("stage", choices=["general"])
    parser.add_argument("--folder", type=Path, default=Path("reports/training"))
    arguments = parser.parse_args()
    general(arguments.folder / arguments.stage)
