"""Lines that are written from right to left, in the order of reading.

A page has letters where they are seen. PDFium's own order mixes both directions within a line, so it is made anew here:
from right to left, with numbers and words of other scripts within it from left to right.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from ingest.readers.pages.sheet import Glyph

_PAIRS = {"(": "()", ")": "()", "[": "[]", "]": "[]", "«": "«»", "»": "«»"}
_SPACE = 0.18
_ALWAYS, _NEVER = float("-inf"), float("inf")
_SHARE = 0.3


def is_right_to_left(row: Sequence[Glyph]) -> bool:
    """Whether a line is mostly Arabic, Hebrew or the like."""
    strong = sum(_direction(glyph) in ("R", "AL") for glyph in row if not glyph.text.isascii())
    return strong > _SHARE * len(row)


def right_to_left(row: Sequence[Glyph]) -> list[Glyph]:
    """The glyphs of such a line in the order of reading, each with its space before it."""
    bases = sorted((glyph for glyph in row if _direction(glyph) != "NSM"), key=lambda glyph: -glyph.x0)
    spaces = [False] + [right.x0 - left.x1 > _SPACE * left.size for right, left in zip(bases, bases[1:], strict=False)]
    ordered: list[tuple[Glyph, bool]] = []
    run: list[int] = []
    for place, glyph in enumerate(bases):
        following = bases[place + 1] if place + 1 < len(bases) else None
        if _runs_left_to_right(glyph, following, bool(run)):
            run.append(place)
            continue
        ordered += _turned(bases, spaces, run)
        run = []
        ordered.append((_bracket(glyph, opens=spaces[place] or place == 0), spaces[place]))
    ordered += _turned(bases, spaces, run)
    placed = [glyph._replace(space=_ALWAYS if space else _NEVER) for glyph, space in ordered]
    for mark in (glyph for glyph in row if _direction(glyph) == "NSM"):
        middle = (mark.x0 + mark.x1) / 2
        host = min(range(len(placed)), key=lambda at: abs((placed[at].x0 + placed[at].x1) / 2 - middle), default=-1)
        placed.insert(host + 1, mark._replace(space=_NEVER))
    return placed


def _turned(bases: Sequence[Glyph], spaces: Sequence[bool], run: Sequence[int]) -> list[tuple[Glyph, bool]]:
    """A number or a foreign word from left to right: the space on its right comes before it."""
    before = [spaces[place] for place in (*run[1:], *run[:1])]
    return [(bases[place], space) for place, space in zip(reversed(run), reversed(before), strict=True)]


def _bracket(glyph: Glyph, *, opens: bool) -> Glyph:
    """Brackets are drawn mirrored, and PDFs differ in what they say of them: one after a space opens."""
    pair = _PAIRS.get(glyph.text)
    return glyph._replace(text=pair[0 if opens else 1]) if pair else glyph


def _direction(glyph: Glyph) -> str:
    return unicodedata.bidirectional(glyph.text[0])


def _runs_left_to_right(glyph: Glyph, following: Glyph | None, running: bool) -> bool:
    """Whether a glyph is of a number or a foreign word, or stands within one, as a comma does between digits."""
    if _direction(glyph) in ("L", "EN", "AN"):
        return True
    if not running or following is None or _direction(following) not in ("L", "EN", "AN"):
        return False
    return _direction(glyph) in ("CS", "ES", "ET") and glyph.x0 - following.x1 < 0.15 * glyph.size
