"""Footnotes: the small print under the body text of a page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.document import Block
from ingest.readers.pages.layout import Column
from ingest.readers.pages.ligatures import Mender
from ingest.readers.pages.printed import joined_lines
from ingest.readers.pages.rows import Segment

_SMALLER = 0.93
_MARK = re.compile(r"(\d{1,3}|[*†‡]+)[\s.)]*(?=\S)")


def without_footnotes(pages: Sequence[Sequence[Column]], body: float) -> tuple[list[list[Column]], list[list[Segment]]]:
    """The pages without their footnotes, and the lines of the footnotes of each page."""
    texts: list[list[Column]] = []
    notes: list[list[Segment]] = []
    for page in pages:
        tails = [_tail(column, body) for column in page]
        found = [line for tail in tails for line in tail]
        continued = bool(notes and notes[-1])
        has_body = any(len(column.lines) > len(tail) for column, tail in zip(page, tails, strict=True))
        if not found or not has_body or not (continued or _MARK.match(found[0].text)):
            tails, found = [[] for _ in page], []
        kept = [
            (column, column.lines[: len(column.lines) - len(tail)]) for column, tail in zip(page, tails, strict=True)
        ]
        texts.append([Column(column.left, column.right, lines) for column, lines in kept if lines])
        notes.append(found)
    return texts, notes


def _tail(column: Column, body: float) -> list[Segment]:
    """The lines at the foot of a column that are smaller than the body text."""
    place = len(column.lines)
    while place and column.lines[place - 1].size < _SMALLER * body and not column.lines[place - 1].is_table_row:
        place -= 1
    return list(column.lines[place:])


def footnotes_of(notes: Sequence[Sequence[Segment]], words: frozenset[str], mender: Mender) -> Iterator[Block]:
    """Each footnote as a block that begins with its mark; one that runs on over a page stays whole."""
    current: list[Segment] = []
    number: int | None = None
    for line in (line for page in notes for line in page):
        mark = _MARK.match(line.text)
        if mark and _follows(mark.group(1), number):
            yield from _note(current, words, mender)
            current = []
            number = int(mark.group(1)) if mark.group(1).isdigit() else number
        current.append(line)
    yield from _note(current, words, mender)


def _follows(mark: str, number: int | None) -> bool:
    """A number that opens a footnote is the next one, or the count begins anew; others stand in the text."""
    return not mark.isdigit() or number is None or int(mark) in (number + 1, 1)


def _note(lines: Sequence[Segment], words: frozenset[str], mender: Mender) -> Iterator[Block]:
    if lines:
        text = mender.mended(joined_lines([line.printed for line in lines], words))
        yield Block(text.text, "footnote", lines[0].page, text.marks)
