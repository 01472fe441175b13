"""The training loop: bf16 on two cores, a log of speed, and checkpoints from which a killed run goes on."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch.nn import functional

from judge.encoding import Encoder
from judge.labels import DIRECTIONS, PHASES, STATUSES, TOPICS
from training.batches import UNKNOWN, Batch, collated, encoded, grouped
from training.model import JudgeModel
from training.rows import Row

LABELS_RATE = 8
"""How many times faster the head of labels learns."""


@dataclass(frozen=True)
class Plan:
    """How one stage is trained: the rate rises over ``warmup`` of the steps, then falls straight to ``floor`` of it."""

    rate: float = 1e-4
    floor: float = 0.1
    warmup: float = 0.05
    size: int = 64
    most_tokens: int = 128
    batch_tokens: int = 6144
    passes: int = 1
    seed: int = 7
    save_every: int = 200
    most_steps: int | None = None
    """Steps after which the stage ends, with the learning rate where it is then; all of them without it."""


def loss_of(model: JudgeModel, batch: Batch) -> torch.Tensor:
    """Cross-entropy of all heads over the rows that ask for each, added up row by row and averaged."""
    relation, answer, labels = model(batch.ids, batch.marks, batch.mask)
    total = functional.cross_entropy(relation.float(), batch.relations, ignore_index=UNKNOWN, reduction="sum")
    asked = batch.answers != UNKNOWN
    if asked.any():
        total = total + functional.binary_cross_entropy_with_logits(
            answer.float()[asked], batch.answers[asked].float(), reduction="sum"
        )
    labelled = batch.findings[:, 0] != UNKNOWN
    if labelled.any():
        total = total + _loss_of_labels(labels.float()[labelled], batch.topics[labelled], batch.findings[labelled])
    return total / len(batch.answers)


def _loss_of_labels(logits: torch.Tensor, topics: torch.Tensor, findings: torch.Tensor) -> torch.Tensor:
    """Of topics, each on its own, and of direction, phase and status."""
    sizes = [len(TOPICS), len(DIRECTIONS), len(PHASES), len(STATUSES)]
    of_topics, *of_findings = torch.split(logits, sizes, dim=-1)
    total = functional.binary_cross_entropy_with_logits(of_topics, topics.float(), reduction="sum")
    for place, of in enumerate(of_findings):
        total = total + functional.cross_entropy(of, findings[:, place], reduction="sum") * (1.0, 0.5, 0.5)[place]
    return total


def train(
    model: JudgeModel,
    rows: Sequence[Row],
    encoder: Encoder,
    plan: Plan,
    folder: Path,
    *,
    measure: Callable[[JudgeModel], dict[str, float]] | None = None,
    measure_every: int = 400,
) -> None:
    """Train ``model`` in place; ``folder`` gets ``log.jsonl`` and ``checkpoint.pt``; a killed run goes on there."""
    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(plan.seed)
    pairs = encoded(rows, encoder, most_tokens=plan.most_tokens)
    lengths = [len(pair.ids) for pair in pairs]
    groups = [
        group
        for turn in range(plan.passes)
        for group in grouped(lengths, size=plan.size, most_tokens=plan.batch_tokens, seed=plan.seed + turn)
    ]
    parameters = [parameter for parameter in model.parameters() if parameter.requires_grad]
    optimizer = torch.optim.AdamW(_groups(model, plan.rate), lr=plan.rate, weight_decay=0.01, fused=True)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _share_of_rate(step, len(groups), plan))
    checkpoint = folder / "checkpoint.pt"
    begin = _resumed(checkpoint, model, optimizer, schedule)
    model.train()
    began, seen, losses = time.monotonic(), 0, 0.0
    last = min(len(groups), plan.most_steps or len(groups))
    for step in range(begin, last):
        batch = collated([pairs[place] for place in groups[step]], [rows[place] for place in groups[step]])
        with torch.autocast("cpu", torch.bfloat16):
            loss = loss_of(model, batch)
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()
        schedule.step()
        seen, losses = seen + len(groups[step]), losses + float(loss.detach())
        done = step + 1
        if done % 50 == 0 or done == last:
            speed = seen / (time.monotonic() - began)
            _note(
                folder, step=done, of=len(groups), loss=round(losses / (done - begin), 4), rows_a_second=round(speed, 1)
            )
        if done % plan.save_every == 0 or done == last:
            _save(checkpoint, done, model, optimizer, schedule)
        if measure and (done % measure_every == 0 or done == last):
            _note(folder, step=done, **measure(model))
            model.train()


def _groups(model: JudgeModel, rate: float) -> list[dict[str, Any]]:
    """The parameters with their rates: the head of labels begins from nothing and has few rows."""
    head = set(model.labels.parameters())
    rest = [p for p in model.parameters() if p.requires_grad and p not in head]
    return [{"params": rest}, {"params": list(head), "lr": rate * LABELS_RATE}]


def _share_of_rate(step: int, steps: int, plan: Plan) -> float:
    rising = max(1, round(plan.warmup * steps))
    if step < rising:
        return (step + 1) / rising
    return plan.floor + (1 - plan.floor) * (steps - step) / max(1, steps - rising)


def _save(
    file: Path,
    step: int,
    model: JudgeModel,
    optimizer: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LambdaLR,
) -> None:
    """Write a checkpoint beside the old one and put it in its place in one step."""
    fresh = file.with_suffix(".new")
    state = {"step": step, "model": model.state_dict(), "optimizer": optimizer.state_dict()}
    torch.save(state | {"schedule": schedule.state_dict()}, fresh)
    fresh.replace(file)


def _resumed(
    file: Path, model: JudgeModel, optimizer: torch.optim.Optimizer, schedule: torch.optim.lr_scheduler.LambdaLR
) -> int:
    """The step to go on from: 0, or where the checkpoint in ``file`` stopped, with everything as it was then."""
    if not file.exists():
        return 0
    state = torch.load(file, weights_only=True)
    model.load_state_dict(state["model"])
    optimizer.load_state_dict(state["optimizer"])
    schedule.load_state_dict(state["schedule"])
    return int(state["step"])


def _note(folder: Path, **values: float) -> None:
    """One line of the log, with the time of day."""
    with (folder / "log.jsonl").open("a", encoding="utf-8") as log:
        log.write(json.dumps({"at": time.strftime("%H:%M:%S"), **values}) + "\n")
