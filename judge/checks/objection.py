"""What a check says of a sentence that its text does not carry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "number absent",
    "number differs",
    "number moved",
    "year",
    "year absent",
    "country",
    "name",
    "role",
    "quotation",
    "negation",
    "opposite",
    "hedge dropped",
    "allegation as finding",
    "scope widened",
]
"""What is amiss. ``number absent``: the text has none like it, and none from which it follows; ``number differs``: it
gives another one for the same thing; ``number moved``: it gives it for another thing. ``year absent``: the text says
nothing of one of several years. ``hedge dropped``: what the text says with a reserve is said without; ``scope
widened``: what it says of some is said of all."""


@dataclass(frozen=True)
class Objection:
    """Words of a sentence that its text does not carry."""

    kind: Kind
    words: str
    """The words, as they stand in the sentence at ``start:end``."""
    start: int
    end: int
    message: str
    """What is amiss, in plain English."""
    vetoes: bool
    """Whether the sentence cannot be carried, whatever else speaks for it."""
    nearest: str | None = None
    """The words of the text that come nearest, at ``nearest_start:nearest_end``; None where there are none."""
    nearest_start: int | None = None
    nearest_end: int | None = None
