"""The training loop: bf16 on two cores or an accelerator, a log of speed, and checkpoints from which a killed run
goes on."""

from __future__ import annotations

import json
import math
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
from training.device import DEVICE, autocast
from training.model import JudgeModel
from training.rows import Row

LABELS_RATE = 8
"""How many times faster the head of labels learns."""
SIZES = [len(TOPICS), len(DIRECTIONS), len(PHASES), len(STATUSES)]
WEIGHTS = (1.0, 0.5, 0.5)
"""How much direction, phase and status count beside the topics."""
SOFTENED = 2.0
"""What the logits of teacher and pupil are divided by before they are compared (Hinton and others, 2015)."""
TAUGHT = 0.7
"""The teacher's part in the loss of a row whose label is known."""


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
    most_seconds: float | None = None
    """Seconds after which the stage ends, where that comes first: the rate falls so as to be at its floor then."""


class _Clock:
    """How much of a stage is over: by its steps or by its time, whichever is further on."""

    def __init__(self, steps: int, most_seconds: float) -> None:
        self._steps, self._most, self._began = steps, most_seconds, time.monotonic()

    @property
    def seconds(self) -> float:
        return time.monotonic() - self._began

    def gone(self, step: int) -> float:
        return max(step / self._steps, self.seconds / self._most)


def loss_of(model: JudgeModel, batch: Batch) -> torch.Tensor:
    """The loss of each row's own head, added up and averaged: cross-entropy with its label, and with what a teacher
    made of it, where there is one."""
    relation, answer, labels = (of.float() for of in model(batch.ids, batch.marks, batch.mask))
    known = functional.cross_entropy(relation, batch.relations.clamp(min=0), reduction="none")
    total = (known * _weight(batch, batch.relations != UNKNOWN)).sum() + _from_teacher(relation, batch, 3)
    asked = functional.binary_cross_entropy_with_logits(answer, batch.answers.clamp(min=0).float(), reduction="none")
    total = total + (asked * _weight(batch, batch.answers != UNKNOWN)).sum() + _from_teacher(answer[:, None], batch, 1)
    named = _loss_of_labels(labels, batch.topics.clamp(min=0), batch.findings.clamp(min=0))
    total = total + (named * _weight(batch, batch.findings[:, 0] != UNKNOWN)).sum()
    return (total + _from_teacher(labels, batch, labels.shape[1])) / len(batch.answers)


def _weight(batch: Batch, known: torch.Tensor) -> torch.Tensor:
    """How much a known label counts in each row: less where a teacher speaks too."""
    return known * (1 - TAUGHT * (batch.taught_size > 0).float())


def _from_teacher(logits: torch.Tensor, batch: Batch, size: int) -> torch.Tensor:
    """Cross-entropy with the teacher, softened, over the rows that it taught for the head of this ``size``."""
    taught = (batch.taught_size == size).float() * torch.where(batch.labelled, TAUGHT, 1.0)
    wanted, found = batch.taught[:, :size] / SOFTENED, logits / SOFTENED
    if size == 3:
        loss = functional.cross_entropy(found, wanted.softmax(-1), reduction="none")
    elif size == 1:
        loss = functional.binary_cross_entropy_with_logits(found, wanted.sigmoid(), reduction="none").sum(-1)
    else:
        of_topics, *of_findings = torch.split(found, SIZES, dim=-1)
        to_topics, *to_findings = torch.split(wanted, SIZES, dim=-1)
        loss = functional.binary_cross_entropy_with_logits(of_topics, to_topics.sigmoid(), reduction="none").sum(-1)
        for of, to, weight in zip(of_findings, to_findings, WEIGHTS, strict=True):
            loss = loss + weight * functional.cross_entropy(of, to.softmax(-1), reduction="none")
    return (loss * taught).sum() * SOFTENED**2


def _loss_of_labels(logits: torch.Tensor, topics: torch.Tensor, findings: torch.Tensor) -> torch.Tensor:
    """Of topics, each on its own, and of direction, phase and status: a number a row."""
    of_topics, *of_findings = torch.split(logits, SIZES, dim=-1)
    total = functional.binary_cross_entropy_with_logits(of_topics, topics.float(), reduction="none").sum(-1)
    for place, (of, weight) in enumerate(zip(of_findings, WEIGHTS, strict=True)):
        total = total + functional.cross_entropy(of, findings[:, place], reduction="none") * weight
    return total


def train(
    model: JudgeModel,
    rows: Sequence[Row],
    encoder: Encoder,
    plan: Plan,
    folder: Path,
    *,
    measure: Callable[[JudgeModel], dict[str, float]] | None = None,
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
    model.to(DEVICE)
    parameters = [parameter for parameter in model.parameters() if parameter.requires_grad]
    optimizer = torch.optim.AdamW(_groups(model, plan.rate), lr=plan.rate, weight_decay=0.01, fused=True)
    clock = _Clock(len(groups), plan.most_seconds or math.inf)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _share_of_rate(clock.gone(step), plan))
    checkpoint = folder / "checkpoint.pt"
    begin = _resumed(checkpoint, model, optimizer, schedule)
    model.train()
    seen, losses = 0, torch.zeros((), device=DEVICE)
    last = min(len(groups), plan.most_steps or len(groups))
    for step in range(begin, last):
        batch = collated([pairs[place] for place in groups[step]], [rows[place] for place in groups[step]])
        with autocast():
            loss = loss_of(model, batch.on(DEVICE))
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()
        schedule.step()
        seen, losses = seen + len(groups[step]), losses + loss.detach()
        done = step + 1
        if clock.gone(done) >= 1:
            last = done
        if done % 50 == 0 or done == last:
            speed = seen / clock.seconds
            mean = float(losses) / (done - begin)
            _note(folder, step=done, of=len(groups), loss=round(mean, 4), rows_a_second=round(speed, 1))
        if done % plan.save_every == 0 or done == last:
            _save(checkpoint, done, model, optimizer, schedule)
        if done == last:
            break
    if measure:
        _note(folder, step=last, **measure(model))


def _groups(model: JudgeModel, rate: float) -> list[dict[str, Any]]:
    """The parameters with their rates: the head of labels begins from nothing and has few rows."""
    head = list(model.labels.parameters())
    own = {id(parameter) for parameter in head}
    rest = [p for p in model.parameters() if p.requires_grad and id(p) not in own]
    return [{"params": rest}, {"params": head, "lr": rate * LABELS_RATE}]


def _share_of_rate(gone: float, plan: Plan) -> float:
    """The share of the full rate when this share of the stage is over."""
    if gone < plan.warmup:
        return max(0.01, gone / plan.warmup)
    return plan.floor + (1 - plan.floor) * max(0.0, 1 - gone) / (1 - plan.warmup)


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
    state = torch.load(file, weights_only=True, map_location=DEVICE)
    model.load_state_dict(state["model"])
    optimizer.load_state_dict(state["optimizer"])
    schedule.load_state_dict(state["schedule"])
    return int(state["step"])


def _note(folder: Path, **values: float) -> None:
    """One line of the log, with the time of day."""
    with (folder / "log.jsonl").open("a", encoding="utf-8") as log:
        log.write(json.dumps({"at": time.strftime("%H:%M:%S"), **values}) + "\n")
