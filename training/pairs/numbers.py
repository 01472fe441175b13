"""Figures as statements and journalists write them."""

from __future__ import annotations

import random
import re

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_VALUES = {word: value for value, word in enumerate(_UNITS)}
_VALUES |= {word: 20 + 10 * step for step, word in enumerate(_TENS)}
_VALUES |= {f"{tens}-{_UNITS[unit]}": 20 + 10 * step + unit for step, tens in enumerate(_TENS) for unit in range(1, 10)}
FIGURE = re.compile(r"(?<![\w.,])\d{1,3}(?:,\d{3})+(?![\w,])|(?<![\w.,])\d+(?:\.\d+)?(?!\w)(?!,\d)")
WORD = re.compile(rf"\b(?:{'|'.join(sorted(_VALUES, key=len, reverse=True))})\b", re.IGNORECASE)


def in_words(value: int) -> str:
    """``21`` as ``twenty-one``; 0 to 99."""
    return next(word for word, own in _VALUES.items() if own == value)


def value_of(written: str) -> float:
    """The value of what `FIGURE` or `WORD` matched."""
    word = written.lower()
    return float(_VALUES[word]) if word in _VALUES else float(written.replace(",", ""))


def written(value: float, chance: random.Random, *, words: float = 0.5) -> str:
    """A figure as text: up to twelve in words with the chance ``words``, up to 99 sometimes, else in digits."""
    if value != int(value):
        return f"{value:g}"
    whole = int(value)
    likely = words if whole <= 12 else 0.08 if whole <= 99 else 0.0
    if chance.random() < likely:
        return in_words(whole)
    return f"{whole:,}" if whole >= 10_000 or (whole >= 1_000 and chance.random() < 0.8) else str(whole)


def other_value(value: float, chance: random.Random) -> float:
    """A figure near enough to be taken for ``value``, and another."""
    if value != int(value):
        return (
            round(value + chance.choice([-1, 1]) * chance.choice([0.3, 1.1, 2.0, 4.5]), 1) if value > 5 else value + 1.3
        )
    whole = int(value)
    digits = str(whole)
    swapped = int(digits[::-1]) if 10 <= whole < 100 else whole
    step = max(1, whole // 8)
    choices = [
        whole + step,
        whole - step,
        whole + chance.randint(1, max(2, whole // 3)),
        swapped,
        whole * 2,
        whole + 10,
    ]
    good = [choice for choice in choices if choice != whole and choice > 1]
    return float(chance.choice(good or [whole + 1]))
