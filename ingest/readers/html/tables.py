"""Tables of a web page: which hold data, and their cells as they stand above each other."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree, html

from ingest.document import Block
from ingest.readers.normalise import normalise
from ingest.readers.tables import table_rows

_WIDEST = 100
_LONGEST_CELL = 800
_INLINE = frozenset("a abbr b bdi bdo cite code em font i mark q s small span strong sub sup time u var wbr".split())


def is_data_table(element: html.HtmlElement) -> bool:
    """A table of short cells; one that lays out the page (nested, paragraphs, one column) is not."""
    if element.tag != "table" or element.get("role") == "presentation":
        return False
    if element.xpath("boolean(.//table | .//ul | .//ol | .//h1 | .//h2 | .//td[count(.//p) > 1])"):
        return False
    rows = _rows(element)
    longest = max((len(content(cell)) for row in rows for cell in row), default=0)
    return longest <= _LONGEST_CELL and max(map(len, rows), default=0) > 1


def data_rows(table: html.HtmlElement) -> Iterator[Block]:
    """The caption as a paragraph, then each row with its headers."""
    for caption in table.iter("caption"):
        if text := normalise(content(caption)):
            yield Block(text)
    rows = _rows(table)
    if all([cell.tag for cell in row] == ["th", "td"] for row in rows):  # a list of facts: each row has its own header
        facts = (": ".join(filter(None, (normalise(content(cell)).rstrip(":") for cell in row))) for row in rows)
        yield from (Block(text, "table_row") for text in facts if text)
        return
    yield from table_rows(_grid(rows))


def content(element: html.HtmlElement) -> str:
    """All text of an element; words are parted where one of its blocks or lines ends, and only there."""
    if not len(element):
        return element.text or ""
    pieces: list[str] = []
    for event, inner in etree.iterwalk(element, events=("start", "end", "comment", "pi")):
        gap = "" if inner.tag in _INLINE else " "
        if event == "start":
            pieces += [gap, inner.text or ""]
        elif inner is not element:
            pieces += [gap if event == "end" else "", inner.tail or ""]
    return "".join(pieces)


def _rows(table: html.HtmlElement) -> list[list[html.HtmlElement]]:
    return [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]


def _grid(rows: list[list[html.HtmlElement]]) -> list[list[str]]:
    """The texts of the cells, each in its column: one that spans rows stands in all of them."""
    grid: list[list[str]] = []
    spanning: dict[int, tuple[str, int]] = {}
    for row in rows:
        line: list[str] = []
        for cell in row:
            _fill(line, spanning)
            text = content(cell)
            if (height := _span(cell, "rowspan")) > 1:
                spanning[len(line)] = (text, height - 1)
            line += [text, *[""] * (_span(cell, "colspan") - 1)]
        _fill(line, spanning)
        grid.append(line)
    return grid


def _fill(line: list[str], spanning: dict[int, tuple[str, int]]) -> None:
    """Add the cells that reach down from the rows above."""
    while len(line) in spanning:
        text, left = spanning.pop(len(line))
        if left > 1:
            spanning[len(line)] = (text, left - 1)
        line.append(text)


def _span(cell: html.HtmlElement, name: str) -> int:
    written = cell.get(name, "1")
    return max(1, min(int(written), _WIDEST)) if written.isascii() and written.isdigit() and len(written) < 7 else 1
