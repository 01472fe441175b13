"""Marks like ``[2]``, ``[1, 3]``, ``【1–3】`` or ``(passage 2)``, taken out of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST_RANGE = 20
"""A range with more numbers is no citation."""
_WORD = r"(?:[^\W\d_]{1,12}\.?[\s:#^]*|[#^]\s*)?"
_NUMBERS = rf"{_WORD}\d{{1,3}}(?:\s*(?:[,;&–—-]|and)\s*{_WORD}\d{{1,3}})*"
_MARKER = re.compile(
    rf"\s*(?:(?<=[\]】])[,;]\s*)?(?:[\[【]\s*({_NUMBERS})\s*(?:†[^\]】]{{0,40}})?[\]】]|\(\s*((?:passages?|sources?)\s*{_NUMBERS})\s*\))",
    re.I,
)
_HALF = re.compile(r"\s*(?:[\[【][^\]】\n]{0,60}|\((?:p(?:a(?:s(?:s(?:a(?:g(?:es?[^)\n]{0,40})?)?)?)?)?)?)?)$", re.I)
_PART = re.compile(r"(\d{1,3})(?:\s*[–—-]\s*\D{0,12}?(\d{1,3}))?")


@dataclass(frozen=True)
class Marked:
    """A text without its marks."""

    text: str
    places: tuple[int, ...]
    """For each character of ``text``, its place in the text with marks."""
    marks: tuple[tuple[int, int, tuple[int, ...]], ...]
    """For each mark: where it stood in ``text``, where it begins in the text with marks, and its numbers."""


def without_marks(raw: str) -> Marked:
    """The text without its marks and the space before them."""
    kept: list[str] = []
    places: list[int] = []
    marks = []
    done = 0
    for match in _MARKER.finditer(raw):
        kept.append(raw[done : match.start()])
        places += range(done, match.start())
        marks.append((len(places), match.start(), tuple(_numbers(match[1] or match[2]))))
        done = match.end()
    kept.append(raw[done:])
    places += range(done, len(raw))
    return Marked("".join(kept), tuple(places), tuple(marks))


def ends_half(raw: str) -> bool:
    """Whether a mark may have begun at the end and not yet ended."""
    return bool(_HALF.search(raw))


def without_half(raw: str) -> str:
    """The text without a mark that never ended."""
    return re.sub(r"\s*[\[【][\w\s,;–-]{0,40}$", "", raw)


def _numbers(said: str) -> Iterator[int]:
    for match in _PART.finditer(said):
        first, last = int(match[1]), int(match[2] or match[1])
        yield from range(first, last + 1) if 0 <= last - first < LONGEST_RANGE else (first, last)
