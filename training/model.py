"""The model: an encoder of texts, read with marks, under small heads."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import nn
from transformers import AutoConfig, AutoModel

from judge.labels import LABELS
from judge.marks import MARKS, SENTENCE, TEXT, TEXT_NUMBER_SHARED

OF_TEXT = (TEXT, 2, 3, TEXT_NUMBER_SHARED)
"""The marks that stand on words of the text; all others are the sentence's."""


class JudgeModel(nn.Module):
    """Three relations, whether a question is answered, and the labels of a sentence, from one reading of the pair.

    Word vectors stay as they were learned from very many sentences: few rows would only spoil them for words that the
    rows lack, and two cores train a third faster without them.
    """

    def __init__(self, encoder: Path) -> None:
        """Load the encoder in a folder (BERT's build or MPNet's) and give each mark a vector that is added to those of
        its words: at first nothing for a text, and for a sentence what tells BERT's second text from its first."""
        super().__init__()
        config = AutoConfig.from_pretrained(str(encoder), hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0)
        self.encoder = AutoModel.from_pretrained(str(encoder), config=config, add_pooling_layer=False)
        self.encoder.get_input_embeddings().weight.requires_grad_(False)
        width = config.hidden_size
        self.marks = nn.Embedding(MARKS, width, _weight=self._first_marks(width))
        self.relation = _head(width, 3)
        self.answer = _head(width, 1)
        self.labels = _head(width, LABELS)

    def _first_marks(self, width: int) -> torch.Tensor:
        kinds = getattr(self.encoder.embeddings, "token_type_embeddings", None)
        of_sentence = torch.zeros(width) if kinds is None else (kinds.weight[SENTENCE] - kinds.weight[TEXT]).detach()
        return torch.stack([torch.zeros(width) if mark in OF_TEXT else of_sentence for mark in range(MARKS)])

    def forward(
        self, ids: torch.Tensor, marks: torch.Tensor, mask: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Logits ``rows x 3`` of the relations, ``rows`` of the answer, and ``rows x labels``: topics, directions,
        phases and statuses, one after the other."""
        vectors = self.encoder.get_input_embeddings()(ids) + self.marks(marks)
        states = self.encoder(inputs_embeds=vectors, attention_mask=mask).last_hidden_state
        weights = mask.unsqueeze(-1).to(states.dtype)
        mean = (states * weights).sum(1) / weights.sum(1)
        pooled = torch.cat([states[:, 0], mean], dim=-1)
        return self.relation(pooled), self.answer(pooled).squeeze(-1), self.labels(pooled)


def _head(width: int, size: int) -> nn.Sequential:
    return nn.Sequential(nn.Linear(2 * width, width), nn.GELU(), nn.Linear(width, size))
