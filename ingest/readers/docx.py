"""Word files, from their XML: everything that the reader of the page sees, in its order.

python-docx would leave out accepted insertions, content controls and footnotes, and expands archives without
a limit. Core properties are no metadata here: templates and earlier authors leave the wrong ones behind.
"""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from ingest.document import Block, BlockKind, Document, Source, UnreadableSource
from ingest.readers.docx_styles import Numbering, Styles, W
from ingest.readers.normalise import BULLETS, normalise
from ingest.readers.tables import table_rows

_SKIPPED_NAMES = """
    del moveFrom instrText delText fldData footnoteReference endnoteReference annotationRef rPr pPr
"""
_SKIPPED = frozenset(f"{W}{name}" for name in _SKIPPED_NAMES.split())
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BREAKS = frozenset((f"{W}br", f"{W}cr", f"{W}tab"))
_NOT_NOTES = frozenset(("separator", "continuationSeparator", "continuationNotice"))


def read_docx(source: Source, *, max_expanded: int) -> Document:
    """The body in order, then its footnotes and endnotes.

    Raises `UnreadableSource` for a file that is damaged, protected, or expands beyond ``max_expanded`` bytes.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
            parts = _Parts(archive, max_expanded)
            body = parts.xml("word/document.xml")
            styles = Styles.of(parts.xml("word/styles.xml"))
            numbering = Numbering.of(parts.xml("word/numbering.xml"))
            notes = [parts.xml("word/footnotes.xml"), parts.xml("word/endnotes.xml")]
    except _TooLarge as error:
        raise UnreadableSource(f"{source.name} expands beyond {max_expanded:,} bytes and was not opened.") from error
    except RuntimeError as error:  # what zipfile raises for a password; NotImplementedError is one too
        raise UnreadableSource(f"{source.name} is protected. Save it without a password.") from error
    # zipfile and its decompressors raise any of these on damaged data.
    except (
        zipfile.BadZipFile,
        zlib.error,
        lzma.LZMAError,
        etree.LxmlError,
        EOFError,
        OSError,
        ValueError,
    ) as error:
        raise UnreadableSource(f"{source.name} is damaged or cut off. Download or save it again.") from error
    if body is None:
        raise UnreadableSource(f"{source.name} is damaged: it has no body. Download or save it again.")
    reader = _Reader(styles, numbering)
    return Document((*_with_title(list(reader.blocks(body))), *_footnotes(notes)))


class _TooLarge(Exception):
    """An archive that expands beyond the limit."""


@dataclass
class _Parts:
    """The parts that are read, under one common limit: the sizes that an archive declares may be lies."""

    archive: zipfile.ZipFile
    left: int

    def xml(self, name: str) -> etree._Element | None:
        """The root of a part, None where the archive has none."""
        try:
            part = self.archive.open(name)
        except KeyError:
            return None
        with part:
            data = part.read(self.left + 1)
        self.left -= len(data)
        if self.left < 0:
            raise _TooLarge
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


@dataclass
class _Reader:
    styles: Styles
    numbering: Numbering
    counted: dict[str, int] = field(default_factory=dict)

    def blocks(self, root: etree._Element) -> Iterator[Block]:
        """Paragraphs and tables below ``root``, wherever they nest (content controls, text boxes)."""
        walk = etree.iterwalk(root, events=("start",))
        for _, element in walk:
            if element.tag in _SKIPPED or element.tag == _FALLBACK:
                walk.skip_subtree()
            elif element.tag == f"{W}p":
                yield from self._paragraph(element)
            elif element.tag == f"{W}tbl" and _is_data_table(element):
                yield from table_rows([_cells(row) for row in element.iter(f"{W}tr")])
                walk.skip_subtree()

    def _paragraph(self, paragraph: etree._Element) -> Iterator[Block]:
        text = normalise(text_of(paragraph))
        if not text:
            return
        properties = paragraph.find(f"{W}pPr")
        kind = self.styles.kind(properties)
        numbered, mark = self.numbering.mark(self.styles.numbering(properties))
        if kind == "paragraph" and numbered:
            kind = "list_item"
        elif kind == "paragraph" and text[0] in BULLETS and text[1:2] == " ":
            kind, text = "list_item", text[2:]
        yield Block(f"{mark} {text}" if mark else text, kind)


def text_of(paragraph: etree._Element) -> str:
    """What the paragraph shows: with insertions, without deletions, field codes and text boxes."""
    pieces: list[str] = []
    walk = etree.iterwalk(paragraph, events=("start",))
    for _, element in walk:
        if (
            element.tag in _SKIPPED
            or element.tag == _FALLBACK
            or element.tag == f"{W}p"
            and element is not paragraph
            or element.tag == f"{W}r"
            and _is_hidden(element)
        ):
            walk.skip_subtree()
        elif element.tag == f"{W}t":
            pieces.append(element.text or "")
        elif element.tag in _BREAKS:
            pieces.append(" ")
        elif element.tag == f"{W}noBreakHyphen":
            pieces.append("-")
    return "".join(pieces)


def _is_hidden(run: etree._Element) -> bool:
    if run.tag != f"{W}r":
        return False
    vanish = run.find(f"{W}rPr/{W}vanish")
    return vanish is not None and vanish.get(f"{W}val", "1") not in ("0", "false", "off")


def _is_data_table(table: etree._Element) -> bool:
    """More than one row and column, and no cell with text in paragraphs: else the table lays out the page."""
    rows = list(table.iterchildren(f"{W}tr"))
    if len(rows) < 2 or max(len(list(row.iter(f"{W}tc"))) for row in rows) < 2:
        return False
    if table.find(f".//{W}tbl") is not None:
        return False
    return not any(sum(len(text_of(p)) > 200 for p in cell.iter(f"{W}p")) > 1 for cell in table.iter(f"{W}tc"))


def _cells(row: etree._Element) -> list[str]:
    """The texts of a row, padded where a cell spans columns so that headers stay above their cells."""
    cells: list[str] = []
    for cell in row.iter(f"{W}tc"):
        cells.append(" ".join(text_of(paragraph) for paragraph in cell.iter(f"{W}p")))
        span = cell.find(f"{W}tcPr/{W}gridSpan")
        width = span.get(f"{W}val", "1") if span is not None else "1"
        cells.extend([""] * (min(int(width), 100) - 1 if width.isascii() and width.isdigit() else 0))
    return cells


def _footnotes(parts: list[etree._Element | None]) -> Iterator[Block]:
    number = 0
    for part in parts:
        for note in part if part is not None else ():
            if note.get(f"{W}type") in _NOT_NOTES:
                continue
            text = normalise(" ".join(text_of(paragraph) for paragraph in note.iter(f"{W}p")))
            if text:
                number += 1
                yield Block(f"{number} {text}", "footnote")


def _with_title(blocks: list[Block]) -> Iterator[Block]:
    """A document without a Title has a heading for one, where it begins with a heading."""
    titled = any(block.kind == "title" for block in blocks)
    for place, block in enumerate(blocks):
        kind: BlockKind = "title" if place == 0 and not titled and block.kind == "heading" else block.kind
        yield Block(block.text, kind)
