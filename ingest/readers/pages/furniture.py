"""What is printed on every page: running headers, footers and page numbers, which are no part of the text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from ingest.readers.pages.rows import Row

_EDGE_ROWS = 4
"""Running headers and footers are among so many rows at the top and the bottom of a page."""
_SAME_HEIGHT = 6.0
_SMALL, _SMALLER = 0.95, 0.85
_APART, _FAR = 1.3, 2.0
"""A row that stands so much of the usual step from its neighbour is set apart from the text."""
_NUMBER = re.compile(r"\d+")
_ROMAN = re.compile(r"(?=[ivxlc])(?:x[cl]|l?x{0,3})(?:i[xv]|v?i{0,3})", re.IGNORECASE)
_DECOR = r"[-–—|·•.~\s\[\](]*"
_PAGE_NUMBER = re.compile(
    rf"{_DECOR}(?:(?:page|p\.|pg\.?|стр\.?|страница|página|pág\.?|seite|s\.)\s*)?"
    rf"(?P<number>\d{{1,4}}|[ivxlc]{{1,7}})(?:\s*(?:/|of|de|sur|из|von)\s*\d{{1,4}})?{_DECOR.replace('(', ')')}",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class PageRows:
    """The rows of a page from top to bottom, and where the page ends, in points."""

    rows: Sequence[Row]
    bottom: float
    top: float


@dataclass(frozen=True)
class _Edge:
    """A row near an end of its page."""

    page: int
    row: Row
    distance: float
    """From that end: negative from the bottom."""
    outermost: bool

    @property
    def text(self) -> str:
        return " ".join(segment.text for segment in self.row)

    @property
    def size(self) -> float:
        return max(segment.size for segment in self.row)


def without_furniture(pages: Sequence[PageRows]) -> tuple[list[list[Row]], list[str]]:
    """The pages without running headers, footers and page numbers, and the number printed on each ("" for none).

    Running words show by repetition at one height; page numbers by growing as the pages do, whatever else
    stands beside them; names of sections by being small, apart, and headings elsewhere.
    """
    edges = [edge for number, page in enumerate(pages) for edge in _edges(number, page)]
    running: dict[int, str] = {}
    body = _body_size(pages)
    for edge, label in (*_repeated(edges, pages), *_numbered(edges, pages, body), *_sections(edges, pages, body)):
        if label or id(edge.row) not in running:
            running[id(edge.row)] = label
    for page in pages:
        bodies = [row for row in page.rows if id(row) not in running]
        for row in (*bodies[:1], *bodies[-1:]):
            if number := _page_number(" ".join(segment.text for segment in row)):
                running[id(row)] = number
    labels = [_label([running[id(row)] for row in page.rows if id(row) in running]) for page in pages]
    running.update((id(edge.row), "") for edge in _labelled(edges, pages, body, labels))
    running.update((id(edge.row), "") for edge in edges if labels[edge.page] and _is_in_margin(edge, pages, body))
    return [[row for row in page.rows if id(row) not in running] for page in pages], labels


def _edges(number: int, page: PageRows) -> Iterator[_Edge]:
    rows = [row for row in page.rows if row[0].table is None]
    for place, row in enumerate(rows):
        if place < _EDGE_ROWS:
            yield _Edge(number, row, page.top - row[0].y, place == 0)
        elif place >= len(rows) - _EDGE_ROWS:
            yield _Edge(number, row, page.bottom - row[0].y, place == len(rows) - 1)
    if 0 < len(rows) <= _EDGE_ROWS:
        yield _Edge(number, rows[-1], page.bottom - rows[-1][0].y, True)


def _repeated(edges: Sequence[_Edge], pages: Sequence[PageRows]) -> Iterator[tuple[_Edge, str]]:
    """Rows with the same words at the same height on several pages, with the same numbers or growing ones."""
    seen: dict[tuple[str, bool], list[_Edge]] = defaultdict(list)
    for edge in edges:
        seen[_NUMBER.sub("0", edge.text), edge.distance > 0].append(edge)
    least = min(3, max(2, len(pages)))
    for found in seen.values():
        height = median(edge.distance for edge in found)
        level = [edge for edge in found if abs(edge.distance - height) <= _SAME_HEIGHT]
        count = len({edge.page for edge in level})
        twice = count == 2 and all(edge.outermost and _is_apart(edge, pages) for edge in level)
        if count < least and not twice:
            continue
        numbers = [_NUMBER.findall(edge.text) for edge in level]
        growing = [
            place
            for place in range(len(numbers[0]))
            if len({int(values[place]) - edge.page for values, edge in zip(numbers, level, strict=True)}) == 1
        ]
        if growing or all(values == numbers[0] for values in numbers):
            for edge, values in zip(level, numbers, strict=True):
                yield edge, values[growing[0]] if growing else ""


def _numbered(edges: Sequence[_Edge], pages: Sequence[PageRows], body: float) -> Iterator[tuple[_Edge, str]]:
    """Rows at one height that begin or end with a number which grows as the pages do.

    A single one must be small, set apart from the text, and say the number of the very page that it is on.
    """
    seen: dict[tuple[int, bool, int], list[tuple[_Edge, str, bool]]] = defaultdict(list)
    for edge in edges:
        height = round(edge.distance / _SAME_HEIGHT)
        for number, alone in _numbers_of(edge).items():
            seen[_value(number) - edge.page, not number.isdigit(), height].append((edge, number, alone))
    for (offset, _, _), found in seen.items():
        outermost = all(edge.outermost for edge, _, _ in found)
        often = len({edge.page for edge, _, _ in found}) >= 3
        own = offset == 1 and all(alone and _is_small_and_apart(edge, pages, body) for edge, _, alone in found)
        if outermost and (often or own):
            yield from ((edge, number) for edge, number, _ in found)


def _numbers_of(edge: _Edge) -> dict[str, bool]:
    """The numbers at the ends of a row that may be its page's, and whether a gap parts them from the words.

    At the foot of a page a number before words is a footnote's.
    """
    found = {number: False for token in (edge.text.split()[-1],) if (number := _page_number(token))}
    if edge.distance > 0 and (number := _page_number(edge.text.split()[0])):
        found[number] = False
    for segment in (edge.row[0], edge.row[-1]):
        if number := _page_number(segment.text):
            found[number] = True
    return found


def _labelled(edges: Sequence[_Edge], pages: Sequence[PageRows], body: float, labels: Sequence[str]) -> list[_Edge]:
    """Small rows set apart that repeat the number which was found for their page elsewhere on it."""
    return [
        edge
        for edge in edges
        if (alone := _numbers_of(edge).get(labels[edge.page])) is not None
        and (alone or edge.distance > 0)
        and _is_small_and_apart(edge, pages, body)
    ]


def _is_small_and_apart(edge: _Edge, pages: Sequence[PageRows], body: float) -> bool:
    return edge.outermost and edge.size < _SMALL * body and _is_apart(edge, pages)


def _sections(edges: Sequence[_Edge], pages: Sequence[PageRows], body: float) -> Iterator[tuple[_Edge, str]]:
    """Small rows that end a page, set apart from its text, and say what is a line of its own elsewhere."""
    lines = Counter(" ".join(segment.text for segment in row).casefold() for page in pages for row in page.rows)
    for edge in edges:
        words = edge.text.casefold()
        if len(words) > 3 and lines[words] > 1 and _is_small_and_apart(edge, pages, body):
            yield edge, ""


def _body_size(pages: Sequence[PageRows]) -> float:
    sizes: Counter[float] = Counter()
    for page in pages:
        for row in page.rows:
            for segment in row:
                sizes[segment.size] += len(segment.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _is_in_margin(edge: _Edge, pages: Sequence[PageRows], body: float) -> bool:
    """Whether a row is small print far from the text, as on the only page of a document that numbers its pages."""
    far = _is_apart(edge, pages, _FAR)
    return edge.outermost and edge.size < _SMALLER * body and far


def _is_apart(edge: _Edge, pages: Sequence[PageRows], least: float = _APART) -> bool:
    """Whether there is more room between a row and the next than within text."""
    rows = [row for row in pages[edge.page].rows if row[0].table is None]
    if len(rows) < 2:
        return True
    neighbour = rows[1] if edge.row is rows[0] else rows[-2]
    step = abs(edge.row[0].y - neighbour[0].y)
    return step > least * 1.2 * max(edge.row[0].size, neighbour[0].size)


def _page_number(text: str) -> str:
    """The number in a row that says nothing else, "" for another row."""
    found = _PAGE_NUMBER.fullmatch(text)
    if not found:
        return ""
    number = found["number"]
    return number if number.isdigit() or _ROMAN.fullmatch(number) else ""


def _value(number: str) -> int:
    """What an arabic or roman number says."""
    if number.isdigit():
        return int(number)
    values = [{"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}[letter] for letter in number.lower()]
    return sum(
        -value if value < following else value for value, following in zip(values, [*values[1:], 0], strict=True)
    )


def _label(found: Sequence[str]) -> str:
    return next((label for label in found if label), "")
