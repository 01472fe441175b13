"""From what is on the pages of a document to its blocks, in the order of reading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.document import Document
from ingest.readers.pages.furniture import PageRows, without_furniture
from ingest.readers.pages.headers import tables_as_rows
from ingest.readers.pages.layout import columns_of
from ingest.readers.pages.paragraphs import blocks_of
from ingest.readers.pages.rows import Row, page_rows, placeholder
from ingest.readers.pages.ruled import ruled_tables
from ingest.readers.pages.sheet import Drawing, Sheet


@dataclass(frozen=True)
class Page:
    """A page as the file has it, or as its picture was read."""

    number: int
    sheets: Sequence[Sheet]
    drawing: Drawing
    label: str = ""
    """The number that the file itself declares for it."""
    scanned: bool = False
    """Whether its text was recognised from its picture."""


def assembled(pages: Sequence[Page]) -> Document:
    """The document that some pages make; footnotes come last."""
    rows, printed = without_furniture([_rows(page, 0) for page in pages])
    blocks = list(blocks_of(tables_as_rows(columns_of(rows))))
    # What runs in another direction, as beside a picture, comes after the text, which it would tear apart.
    for place in range(1, max((len(page.sheets) for page in pages), default=1)):
        turned, _ = without_furniture([_rows(page, place) for page in pages])
        blocks += blocks_of(columns_of(turned), titled=True)
    return Document(
        tuple(blocks),
        pages=len(pages),
        page_labels=_labels([page.label for page in pages], printed),
        scanned=any(page.scanned and page.sheets for page in pages),
    )


def _rows(page: Page, place: int) -> PageRows:
    """The rows of one sheet of a page, each table as one."""
    if len(page.sheets) <= place:
        return PageRows([], 0.0, 0.0)
    sheet = page.sheets[place]
    tables = ruled_tables(page.drawing.turned(sheet.turn), sheet.glyphs, page.number)
    free = [
        glyph for glyph in sheet.glyphs if not any(table.holds((glyph.x0 + glyph.x1) / 2, glyph.y) for table in tables)
    ]
    rows: list[Row] = [*page_rows(free, page.number), *map(placeholder, tables)]
    return PageRows(sorted(rows, key=lambda row: -row[0].y), sheet.bottom, sheet.top)


def _labels(declared: Sequence[str], printed: Sequence[str]) -> tuple[str, ...]:
    """What is printed on the pages goes before labels that only count them, as programs write unasked."""
    counted = [str(number) for number in range(1, len(declared) + 1)]
    for labels in (declared if list(declared) != counted else [], printed, declared):
        if any(labels):
            return tuple(labels)
    return ()
