"""A checked text as frozen records: its claims at their places, what the library held, what a person set by hand."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from library.checks import Ruling
from library.state import State
from retrieval.claims.records import Check, Verdict


@dataclass(frozen=True)
class Reviewed:
    """A sentence of a text at ``start:end``, with what the check says of it and what a person says."""

    start: int
    end: int
    check: Check
    ruling: Ruling | None = None
    """What a person set by hand; the check's own verdict stays beside it."""

    @property
    def verdict(self) -> str:
        """The verdict that counts: a person's goes before that of the check."""
        return self.ruling.verdict if self.ruling else self.check.verdict


@dataclass(frozen=True)
class Review:
    """A text that was checked, whole or (where somebody stopped it) in part."""

    id: str
    text: str
    claims: tuple[Reviewed, ...]
    """Those that were checked, in the order in which they stand in the text."""
    sentences: int
    """How many sentences of the text may claim something; more than ``claims`` where it was stopped."""
    state: State
    """What the library held."""
    made_at: datetime
    """UTC."""

    @property
    def is_finished(self) -> bool:
        """Whether every sentence was checked."""
        return len(self.claims) >= self.sentences

    def ruled(self, rulings: dict[tuple[int, int], Ruling]) -> Review:
        """The same with what people set, by the place of the claim."""
        return replace(self, claims=tuple(replace(c, ruling=rulings.get((c.start, c.end))) for c in self.claims))


VERDICTS: tuple[Verdict, ...] = ("supported", "partly_supported", "contradicted", "not_addressed")
"""The verdicts that a person can choose from."""
