"""What is on a page before anything is made of it: letters with their places, and lines that are drawn."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import NamedTuple

REAL_SPACE, LIKELY_SPACE, NO_SPACE = 0.05, 0.1, 0.14
"""The gap that makes two words, on top of the usual gap between letters: where the file has a space that is not merely
written over the letters, where PDFium takes it for one, and where neither says so."""
UNKNOWN = "\ufffd"
"""Stands for a letter that is printed, but of which the font does not say which it is."""


class Rectangle(NamedTuple):
    """A place on the page as it is shown, in parts of its width and height from its top left corner."""

    x0: float
    y0: float
    x1: float
    y1: float


class Glyph(NamedTuple):
    """One letter, or a word that was recognised as a whole: its ends, its baseline (upwards), its size in points."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    space: float
    """The least gap before it, in parts of its size, that is a space between words (see `REAL_SPACE`)."""
    order: int
    """Its place in the file, which is the order of reading within a line."""
    box: Rectangle
    raised: bool = False
    """Whether it stood above the line, as a footnote's mark does."""

    @property
    def is_unknown(self) -> bool:
        """Whether the font does not say which letter this is."""
        return self.text == UNKNOWN or unicodedata.category(self.text[0]) in ("Co", "Cc", "Cn")


@dataclass(frozen=True)
class Frame:
    """How a page is shown: its box in the file's own points, and its rotation in quarter turns clockwise."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int

    def shown(self, left: float, bottom: float, right: float, top: float) -> Rectangle:
        """A rectangle in the file's points as it is shown; what lies beyond the page is below 0 or above 1."""
        width, height = self.right - self.left or 1.0, self.top - self.bottom or 1.0
        x0, x1 = (left - self.left) / width, (right - self.left) / width
        y0, y1 = (self.top - top) / height, (self.top - bottom) / height
        match self.rotation:
            case 1:
                return Rectangle(1 - y1, x0, 1 - y0, x1)
            case 2:
                return Rectangle(1 - x1, 1 - y1, 1 - x0, 1 - y0)
            case 3:
                return Rectangle(y0, 1 - x1, y1, 1 - x0)
            case _:
                return Rectangle(x0, y0, x1, y1)


@dataclass(frozen=True)
class Sheet:
    """The text of a page that runs in one direction, turned upright."""

    page: int
    """Physical page from 1."""
    turn: int
    """The direction in which its text runs in the file, in quarter turns."""
    bottom: float
    top: float
    """Where the page ends, in the same points as the glyphs."""
    glyphs: tuple[Glyph, ...]
    drawn: bool = True
    """False for text that is there but not painted, as over the picture of a page."""


class Line(NamedTuple):
    """A level or an upright line, as the box around it."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def is_level(self) -> bool:
        """Whether it runs from left to right."""
        return self.x1 - self.x0 >= self.y1 - self.y0


@dataclass(frozen=True)
class Drawing:
    """The lines of a page in the file's points, and the part of the page (0 to 1) that its largest picture fills."""

    lines: tuple[Line, ...]
    picture: float

    def turned(self, turn: int) -> tuple[Line, ...]:
        """The lines as they stand when text of this turn is upright."""
        return tuple(Line(*upright(turn, *line)) for line in self.lines)


NOTHING = Drawing((), 0.0)
"""A page on which nothing is drawn."""


def upright(turn: int, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
    """A rectangle where it would stand if the page were held so that text of this turn is upright."""
    match turn:
        case 3:
            return y0, -x1, y1, -x0
        case 2:
            return -x1, -y1, -x0, -y0
        case 1:
            return -y1, x0, -y0, x1
        case _:
            return x0, y0, x1, y1
