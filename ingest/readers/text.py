"""Plain text: paragraphs from blank lines, or from the lines themselves where there are none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.document import Block, BlockKind, Document, Source
from ingest.readers.encoding import decode
from ingest.readers.lines import LIST_NUMBER, ends_sentence, join_lines, vocabulary
from ingest.readers.normalise import BULLETS, normalise
from library.text import sentence_spans

_LONGEST_WRAPPED = 150
"""No one wraps lines this wide: a longer line was never wrapped, it is a paragraph."""
_NARROW = 40
_LONGEST_TITLE = 300
_LONGEST_HEADING = 90
_RAGGED = 0.6
_PARAGRAPH = 400
_OPENING = "“„«\"‘'–—-"
_PAIRS = (("“", "”"), ("«", "»"))
_DAY = (
    r"(?:(?:le\s+|el\s+)?\d{1,2}(?:er|st|nd|rd|th|º)?\s+(?:de\s+)?[^\W\d_]{3,12}\.?,?\s+(?:de\s+)?\d{4}"
    r"|[^\W\d_]{3,12}\s+\d{1,2},\s+\d{4})"
)
_CITY = r"(?:(?-i:[A-ZÀ-ÖØ-ÞА-ЯЁ])[^\W\d_][\w’'.-]*[\s/-]?){1,4}"
_DATELINE = re.compile(
    rf"\s(?={_CITY}(?:,\s+|\s*\()(?:\w+,\s+)?{_DAY}(?:\s+(?:г\.|года?))?\)?\s*(?:[–—-]|:\s))", re.IGNORECASE
)
"""Where a dateline follows a title on the same line: ``… observers say VELKARA, 14 October 2024 – The vote``."""
_BULLET = re.compile(rf"[{re.escape(BULLETS)}-]\s+(?=\S)")


def read_text(source: Source) -> Document:
    """A plain text file. Raises `UnreadableSource` where its bytes are no text."""
    text = decode(source.data)
    words = vocabulary(text.split("\n"))
    pieces = [piece for group in _groups(text) for piece in _paragraphs(group)]
    texts = [text for piece in pieces if (text := normalise(join_lines(piece, words)))]
    if len(texts) == 1:
        title, *rest = _without_dateline(texts[0])
        texts = [title, *(part for text in rest for part in _cut(text))] if rest else list(_cut(title))
    return Document(tuple(_blocks(texts)))


def _without_dateline(text: str) -> list[str]:
    """A document on one line; its title and the text below it as two, where a dateline shows the border."""
    found = _DATELINE.search(text, 10, _LONGEST_TITLE + _LONGEST_HEADING)
    if not found or ends_sentence(text[: found.start()]) and text[: found.start()].count(". ") > 1:
        return [text]
    return [text[: found.start()], text[found.end() :]]


def _cut(text: str) -> Iterator[str]:
    """A document on one line in pieces of the length of paragraphs; what is said stays with the name of who says it."""
    start = last = 0
    for first, end in sentence_spans(text):
        if first - start >= _PARAGRAPH and text[first] not in _OPENING and _is_closed(text[start:last]):
            yield text[start:last]
            start = first
        last = end
    yield text[start:]


def _is_closed(text: str) -> bool:
    """Whether no quotation is open at the end."""
    return text.count('"') % 2 == 0 and all(text.count(opening) <= text.count(end) for opening, end in _PAIRS)


def _groups(text: str) -> Iterator[list[str]]:
    """Lines between blank lines and form feeds."""
    for group in re.split(r"\n[^\S\n]*(?:\n\s*)+|\f", text):
        if lines := [line for line in group.split("\n") if line.strip()]:
            yield lines


def _paragraphs(lines: list[str]) -> Iterator[list[str]]:
    """The paragraphs of a group: its lines where they were never wrapped, else split at items and ends."""
    width = max(map(len, lines))
    if _is_cover(lines, width):
        yield from ([line] for line in lines)
        return
    wrapped = width <= _LONGEST_WRAPPED
    current: list[str] = []
    for line in lines:
        if current and (not wrapped or _opens_item(line, current, width) or _ended(current[-1], width)):
            yield current
            current = []
        current.append(line)
    yield current


def _is_cover(lines: list[str], width: int) -> bool:
    """Whether lines are those of a cover or a masthead: each begins anew, none ends a sentence, few fill the width."""
    stripped = [line.strip() for line in lines]
    begin = all(line[0].isupper() or line[0].isdigit() for line in stripped)
    ragged = any(len(line) < _RAGGED * width for line in stripped[:-1])
    return (
        len(lines) > 1
        and width <= _LONGEST_HEADING
        and begin
        and ragged
        and not any(line[-1] in ".,;:!?" for line in stripped)
    )


def _is_item(line: str) -> bool:
    return bool(_BULLET.match(line.strip()) or LIST_NUMBER.match(line.strip()))


def _opens_item(line: str, before: list[str], width: int) -> bool:
    """Whether a line opens an item: in running text, a dash may come to the beginning of a line by chance."""
    full = len(before[-1].rstrip()) > 0.7 * width and not ends_sentence(before[-1].rstrip())
    by_chance = line.lstrip()[0] in "-–—" and width > _NARROW and full and not _is_item(before[0])
    return _is_item(line) and not by_chance


def _ended(line: str, width: int) -> bool:
    """A sentence that ends well before the margin closes its paragraph."""
    return width > _NARROW and len(line.rstrip()) < 0.7 * width and ends_sentence(line.rstrip())


def _blocks(texts: list[str]) -> Iterator[Block]:
    for place, text in enumerate(texts):
        kind = _kind(text, first=place == 0, last=place == len(texts) - 1)
        yield Block(_BULLET.sub("", text, count=1) if kind == "list_item" else text, kind)


def _kind(text: str, *, first: bool, last: bool) -> BlockKind:
    if _is_item(text):
        return "list_item"
    closed = ends_sentence(text) or text[-1] in ";,"
    if first and not last and not closed and len(text) <= _LONGEST_TITLE:
        return "title"
    # A heading is not searched for answers, so what holds a whole sentence is none.
    says = closed or re.search(r"[.!?…][\"”»')]*\s", text)
    return "heading" if not last and not says and len(text) <= _LONGEST_HEADING else "paragraph"
