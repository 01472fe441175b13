"""Shares in words: what may truly be said of 27 of 80, and what may not."""

from __future__ import annotations

import random

PHRASES: dict[str, tuple[float, float]] = {
    "fewer than one in ten": (0.0, 0.097),
    "one in ten": (0.09, 0.11),
    "less than a fifth": (0.0, 0.197),
    "one in five": (0.185, 0.215),
    "about a fifth": (0.18, 0.22),
    "more than a fifth": (0.203, 0.26),
    "a quarter": (0.24, 0.26),
    "less than a quarter": (0.0, 0.247),
    "about one in four": (0.23, 0.27),
    "more than a quarter": (0.253, 0.33),
    "a third": (0.32, 0.345),
    "roughly one in three": (0.31, 0.36),
    "less than a third": (0.0, 0.33),
    "more than a third": (0.337, 0.45),
    "two in five": (0.385, 0.415),
    "more than two fifths": (0.403, 0.5),
    "nearly half": (0.44, 0.499),
    "less than half": (0.0, 0.497),
    "a minority": (0.0, 0.49),
    "half": (0.495, 0.505),
    "more than half": (0.503, 1.0),
    "the majority": (0.51, 1.0),
    "about three in five": (0.58, 0.62),
    "about two thirds": (0.64, 0.69),
    "more than two thirds": (0.67, 0.85),
    "three quarters": (0.74, 0.76),
    "more than three quarters": (0.753, 1.0),
    "about four in five": (0.78, 0.82),
    "nine in ten": (0.885, 0.915),
    "more than nine in ten": (0.903, 1.0),
    "nearly all": (0.94, 0.999),
}
"""Each phrase with the least and the greatest share that it is said of."""


def holds(phrase: str, share: float) -> bool:
    """Whether ``phrase`` may be said of ``share`` (0 to 1)."""
    least, most = PHRASES[phrase]
    return least <= share <= most


def true_phrase(share: float, chance: random.Random) -> str:
    """A phrase that holds of ``share``."""
    return chance.choice([phrase for phrase in PHRASES if holds(phrase, share)])


def false_phrase(share: float, chance: random.Random) -> str:
    """A phrase that clearly does not hold of ``share``: its range is at least 0.03 away."""
    return chance.choice(
        [phrase for phrase, (least, most) in PHRASES.items() if share < least - 0.03 or share > most + 0.03]
    )
