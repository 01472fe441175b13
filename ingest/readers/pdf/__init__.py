"""PDF files: from glyphs on pages to blocks in reading order.

``glyphs`` reads what is printed where, ``rows`` makes lines of it, ``layout`` puts them in reading order
without running headers, ``ruled`` finds tables with lines around their cells, ``footnotes`` sets the small
print apart, ``paragraphs`` makes blocks.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2

from ingest.document import Document, Source, UnreadableSource
from ingest.readers.pdf.glyphs import Glyph, page_glyphs
from ingest.readers.pdf.layout import columns_of, without_furniture
from ingest.readers.pdf.paragraphs import blocks_of
from ingest.readers.pdf.rows import page_rows
from ingest.readers.pdf.ruled import RuledTables

_PDFIUM = threading.Lock()
"""PDFium is not safe for threads, not even on different documents."""
_PASSWORD_ERROR = 4
_LEAST_PER_PAGE = 5
_END_ZONE = 4096


def read_pdf(source: Source, *, max_pages: int, max_characters: int) -> Document:
    """Blocks with their physical pages; footnotes come last.

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
        pages, crossed = _glyphs(pdf, source.name, max_characters)
    _check_text_layer(pages, source.name)
    with RuledTables(source.data, crossed) as ruled:
        rows = [page_rows(glyphs, number, ruled.on(number, glyphs)) for number, glyphs in enumerate(pages, start=1)]
    columns = columns_of(without_furniture(rows))
    return Document(tuple(blocks_of(columns)), pages=len(pages))


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


def _glyphs(pdf: pypdfium2.PdfDocument, name: str, limit: int) -> tuple[list[list[Glyph]], frozenset[int]]:
    """The glyphs of every page, and the numbers of the pages with drawn lines enough for a table."""
    pages: list[list[Glyph]] = []
    crossed: set[int] = set()
    total = 0
    for number in range(1, len(pdf) + 1):
        try:
            glyphs, lines = page_glyphs(pdf, number - 1)
        except pypdfium2.PdfiumError as error:
            raise UnreadableSource(f"Page {number} of {name} is damaged. Download or save it again.") from error
        total += len(glyphs)
        if total > limit:
            raise UnreadableSource(
                f"{name} is too long: more than {limit:,} characters of text. Split it, or raise RECORD_MAX_CHARACTERS."
            )
        pages.append(glyphs)
        if lines:
            crossed.add(number)
    return pages, frozenset(crossed)


def _check_text_layer(pages: list[list[Glyph]], name: str) -> None:
    total = sum(map(len, pages))
    if total < _LEAST_PER_PAGE * max(1, len(pages)):
        raise UnreadableSource(f"{name} has no text layer; it is likely a scan. Run OCR first, then add it again.")
    unknown = sum(glyph.is_unknown for page in pages for glyph in page)
    if unknown > 0.3 * total:
        raise UnreadableSource(f"The text layer of {name} is garbled (fonts without letters). Run OCR first.")
