"""PDF files: from glyphs on pages to blocks in reading order, each word with the place where it is printed.

``glyphs`` reads what is printed where and ``drawing`` what is drawn, ``rows`` makes lines of it, ``ruled`` finds
tables with lines around their cells, ``furniture`` takes running headers and page numbers away, ``layout`` puts
the lines in reading order, ``headers`` writes tables out, ``footnotes`` sets the small print apart,
``paragraphs`` makes blocks.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import pypdfium2

from ingest.document import Document, Source, UnreadableSource
from ingest.readers.pdf.drawing import Drawing, page_drawing
from ingest.readers.pdf.furniture import PageRows, without_furniture
from ingest.readers.pdf.glyphs import Sheet, page_sheets
from ingest.readers.pdf.headers import tables_as_rows
from ingest.readers.pdf.layout import columns_of
from ingest.readers.pdf.paragraphs import blocks_of
from ingest.readers.pdf.rows import Row, page_rows, placeholder
from ingest.readers.pdf.ruled import ruled_tables

_PDFIUM = threading.Lock()
"""PDFium is not safe for threads, not even on different documents."""
_PASSWORD_ERROR = 4
_LEAST_PER_PAGE = 5
_END_ZONE = 4096


@dataclass(frozen=True)
class _Page:
    """A page as the file has it."""

    number: int
    sheets: Sequence[Sheet]
    drawing: Drawing
    label: str


def read_pdf(source: Source, *, max_pages: int, max_characters: int) -> Document:
    """Blocks with their physical pages and marks; footnotes come last.

    Raises `UnreadableSource` for a file that is cut off, protected, damaged, too long, or has no text layer.
    """
    if b"%%EOF" not in source.data[-_END_ZONE:]:
        raise UnreadableSource(f"{source.name} is cut off (its end is missing). Download or save it again.")
    with _PDFIUM, _opened(source) as pdf:
        if len(pdf) > max_pages:
            raise UnreadableSource(
                f"{source.name} has {len(pdf):,} pages, where at most {max_pages:,} are read."
                " Split it, or raise RECORD_MAX_PAGES."
            )
        pages = _pages(pdf, source.name, max_characters)
    _check_text_layer(pages, source.name)
    rows, printed = without_furniture([_rows(page) for page in pages])
    columns = tables_as_rows(columns_of(rows))
    return Document(
        tuple(blocks_of(columns)), pages=len(pages), page_labels=_labels([page.label for page in pages], printed)
    )


@contextmanager
def _opened(source: Source) -> Iterator[pypdfium2.PdfDocument]:
    try:
        pdf = pypdfium2.PdfDocument(source.data)
    except pypdfium2.PdfiumError as error:
        if error.err_code == _PASSWORD_ERROR:
            raise UnreadableSource(f"{source.name} is protected. Save it without a password.") from error
        raise UnreadableSource(f"{source.name} is damaged. Download or save it again.") from error
    try:
        yield pdf
    finally:
        pdf.close()


def _pages(pdf: pypdfium2.PdfDocument, name: str, limit: int) -> list[_Page]:
    pages: list[_Page] = []
    total = 0
    for number in range(1, len(pdf) + 1):
        try:
            page = pdf[number - 1]
            try:
                sheets, drawing = page_sheets(page, number), page_drawing(page)
            finally:
                page.close()
        except pypdfium2.PdfiumError as error:
            raise UnreadableSource(f"Page {number} of {name} is damaged. Download or save it again.") from error
        total += sum(len(sheet.glyphs) for sheet in sheets)
        if total > limit:
            raise UnreadableSource(
                f"{name} is too long: more than {limit:,} characters of text. Split it, or raise RECORD_MAX_CHARACTERS."
            )
        pages.append(_Page(number, sheets, drawing, pdf.get_page_label(number - 1)))
    return pages


def _rows(page: _Page) -> PageRows:
    """The rows of a page, each table as one."""
    if not page.sheets:
        return PageRows([], 0.0, 0.0)
    sheet = page.sheets[0]
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


def _check_text_layer(pages: Sequence[_Page], name: str) -> None:
    glyphs = [glyph for page in pages for sheet in page.sheets for glyph in sheet.glyphs]
    if len(glyphs) < _LEAST_PER_PAGE * max(1, len(pages)):
        raise UnreadableSource(f"{name} has no text layer; it is likely a scan. Run OCR first, then add it again.")
    if sum(glyph.is_unknown for glyph in glyphs) > 0.3 * len(glyphs):
        raise UnreadableSource(f"The text layer of {name} is garbled (fonts without letters). Run OCR first.")
