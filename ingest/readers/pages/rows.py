"""From glyphs to rows: what stands on one baseline, in segments between wide gaps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ingest.document import Mark
from ingest.readers.normalise import normalise
from ingest.readers.pages.printed import Printed, joined, joined_lines
from ingest.readers.pages.scripts import is_right_to_left, right_to_left
from ingest.readers.pages.sheet import REAL_SPACE, Glyph
from ingest.readers.pages.table import Table
from library.records import Box

_GAP = 0.9
"""A gap, in parts of the size, that may be more than a space, on top of the gap that letters usually have."""
_OVERPRINT = 0.4
_TIGHTEST = -0.1
_AT_EDGE = 4.0
_MOST_TRACKING = 0.6
_NOTE_MARKS = frozenset("*†‡§[](),")


@dataclass(frozen=True)
class Segment:
    """A piece of a row without wide gaps; a table row is one as a whole."""

    printed: Printed
    x0: float
    x1: float
    y: float
    size: float
    page: int
    bold: bool = False
    opens_bold: bool = False
    closes_bold: bool = False
    is_table_row: bool = False
    is_contents: bool = False
    """Whether it is a line of a contents page: a heading and where it stands."""
    glyphs: tuple[Glyph, ...] = field(default=(), repr=False)
    table: Table | None = None
    """The table that it stands for, whose text is not written out yet."""

    @property
    def text(self) -> str:
        """Its text: normalised, never empty."""
        return self.printed.text


Row = tuple[Segment, ...]
"""What stands on one baseline, from left to right."""


def page_rows(glyphs: Sequence[Glyph], page: int) -> list[Row]:
    """The rows of some glyphs from top to bottom, without footnote marks."""
    rows = [_segments(row, page) for row in glyph_rows(glyphs)]
    return [row for row in rows if row]


def placeholder(table: Table) -> Row:
    """A table as a row of its page."""
    size = (table.top - table.bottom) / len(table.rows)
    return (Segment(Printed(""), table.x0, table.x1, table.top, size, table.page, is_table_row=True, table=table),)


def text_of_glyphs(glyphs: Sequence[Glyph], page: int) -> Printed:
    """The text of some glyphs, line under line, as in a table cell."""
    return joined_lines([text_of_segments(row) for row in page_rows(glyphs, page)])


def text_of_segments(segments: Sequence[Segment]) -> Printed:
    """Segments beside or under each other as one text, a space between them."""
    parts: list[Printed | str] = []
    if len(segments) > 1 and is_right_to_left([glyph for segment in segments for glyph in segment.glyphs]):
        segments = segments[::-1]
    for segment in segments:
        parts += [" ", segment.printed]
    return joined(parts[1:])


def glyph_rows(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Glyphs on common baselines, from top to bottom.

    A small raised digit behind a word is a footnote mark and left out; before a line it opens a footnote.
    Raised or lowered letters ("19th") belong to their line.
    """
    small = _small(glyphs)
    rows = _clustered(glyph for glyph in glyphs if glyph.order not in small)
    kept: list[Glyph] = []
    for glyph in small.values():
        host = next((row for row in rows if _hangs_on(glyph, row)), None)
        if host is None:
            kept.append(glyph)
        elif _opens(glyph, host):
            kept.append(glyph._replace(y=host[0].y, raised=True))
        elif not _is_note_mark(glyph):
            kept.append(glyph._replace(y=host[0].y))
    # Not marks after all: numbers in a footnote, say, whose letters are in the rows already.
    return _clustered([*(glyph for row in rows for glyph in row), *kept]) if kept else rows


def _small(glyphs: Sequence[Glyph]) -> dict[int, Glyph]:
    """What is smaller than its surroundings and off their baseline, by its place in the file."""
    sizes = Counter(round(glyph.size, 1) for glyph in glyphs)
    body = sizes.most_common(1)[0][0] if sizes else 0.0
    found: dict[int, Glyph] = {}
    host: Glyph | None = None
    for glyph in glyphs:
        smaller = host is not None and glyph.size < 0.85 * host.size and abs(glyph.y - host.y) < 0.65 * host.size
        off = host is not None and abs(glyph.y - host.y) > 0.12 * host.size
        if (smaller and off) or (glyph.size < 0.82 * body and _is_note_mark(glyph)):
            found[glyph.order] = glyph
        else:
            host = glyph
    return found


def _is_note_mark(glyph: Glyph) -> bool:
    return all(letter.isdigit() or letter in _NOTE_MARKS for letter in glyph.text)


def _clustered(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: -glyph.y):
        if rows and rows[-1][0].y - glyph.y <= 0.3 * min(glyph.size, rows[-1][0].size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return rows


def _hangs_on(glyph: Glyph, row: Sequence[Glyph]) -> bool:
    """Whether a small glyph stands above or a little below the line of a row, beside its letters."""
    size = row[0].size
    lift = glyph.y - row[0].y
    if glyph.size >= 0.85 * size or not (0.12 * size < lift < 0.65 * size or -0.35 * size < lift < -0.12 * size):
        return False
    if lift < 0 and _is_note_mark(glyph) and not any(letter.isdigit() for letter in glyph.text):
        return False
    reach = 1.5 * size  # over the other digits of the same mark
    return any(other.x0 - reach < glyph.x0 < other.x1 + reach for other in row)


def _opens(glyph: Glyph, row: Sequence[Glyph]) -> bool:
    """Whether nothing stands closely before a small glyph, so that it opens a line (perhaps of a second column)."""
    size = row[0].size
    return not any(-1.5 * size < other.x0 - glyph.x0 < 0 and glyph.x0 - other.x1 < 1.2 * size for other in row)


def _segments(row: Sequence[Glyph], page: int) -> Row:
    leftward = is_right_to_left(row)
    ordered = _single(right_to_left(row) if leftward else _left_to_right(row))
    tracking = _tracking(ordered)
    groups: list[list[Glyph]] = []
    for glyph in ordered:
        before = groups[-1][-1] if groups else glyph
        size = min(before.size, glyph.size)
        if (
            not groups
            or _gap(before, glyph) > (_GAP + tracking) * size
            or (not leftward and _is_overprint(before, glyph))
        ):
            groups.append([])
        groups[-1].append(glyph)
    found = [segment for group in groups if (segment := _segment(group, page, tracking)).text]
    return tuple(sorted(found, key=lambda segment: segment.x0))


def _left_to_right(row: Sequence[Glyph]) -> list[Glyph]:
    pieces = _pieces(row)
    ends = [(piece[-1].x1, following[0].x0) for piece, following in zip(pieces, pieces[1:], strict=False)]
    if any(end - start > _OVERPRINT * row[0].size for end, start in ends):
        # Words that run over into the next cell: letter by letter, the two would be mixed.
        return [glyph for piece in pieces for glyph in piece]
    return sorted(row, key=lambda glyph: glyph.x0)


def _pieces(row: Sequence[Glyph]) -> list[list[Glyph]]:
    """What was written at one go, from left to right; what was written again in the same place only once."""
    pieces: list[list[Glyph]] = []
    for glyph in sorted(row, key=lambda glyph: glyph.order):
        last = pieces[-1][-1] if pieces else None
        if last is None or glyph.order - last.order > 2 or not 0 <= glyph.x0 - last.x0 < 2 * glyph.size:
            pieces.append([])
        pieces[-1].append(glyph)
    pieces.sort(key=lambda piece: piece[0].x0)
    kept: list[list[Glyph]] = []
    for piece in pieces:
        again = kept and abs(kept[-1][0].x0 - piece[0].x0) < 0.15 * piece[0].size
        if not (again and [glyph.text for glyph in kept[-1]] == [glyph.text for glyph in piece]):
            kept.append(piece)
    return kept


def _is_overprint(before: Glyph, glyph: Glyph) -> bool:
    """Whether a glyph begins anew over what stands there already."""
    return glyph.x0 < before.x0 and before.x1 - glyph.x0 > _OVERPRINT * glyph.size


def _single(row: Sequence[Glyph]) -> list[Glyph]:
    """Without the second print of letters that are made bold by printing them twice, a hair apart."""
    kept: list[Glyph] = []
    for glyph in row:
        if not (kept and _is_printed_twice(kept[-1], glyph)):
            kept.append(glyph)
    return kept


def _is_printed_twice(before: Glyph, glyph: Glyph) -> bool:
    """Letters of one ligature, too, stand in one place: they follow each other in the file."""
    apart = glyph.x0 - before.x0
    return (
        before.text == glyph.text
        and 0 <= apart < 0.1 * glyph.size
        and (apart > 0 or abs(glyph.order - before.order) > 1)
        and glyph.x1 - glyph.x0 > 0.15 * glyph.size
    )


def _gap(before: Glyph, glyph: Glyph) -> float:
    """The distance between neighbours, whichever is on the left."""
    return max(glyph.x0 - before.x1, before.x0 - glyph.x1)


def _tracking(row: Sequence[Glyph]) -> float:
    """The gap, in parts of the size, that letters of one word have in this line: above zero in spaced type."""
    gaps = sorted(
        _gap(before, glyph) / glyph.size
        for before, glyph in zip(row, row[1:], strict=False)
        if glyph.space > REAL_SPACE and len(glyph.text) == 1
    )
    even = len(gaps) == len(row) - 1 >= 3 and gaps[-1] - gaps[0] < 0.1 and all(glyph.text.isupper() for glyph in row)
    return min(_MOST_TRACKING, max(_TIGHTEST, gaps[len(gaps) // 4])) if len(gaps) >= 8 or even else 0.0


def _segment(glyphs: Sequence[Glyph], page: int, tracking: float) -> Segment:
    return Segment(
        printed=_printed(_words(glyphs, tracking), page),
        x0=min(glyph.x0 for glyph in glyphs),
        x1=max(glyph.x1 for glyph in glyphs),
        y=glyphs[0].y,
        size=_size(glyphs),
        page=page,
        bold=all(glyph.bold for glyph in glyphs),
        opens_bold=glyphs[0].bold,
        closes_bold=glyphs[-1].bold,
        glyphs=tuple(glyphs),
    )


def _size(glyphs: Sequence[Glyph]) -> float:
    """The size of most letters; of small capitals, that of the large ones among them."""
    sizes = Counter(round(glyph.size, 1) for glyph in glyphs)
    common = sizes.most_common(1)[0][0]
    largest = max(sizes)
    if 1.15 * common < largest < 1.6 * common and not any(
        glyph.text.islower() for glyph in glyphs if glyph.size > 0.95 * largest
    ):
        return largest
    return common


def parted(segment: Segment, edge: float, least: float) -> tuple[Segment, ...]:
    """A segment as two where a word begins at an edge, after a gap of at least so many points; else as it is."""
    for place in range(1, len(segment.glyphs)):
        before, glyph = segment.glyphs[place - 1], segment.glyphs[place]
        if abs(glyph.x0 - edge) <= _AT_EDGE and glyph.x0 - before.x1 >= least:
            sides = segment.glyphs[:place], segment.glyphs[place:]
            return tuple(_segment(side, segment.page, _tracking(side)) for side in sides)
    return (segment,)


def _words(glyphs: Sequence[Glyph], tracking: float) -> list[list[Glyph]]:
    words = [[glyphs[0]]]
    for before, glyph in zip(glyphs, glyphs[1:], strict=False):
        if _is_space(before, glyph, tracking):
            words.append([])
        words[-1].append(glyph)
    return words


def _is_space(before: Glyph, glyph: Glyph, tracking: float) -> bool:
    return before.raised != glyph.raised or _gap(before, glyph) / glyph.size - tracking > glyph.space


def _printed(words: Sequence[Sequence[Glyph]], page: int) -> Printed:
    """Words with a mark each. A soft hyphen stays at the end only: there it is printed, and cuts a word."""
    texts: list[str] = []
    marks: list[Mark] = []
    length = 0
    for place, glyphs in enumerate(words):
        text = normalise("".join(glyph.text for glyph in glyphs))
        if place == len(words) - 1 and glyphs[-1].text == "\u00ad":
            text += "\u00ad"
        if not text.strip("\u00ad"):
            continue
        start = length + bool(texts)
        length = start + len(text)
        marks.append(Mark(start, length, _box(glyphs, page)))
        texts.append(text)
    return Printed(" ".join(texts), tuple(marks))


def _box(glyphs: Sequence[Glyph], page: int) -> Box:
    x0, y0, x1, y1 = zip(*(glyph.box for glyph in glyphs), strict=True)
    return Box(page, max(0.0, min(x0)), max(0.0, min(y0)), min(1.0, max(x1)), min(1.0, max(y1)))
