"""What a judge says of a text and a sentence, and what every judge can do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Protocol


class Relation(IntEnum):
    """What a text does to a sentence; the numbers are the places in the small model's output."""

    ENTAILMENT = 0
    NEUTRAL = 1
    CONTRADICTION = 2


@dataclass(frozen=True)
class Judgement:
    """Probabilities, which add up to 1, that the text entails the sentence, leaves it open or contradicts it."""

    entailment: float
    neutral: float
    contradiction: float

    @property
    def relation(self) -> Relation:
        """The likeliest relation."""
        return max(Relation, key=self.probability)

    def probability(self, relation: Relation) -> float:
        """The probability of one relation."""
        return (self.entailment, self.neutral, self.contradiction)[relation]


class Judge(Protocol):
    """Decides pairs. A text is the observers' words, best with the context line of `library.context` above them
    (``Norland, local elections, 18 October 2020`` and a line break): without it a judge cannot know which country
    and year they are about."""

    @property
    def name(self) -> str:
        """What the model is called, for notes and logs."""

    def relations(self, texts: Sequence[str], sentences: Sequence[str]) -> list[Judgement]:
        """What each text does to the sentence at the same place."""

    def relation(self, text: str, sentence: str) -> Judgement:
        """What one text does to one sentence."""

    def answering(self, questions: Sequence[str], texts: Sequence[str]) -> list[float]:
        """The probability that each text answers the question at the same place."""

    def answers(self, question: str, text: str) -> float:
        """The probability that one text answers one question."""
