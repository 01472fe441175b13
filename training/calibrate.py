"""Probabilities that mean what they say: one temperature for the relations, one line for the answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import torch
from torch.nn import functional

from training.rows import Row


@dataclass(frozen=True)
class Calibration:
    """What the logits are divided by (relations), and multiplied by and added to (answers)."""

    relation_temperature: float = 1.0
    answer_scale: float = 1.0
    answer_shift: float = 0.0

    def as_config(self) -> dict[str, float]:
        """For ``config.json``."""
        return {name: round(value, 4) for name, value in asdict(self).items()}


def fitted(rows: Sequence[Row], relation: torch.Tensor, answer: torch.Tensor) -> Calibration:
    """The calibration that makes the labels of ``rows`` likeliest; rows that the model was not trained on."""
    three = [at for at, row in enumerate(rows) if row.relation is not None]
    asked = [at for at, row in enumerate(rows) if row.answers is not None]
    labels = torch.tensor([int(rows[at].relation or 0) for at in three])
    truth = torch.tensor([float(bool(rows[at].answers)) for at in asked])
    values = torch.zeros(3, requires_grad=True)  # log temperature, log scale, shift
    optimizer = torch.optim.LBFGS([values], lr=0.5, max_iter=100)

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        total = functional.cross_entropy(relation[three] / values[0].exp(), labels)
        total = total + functional.binary_cross_entropy_with_logits(answer[asked] * values[1].exp() + values[2], truth)
        total.backward()  # type: ignore[no-untyped-call]
        return total

    optimizer.step(loss)  # type: ignore[no-untyped-call]
    temperature, scale, shift = values.detach().tolist()
    return Calibration(float(torch.tensor(temperature).exp()), float(torch.tensor(scale).exp()), shift)


def reliability_error(probabilities: torch.Tensor, right: torch.Tensor, *, bins: int = 10) -> float:
    """Expected calibration error: the mean gap between how sure and how often right, over bins of sureness."""
    gap = 0.0
    for step in range(bins):
        inside = (probabilities > step / bins) & (probabilities <= (step + 1) / bins)
        if inside.any():
            gap += float(inside.float().mean()) * abs(
                float(probabilities[inside].mean() - right[inside].float().mean())
            )
    return round(gap, 4)
