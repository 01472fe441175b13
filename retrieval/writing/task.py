"""What is to be written, and what a writer tells on its way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from library.records import Answer


@dataclass(frozen=True)
class Task:
    """What is to be written."""

    prompt: str
    """Name of the prompt."""
    asked_for: int
    """Sentences that the prompt asks for at most."""
    most: int
    """Sentences after which a model that does not count is stopped."""


ANSWER = Task("answer", 6, 12)


@dataclass(frozen=True)
class Step:
    """The answer as far as it stands: ``searched`` is the quoted one, before the model writes."""

    kind: Literal["searched", "sentence", "done"]
    answer: Answer
