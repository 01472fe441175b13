"""What it took to have an answer or a summary written by a chat model."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Writing:
    """That a chat model was asked to write an answer, and what it took."""

    model: str
    """As it is named in the settings: ``provider:model``."""
    place: str
    """Host and port, or the provider."""
    stays_here: bool
    """Whether no text left this machine."""
    tokens_in: int = 0
    tokens_out: int = 0
    """Tokens that it read and wrote, all its replies together."""
    seconds: float = 0.0
    first: float | None = None
    """Seconds until the first sentence was proven."""
    replaced: int = 0
    """Sentences that could not be proven and in whose place a quotation stands."""
    dropped: int = 0
    """Sentences that could not be proven and in whose place nothing stands."""
    reasons: tuple[str, ...] = ()
    """Why sentences could not be proven as the model wrote them first, one a sentence, for measuring."""
    trouble: str = ""
    """In plain words, why the answer is quoted or shorter after all."""
