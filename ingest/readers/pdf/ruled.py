"""Tables with ruled lines, found by pdfplumber; anything that it stumbles over is simply no table.

Only pages on which lines are drawn are looked at: pdfplumber takes a hundred times as long as PDFium.
"""

from __future__ import annotations

import io
import logging
import struct
import zlib
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from types import TracebackType

import pdfplumber
from pdfminer.psexceptions import PSException
from pdfplumber.table import Table
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from ingest.readers.pdf.glyphs import Glyph
from ingest.readers.pdf.rows import PlacedTable, text_of_glyphs
from ingest.readers.tables import table_rows

# pdfminer does not check what it reads: beyond its own exceptions, a damaged file meets Python's.
_STUMBLES = (
    PSException,
    PdfminerException,
    MalformedPDFException,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    RecursionError,
    NotImplementedError,
    OSError,
    EOFError,
    struct.error,
    zlib.error,
)
logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it reports every oddity of a file
_MOST_PAGES = 60
_LONGEST_CELL = 1500


class RuledTables:
    """The ruled tables of one document; a context manager."""

    def __init__(self, data: bytes, pages: Collection[int]) -> None:
        """``pages`` are those to look at, from 1."""
        self._pages = frozenset(sorted(pages)[:_MOST_PAGES])
        self._pdf: pdfplumber.pdf.PDF | None = None
        if self._pages:
            try:
                self._pdf = pdfplumber.open(io.BytesIO(data))
            except _STUMBLES:
                self._pdf = None

    def __enter__(self) -> RuledTables:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pdf is not None:
            with suppress(*_STUMBLES):  # closing reads the pages once more
                self._pdf.close()

    def on(self, number: int, glyphs: Sequence[Glyph]) -> list[PlacedTable]:
        """The tables of a page, with the text of its glyphs."""
        if self._pdf is None or number not in self._pages:
            return []
        try:
            page = self._pdf.pages[number - 1]
            height = page.mediabox[1] + page.mediabox[3]
            tables = list(_placed(page.find_tables(), float(height), glyphs, number))
            page.close()
        except _STUMBLES:
            return []
        return tables


def _placed(tables: Sequence[Table], height: float, glyphs: Sequence[Glyph], page: int) -> Iterator[PlacedTable]:
    """Those that are tables, not frames around text: two rows and columns at least, no empty grid."""
    for table in tables:
        grid = [[_cell_text(cell, height, glyphs) for cell in row.cells] for row in table.rows]
        cells = [text for row in grid for text in row]
        if len(grid) < 2 or max(map(len, grid)) < 2 or max(map(len, cells)) > _LONGEST_CELL:
            continue
        if sum(map(bool, cells)) < 0.4 * len(cells):
            continue
        if rows := tuple(table_rows(grid, page)):
            x0, top, x1, bottom = table.bbox
            yield PlacedTable(x0, x1, height - bottom, height - top, rows)


def _cell_text(cell: tuple[float, float, float, float] | None, height: float, glyphs: Sequence[Glyph]) -> str:
    if cell is None:
        return ""
    x0, top, x1, bottom = cell
    inside = [
        glyph for glyph in glyphs if x0 <= (glyph.x0 + glyph.x1) / 2 < x1 and height - bottom <= glyph.y < height - top
    ]
    return text_of_glyphs(inside)
