"""What counts as found, cited and refused. The definitions behind every figure of this project."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import TypedDict

Place = tuple[str, str]
"""A file name and words in it."""


class Evidence(TypedDict):
    """A gold quote and the file that it stands in."""

    file: str
    quote: str


def normal(text: str) -> str:
    """Text with typographic variants, white space and case levelled, for comparison only."""
    for variant, plain in (
        ("\u2019", "'"),
        ("\u2018", "'"),
        ("\u201c", '"'),
        ("\u201d", '"'),
        ("\u00ad", ""),
    ):
        text = text.replace(variant, plain)
    return re.sub(r"\s+", " ", text.replace("\u00a0", " ")).strip().lower()


def touches(quote: str, evidence: str) -> bool:
    """Whether two quotes speak of the same place: one inside the other, or 60 % of the shorter in one run."""
    a, b = normal(quote), normal(evidence)
    if not a or not b:
        return False
    if a in b or b in a:
        return True
    run = SequenceMatcher(None, a, b, autojunk=False).find_longest_match(0, len(a), 0, len(b))
    return run.size >= 0.6 * min(len(a), len(b))


def touched(places: Sequence[Place], evidence: Evidence) -> bool:
    """Whether any of the places speaks of this evidence in the same file."""
    return any(Path(file).name == evidence["file"] and touches(text, evidence["quote"]) for file, text in places)


def covered(places: Sequence[Place], evidence: Sequence[Evidence], also: Sequence[Evidence]) -> float:
    """Share of the evidence that the places touch; a further place that says the same stands in for a missing one."""
    own = sum(touched(places, one) for one in evidence)
    spare = sum(touched(places, one) for one in also) if own < len(evidence) else 0
    return min(len(evidence), own + spare) / len(evidence)


def mean(values: Sequence[float]) -> float | None:
    """The mean, None of nothing."""
    return sum(values) / len(values) if values else None


def f1(precision: float, recall: float) -> float:
    """Harmonic mean."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
