"""Reading order: columns one after the other."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from statistics import median, median_low

from ingest.readers.pages.aligned import with_tables
from ingest.readers.pages.rows import Row, Segment, parted, text_of_segments

_NEAR = 8.0
_LEAST_LINES, _FEWEST_LINES = 4, 2
"""A column has at least so many lines; one that has just begun."""
_FILLED, _FULL = 0.6, 0.85


@dataclass(frozen=True)
class Column:
    """Lines under each other between two edges."""

    left: float
    right: float
    lines: tuple[Segment, ...]


def columns_of(pages: Sequence[Sequence[Row]]) -> list[list[Column]]:
    """The columns of each page in reading order.

    A page with too few lines to show its columns has those of the others, where its lines begin there.
    """
    gutters = [_gutter(rows) for rows in pages]
    pages = [with_tables(rows, 3) if gutter is None else rows for rows, gutter in zip(pages, gutters, strict=True)]
    known = [gutter for gutter in gutters if gutter is not None]
    usual = median_low(known) if known else None
    return [
        _columns(rows, usual if gutter is None and _begins_at(rows, usual) else gutter)
        for rows, gutter in zip(pages, gutters, strict=True)
    ]


def _begins_at(rows: Sequence[Row], edge: float | None) -> bool:
    """Whether most of what reaches beyond an edge begins at it."""
    if edge is None:
        return False
    first = [min(segment.x0 for segment in row if segment.x1 > edge) for row in rows if row[-1].x1 > edge]
    beginning = sum(abs(start - edge) < _NEAR for start in first)
    return beginning > 0.5 * len(first)


def _columns(rows: Sequence[Row], gutter: float | None) -> list[Column]:
    """What crosses the gutter parts the columns above it from those below."""
    if gutter is None:
        return [_column([_merged(row) for row in with_tables(rows, 2)])] if rows else []
    columns: list[Column] = []
    across: list[Row] = []
    left: list[Row] = []
    right: list[Row] = []
    for row in _parted(rows, gutter):
        if _crosses(row, gutter) or (not (left or right) and _goes_on(across, row, gutter)):
            columns += _sides(left, right)
            left, right = [], []
            across.append(row)
            continue
        if across:
            columns.append(_column([_merged(whole) for whole in with_tables(across, 2)]))
            across = []
        if part := tuple(segment for segment in row if segment.x1 <= gutter):
            left.append(part)
        if part := tuple(segment for segment in row if segment.x1 > gutter):
            right.append(part)
    columns += _sides(left, right)
    return columns + ([_column([_merged(whole) for whole in with_tables(across, 2)])] if across else [])


def _sides(left: Sequence[Row], right: Sequence[Row]) -> list[Column]:
    left, right = with_tables(left, 3), with_tables(right, 3)
    return _columns(left, _gutter(left)) + _columns(right, _gutter(right))


def _goes_on(across: Sequence[Row], row: Row, gutter: float) -> bool:
    """Whether a row on the left alone is the short last line of what crosses the gutter above it."""
    if not across or row[-1].x1 > gutter:
        return False
    before = across[-1][0]
    return (
        before.table is None
        and abs(before.size - row[0].size) < 0.05 * row[0].size
        and before.bold == row[0].bold
        and before.y - row[0].y < 1.5 * row[0].size
    )


def _parted(rows: Sequence[Row], gutter: float) -> list[Row]:
    """The rows with segments parted that only seem to cross the gutter, as a wide heading narrows it."""
    widths = [
        min(segment.x0 for segment in row if segment.x1 > gutter)
        - max(segment.x1 for segment in row if segment.x1 <= gutter)
        for row in rows
        if not _crosses(row, gutter) and row[0].x1 <= gutter < row[-1].x1
    ]
    least = 0.6 * min(widths, default=0.0)
    if not least:
        return list(rows)
    return [
        tuple(
            part
            for segment in row
            for part in (parted(segment, gutter + 2, least) if _crosses((segment,), gutter) else (segment,))
        )
        for row in rows
    ]


def _gutter(rows: Sequence[Row]) -> float | None:
    """Where the right-hand column of two begins, None where there is one column.

    Both sides need lines enough, and lines that fill their side: cells of a table without rules do not.
    """
    segments = [segment for row in rows for segment in row]
    if len(segments) < 2 * _LEAST_LINES:
        return None
    left, right = min(segment.x0 for segment in segments), max(segment.x1 for segment in segments)
    starts: dict[int, list[float]] = defaultdict(list)
    for segment in segments:
        if 0.2 < (segment.x0 - left) / max(right - left, 1.0) < 0.8:
            starts[round(segment.x0 / 4)].append(segment.x0)
    for found in sorted(starts.values(), key=len, reverse=True)[:6]:
        edge = min(found) - 2
        if len(found) >= _FEWEST_LINES and _parts_columns(rows, edge, left, right):
            return edge
    return None


def _parts_columns(rows: Sequence[Row], edge: float, left: float, right: float) -> bool:
    apart = [row for run in _runs_apart(rows, edge) if len(run) >= _LEAST_LINES for row in run]
    lefts = [part for row in apart if (part := [segment for segment in row if segment.x1 <= edge])]
    rights = [part for row in apart if (part := [segment for segment in row if segment.x1 > edge])]
    if min(len(lefts), len(rights)) < _FEWEST_LINES:
        return False
    left_fill = median(part[-1].x1 - left for part in lefts) / (edge - left)
    right_fill = median(part[-1].x1 - edge for part in rights) / (right - edge)
    # A column that has just begun has few lines, but full ones beside many full ones.
    few = len(lefts) >= 2 * _LEAST_LINES and min(left_fill, right_fill) > _FULL
    least = _FEWEST_LINES if few else max(_LEAST_LINES, 0.2 * (len(rows) - len(apart)))
    return min(left_fill, right_fill) > _FILLED and min(len(lefts), len(rights)) >= least


def _runs_apart(rows: Sequence[Row], edge: float) -> list[list[Row]]:
    """Rows that follow each other without crossing an edge; wide spaces above each other cross it now and then."""
    return [list(run) for crosses, run in groupby(rows, lambda row: _crosses(row, edge)) if not crosses]


def _crosses(row: Row, edge: float) -> bool:
    return any(segment.x0 < edge < segment.x1 for segment in row)


def _column(lines: Sequence[Segment]) -> Column:
    return Column(min(line.x0 for line in lines), max(line.x1 for line in lines), tuple(lines))


def _merged(row: Row) -> Segment:
    """A row as one line: its wide gaps were only wide spaces."""
    first, last = row[0], row[-1]
    if len(row) == 1:
        return first
    return replace(
        first,
        printed=text_of_segments(row),
        x1=last.x1,
        size=max(row, key=lambda segment: len(segment.text)).size,
        bold=all(segment.bold for segment in row),
        closes_bold=last.closes_bold,
    )


def body_size(pages: Sequence[Sequence[Column]]) -> float:
    """The size that most of a document's text has."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for column in page:
            for line in column.lines:
                if not line.is_table_row:
                    sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0
