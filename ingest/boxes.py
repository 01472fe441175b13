"""Where the sentences of a passage are printed, so that a page can be shown with the words marked."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ingest.document import Block, Mark
from library.records import Box, Passage

GAP = 0.06
"""Widest gap between two words of a line, as a part of the page's width: less than lies between two columns."""


def boxes_of(blocks: Sequence[Block], passages: Sequence[Passage]) -> Mapping[str, tuple[tuple[Box, ...], ...]]:
    """By passage id, for each of its sentences, the boxes that it fills, one a line; only passages with any."""
    starts: list[int] = []
    start = 0
    for block in blocks:
        starts.append(start)
        start += len(block.text) + 2
    found: dict[str, tuple[tuple[Box, ...], ...]] = {}
    for passage in passages:
        n = bisect_right(starts, passage.start) - 1
        block, first = blocks[n], starts[n]
        lines = tuple(tuple(_lines(block.marks, s.start - first, s.end - first)) for s in passage.sentences)
        if any(lines):
            found[passage.id] = lines
    return found


def _lines(marks: Sequence[Mark], start: int, end: int) -> Iterator[Box]:
    """The boxes of ``text[start:end]``, those that follow each other in a line made one."""
    line: Box | None = None
    first = bisect_right(marks, start, key=lambda mark: mark.end)
    for mark in marks[first:]:
        if mark.start >= end:
            break
        box = _part(mark, start, end)
        if line is not None and _goes_on(line, box):
            line = Box(
                line.page, min(line.x0, box.x0), min(line.y0, box.y0), max(line.x1, box.x1), max(line.y1, box.y1)
            )
        else:
            if line is not None:
                yield line
            line = box
    if line is not None:
        yield line


def _part(mark: Mark, start: int, end: int) -> Box:
    """The part of a mark's box that these characters fill, as if all were of one width."""
    width = (mark.box.x1 - mark.box.x0) / (mark.end - mark.start)
    before, after = max(0, start - mark.start), max(0, mark.end - end)
    return replace(mark.box, x0=mark.box.x0 + before * width, x1=mark.box.x1 - after * width)


def _goes_on(line: Box, box: Box) -> bool:
    """Whether a box stands in the same line as what came before, next to it."""
    overlap = min(line.y1, box.y1) - max(line.y0, box.y0)
    lower = min(line.y1 - line.y0, box.y1 - box.y0)
    return box.page == line.page and overlap > lower / 2 and line.x0 <= box.x0 <= line.x1 + GAP
