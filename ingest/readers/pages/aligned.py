"""Tables without ruled lines: cells that stand under each other, with white between them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from ingest.readers.lines import LIST_NUMBER
from ingest.readers.normalise import BULLETS
from ingest.readers.pages.printed import Printed, joined_lines
from ingest.readers.pages.rows import Row, Segment, parted, placeholder, text_of_segments
from ingest.readers.pages.table import Table, TableRow

_NEAR = 3.0
_FAR_STEP = 3.2
"""Rows further apart than so many times their size are not of one table."""
_LEAST_ALIGNED = 0.7
_LEAST_CONTENTS = 4
_JUMP = 1.1
_FIRST_ROWS = 6
_PROSE_FILL, _PROSE_CELL = 0.75, 20
_BULLETS = frozenset(BULLETS) | {"-"}


@dataclass(frozen=True)
class _Column:
    left: float
    right: float

    def overlap(self, segment: Segment) -> float:
        return min(self.right, segment.x1) - max(self.left, segment.x0)


def with_tables(rows: Sequence[Row], least_columns: int) -> list[Row]:
    """The rows with those of each table replaced by one that stands for it (see `rows.placeholder`)."""
    done: list[Row] = []
    place = 0
    while place < len(rows):
        found = _table_at(rows, place, least_columns) if _is_split(rows[place]) else None
        if found is None:
            done.append(rows[place])
            place += 1
        elif _is_contents(found[0]):
            done += [_contents_line(row) for row in rows[place : found[1]]]
            place = found[1]
        else:
            table, place = found
            done.append(placeholder(table))
    return done


def _is_contents(table: Table) -> bool:
    """Whether it is a contents page: headings, and page numbers that only grow."""
    numbers = [row.cells[-1].text for row in table.rows]
    if len(table.edges) != 2 or len(numbers) < _LEAST_CONTENTS or not all(map(str.isdigit, numbers)):
        return False
    return [int(number) for number in numbers] == sorted(int(number) for number in numbers)


def _contents_line(row: Row) -> Row:
    return (replace(row[0], printed=text_of_segments(row), x1=row[-1].x1, is_contents=True),)


def _is_split(row: Row) -> bool:
    return len(row) > 1 and row[0].table is None


def _table_at(rows: Sequence[Row], start: int, least_columns: int) -> tuple[Table, int] | None:
    """The longest table that begins with a row, and the place after it; None where there is no table."""
    run = _run(rows, start)
    if sum(map(_is_split, run[:_FIRST_ROWS])) < 2:
        return None  # a single line with wide spaces: most are, and looking closer takes long
    columns = _columns(run)
    while columns:
        run = [_parted(row, columns) for row in run]
        fitting = _fitting(run, columns)
        if fitting == len(run):
            break
        run = run[:fitting]
        columns = _columns(run)
    if len(columns) < least_columns or not _is_table(run, columns):
        return None
    return _table(run, columns), start + len(run)


def _parted(row: Row, columns: Sequence[_Column]) -> Row:
    """A row with its segments parted where words begin in a column, as a long cell leaves little white.

    Only where each part then lies in a column of its own: in a line of prose, words do not keep to columns.
    """
    parts = list(row)
    for column in columns[1:]:
        parts = [
            part
            for segment in parts
            for part in (
                parted(segment, column.left, 0.2 * segment.size) if segment.x0 < column.left - _NEAR else (segment,)
            )
        ]
    places = [_touched(segment, columns) for segment in parts]
    own = all(len(place) == 1 for place in places) and len({place[0] for place in places}) == len(places)
    return tuple(parts) if own else row


def _touched(segment: Segment, columns: Sequence[_Column]) -> list[int]:
    """The columns that a segment overlaps; between two, it is of the one on its left."""
    over = [place for place, column in enumerate(columns) if column.overlap(segment) > 0]
    return over or [place for place, column in enumerate(columns) if column.left <= segment.x0][-1:]


def _places(row: Row, columns: Sequence[_Column]) -> list[list[int]]:
    """The columns of each segment; one that runs over into the next cell is of its own column alone."""
    places = [_touched(segment, columns) for segment in row]
    for one, following in zip(places, places[1:], strict=False):
        if len(one) > 1 and following and one[0] < following[0]:
            one[:] = [place for place in one if place < following[0]]
    return places


def _keeps_to(row: Row, columns: Sequence[_Column]) -> bool:
    """Whether most cells of a row begin or end where their columns do, as words of a line of prose do not."""
    cells: dict[int, list[Segment]] = defaultdict(list)
    for segment, places in zip(row, _places(row, columns), strict=True):
        for place in places:
            cells[place].append(segment)
    near = [place for place, cell in cells.items() if _is_near(cell[0].x0, cell[-1].x1, columns[place])]
    return len(near) >= _LEAST_ALIGNED * len(cells)


def _is_near(x0: float, x1: float, column: _Column) -> bool:
    middle = (x0 + x1 - column.left - column.right) / 2
    return min(abs(x0 - column.left), abs(x1 - column.right), abs(middle)) <= _NEAR


def _run(rows: Sequence[Row], start: int) -> list[Row]:
    """Rows from a place on that may be one table: split ones, and lines of cells between and below them."""
    run = [rows[start]]
    for row in rows[start + 1 :]:
        before = run[-1][0]
        size = max(segment.size for segment in (*row, *run[-1]))
        if row[0].table is not None or before.y - row[0].y > _FAR_STEP * size:
            break
        run.append(row)
    return run


def _columns(run: Sequence[Row]) -> list[_Column]:
    """Where the cells of the rows with most cells stand."""
    counts = Counter(len(row) for row in run if len(row) > 1)
    if not counts:
        return []
    full = max((count for count in counts if counts[count] > 1), default=0)
    if not full:
        return []
    cells = list(zip(*(row for row in run if len(row) == full), strict=True))
    lefts = [min(cell.x0 for cell in column) for column in cells]
    if any(max(cell.x0 for cell in column) >= left for column, left in zip(cells, lefts[1:], strict=False)):
        return []
    rights = [max(cell.x1 for cell in column) for column in cells]
    # A word that is too long for its cell runs over into the next.
    ends = [min(right, left - 0.1) for right, left in zip(rights, [*lefts[1:], float("inf")], strict=True)]
    return [_Column(left, right) for left, right in zip(lefts, ends, strict=True)]


def _fitting(run: Sequence[Row], columns: Sequence[_Column]) -> int:
    """How many rows, from the first, are of the table: a line over several columns ends it, unless it heads it."""
    last = 0
    headed = True
    for place, row in enumerate(run):
        touched = _places(row, columns)
        headed = headed and not (len(row) == len(columns) and _keeps_to(row, columns))
        over = any(len(places) > 1 for places in touched)
        if not all(touched) or (not headed and (over or (len(row) > 1 and not _keeps_to(row, columns)))):
            break
        if len(row) > 1:
            last = place + 1
    # The last lines of a table may be those of one cell.
    steps = [before[0].y - row[0].y for before, row in zip(run[:last], run[1:last], strict=False)]
    while last < len(run) and _is_cell_line(run[last], run[last - 1], columns, median(steps) if steps else 0.0):
        last += 1
    return max(1, last)


def _is_cell_line(row: Row, before: Row, columns: Sequence[_Column], usual: float) -> bool:
    """Whether a line below the last row goes on with one of its cells: closer than rows are, if it is the first."""
    if len(row) != 1 or row[0].table is not None:
        return False
    touched = _touched(row[0], columns)
    if len(touched) != 1:
        return False
    step = before[0].y - row[0].y
    return step < 0.88 * usual if touched[0] == 0 else step < 1.5 * row[0].size


def _is_table(run: Sequence[Row], columns: Sequence[_Column]) -> bool:
    full = [row for row in run if len(row) == len(columns)]
    if len(full) < (3 if len(columns) == 2 else 2):
        return False
    if all(row[0].text in _BULLETS or LIST_NUMBER.match(f"{row[0].text} x") for row in full):
        return False
    width = columns[-1].right - columns[0].left
    fill = median(sum(segment.x1 - segment.x0 for segment in row) / width for row in full)
    letters = sum(len(segment.text) for row in full for segment in row) / len(full) / len(columns)
    if fill > _PROSE_FILL and letters > _PROSE_CELL:
        return False
    return all(_is_aligned([row[place] for row in full]) for place in range(len(columns)))


def _is_aligned(cells: Sequence[Segment]) -> bool:
    """Whether most of some cells begin, end or have their middle in one place."""
    for ends in (
        [cell.x0 for cell in cells],
        [cell.x1 for cell in cells],
        [(cell.x0 + cell.x1) / 2 for cell in cells],
    ):
        middle = median(ends)
        if sum(abs(end - middle) <= _NEAR for end in ends) >= _LEAST_ALIGNED * len(ends):
            return True
    return False


def _table(run: Sequence[Row], columns: Sequence[_Column]) -> Table:
    rows = [_row(lines, columns) for lines in _grouped(run, columns)]
    first, last = run[0][0], run[-1][0]
    return Table(
        first.page,
        columns[0].left,
        columns[-1].right,
        last.y - 0.3 * last.size,
        first.y + first.size,
        tuple(column.left for column in columns),
        tuple(rows),
        ruled=False,
    )


def _grouped(run: Sequence[Row], columns: Sequence[_Column]) -> list[list[Row]]:
    """The lines of each row of the table: rows stand further apart than lines of a cell, or begin on the left."""
    steps = [before[0].y - row[0].y for before, row in zip(run, run[1:], strict=False)]
    least = _step_between_rows(run, steps, columns)
    groups = [[run[0]]]
    for step, row in zip(steps, run[1:], strict=True):
        first = columns[0].overlap(row[0]) > 0
        lower = len(row) == 1 and row[0].text[0].islower()
        if step > least if least else first and not lower:
            groups.append([])
        groups[-1].append(row)
    return groups


def _step_between_rows(run: Sequence[Row], steps: Sequence[float], columns: Sequence[_Column]) -> float:
    """A step that parts rows from lines of a cell; 0 where the steps do not tell.

    The first jump in the steps does, unless what follows the shorter ones are rows of their own already.
    """
    size = median(row[0].size for row in run)
    # Cells that stand higher or lower in their row have lines between its lines.
    ordered = sorted(step for step in steps if step > 0.9 * size)
    for low, high in zip(ordered, ordered[1:], strict=False):
        if high < _JUMP * low:
            continue
        below = [row for step, row in zip(steps, run[1:], strict=True) if step <= low]
        whole = [row for row in below if _is_whole(row, columns)]
        if len(whole) < _LEAST_ALIGNED * len(below):
            return (low + high) / 2
    return 0.0


def _is_whole(row: Row, columns: Sequence[_Column]) -> bool:
    """Whether a line may be a row by itself: nearly all its cells have words, and the first does not go on."""
    filled = {place for places in _places(row, columns) for place in places}
    return 0 in filled and len(filled) >= max(2, len(columns) - 1) and not row[0].text[0].islower()


def _row(lines: Sequence[Row], columns: Sequence[_Column]) -> TableRow:
    cells: list[list[Segment]] = [[] for _ in columns]
    spans = list(range(len(columns)))
    for line in lines:
        for segment, touched in zip(line, _places(line, columns), strict=True):
            cells[touched[0]].append(segment)
            for place in touched[1:]:
                if len(lines) == 1 and len(line) < len(columns):
                    spans[place] = spans[touched[0]]
    texts = [joined_lines([segment.printed for segment in cell]) if cell else Printed("") for cell in cells]
    texts = [texts[spans[place]] for place in range(len(columns))]
    bottom, top = lines[-1][0].y, lines[0][0].y + lines[0][0].size
    return TableRow(tuple(texts), bottom, top, all(segment.bold for line in lines for segment in line), tuple(spans))
