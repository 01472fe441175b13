"""Tables with ruled lines: the lines that touch make a grid, and the grid's cells hold the text.

A library that finds tables (pdfplumber) takes three seconds where this takes a few milliseconds, as it reads
the whole page anew in Python; it also loses the outer columns of a table that is open at its sides.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from ingest.readers.pages.printed import Printed
from ingest.readers.pages.rows import glyph_rows, text_of_glyphs
from ingest.readers.pages.sheet import Glyph, Line
from ingest.readers.pages.table import Table, TableRow

_NEAR = 3.0
_LONGEST_CELL = 1500
_LEAST_FILLED = 0.4
_MOST_CELLS = 20_000
_SHORT_CELL = 30


def ruled_tables(lines: Sequence[Line], glyphs: Sequence[Glyph], page: int) -> list[Table]:
    """The tables of a page, from top to bottom: two rows and columns at least, no frame around text, no chart."""
    levels = _merged([(line.y0 + line.y1, line.x0, line.x1) for line in lines if line.is_level])
    uprights = _merged([(line.x0 + line.x1, line.y0, line.y1) for line in lines if not line.is_level])
    found = [_table(across, up, glyphs, page) for across, up in _groups(levels, uprights)]
    tables: list[Table] = []
    for table in sorted((table for table in found if table is not None), key=lambda table: -table.width):
        if not any(table.overlaps(other) for other in tables):
            tables.append(table)
    return sorted(tables, key=lambda table: -table.top)


_Rule = tuple[float, float, float]
"""A line's place, and its two ends in the other direction."""


def _merged(lines: Iterable[_Rule]) -> list[_Rule]:
    """Lines (with twice their place) as rules: near ones in one place, what follows each other in one piece."""
    rules: list[_Rule] = []
    group: list[_Rule] = []
    for line in [*sorted(lines), (float("inf"), 0.0, 0.0)]:
        if group and line[0] / 2 - group[0][0] / 2 > _NEAR:
            place = sum(double for double, _, _ in group) / 2 / len(group)
            start, end = None, 0.0
            for _, first, last in sorted(group, key=lambda rule: rule[1]):
                if start is not None and first <= end + _NEAR:
                    end = max(end, last)
                    continue
                if start is not None:
                    rules.append((place, start, end))
                start, end = first, last
            if start is not None:
                rules.append((place, start, end))
            group = []
        group.append(line)
    return rules


def _groups(levels: Sequence[_Rule], uprights: Sequence[_Rule]) -> list[tuple[list[_Rule], list[_Rule]]]:
    """Rules that touch each other, directly or by others."""
    if len(levels) * len(uprights) > 1_000_000:
        return []
    parent = list(range(len(levels) + len(uprights)))
    root = _finder(parent)
    for row, (y, x0, x1) in enumerate(levels):
        for column, (x, y0, y1) in enumerate(uprights, start=len(levels)):
            if x0 - _NEAR <= x <= x1 + _NEAR and y0 - _NEAR <= y <= y1 + _NEAR:
                parent[root(row)] = root(column)
    groups: dict[int, tuple[list[_Rule], list[_Rule]]] = defaultdict(lambda: ([], []))
    for place in range(len(parent)):
        if place < len(levels):
            groups[root(place)][0].append(levels[place])
        else:
            groups[root(place)][1].append(uprights[place - len(levels)])
    return [group for group in groups.values() if len(group[0]) >= 2 and group[1]]


def _finder(parent: list[int]) -> Callable[[int], int]:
    def root(place: int) -> int:
        while parent[place] != place:
            parent[place] = parent[parent[place]]
            place = parent[place]
        return place

    return root


def _table(levels: list[_Rule], uprights: list[_Rule], glyphs: Sequence[Glyph], page: int) -> Table | None:
    xs = _places([x for x, _, _ in uprights] + [x for _, x0, x1 in levels for x in (x0, x1)])
    ys = _places([y for y, _, _ in levels] + [y for _, y0, y1 in uprights for y in (y0, y1)])
    columns, rows = len(xs) - 1, len(ys) - 1
    if columns < 2 or rows < 2 or columns * rows > _MOST_CELLS:
        return None
    regions = _regions(xs, ys, levels, uprights)
    held: dict[int, list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        middle = (glyph.x0 + glyph.x1) / 2
        if xs[0] <= middle < xs[-1] and ys[0] <= glyph.y < ys[-1]:
            held[regions[bisect_right(ys, glyph.y) - 1][bisect_right(xs, middle) - 1]].append(glyph)
    cells = {region: text_of_glyphs(inside, page) for region, inside in held.items()}
    count = len({region for row in regions for region in row})
    if (
        not cells
        or max(len(cell.text) for cell in cells.values()) > _LONGEST_CELL
        or len(cells) < _LEAST_FILLED * count
    ):
        return None
    made = [
        row
        for place in reversed(range(rows))
        for row in _rows(regions[place], ys[place], ys[place + 1], cells, held, open_rows=rows <= 2, page=page)
    ]
    made = [row for row in made if any(cell.text for cell in row.cells)]
    if len(made) < 2 or max(len(set(row.spans)) for row in made) < 2:
        return None
    return Table(page, xs[0], xs[-1], ys[0], ys[-1], tuple(xs), tuple(made))


def _places(values: Iterable[float]) -> list[float]:
    """Values in order, near ones as one."""
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > _NEAR:
            places.append(value)
    return places


def _regions(
    xs: Sequence[float], ys: Sequence[float], levels: Sequence[_Rule], uprights: Sequence[_Rule]
) -> list[list[int]]:
    """For each row (from below) and column of the grid, the cell that it belongs to: cells end where a rule is."""
    columns, rows = len(xs) - 1, len(ys) - 1
    parent = list(range(columns * rows))
    root = _finder(parent)
    for row in range(rows):
        y = (ys[row] + ys[row + 1]) / 2
        walls = [x for x, y0, y1 in uprights if y0 - _NEAR <= y <= y1 + _NEAR]
        for column in range(1, columns):
            if not any(abs(x - xs[column]) <= _NEAR for x in walls):
                parent[root(row * columns + column)] = root(row * columns + column - 1)
    for column in range(columns):
        x = (xs[column] + xs[column + 1]) / 2
        walls = [y for y, x0, x1 in levels if x0 - _NEAR <= x <= x1 + _NEAR]
        for row in range(1, rows):
            if not any(abs(y - ys[row]) <= _NEAR for y in walls):
                parent[root(row * columns + column)] = root((row - 1) * columns + column)
    return [[root(row * columns + column) for column in range(columns)] for row in range(rows)]


def _rows(
    regions: Sequence[int],
    bottom: float,
    top: float,
    cells: dict[int, Printed],
    held: dict[int, list[Glyph]],
    *,
    open_rows: bool,
    page: int,
) -> list[TableRow]:
    """A row of the grid; where no rules are between the rows of a table, each of its lines is a row."""
    inside = [glyph for region in dict.fromkeys(regions) for glyph in held.get(region, ()) if bottom <= glyph.y < top]
    lines = glyph_rows(inside) if open_rows else []
    if len(lines) >= 3:
        split = []
        for line in lines:
            parts = [
                text_of_glyphs([glyph for glyph in line if glyph in set(held.get(region, ()))], page)
                for region in regions
            ]
            split.append(TableRow(tuple(parts), line[0].y, line[0].y, _is_bold(line), tuple(range(len(parts)))))
        full = [row for row in split if sum(bool(cell.text) for cell in row.cells) > 1 and row.cells[0].text]
        short = all(len(cell.text) <= _SHORT_CELL for row in split for cell in row.cells[1:])
        if len(full) >= 0.8 * len(split) and short:
            return split
    texts = tuple(cells.get(region, Printed("")) for region in regions)
    return [TableRow(texts, bottom, top, bool(inside) and _is_bold(inside), tuple(regions))]


def _is_bold(glyphs: Sequence[Glyph]) -> bool:
    return all(glyph.bold for glyph in glyphs)
