"""How a text bears on a claim: the small interface behind which the judge stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


class Relation(Protocol):
    """Probabilities, which add up to 1, that a text entails a sentence, contradicts it, or leaves it open."""

    @property
    def entailment(self) -> float:
        """That the text carries it."""

    @property
    def contradiction(self) -> float:
        """That the text denies it."""


class Judge(Protocol):
    """Tells the relation of texts to sentences."""

    def relations(self, texts: Sequence[str], sentences: Sequence[str]) -> Sequence[Relation]:
        """What each text does to the sentence at the same place; a text has its context line above it."""


@dataclass(frozen=True)
class Unknown:
    """What is said where there is no model."""

    entailment: float = 1 / 3
    contradiction: float = 1 / 3


class NoJudge:
    """Stands in where there is no model: it does not know, so that checks and likeness decide."""

    def relations(self, texts: Sequence[str], sentences: Sequence[str]) -> Sequence[Relation]:
        """A third each."""
        return [Unknown() for _ in zip(texts, sentences, strict=True)]
