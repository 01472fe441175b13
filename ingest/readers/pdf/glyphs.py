"""What is printed on a page: every letter with its place, size and weight, as PDFium tells it."""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from ingest.readers.normalise import mend_ligatures
from ingest.readers.pages.sheet import LIKELY_SPACE, NO_SPACE, REAL_SPACE, UNKNOWN, Frame, Glyph, Sheet, upright

_BOLD = re.compile(rb"bold|black|heavy|semibold|demi", re.IGNORECASE)
_FORCE_BOLD = 1 << 18
_LINE_END_HYPHEN = "\x02"
"""PDFium's name for a hyphen that ends a line."""
_LEAST_LETTERS = 3
_MOST_OBJECTS = 300_000
_RAISED, _RAISED_SIZE = 0.2, 0.6


class TooLong(Exception):
    """A page with more characters than anyone could read on it."""


@dataclass(frozen=True)
class _Style:
    """What all letters of one text object share."""

    turn: int
    size: float
    bold: bool
    drawn: bool


def frame_of(page: pypdfium2.PdfPage) -> Frame:
    """How a page is shown: within its crop box, turned as it says."""
    box = pdfium.FS_RECTF()
    if not pdfium.FPDF_GetPageBoundingBox(page.raw, box):
        return Frame(0.0, 0.0, page.get_width(), page.get_height(), 0)
    return Frame(box.left, box.bottom, box.right, box.top, pdfium.FPDFPage_GetRotation(page.raw) % 4)


def page_sheets(page: pypdfium2.PdfPage, number: int, most: int) -> list[Sheet]:
    """The text of a page, the direction that most of it has first.

    Slanted text (a watermark) is left out, and so is what lies beyond the page's edges or is not painted,
    unless nothing else is there. Raises `pypdfium2.PdfiumError` for a damaged page and `TooLong` for one with more
    than ``most`` characters.
    """
    frame = frame_of(page)
    # PDFium takes minutes to order so many pieces of text; a page of a map has some ten thousand objects.
    if pdfium.FPDFPage_CountObjects(page.raw) > _MOST_OBJECTS:
        raise TooLong
    text = page.get_textpage()
    try:
        if pdfium.FPDFText_CountChars(text.raw) > most:
            raise TooLong
        found = list(_read(text.raw, frame))
    finally:
        text.close()
    drawn = 2 * sum(style.drawn for style, _ in found) >= len(found)
    seen = [(style.turn, glyph) for style, glyph in found if style.drawn == drawn]
    turns = Counter(turn for turn, _ in seen)
    return [
        Sheet(number, turn, *_ends(frame, turn), tuple(glyph for other, glyph in seen if other == turn), drawn)
        for turn, count in turns.most_common()
        if turn == turns.most_common(1)[0][0] or count >= _LEAST_LETTERS
    ]


def _read(text: Any, frame: Frame) -> Iterator[tuple[_Style, Glyph]]:
    """Glyphs in the order of the file, each with its style, as they stand when their text is upright."""
    box = pdfium.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    styles: dict[int, _Style | None] = {}
    space = NO_SPACE
    for place in range(pdfium.FPDFText_CountChars(text)):
        letter = _letter(pdfium.FPDFText_GetUnicode(text, place))
        if letter == " ":
            space = min(space, LIKELY_SPACE if pdfium.FPDFText_IsGenerated(text, place) else REAL_SPACE)
            continue
        item = pdfium.FPDFText_GetTextObject(text, place)
        key = ctypes.cast(item, ctypes.c_void_p).value or 0
        if key not in styles:
            styles[key] = _style(text, place, item)
        style = styles[key]
        if not (
            style
            and pdfium.FPDFText_GetLooseCharBox(text, place, box)
            and pdfium.FPDFText_GetCharOrigin(text, place, x, y)
        ):
            continue
        centre_x, centre_y = (box.left + box.right) / 2, (box.bottom + box.top) / 2
        if not (frame.left <= centre_x <= frame.right and frame.bottom <= centre_y <= frame.top):
            continue
        x0, _, x1, _ = upright(style.turn, box.left, box.bottom, box.right, box.top)
        if letter == UNKNOWN and x1 - x0 < 0.05 * style.size:
            continue
        _, baseline, _, _ = upright(style.turn, x.value, y.value, x.value, y.value)
        size = style.size
        if letter.isdigit() and (lift := _lift(text, place, style.turn, baseline)) > _RAISED * size:
            size, baseline = _RAISED_SIZE * size, baseline + lift
        shown = frame.shown(box.left, box.bottom, box.right, box.top)
        yield style, Glyph(letter, x0, x1, baseline, size, style.bold, space, place, shown)
        space = NO_SPACE


def _lift(text: Any, place: int, turn: int, baseline: float) -> float:
    """How far above the line the ink of a digit begins: some fonts have digits of their own for footnote marks."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    if not pdfium.FPDFText_GetCharBox(text, place, left, right, bottom, top):
        return 0.0
    _, low, _, _ = upright(turn, left.value, bottom.value, right.value, top.value)
    return low - baseline


def _style(text: Any, place: int, item: Any) -> _Style | None:
    """None for slanted text and for text that is too small to see."""
    matrix, flags = pdfium.FS_MATRIX(), ctypes.c_int()
    name = ctypes.create_string_buffer(128)
    if not pdfium.FPDFText_GetMatrix(text, place, matrix):
        return None
    angle = pdfium.FPDFText_GetCharAngle(text, place) / (math.pi / 2)
    size = pdfium.FPDFText_GetFontSize(text, place) * math.hypot(matrix.c, matrix.d)
    if abs(angle - round(angle)) > 0.1 or not 1 <= size <= 1000:
        return None
    length = pdfium.FPDFText_GetFontInfo(text, place, name, len(name), flags)
    bold = bool(_BOLD.search(name.raw[: min(length, len(name))])) or bool(flags.value & _FORCE_BOLD)
    mode = pdfium.FPDFTextObj_GetTextRenderMode(item)
    # Filled and stroked letters are how some programs make bold ones.
    bold = bold or mode == pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE
    return _Style(round(angle) % 4, size, bold, mode != pdfium.FPDF_TEXTRENDERMODE_INVISIBLE)


@lru_cache(maxsize=4096)
def _letter(code: int) -> str:
    """The letter, ligatures undone; a space for all that separates; `UNKNOWN` for a code that is no letter."""
    letter = chr(code) if 0 < code < 0x110000 else UNKNOWN
    if letter == _LINE_END_HYPHEN:
        return "-"
    if letter in "\t\n\r" or (letter.isspace() and code > 0x1F):
        return " "
    return UNKNOWN if code < 0x20 else mend_ligatures(letter)


def _ends(frame: Frame, turn: int) -> tuple[float, float]:
    _, bottom, _, top = upright(turn, frame.left, frame.bottom, frame.right, frame.top)
    return bottom, top
