"""Where a text quotes: runs between quotation marks of every style, also those that go on over several paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_CLOSING = {
    "“": "”",
    "«": "»",
    "„": "“”",
    '"': '"',
    "‹": "›",
    "‚": "‘",
    "»": "«",
    "‘": "’",
    "'": "'",
    "''": "''",
    "”": "”",
}
_NESTS = "“«„‹"
_MARKS = re.compile(r"''|[“”«»„\"‹›‚‘’']")
_SINGLE = ("‘", "'")
_SINGLE_MARKS = re.compile("[‘’']")
_NOT_OPENED = re.compile(r"['’](?:s|tis|twas|em|\d)", re.IGNORECASE)
_SPOKEN_END = ".,!?…"
_MOST_PARAGRAPHS = 8
"""A quotation whose closing mark does not come within so many paragraphs has lost it."""
_DIALOGUE = re.compile(r"[—–]\s+(?=[^\W\d_])[^«»“”\"\n]{3,1000}?[,!?…]\s[—–]\s+(?=[^\W\d_])(?=\w+\s)[^\W\d_A-ZА-ЯЁ]")
"""A paragraph of speech between dashes, without marks: ``– Да, – сказала Анна Холм. – Конечно``."""

_MOST = 1_000
"""More quotations in one block are no speech, but an attack or rubbish."""


@dataclass(frozen=True)
class Quotation:
    """A run of quoted words in one block, its marks included."""

    block: int
    start: int
    end: int
    goes_on: bool = False
    """Whether it continues the quotation of the block before."""
    left_open: bool = False
    """Whether it has no closing mark in its own block."""


def quotations_of(texts: Sequence[str]) -> list[Quotation]:
    """The quotations of consecutive blocks, outermost marks only, in order."""
    found: list[Quotation] = []
    waiting: str | None = None
    for n, text in enumerate(texts):
        begin, closing = 0, None
        if waiting:
            end = _continued(text, waiting)
            if end is not None:
                left_open = end > len(text)
                found.append(Quotation(n, 0, min(end, len(text)), goes_on=True, left_open=left_open))
                begin, closing = min(end, len(text)), waiting if left_open else None
        if closing is None and _DIALOGUE.match(text):
            found.append(Quotation(n, 0, len(text)))
        elif closing is None:
            runs, closing = _runs(text, begin)
            found += [Quotation(n, first, last) for first, last in runs]
            if closing and not _is_continued(texts[n + 1 : n + 1 + _MOST_PARAGRAPHS], closing):
                closing = None
            if closing and found:
                last_one = found[-1]
                found[-1] = Quotation(n, last_one.start, last_one.end, last_one.goes_on, left_open=True)
        waiting = closing
    return found


def _is_continued(texts: Sequence[str], opening: str) -> bool:
    """Whether a quotation that its block leaves open goes on in the next."""
    return bool(texts) and _continued(texts[0], opening) is not None


def _continued(text: str, opening: str) -> int | None:
    """Where a quotation ends that the block before left open; beyond the text if it goes on; None if it does not.

    Each paragraph of a long quotation opens with a mark and only the last closes; some have no marks between.
    """
    again = text.startswith(opening)
    first = len(opening) if again else 0
    if again:
        end = _end(text, first, opening)
        return end if end is not None else len(text) + 1
    if opening in ('"', "'", "''", "‘"):
        return None
    close, reopened = _first_of(text, _CLOSING[opening]), _first_of(text, opening)
    return close + 1 if close >= 0 and (reopened < 0 or close < reopened) else None


def _first_of(text: str, marks: str) -> int:
    return min((place for place in map(text.find, marks) if place >= 0), default=-1)


def _runs(text: str, begin: int) -> tuple[list[tuple[int, int]], str | None]:
    """Spans between quotation marks from a place on, and the mark that the last of them leaves open."""
    runs: list[tuple[int, int]] = []
    place = begin
    while match := _MARKS.search(text, place):
        mark, start = match.group(), match.start()
        if len(runs) > _MOST:
            return [], None
        if not _opens(text, mark, start):
            place = match.end()
            continue
        end = _end(text, match.end(), mark)
        if end is None and mark in _SINGLE:
            place = match.end()
            continue
        if end is None:
            return [*runs, (start, len(text))], mark
        runs.append((start, end))
        place = end
    return runs, None


def _opens(text: str, mark: str, place: int) -> bool:
    before = text[place - 1 : place]
    after = text[place + len(mark) : place + len(mark) + 1]
    at_border = not before or before.isspace() or before in "([–—-/:[“«„‘\"'’"
    if mark in "“«„‹":
        return bool(after)
    if mark in ('"', "''"):
        return at_border and bool(after.strip())
    if mark in ("»", "”"):  # the German »book« style, the Swedish ”style”
        return at_border and after.isalpha()
    if mark in ("‘", "‚", "'"):
        return at_border and after.isalpha() and not _NOT_OPENED.match(text, place)
    return False


def _end(text: str, place: int, opening: str) -> int | None:
    """Where the quotation ends that was opened before ``place``; None if it does not in this text."""
    if opening in _SINGLE:
        return _end_of_single(text, place, opening)
    closing = _CLOSING[opening]
    depth, last = 1, None
    for match in _MARKS.finditer(text, place):
        mark = match.group()
        if mark in closing and not (mark in _NESTS and mark not in closing):
            depth, last = depth - 1, match.end()
            if depth == 0:
                return last
        elif mark == opening and opening in _NESTS:
            if opening == "“" and not _opens_again(text, match.start()):
                return match.end()  # “closed by its own kind“
            depth += 1
    if last is not None:  # «a quotation with «another», whose closing mark serves both»
        return last
    fallback = {"“": '"', "„": '"', '"': "”"}.get(opening)
    found = text.find(fallback, place) if fallback else -1
    return found + 1 if found >= 0 else None


def _opens_again(text: str, place: int) -> bool:
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    return before.isspace() or before in "([–—-" or after.isalnum()


def _end_of_single(text: str, place: int, opening: str) -> int | None:
    """Where a ‘quotation in single marks’ ends: at a mark that is no apostrophe.

    A plural's apostrophe (``the voters’ lists``) looks like an end; the one after a mark of speech is preferred.
    """
    closing = _CLOSING[opening]
    likely = None
    for match in _SINGLE_MARKS.finditer(text, place):
        at = match.start()
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        if before.isspace() and after.isalnum():
            break
        if match.group() not in (opening, closing):
            continue
        if after.isalnum() or before.isspace():
            continue
        if before in _SPOKEN_END:
            return at + 1
        if likely is None:
            likely = at + 1
        if before != "s":
            return likely
    return likely
