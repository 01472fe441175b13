"""Sentences with their citations out of plain text that arrives character by character."""

from __future__ import annotations

import re
from dataclasses import dataclass

from library.text import sentence_spans
from retrieval.writing.markers import Marked, ends_half, without_half, without_marks

_BEGINS = re.compile(r"^\s*(?:[-*•–—>]+\s+|#+\s+|\(?\d{1,2}[.)]\s+)+")
"""Marks of lists, headings and quotations before a sentence."""
_EMPHASIS = re.compile(r"\*{1,3}|_{2,3}|`+")
_ENDS = re.compile(r"[.!?…。]")


@dataclass(frozen=True)
class Drafted:
    """A sentence as the model wrote it, without its marks, and the numbers in these."""

    text: str
    cites: tuple[int, ...]


class Prose:
    """A state machine: what comes out depends on the characters only, not on how they are cut into pieces."""

    def __init__(self, language: str = "en") -> None:
        self._language = language
        self._raw = ""

    @property
    def pending(self) -> int:
        """Characters that are not yet part of a whole sentence."""
        return len(self._raw)

    def feed(self, character: str) -> list[Drafted]:
        """The sentences that this character completes: one is complete when the first word after it is there."""
        self._raw += character
        if self._raw.endswith("</think>"):  # all before was thinking aloud
            self._raw = ""
        if not character.isspace() or not (_ENDS.search(self._raw) or "\n" in self._raw):
            return []
        return [] if ends_half(self._raw) else self._take(keep=1)

    def close(self, *, cut: bool = False) -> list[Drafted]:
        """The rest; without its last sentence where that is ``cut`` off in the middle."""
        self._raw = without_half(self._raw)
        whole = not cut or bool(re.search(r"[.!?…。][\"”»)\]】\s\d\[]*$", self._raw))
        return self._take(keep=0 if whole else 1)

    def _take(self, keep: int) -> list[Drafted]:
        """The sentences in hand but the last ``keep``, each with its marks; the others stay in hand."""
        marked = without_marks(self._raw)
        spans = [
            span
            for first, last in _lines(marked.text)
            for span in _shifted(sentence_spans(marked.text[first:last], self._language), first)
        ]
        count = len(spans) - keep
        if count <= 0 and keep:
            return []
        cites = _assigned(marked, spans)
        ready = [
            _drafted(marked.text[start:end], numbers)
            for (start, end), (numbers, _) in zip(spans[:count], cites[:count], strict=True)
        ]
        self._raw = self._raw[cites[count][1] :] if keep else ""
        return [one for one in ready if re.search(r"\w", one.text) and not _introduces(one)]


def _lines(text: str) -> list[tuple[int, int]]:
    """Spans of the lines: a sentence does not run over a line's end."""
    return [match.span() for match in re.finditer(r"[^\n]+", text)]


def _shifted(spans: list[tuple[int, int]], by: int) -> list[tuple[int, int]]:
    return [(start + by, end + by) for start, end in spans]


def _assigned(marked: Marked, spans: list[tuple[int, int]]) -> list[tuple[tuple[int, ...], int]]:
    """For each sentence, the numbers of its marks and the place of the first one that stands before it.

    A mark belongs to the sentence that it stands in or after; on a line that begins with a mark, and has text, to the
    one that it stands before.
    """
    found: list[list[int]] = [[] for _ in spans]
    before = [marked.places[start] for start, _ in spans]
    for place, raw, numbers in marked.marks:
        inside = next((n for n, (start, end) in enumerate(spans) if start < place < end), None)
        following = next((n for n, (start, _) in enumerate(spans) if start >= place), None)
        if inside is None and following is not None and _leads(marked, spans, place, following):
            inside, before[following] = following, min(before[following], raw)
        if inside is None:
            inside = max((n for n, (start, _) in enumerate(spans) if start < place), default=None)
        if inside is not None:
            found[inside] += numbers
    return [(tuple(dict.fromkeys(numbers)), place) for numbers, place in zip(found, before, strict=True)]


def _leads(marked: Marked, spans: list[tuple[int, int]], place: int, following: int) -> bool:
    """Whether a mark at this place belongs to the sentence that follows on its line."""
    if "\n" in marked.text[place : spans[following][0]]:
        return False
    start = marked.text.rfind("\n", 0, place) + 1
    first = next((p for p, _, _ in marked.marks if p >= start), place)
    return not re.search(r"\w", marked.text[start:first])


def _drafted(text: str, numbers: tuple[int, ...]) -> Drafted:
    plain = _EMPHASIS.sub("", _BEGINS.sub("", text))
    text = re.sub(r"\s+", " ", plain).strip()
    return Drafted(f"{text}." if text[-1:].isalnum() else text, numbers)


def _introduces(drafted: Drafted) -> bool:
    """A line like "Here is the answer:"."""
    return drafted.text.endswith(":") and not drafted.cites
