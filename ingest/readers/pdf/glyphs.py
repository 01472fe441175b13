"""What is printed on a page: every letter with its place, size and weight, as PDFium tells it."""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, replace

import pypdfium2
import pypdfium2.raw as pdfium

from ingest.readers.normalise import mend_ligatures

_BOLD = re.compile(rb"bold|black|heavy|semibold|demi", re.IGNORECASE)
_LINE_END_HYPHEN = "\x02"
"""PDFium's name for a hyphen that ends a line."""
_FEW_LINES, _MANY_LINES = 4, 3000
"""So many drawn paths may be a table: fewer are rules under headings, more are a map or a chart."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """One letter: its left and right end, its baseline (upwards), its size in points."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    spaced: bool
    """Whether a space stands before it."""

    @property
    def is_unknown(self) -> bool:
        """Whether the font does not say which letter this is."""
        return self.text == "\ufffd" or unicodedata.category(self.text[0]) in ("Co", "Cc", "Cn")


def page_glyphs(pdf: pypdfium2.PdfDocument, index: int) -> tuple[list[Glyph], bool]:
    """The visible glyphs of a page, upright, and whether lines are drawn on it that may be a table.

    Text that runs in another direction than most of the page (a watermark, a stamp) is left out.
    Raises `pypdfium2.PdfiumError` for a damaged page.
    """
    page = pdf[index]
    try:
        text = page.get_textpage()
        try:
            found = _read(text.raw, pdfium.FPDFText_CountChars(text.raw))
        finally:
            text.close()
        paths = sum(pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_PATH for item in _objects(page.raw))
    finally:
        page.close()
    turns = Counter(turn for turn, _ in found)
    common = turns.most_common(1)[0][0] if turns else 0
    upright = [_turned(glyph, common) for turn, glyph in found if turn == common]
    return upright, common == 0 and _FEW_LINES <= paths <= _MANY_LINES


def _objects(page: object) -> list[object]:
    count = min(pdfium.FPDFPage_CountObjects(page), 50_000)
    return [pdfium.FPDFPage_GetObject(page, place) for place in range(count)]


def _read(text: object, count: int) -> list[tuple[int, Glyph]]:
    """Glyphs in the order of the file, each with its direction in quarter turns."""
    found: list[tuple[int, Glyph]] = []
    box, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    x, y, font = ctypes.c_double(), ctypes.c_double(), ctypes.create_string_buffer(128)
    spaced = False
    for place in range(count):
        letter = _letter(pdfium.FPDFText_GetUnicode(text, place))
        if not letter.strip():
            spaced = True
            continue
        angle = pdfium.FPDFText_GetCharAngle(text, place) / (math.pi / 2)
        if not (
            pdfium.FPDFText_GetLooseCharBox(text, place, box)
            and pdfium.FPDFText_GetCharOrigin(text, place, x, y)
            and pdfium.FPDFText_GetMatrix(text, place, matrix)
        ):
            continue
        size = pdfium.FPDFText_GetFontSize(text, place) * math.hypot(matrix.c, matrix.d)
        if abs(angle - round(angle)) > 0.1 or not 1 <= size <= 1000:
            continue  # slanted watermarks, and text too small to see
        length = pdfium.FPDFText_GetFontInfo(text, place, font, len(font), None)
        bold = bool(_BOLD.search(font.raw[: min(length, len(font))]))
        turn = round(angle) % 4
        x0, x1 = (box.left, box.right) if turn % 2 == 0 else (box.bottom, box.top)
        across = y.value if turn % 2 == 0 else x.value
        found.append((turn, Glyph(letter, x0, x1, across, size, bold, spaced)))
        spaced = False
    return found


def _letter(code: int) -> str:
    letter = chr(code) if 0 < code < 0x110000 else " "
    return "-" if letter == _LINE_END_HYPHEN else mend_ligatures(letter)


def _turned(glyph: Glyph, turn: int) -> Glyph:
    """The glyph where it would stand if the page were held so that its text is upright."""
    match turn:
        case 3:
            return replace(glyph, y=-glyph.y)
        case 2:
            return replace(glyph, x0=-glyph.x1, x1=-glyph.x0, y=-glyph.y)
        case 1:
            return replace(glyph, x0=-glyph.x1, x1=-glyph.x0)
        case _:
            return glyph
