"""PDF files: ``glyphs`` reads what is printed where and ``drawing`` what is drawn, as PDFium tells them.

Pages that are pictures are read by `ingest.readers.ocr`; `ingest.readers.pages` makes the document.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

import pypdfium2

from ingest.document import Document, Source, UnreadableSource
from ingest.readers.ocr import Recogniser
from ingest.readers.pages.assembly import Page, assembled
from ingest.readers.pages.sheet import NOTHING
from ingest.readers.pdf.drawing import page_drawing
from ingest.readers.pdf.glyphs import TooLong, page_sheets

_PDFIUM = threading.Lock()
"""PDFium is not safe for threads, not even on different documents."""
_PASSWORD_ERROR = 4
_END_ZONE = 4096
_FEW_LETTERS = 50
"""A page with fewer, most of which a picture fills, is a scan, perhaps with a stamp."""
_PICTURE = 0.5
_GARBLED = 0.3
_DOTS_AN_INCH = 300
_MOST_PIXELS = 40_000_000
_MOST_ON_PAGE = 200_000


def read_pdf(source: Source, *, max_pages: int, max_characters: int) -> Document:
    """Blocks with their physical pages and marks; footnotes come last.

    Raises `UnreadableSource` for a file that is cut off, protected, damaged or too long, and for scans that cannot
    be read.
    """
    if b"%%EOF" not in source.data[-_END_ZONE:]:
        raise UnreadableSource(f"{source.name} is cut off (its end is missing). Download or save it again.")
    with _PDFIUM, _opened(source) as pdf:
        if len(pdf) > max_pages:
            raise UnreadableSource(
                f"{source.name} has {len(pdf):,} pages, where at most {max_pages:,} are read."
                " Split it, or raise RECORD_MAX_PAGES."
            )
        pages = _recognised(pdf, _pages(pdf, source.name, max_characters), source.name)
    return assembled(pages)


@contextmanager
def _opened(source: Source) -> Iterator[pypdfium2.PdfDocument]:
    try:
        pdf = pypdfium2.PdfDocument(source.data)
    except pypdfium2.PdfiumError as error:
        if error.err_code == _PASSWORD_ERROR:
            raise UnreadableSource(f"{source.name} is protected. Save it without a password.") from error
        raise UnreadableSource(f"{source.name} is damaged. Download or save it again.") from error
    try:
        if len(pdf) == 0:
            raise UnreadableSource(f"{source.name} has no pages. Download or save it again.")
        yield pdf
    finally:
        pdf.close()


def _pages(pdf: pypdfium2.PdfDocument, name: str, limit: int) -> list[Page]:
    pages: list[Page] = []
    total = 0
    for number in range(1, len(pdf) + 1):
        with _page(pdf, number, name) as page:
            try:
                sheets, drawing = page_sheets(page, number, _MOST_ON_PAGE), page_drawing(page)
            except TooLong as error:
                raise UnreadableSource(
                    f"Page {number} of {name} holds more than {_MOST_ON_PAGE:,} characters, which no page shows."
                    " Save it again, or as text."
                ) from error
        total += sum(len(sheet.glyphs) for sheet in sheets)
        if total > limit:
            raise UnreadableSource(
                f"{name} is too long: more than {limit:,} characters of text. Split it, or raise RECORD_MAX_CHARACTERS."
            )
        # Letters that are there without being painted lie over the picture that they were recognised from.
        painted = all(sheet.drawn for sheet in sheets)
        pages.append(Page(number, sheets, drawing, pdf.get_page_label(number - 1), scanned=not painted))
    return pages


@contextmanager
def _page(pdf: pypdfium2.PdfDocument, number: int, name: str) -> Iterator[pypdfium2.PdfPage]:
    try:
        page = pdf[number - 1]
        try:
            yield page
        finally:
            page.close()
    except pypdfium2.PdfiumError as error:
        raise UnreadableSource(f"Page {number} of {name} is damaged. Download or save it again.") from error


def _recognised(pdf: pypdfium2.PdfDocument, pages: Sequence[Page], name: str) -> list[Page]:
    """The pages, those that are pictures or whose letters are unknown read by Tesseract."""
    if not any(map(_is_scan, pages)):
        return list(pages)
    recogniser = Recogniser(name)
    done: list[Page] = []
    for page in pages:
        if not _is_scan(page):
            done.append(page)
            continue
        with _page(pdf, page.number, name) as shown:
            width, height = shown.get_size()
            scale = min(_DOTS_AN_INCH / 72, math.sqrt(_MOST_PIXELS / max(1.0, width * height)))
            picture = shown.render(scale=scale, grayscale=True).to_pil()
        sheet = recogniser.sheet(picture, page.number, 1 / scale)
        known = sum(not glyph.is_unknown for old in page.sheets for glyph in old.glyphs)
        if sheet and sum(len(glyph.text) for glyph in sheet.glyphs) > known:
            page = replace(page, sheets=(sheet,), drawing=NOTHING, scanned=True)
        done.append(page)
    return done


def _is_scan(page: Page) -> bool:
    glyphs = [glyph for sheet in page.sheets for glyph in sheet.glyphs]
    if sum(glyph.is_unknown for glyph in glyphs) > _GARBLED * len(glyphs):
        return True
    return len(glyphs) < _FEW_LETTERS and page.drawing.picture > _PICTURE
