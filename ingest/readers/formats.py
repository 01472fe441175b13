"""Which kind of file a source is: told by its content first and by its name second."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Literal

from ingest.document import Source, UnreadableSource
from ingest.readers.docx.package import body_of

Format = Literal["pdf", "image", "docx", "html", "markdown", "text"]

SUFFIXES: dict[str, Format] = {
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

_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*")
_FOREIGN = (
    (b"{\\rtf", "a rich text (RTF) file. Open it in Word or LibreOffice, save it as .docx or PDF"),
    (b"\x1f\x8b", "a compressed archive. Unpack it"),
    (b"7z\xbc\xaf", "a compressed archive. Unpack it"),
    (b"Rar!", "a compressed archive. Unpack it"),
    (b"BZh", "a compressed archive. Unpack it"),
    (b"\xfd7zXZ", "a compressed archive. Unpack it"),
    (b"\x7fELF", "a program and no document. Find the statement itself"),
    (b"MZ\x90", "a program and no document. Find the statement itself"),
    (b"SQLite format 3", "a database and no document. Find the statement itself"),
)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_IN_OLD_OFFICE = (
    ("EncryptedPackage", "protected with a password. Open it in Word and save it without one"),
    ("WordDocument", "an old .doc file. Open it in Word or LibreOffice, save it as .docx"),
    ("Workbook", "an old Excel file. Save what it says as PDF"),
    ("PowerPoint Document", "an old PowerPoint file. Save it as PDF"),
)
_ZIPPED = (
    ("xl/", "an Excel file. Save what it says as PDF"),
    ("ppt/", "a PowerPoint file. Save it as PDF"),
    ("content.xml", "an OpenDocument file. Open it in Word or LibreOffice, save it as .docx or PDF"),
    ("META-INF/container.xml", "an e-book. Save it as PDF"),
)
_NAMED = {
    ".doc": "an old .doc file. Open it in Word or LibreOffice, save it as .docx",
    ".rtf": "a rich text (RTF) file. Open it in Word or LibreOffice, save it as .docx or PDF",
    ".odt": "an OpenDocument file. Open it in Word or LibreOffice, save it as .docx or PDF",
    ".eml": "an e-mail. Save its attachment, or its text as .txt",
    ".msg": "an e-mail. Save its attachment, or its text as .txt",
    ".mht": "a page in one file (MHTML). Save the page as HTML or PDF",
    ".mhtml": "a page in one file (MHTML). Save the page as HTML or PDF",
    ".csv": "a table of data and no statement. Save the document that it belongs to as PDF",
    ".xlsx": "an Excel file. Save what it says as PDF",
    ".pptx": "a PowerPoint file. Save it as PDF",
}
_PAGE = re.compile(rb"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.DOTALL)
_MARKDOWN = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:---[ \t]*\r?\n[A-Za-z_]\w*:|#\s+\S)")
_SUFFIX = re.compile(r"\.[a-z][a-z0-9]{0,9}")


def format_of(source: Source) -> Format:
    """The format by content, else by name. Raises `UnreadableSource` for one that is not read here."""
    head = source.data[:1024]
    if b"%PDF-" in head:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return _zipped(source)
    if head.startswith(_IMAGES):
        return "image"
    if head.startswith(_OLD_OFFICE):
        raise _foreign(source, _old_office(source.data))
    for magic, what in _FOREIGN:
        if head.startswith(magic):
            raise _foreign(source, what)
    # "Statement of 14.10.2024" has no ending, though it has a dot.
    suffix = source.suffix if _SUFFIX.fullmatch(source.suffix) else ""
    named = SUFFIXES.get(suffix)
    if _PAGE.match(head.removeprefix(b"\xef\xbb\xbf")):
        return "html"
    if named in ("pdf", "docx", "image"):
        raise UnreadableSource(f"{source.name} is named {suffix} but is not such a file. Download or save it again.")
    if suffix in _NAMED:
        raise _foreign(source, _NAMED[suffix])
    if named is None:
        raise UnreadableSource(
            f"{source.name} is of a type that is not read here ({suffix})."
            " Save it as PDF, DOCX, HTML, Markdown, text or a picture of the page."
        )
    return "markdown" if named == "text" and _MARKDOWN.match(head) else named


def _foreign(source: Source, what: str) -> UnreadableSource:
    return UnreadableSource(f"{source.name} is {what}, then add that.")


def _old_office(data: bytes) -> str:
    """What an OLE file is, by the names of its streams."""
    for name, what in _IN_OLD_OFFICE:
        if name.encode("utf-16-le") in data:
            return what
    return "an old Office file or one with a password. Open it in Word, save it as .docx without a password"


def _zipped(source: Source) -> Format:
    """``docx`` for a Word file; other archives are refused. Raises `UnreadableSource`."""
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
            names = archive.namelist()
    # Besides BadZipFile, a damaged directory shows as any of these.
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError, OverflowError) as error:
        raise UnreadableSource(f"{source.name} is damaged or cut off. Download or save it again.") from error
    if body_of(names):
        return "docx"
    for start, what in _ZIPPED:
        if any(name.startswith(start) for name in names):
            raise _foreign(source, what)
    raise _foreign(source, "an archive. Unpack it")
