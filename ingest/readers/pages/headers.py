"""The rows of tables as lines of text that say their headers, also where a table goes on over a page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.readers.pages.layout import Column, body_size
from ingest.readers.pages.printed import Printed, joined
from ingest.readers.pages.rows import Segment
from ingest.readers.pages.table import Table, TableRow

_NEAR = 6.0
_NUMBER = re.compile(r"[\W_]*\d[\d\W]*%?")
_YEAR = re.compile(r"(?:19|20)\d\d")


def tables_as_rows(pages: Sequence[Sequence[Column]]) -> list[list[Column]]:
    """The pages with each table as its rows, each row saying the table's header."""
    headers = _Headers(body_size(pages))
    return [
        [replace(column, lines=tuple(headers.lines(column.lines, first=column is page[0]))) for column in page]
        for page in pages
    ]


class _Headers:
    """Gives tables their headers, in the order of pages: a table may go on from the page before."""

    def __init__(self, body: float) -> None:
        self._body = body
        self._open: Table | None = None
        self._rows: Sequence[TableRow] = ()

    def lines(self, lines: Sequence[Segment], *, first: bool) -> Iterator[Segment]:
        """The lines of a column, tables as rows. ``first`` tells that it begins its page."""
        for place, line in enumerate(lines):
            if line.table is not None:
                yield from self._said(line.table, opens=first and place == 0)
                self._open = line.table
                continue
            yield line
            if line.size > 0.93 * self._body and self._open is not None and line.page == self._open.page:
                self._open = None  # text under a table ends it, footnotes do not

    def _said(self, table: Table, *, opens: bool) -> Iterator[Segment]:
        titles = _titles(table.rows)
        rows = table.rows[len(titles) :]
        known = self._rows if _goes_on(self._open, table) else ()
        repeated = known and [_words(row) for row in rows[: len(known)]] == [_words(row) for row in known]
        if repeated:
            rows = rows[len(known) :]
        elif not (known and opens and not _stands_out(rows)):
            count = _header_count(rows) if table.ruled or _has_header(rows) else 0
            self._rows, rows = rows[:count], rows[count:]
        header = _header(self._rows) if self._rows else None
        for row in titles:
            yield _segment(table, row, _joined_cells(row.own))
        for row in rows:
            yield _segment(table, row, _labelled(header, row))


def _goes_on(last: Table | None, table: Table) -> bool:
    """Whether a table has the same columns as the last one, which ends the page before."""
    return (
        last is not None
        and table.page == last.page + 1
        and len(table.edges) == len(last.edges)
        and all(abs(a - b) < _NEAR for a, b in zip(table.edges, last.edges, strict=True))
    )


def _titles(rows: Sequence[TableRow]) -> list[TableRow]:
    titles = []
    for row in rows[:-1]:
        if not row.is_whole:
            break
        titles.append(row)
    return titles


def _words(row: TableRow) -> list[str]:
    return [cell.text for cell in row.cells]


def _header_count(rows: Sequence[TableRow]) -> int:
    """How many rows are the header: none where numbers stand in the first, two where its cells run over columns."""
    if len(rows) < 2 or not _is_header(rows):
        return 0
    spans = rows[0].spans
    grouped = len(set(spans)) < len(spans)
    return 2 if grouped and len(rows) > 2 and not rows[1].is_whole and _is_header(rows[1:]) else 1


def _has_header(rows: Sequence[TableRow]) -> bool:
    """Whether a table of two columns that no lines are drawn around has a header: it stands out, or names numbers."""
    if not rows or len(rows[0].cells) > 2 or _stands_out(rows):
        return True
    numbers = [any(map(str.isdigit, row.cells[1].text)) for row in rows[1:]]
    return sum(numbers) > 0.7 * len(numbers) and not any(map(str.isdigit, rows[0].cells[1].text))


def _is_header(rows: Sequence[TableRow]) -> bool:
    if not rows:
        return False
    cells = [cell.text for cell in rows[0].cells[1:]]
    numbers = [cell for cell in cells if _NUMBER.fullmatch(cell) and not _YEAR.fullmatch(cell)]
    return not numbers or _stands_out(rows)


def _stands_out(rows: Sequence[TableRow]) -> bool:
    """Whether the first row alone is bold."""
    return bool(rows) and rows[0].bold and not all(row.bold for row in rows)


def _header(rows: Sequence[TableRow]) -> tuple[Printed, ...]:
    """For each column, what the header's rows say over it."""
    columns = []
    for place in range(len(rows[0].cells)):
        own: list[Printed] = []
        for row in rows:
            cell = row.cells[place]
            if cell.text and cell not in own:
                own.append(cell)
        parts = [part for cell in own for part in (" ", cell)]
        columns.append(joined(parts[1:]))
    return tuple(columns)


def _labelled(header: Sequence[Printed] | None, row: TableRow) -> Printed:
    """``Header: cell; Header: cell``, as `ingest.readers.tables` has it; without a header, the cells as they are."""
    if row.is_whole:
        return _joined_cells(row.own)
    if header is None and len(row.cells) > 2:
        return _joined_cells(row.own)
    parts: list[Printed | str] = []
    labels = header or (Printed(""), row.cells[0])
    for place, (label, cell) in enumerate(zip(labels, row.cells, strict=True)):
        first = row.spans.index(row.spans[place]) == place
        if not cell.text or not first or (header is None and place == 0 and row.cells[1].text):
            continue
        parts.append("; ")
        if label.text:
            parts += [label.cut(0, len(label.text.rstrip(":"))), ": "]
        parts.append(cell)
    return joined(parts[1:])


def _joined_cells(cells: Sequence[Printed]) -> Printed:
    """The cells that are not empty, one after the other."""
    parts: list[Printed | str] = []
    for cell in cells:
        if cell.text:
            parts += ["; ", cell]
    return joined(parts[1:])


def _segment(table: Table, row: TableRow, text: Printed) -> Segment:
    y = (row.bottom + row.top) / 2
    return Segment(text, table.x0, table.x1, y, max(1.0, row.top - row.bottom), table.page, is_table_row=True)
