"""What a model gets right, by source of the rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import torch

from judge.encoding import Encoder
from judge.labels import LABELS
from training.batches import collated, encoded
from training.device import autocast
from training.model import JudgeModel
from training.rows import Row


def logits(
    model: JudgeModel, rows: Sequence[Row], encoder: Encoder, *, most_tokens: int = 256, size: int = 64
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Logits of the three heads for each row, in the order of the rows."""
    pairs = encoded(rows, encoder, most_tokens=most_tokens)
    order = sorted(range(len(rows)), key=lambda place: len(pairs[place].ids))
    relation, answer, labels = torch.zeros(len(rows), 3), torch.zeros(len(rows)), torch.zeros(len(rows), LABELS)
    model.eval()
    device = next(model.parameters()).device.type
    with torch.inference_mode(), autocast(device):
        for start in range(0, len(order), size):
            places = order[start : start + size]
            batch = collated([pairs[place] for place in places], [rows[place] for place in places])
            found = model(*(of.to(device) for of in (batch.ids, batch.marks, batch.mask)))
            relation[places], answer[places], labels[places] = (of.float().cpu() for of in found)
    return relation, answer, labels


def accuracy_by_source(rows: Sequence[Row], relation: torch.Tensor) -> dict[str, float]:
    """Share of rows whose likeliest relation is the true one: of all (``all``) and by source."""
    right: dict[str, list[bool]] = defaultdict(list)
    for row, guess in zip(rows, relation.argmax(-1).tolist(), strict=True):
        right[row.source].append(guess == row.relation)
    every = [hit for hits in right.values() for hit in hits]
    return {"all": round(sum(every) / len(every), 4)} | {
        source: round(sum(hits) / len(hits), 4) for source, hits in sorted(right.items())
    }
