"""Text together with the places where it is printed: whatever is done to the text is done to its marks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ingest.document import Mark
from ingest.readers.lines import seam


@dataclass(frozen=True, slots=True)
class Printed:
    """Text and the marks of its words, in order."""

    text: str
    marks: tuple[Mark, ...] = ()

    def cut(self, start: int = 0, end: int | None = None) -> Printed:
        """``text[start:end]`` with its marks."""
        end = len(self.text) if end is None else end
        kept = (
            Mark(max(mark.start, start) - start, min(mark.end, end) - start, mark.box)
            for mark in self.marks
            if mark.start < end and mark.end > start
        )
        return Printed(self.text[start:end], tuple(kept))

    def with_changes(self, changes: Sequence[tuple[int, int, str]]) -> Printed:
        """The same with ``text[start:end]`` changed for each ``(start, end, new)``, in order; marks grow with it."""
        pieces: list[str] = []
        done = 0
        for start, end, new in changes:
            pieces += [self.text[done:start], new]
            done = end

        def moved(place: int) -> int:
            return place + sum(len(new) - (end - start) for start, end, new in changes if end <= place)

        marks = (replace(mark, start=moved(mark.start), end=moved(mark.end)) for mark in self.marks)
        return Printed("".join([*pieces, self.text[done:]]), tuple(marks))


def joined(parts: Iterable[Printed | str]) -> Printed:
    """The parts one after the other; a plain string is printed nowhere."""
    texts: list[str] = []
    marks: list[Mark] = []
    length = 0
    for part in parts:
        text = part if isinstance(part, str) else part.text
        if not isinstance(part, str):
            marks += [Mark(mark.start + length, mark.end + length, mark.box) for mark in part.marks]
        texts.append(text)
        length += len(text)
    return Printed("".join(texts), tuple(marks))


def joined_lines(lines: Iterable[Printed], words: frozenset[str] = frozenset()) -> Printed:
    """Lines as one text, with words cut by a hyphen at a line end made whole (see `ingest.readers.lines`)."""
    parts: list[Printed | str] = []
    last = Printed("")
    for line in lines:
        if not line.text:
            continue
        if last.text:
            dropped, between = seam(last.text, line.text, words)
            parts[-1] = last.cut(0, len(last.text) - dropped)
            parts.append(between)
        parts.append(line)
        last = line
    if last.text.endswith("\u00ad"):
        parts[-1] = last.cut(0, len(last.text) - 1)
    return joined(parts)
