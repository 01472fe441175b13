"""Every kind of file as blocks of text."""

from __future__ import annotations

from ingest.document import Document, Source, UnreadableSource
from ingest.readers.docx import read_docx
from ingest.readers.formats import format_of
from ingest.readers.html import read_html
from ingest.readers.image import read_image
from ingest.readers.markdown import read_markdown
from ingest.readers.pdf import read_pdf
from ingest.readers.text import read_text
from settings import Settings

_MOST_BLOCKS = 100_000


def read(source: Source, settings: Settings) -> Document:
    """The blocks of a source, in reading order, with what the file declares about itself.

    Raises `UnreadableSource`, in plain words, for whatever cannot be read: too large, empty, no text,
    damaged, protected, or of a kind that is not read here.
    """
    if not source.data.strip(b"\0 \t\r\n"):
        raise UnreadableSource(f"{source.name} is empty. Check that it was downloaded or saved completely.")
    if len(source.data) > settings.max_bytes:
        raise UnreadableSource(
            f"{source.name} is too large: {len(source.data):,} bytes,"
            f" where at most {settings.max_bytes:,} are read. Split it, or raise RECORD_MAX_BYTES."
        )
    document = _read_as(format_of(source), source, settings)
    if not document.blocks:
        raise UnreadableSource(f"{source.name} holds no text. Check that it is the right file.")
    if len(document.blocks) > _MOST_BLOCKS:
        raise UnreadableSource(
            f"{source.name} falls into {len(document.blocks):,} paragraphs and rows, where at most {_MOST_BLOCKS:,} are"
            " read. It is no statement; add the document that says what these data mean."
        )
    if len(document.text) > settings.max_characters:
        raise UnreadableSource(
            f"{source.name} is too long: more than {settings.max_characters:,} characters of text."
            " Split it, or raise RECORD_MAX_CHARACTERS."
        )
    return document


def _read_as(kind: str, source: Source, settings: Settings) -> Document:
    match kind:
        case "pdf":
            return read_pdf(source, max_pages=settings.max_pages, max_characters=settings.max_characters)
        case "image":
            return read_image(source, max_pages=settings.max_pages)
        case "docx":
            return read_docx(source, max_expanded=settings.max_expanded_bytes)
        case "html":
            return read_html(source)
        case "markdown":
            return read_markdown(source)
        case _:
            return read_text(source)
