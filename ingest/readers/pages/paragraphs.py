"""From lines in reading order to blocks: titles, headings, paragraphs, list items, footnotes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.document import Block, BlockKind
from ingest.readers.lines import LIST_NUMBER, ends_sentence, vocabulary
from ingest.readers.normalise import BULLETS
from ingest.readers.pages.footnotes import footnotes_of, without_footnotes
from ingest.readers.pages.layout import Column, body_size
from ingest.readers.pages.ligatures import Mender
from ingest.readers.pages.printed import joined_lines
from ingest.readers.pages.rows import Segment
from ingest.readers.pages.sheet import UNKNOWN
from library.text import sentence_spans

_BULLET = re.compile(rf"[{re.escape(BULLETS)}-]\s+(?=\S)")
_LEADERS = re.compile(r"(?:\s?[.·…_]){4,}\s*\w{1,6}$")
"""The dots between a heading and its page on a contents page."""
_DASHES = "-–—"
"""What opens an item of a list, or stands between words."""
_LARGER = 1.08
_FLUSH = 1.0
_LEAST_LINES = 4
_LONGEST_HEADING = 250
_TAIL = 100
_LONGEST_CAPITALS = 100


@dataclass(frozen=True)
class _Line:
    """A line and the edges of its column."""

    segment: Segment
    left: float
    right: float
    column: int

    @property
    def text(self) -> str:
        return self.segment.text


@dataclass(frozen=True)
class _Measures:
    """What is usual in a document: the size of its body text, and the step from line to line at each size."""

    body: float
    steps: dict[float, float]

    def step(self, size: float) -> float:
        return self.steps.get(size, 1.25 * size)


def blocks_of(pages: Sequence[Sequence[Column]], *, titled: bool = False) -> Iterator[Block]:
    """The blocks of a document: its running text in order, then its footnotes. ``titled``: it has its title already."""
    body = body_size(pages)
    pages, notes = without_footnotes(pages, body)
    lines = _lines(pages)
    texts = [line.text for line in lines] + [note.text for page in notes for note in page]
    words = vocabulary(texts)
    mender = Mender(words, unknown=any(UNKNOWN in text for text in texts))
    measures = _Measures(body, _steps(lines))
    groups = list(_paragraphs(lines, measures))
    largest = _largest_on_first_page(groups)
    kinds = [_kind(group, measures) for group in groups]
    for place, (group, kind) in enumerate(zip(groups, kinds, strict=True)):
        if not titled and kind == "heading" and (group[0].segment.size >= largest or (place == 0 and largest <= body)):
            kind, titled = "title", True
        text = mender.mended(joined_lines([line.segment.printed for line in group], words))
        if kind == "list_item" and (bullet := _BULLET.match(text.text)):
            text = text.cut(bullet.end())
        yield Block(text.text, kind, group[0].segment.page, text.marks)
    yield from footnotes_of(notes, words, mender)


def _lines(pages: Sequence[Sequence[Column]]) -> list[_Line]:
    """All lines in reading order, each with the edges of what is set in its size in its column.

    Where there is little in that size, the edge is that of other columns which begin at the same place.
    """
    widest: dict[tuple[int, float], float] = defaultdict(float)
    columns = [column for page in pages for column in page]
    for column in columns:
        for line in column.lines:
            key = round(column.left / 10), line.size
            widest[key] = max(widest[key], line.x1)
    return [
        _Line(segment, column.left, _right(segment, column, widest[round(column.left / 10), segment.size]), number)
        for number, column in enumerate(columns)
        for segment in column.lines
    ]


def _right(segment: Segment, column: Column, elsewhere: float) -> float:
    ends = [line.x1 for line in column.lines if line.size == segment.size]
    return max(ends) if len(ends) >= _LEAST_LINES else max(elsewhere, *ends)


def _steps(lines: Sequence[_Line]) -> dict[float, float]:
    """The usual step within paragraphs at each size: the lower quartile, as wider ones part paragraphs."""
    found: dict[float, list[float]] = defaultdict(list)
    for before, line in zip(lines, lines[1:], strict=False):
        step = before.segment.y - line.segment.y
        same = before.column == line.column and before.segment.size == line.segment.size
        if same and 0 < step < 3 * line.segment.size:
            found[line.segment.size].append(step)
    return {size: sorted(steps)[len(steps) // 4] for size, steps in found.items() if len(steps) >= 3}


def _paragraphs(lines: Sequence[_Line], measures: _Measures) -> Iterator[list[_Line]]:
    current: list[_Line] = []
    for line in lines:
        if current and not _continues(current, line, measures):
            yield current
            current = []
        current.append(line)
    if current:
        yield current


def _continues(current: Sequence[_Line], line: _Line, measures: _Measures) -> bool:
    """Whether ``line`` goes on with the paragraph that the lines before it make."""
    before = current[-1]
    if before.segment.is_table_row or line.segment.is_table_row or _is_other_style(before.segment, line.segment):
        return False
    if _is_contents(before) or line.segment.is_contents:
        return False
    ended = ends_sentence(before.text)
    room = _has_room(before, line)
    dash = line.text[0] in _DASHES and not (ended or before.text[-1] == ";" or _has_room(before, line, words=2))
    if _BULLET.match(line.text) and not dash:
        return False
    if LIST_NUMBER.match(line.text) and (ended or room or before.text[-1] in ";,"):
        return False
    if before.column != line.column:
        # A line set flush to the margin is hardly ever the last of its paragraph, even at a full stop.
        flush = before.right - before.segment.x1 < _FLUSH and not _is_indented(line)
        return (flush or not _closes(before.text, line.text)) and not _is_heading(current, measures)
    step = before.segment.y - line.segment.y
    if step > 1.3 * max(measures.step(line.segment.size), measures.step(before.segment.size)):
        return False
    if _is_heading(current, measures):
        return True
    return not (ended and room) and not (
        _is_indented(line) and not _is_indented(before) and (ended or room) and not _is_item(current)
    )


def _is_contents(line: _Line) -> bool:
    """Whether a line is an entry of a contents page."""
    return line.segment.is_contents or bool(_LEADERS.search(line.text[-_TAIL:]))


def _closes(text: str, following: str) -> bool:
    """Whether a sentence ends between two lines, which it does not after "Ms."."""
    tail = text[-_TAIL:]
    return ends_sentence(text) and any(end == len(tail) for _, end in sentence_spans(f"{tail} {following[:_TAIL]}"))


def _is_other_style(before: Segment, line: Segment) -> bool:
    if abs(before.size - line.size) > 0.08 * max(before.size, line.size):
        return True
    return (before.bold or line.bold) and before.closes_bold != line.opens_bold


def _has_room(before: _Line, line: _Line, words: int = 1) -> bool:
    """Whether the first words of a line would have fitted on the one before, which therefore ended there."""
    first = " ".join(line.text.split(" ", words)[:words])
    width = (len(first) + 1) * (line.segment.x1 - line.segment.x0) / max(1, len(line.text))
    return before.right - before.segment.x1 > width


def _is_indented(line: _Line) -> bool:
    return line.segment.x0 - line.left > 0.8 * line.segment.size


def _is_item(lines: Sequence[_Line]) -> bool:
    return bool(_BULLET.match(lines[0].text) or LIST_NUMBER.match(lines[0].text))


def _is_heading(lines: Sequence[_Line], measures: _Measures) -> bool:
    """Larger or bold on a few lines that do not end as a sentence does; or a short line of capitals."""
    text = " ".join(line.text for line in lines)
    if lines[0].segment.is_table_row or _is_contents(lines[-1]) or len(text) > _LONGEST_HEADING or text[-1] in ".;,":
        return False
    larger = lines[0].segment.size > _LARGER * measures.body
    capitals = text.isupper() and len(text) <= _LONGEST_CAPITALS and sum(map(str.isalpha, text)) > 5
    return larger or capitals or (all(line.segment.bold for line in lines) and any(map(str.isalpha, text)))


def _kind(lines: Sequence[_Line], measures: _Measures) -> BlockKind:
    if lines[0].segment.is_table_row:
        return "table_row"
    if _is_heading(lines, measures):
        return "heading"
    return "list_item" if _is_item(lines) or _is_contents(lines[-1]) else "paragraph"


def _largest_on_first_page(groups: Sequence[Sequence[_Line]]) -> float:
    """The largest size on the first page that has text."""
    first = groups[0][0].segment.page if groups else 0
    texts = [group[0].segment for group in groups if not group[0].segment.is_table_row]
    return max((segment.size for segment in texts if segment.page == first), default=0.0)
