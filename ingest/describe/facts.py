"""What a reader of one field gives back: the value, where it was read, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from library.records import Origin, Where

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

LEAST = 0.3
"""A value that is less sure is not given: better none than a guess."""


@dataclass(frozen=True)
class Fact(Generic[T_co]):
    """A value with its origin; no origin where nothing was read."""

    value: T_co
    origin: Origin | None = None


def fact(value: T, where: Where, sure: float) -> Fact[T]:
    """A value that was read somewhere, ``sure`` kept between 0 and 0.99: only a person is certain."""
    return Fact(value, Origin(where, round(max(0.0, min(sure, 0.99)), 2)))


def together(sures: Iterable[float]) -> float:
    """How sure a value is that several independent places give."""
    doubt = 1.0
    for sure in sures:
        doubt *= 1 - sure
    return 1 - doubt
