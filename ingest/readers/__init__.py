"""Every kind of file as blocks of text: `read` tells the kind by content first and by name second."""

from __future__ import annotations

import io
import re
import zipfile

from ingest.document import Document, Source, UnreadableSource
from ingest.readers.docx import read_docx
from ingest.readers.docx.package import body_of
from ingest.readers.html import read_html
from ingest.readers.image import read_image
from ingest.readers.markdown import read_markdown
from ingest.readers.pdf import read_pdf
from ingest.readers.text import read_text
from settings import Settings

SUFFIXES = {
    ".pdf": "pdf",
    ".docx": "docx",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".png": "image",
    ".jpg": "image",
    ".jpeg": "image",
    ".tif": "image",
    ".tiff": "image",
    ".txt": "text",
    ".text": "text",
    "": "text",
}
"""The file names that are read, and the format that each one promises."""

_FOREIGN = (
    (
        b"\xd0\xcf\x11\xe0",
        "an old .doc file or a password-protected Word file. Open it in Word, save it as .docx",
    ),
    (b"{\\rtf", "a rich text (RTF) file. Save it as .docx or .pdf"),
    (b"\x1f\x8b", "a compressed archive. Unpack it"),
    (b"7z\xbc\xaf", "a compressed archive. Unpack it"),
    (b"Rar!", "a compressed archive. Unpack it"),
)
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*")
_PAGE = re.compile(rb"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.DOTALL)
_MARKDOWN = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:---[ \t]*\r?\n[A-Za-z_]\w*:|#\s+\S)")


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
    document = _read_as(_format(source), source, settings)
    if not document.blocks:
        raise UnreadableSource(f"{source.name} holds no text. Check that it is the right file.")
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


def _format(source: Source) -> str:
    """The format by content, else by name. Raises `UnreadableSource` for one that is not read here."""
    head = source.data[:1024]
    if b"%PDF-" in head:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return _zipped(source)
    if head.startswith(_IMAGES):
        return "image"
    for magic, what in _FOREIGN:
        if head.startswith(magic):
            raise UnreadableSource(f"{source.name} is {what}, then add it again.")
    suffix = source.suffix
    named = SUFFIXES.get(suffix)
    if _PAGE.match(head.removeprefix(b"\xef\xbb\xbf")):
        return "html"
    if named in ("pdf", "docx", "image"):
        raise UnreadableSource(f"{source.name} is named {suffix} but is not such a file. Download or save it again.")
    if named is None:
        raise UnreadableSource(
            f"{source.name} is of a type that is not read here ({suffix})."
            " Save it as PDF, DOCX, HTML, Markdown, text or a picture of the page."
        )
    return "markdown" if named == "text" and _MARKDOWN.match(head) else named


def _zipped(source: Source) -> str:
    """``docx`` for a Word file; other archives are refused. Raises `UnreadableSource`."""
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
            names = archive.namelist()
    # Besides BadZipFile, a damaged directory shows as any of these.
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError, OverflowError) as error:
        raise UnreadableSource(f"{source.name} is damaged or cut off. Download or save it again.") from error
    if body_of(names):
        return "docx"
    raise UnreadableSource(
        f"{source.name} is an archive or an office file other than a Word document."
        " Unpack it, or save it as .docx or PDF."
    )
