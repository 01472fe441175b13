"""A table on a page, ruled or not, as its cells."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.readers.pages.printed import Printed


@dataclass(frozen=True)
class TableRow:
    """Cells from left to right, one a column of the grid; a cell over several columns stands in each of them."""

    cells: tuple[Printed, ...]
    bottom: float
    top: float
    bold: bool
    spans: tuple[int, ...]
    """For each column, which cell it is: the same for those that a cell runs over."""

    @property
    def is_whole(self) -> bool:
        """Whether one cell runs over the whole row, as a title within a table does."""
        return len(set(self.spans)) == 1

    @property
    def own(self) -> list[Printed]:
        """Each cell once."""
        return [cell for place, cell in enumerate(self.cells) if self.spans.index(self.spans[place]) == place]


@dataclass(frozen=True)
class Table:
    """A table on a page, its box (``bottom`` below ``top``), the edges of its columns and its rows."""

    page: int
    x0: float
    x1: float
    bottom: float
    top: float
    edges: tuple[float, ...]
    rows: tuple[TableRow, ...]
    ruled: bool = True
    """Whether lines are drawn around its cells."""

    @property
    def width(self) -> float:
        """In points."""
        return self.x1 - self.x0

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies within the table."""
        return self.x0 <= x <= self.x1 and self.bottom <= y <= self.top

    def overlaps(self, other: Table) -> bool:
        """Whether two tables share a place."""
        return self.x0 < other.x1 and other.x0 < self.x1 and self.bottom < other.top and other.bottom < self.top
