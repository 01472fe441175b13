"""Word files, from their XML: everything that the reader of the page sees, in its order.

python-docx would leave out accepted insertions, content controls and footnotes, and expands archives without
a limit. Core properties are no metadata here: templates and earlier authors leave the wrong ones behind.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from ingest.document import Block, BlockKind, Document, Source, UnreadableSource
from ingest.readers.docx.package import opened
from ingest.readers.docx.styles import Numbering, Styles, W
from ingest.readers.docx.words import FALLBACK, SKIPPED, is_all_bold, text_of
from ingest.readers.lines import ends_sentence
from ingest.readers.normalise import BULLETS, normalise
from ingest.readers.tables import table_rows

_NOT_NOTES = frozenset(("separator", "continuationSeparator", "continuationNotice"))
_LONGEST_CELL = 800
_LONGEST_TITLE = 300
_WIDEST = 100


def read_docx(source: Source, *, max_expanded: int) -> Document:
    """The body in order, then its footnotes and endnotes.

    Raises `UnreadableSource` for a file that is damaged, protected, or expands beyond ``max_expanded`` bytes.
    """
    with opened(source, max_expanded) as package:
        body = package.body()
        styles = Styles.of(package.xml("word/styles.xml"))
        numbering = Numbering.of(package.xml("word/numbering.xml"))
        notes = [package.xml("word/footnotes.xml"), package.xml("word/endnotes.xml")]
    if body is None:
        raise UnreadableSource(f"{source.name} is damaged: it has no body. Download or save it again.")
    reader = _Reader(styles, numbering)
    return Document((*_with_title(list(reader.blocks(body))), *_footnotes(notes)))


@dataclass
class _Reader:
    styles: Styles
    numbering: Numbering
    counted: dict[str, int] = field(default_factory=dict)

    def blocks(self, root: etree._Element) -> Iterator[Block]:
        """Paragraphs and tables below ``root``, wherever they nest (content controls, text boxes)."""
        walk = etree.iterwalk(root, events=("start",), tag=(*SKIPPED, FALLBACK, f"{W}p", f"{W}tbl"))
        for _, element in walk:
            if element.tag in SKIPPED or element.tag == FALLBACK:
                walk.skip_subtree()
            elif element.tag == f"{W}p" and len(element):
                yield from self._paragraph(element)
            elif element.tag == f"{W}tbl" and _is_data_table(element):
                yield from table_rows(_grid(element))
                walk.skip_subtree()

    def _paragraph(self, paragraph: etree._Element) -> Iterator[Block]:
        text = normalise(text_of(paragraph))
        if not text:
            return
        properties = paragraph.find(f"{W}pPr")
        kind = self.styles.kind(properties)
        numbered, mark = self.numbering.mark(self.styles.numbering(properties))
        if kind == "paragraph" and not numbered and is_all_bold(paragraph) and _may_head(text):
            kind = "heading"
        elif kind == "paragraph" and numbered:
            kind = "list_item"
        elif kind == "paragraph" and text[0] in BULLETS and text[1:2] == " ":
            kind, text = "list_item", text[2:]
        yield Block(f"{mark} {text}" if mark else text, kind)


def _may_head(text: str) -> bool:
    """Whether a line in bold letters is a heading that was made by hand."""
    return len(text) <= _LONGEST_TITLE and not ends_sentence(text) and text[-1] not in ";,"


def _is_data_table(table: etree._Element) -> bool:
    """More than one row and column, and short cells: else the table lays out the page, as one around tables does."""
    rows = list(table.iterchildren(f"{W}tr"))
    if len(rows) < 2 or max(len(list(row.iter(f"{W}tc"))) for row in rows) < 2:
        return False
    if table.find(f".//{W}tbl") is not None:
        return False
    return all(len(_cell_text(cell)) <= _LONGEST_CELL for cell in table.iter(f"{W}tc"))


def _grid(table: etree._Element) -> list[list[str]]:
    """The texts of the cells, each in its column; one that spans rows stands in all of them."""
    grid: list[list[str]] = []
    for row in table.iter(f"{W}tr"):
        line: list[str] = []
        for cell in row.iter(f"{W}tc"):
            merged = cell.find(f"{W}tcPr/{W}vMerge")
            goes_on = merged is not None and merged.get(f"{W}val", "continue") == "continue"
            above = grid[-1][len(line)] if goes_on and grid and len(line) < len(grid[-1]) else ""
            line += [above or _cell_text(cell), *[""] * (_width(cell) - 1)]
        grid.append(line)
    return grid


def _cell_text(cell: etree._Element) -> str:
    return " ".join(text_of(paragraph) for paragraph in cell.iter(f"{W}p"))


def _width(cell: etree._Element) -> int:
    """How many columns a cell spans."""
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    width = span.get(f"{W}val", "1") if span is not None else "1"
    return max(1, min(int(width), _WIDEST)) if width.isascii() and width.isdigit() and len(width) < 7 else 1


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
