"""From glyphs to rows: what stands on one baseline, in segments between wide gaps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ingest.document import Block
from ingest.readers.normalise import normalise
from ingest.readers.pdf.glyphs import Glyph

_SPACE, _GAP = 0.24, 0.9
"""Gaps, in parts of the size, that are a space between words, and that may be more than that."""


@dataclass(frozen=True)
class Segment:
    """A piece of a row without wide gaps; a table row is one as a whole."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    page: int
    bold: bool = False
    opens_bold: bool = False
    closes_bold: bool = False
    is_table_row: bool = False


Row = tuple[Segment, ...]
"""What stands on one baseline, from left to right."""


@dataclass(frozen=True)
class PlacedTable:
    """A ruled table: its box on the page (``bottom`` below ``top``) and its rows as blocks."""

    x0: float
    x1: float
    bottom: float
    top: float
    rows: tuple[Block, ...]

    def holds(self, glyph: Glyph) -> bool:
        """Whether a glyph stands within the table."""
        return self.x0 <= (glyph.x0 + glyph.x1) / 2 <= self.x1 and self.bottom <= glyph.y <= self.top


def page_rows(glyphs: Sequence[Glyph], page: int, tables: Sequence[PlacedTable] = ()) -> list[Row]:
    """The rows of a page from top to bottom, tables in their places, without footnote marks."""
    free = [glyph for glyph in glyphs if not any(table.holds(glyph) for table in tables)]
    rows = [_segments(row, page) for row in glyph_rows(free)]
    for table in tables:
        step = (table.top - table.bottom) / len(table.rows)
        for place, block in enumerate(table.rows):
            y = table.top - step * (place + 0.5)
            rows.append((Segment(block.text, table.x0, table.x1, y, step, page, is_table_row=True),))
    return sorted((row for row in rows if row), key=lambda row: -row[0].y)


def text_of_glyphs(glyphs: Sequence[Glyph]) -> str:
    """The text of some glyphs, line under line, as in a table cell."""
    return normalise(" ".join(segment.text for row in glyph_rows(glyphs) for segment in _segments(row, 0)))


def glyph_rows(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Glyphs on common baselines, from top to bottom.

    A small raised digit behind a word is a footnote mark and left out; before a line it opens a footnote.
    """
    sizes = Counter(round(glyph.size, 1) for glyph in glyphs)
    body = sizes.most_common(1)[0][0] if sizes else 0.0
    small = [glyph for glyph in glyphs if glyph.size < 0.82 * body and (glyph.text.isdigit() or glyph.text in "*†‡,")]
    small_ids = set(map(id, small))
    rows = _clustered([glyph for glyph in glyphs if id(glyph) not in small_ids])
    kept: list[Glyph] = []
    for glyph in small:
        host = next((row for row in rows if _is_raised_over(glyph, row)), None)
        if host is None:
            kept.append(glyph)
        elif glyph.x1 <= min(other.x0 for other in host) + 0.2 * glyph.size:
            kept.append(replace(glyph, y=host[0].y))
    # Not marks after all: numbers in a footnote, say, whose letters are in the rows already.
    return _clustered([*(glyph for row in rows for glyph in row), *kept]) if kept else rows


def _clustered(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: -glyph.y):
        if rows and rows[-1][0].y - glyph.y <= 0.3 * min(glyph.size, rows[-1][0].size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return rows


def _is_raised_over(glyph: Glyph, row: Sequence[Glyph]) -> bool:
    size = row[0].size
    if not (0.12 * size < glyph.y - row[0].y < 0.65 * size and glyph.size < 0.85 * size):
        return False
    reach = 1.5 * size  # over the other digits of the same mark
    return any(other.x0 - reach < glyph.x0 < other.x1 + reach for other in row)


def _segments(row: Sequence[Glyph], page: int) -> Row:
    groups: list[list[Glyph]] = []
    end = 0.0
    for glyph in sorted(row, key=lambda glyph: glyph.x0):
        if groups and _is_printed_twice(groups[-1][-1], glyph):
            continue
        if not groups or glyph.x0 - end > _GAP * glyph.size:
            groups.append([])
        groups[-1].append(glyph)
        end = glyph.x1
    return tuple(segment for group in groups if (segment := _segment(group, page)).text)


def _is_printed_twice(before: Glyph, glyph: Glyph) -> bool:
    """Some programs make bold letters by printing them twice, a hair apart."""
    return (
        before.text == glyph.text
        and 0 <= glyph.x0 - before.x0 < 0.1 * glyph.size
        and glyph.x1 - glyph.x0 > 0.15 * glyph.size
    )


def _segment(glyphs: Sequence[Glyph], page: int) -> Segment:
    pieces = [glyphs[0].text]
    for before, glyph in zip(glyphs, glyphs[1:], strict=False):
        space = glyph.spaced or glyph.x0 - before.x1 > _SPACE * glyph.size
        pieces.append(f" {glyph.text}" if space else glyph.text)
    return Segment(
        text=normalise("".join(pieces)),
        x0=glyphs[0].x0,
        x1=max(glyph.x1 for glyph in glyphs),
        y=glyphs[0].y,
        size=Counter(round(glyph.size, 1) for glyph in glyphs).most_common(1)[0][0],
        page=page,
        bold=all(glyph.bold for glyph in glyphs),
        opens_bold=glyphs[0].bold,
        closes_bold=glyphs[-1].bold,
    )
