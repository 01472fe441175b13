"""Tables as sentences: each row says its own headers, so that a row found alone still makes sense."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from ingest.document import Block
from ingest.readers.normalise import normalise


def table_rows(table: Sequence[Sequence[str]], page: int | None = None) -> Iterator[Block]:
    """Each row below the first as ``Header: cell; Header: cell``.

    A table of one row or column has no headers: its cells are joined as they are. Empty cells are left out.
    """
    rows = [[normalise(cell) for cell in row] for row in table]
    rows = [row for row in rows if any(row)]
    if len(rows) < 2 or max(map(len, rows)) < 2:
        texts = ["; ".join(filter(None, row)) for row in rows]
    else:
        texts = [_labelled(rows[0], row) for row in rows[1:]]
    return (Block(text, "table_row", page) for text in texts)


def _labelled(headers: Sequence[str], row: Sequence[str]) -> str:
    """One row with its headers; a header without a colon of its own gets one."""
    pairs = zip_longest(headers, row, fillvalue="")
    return "; ".join(f"{header.rstrip(':')}: {cell}" if header else cell for header, cell in pairs if cell)
