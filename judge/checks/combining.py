"""What any two figures of a text may give together: a number that may follow, where nothing says that it was meant.

`judge.checks.arithmetic` asks for what makes it likely that a figure was computed. What fails there but is found here
is not proven; nor is it an invention, since hardly any wrong number comes out of the two or three figures of a sentence
(docs/judge.md says how many true and altered claims the checks veto).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from judge.checks.arithmetic import parts_of_wholes
from judge.checks.figures import Figure

_MOST = 8
"""Figures of a text that are combined: with more, some pair gives any number."""
_NEAR = 0.06
"""By how much a share may differ that is told as "more than" or "less than" another."""
_WORDS = 0.012
"""The same for a share in words."""
_ROUNDED = 0.03
"""By which part a product may be rounded."""


def may_follow_from(figure: Figure, known: Sequence[Figure]) -> bool:
    """Whether a sum, difference, product, ratio or share of two figures gives this one.

    What remains of a whole does not: told of the thing itself ("60 per cent were women", of 40) it is a reversal.
    """
    given = [f for f in known if f.measure not in ("year", "day")][:_MOST]
    counts = [f.value for f in given if f.measure == "count"]
    shares = [f.value for f in given if f.measure == "share"]
    if figure.measure == "count":
        rests = {whole - part.value for part, whole, _ in parts_of_wholes(given)}
        return any(figure.holds(v) and _is_near(figure, v) and v not in rests for v in _exact(counts)) or any(
            _rounds(figure, value) for value in _products(counts, shares)
        )
    if figure.measure == "share":
        return any(_is_share(figure, value) for value in _shares(counts, shares))
    if figure.measure == "points":
        each = [*shares, *(count / 100 for count in counts if count < 100)]
        return any(figure.holds(abs(a - b) * 100, rounded=True) for a, b in combinations(each, 2))
    pairs = [*combinations(counts, 2), *combinations(shares, 2)]
    return any(figure.holds(max(pair) / min(pair), rounded=True) for pair in pairs if min(pair) > 0)


def _exact(counts: Sequence[float]) -> Iterator[float]:
    for a, b in combinations(counts, 2):
        yield from (abs(a - b), a + b, a * b)
        low, high = min(a, b), max(a, b)
        if low > 0 and high % low == 0:
            yield high / low


def _products(counts: Sequence[float], shares: Sequence[float]) -> Iterator[float]:
    for count in counts:
        for share in shares:
            yield count * share
            if share > 0:
                yield count / share


def _shares(counts: Sequence[float], shares: Sequence[float]) -> Iterator[float]:
    for a, b in combinations(counts, 2):
        low, high = min(a, b), max(a, b)
        if high > 0:
            yield low / high
    for a, b in combinations(shares, 2):
        yield from (abs(a - b), a + b)


def _is_near(figure: Figure, value: float) -> bool:
    """ "More than ten" is said of eleven, and of no hundred."""
    return figure.bound in ("exact", "about", "nearly") or (value > 0 and 0.4 <= figure.value / value <= 2.5)


def _rounds(figure: Figure, value: float) -> bool:
    """Whether a count is this value rounded to as many digits as it shows."""
    if value <= 0:
        return False
    if figure.bound not in ("exact", "about", "nearly"):
        return figure.holds(value) and _is_near(figure, value)
    shown = f"{figure.value:.0f}"
    unit = 10 ** (len(shown) - len(shown.rstrip("0")))
    return bool(abs(value - figure.value) <= max(0.5 * unit, _ROUNDED * value))


def _is_share(figure: Figure, value: float) -> bool:
    if figure.bound not in ("exact", "about", "nearly"):
        return figure.holds(value) and abs(value - figure.value) <= _NEAR
    if figure.fraction and figure.bound == "exact":
        return abs(figure.value - value) <= _WORDS
    return figure.holds(value, rounded=True)
