"""What a check of claims says, as frozen records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from library.records import Passage, Speaker, Statement, Voice

Verdict = Literal["supported", "contradicted", "partly_supported", "not_addressed"]
"""Of a claim against the statements, never on the truth itself. ``partly_supported``: a part is stated; another is
denied, missing, or stated with a reserve that the claim drops."""
Bearing = Literal["supports", "contradicts", "context"]
"""What a piece of evidence is to a claim."""
Flag = Literal[
    "number differs",
    "wrong country",
    "wrong year",
    "wrong round",
    "wrong speaker",
    "quotation altered",
    "quotation not found",
    "translation quoted",
    "hedge dropped",
    "overgeneralised",
    "allegation told as finding",
    "denied in the text",
    "opinion or prediction",
    "wrong body",
    "half a sentence",
    "personal remark told as the mission's",
    "verdict words minted",
    "preliminary where a final differs",
    "not observed",
]
"""What is wrong with a claim, or to be known of it. ``verdict words minted``: words like "free and fair" that the
statements do not use; ``not observed``: the mission did not observe systematically what the claim is about."""
QuotationStatus = Literal[
    "exact", "altered", "from another speaker", "from another statement", "a back-translation", "not found"
]
"""``from another speaker`` and ``from another statement``: word for word in the record, but not from whom or what the
claim says. ``a back-translation``: the words of a translation, or what the record says in another language only."""


@dataclass(frozen=True)
class Difference:
    """Words of a quotation that its source has otherwise; either side may be empty."""

    claimed: str
    stated: str


@dataclass(frozen=True)
class Evidence:
    """Exact words of a statement that bear on a claim."""

    statement: Statement
    passage: Passage
    quote: str
    """The statement's text at ``start:end``."""
    start: int
    end: int
    voice: Voice
    speaker: Speaker | None
    bearing: Bearing


@dataclass(frozen=True)
class Quoted:
    """A quotation in a claim and where the library has it."""

    words: str
    start: int
    end: int
    """Its place in the claim, marks left out."""
    status: QuotationStatus
    found: Evidence | None = None
    """The place that it stands in, or comes nearest to."""
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True)
class Part:
    """One thing that a claim says, made to stand alone."""

    text: str
    start: int
    end: int
    """The words of the claim that it is made of."""
    verdict: Verdict
    flags: tuple[Flag, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class Check:
    """What the check of one claim says."""

    claim: str
    language: str
    verdict: Verdict
    flags: tuple[Flag, ...]
    parts: tuple[Part, ...]
    evidence: tuple[Evidence, ...]
    """Of all its parts, the most telling first."""
    quotations: tuple[Quoted, ...]
    explanation: str
    """One sentence in the claim's language that names the evidence."""
    note: str
    """What was searched, in plain words."""
    scope: str
    searched: Sequence[Statement]
    seconds: float
