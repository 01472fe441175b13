"""An answer while it is written: the sentences that stand so far, numbered by what they cite."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from library.records import AnswerSentence, Citation, How


@dataclass
class Place:
    """The place of one sentence; empty while it is being mended, or when nothing came of it."""

    drafted: str
    cites: tuple[int, ...] = ()
    """Numbers of the passages that the model named."""
    reasons: tuple[str, ...] = ()
    """Why it does not stand as it was drafted."""
    text: str = ""
    carried_by: tuple[Citation, ...] = ()
    how: How = "written"

    @property
    def stands(self) -> bool:
        """Whether a sentence stands here."""
        return bool(self.text)

    def fill(self, text: str, carried_by: Sequence[Citation], how: How) -> None:
        """Put a sentence here, with the quotes that carry it."""
        self.text, self.carried_by, self.how = text, tuple(carried_by), how


def numbered(places: Sequence[Place]) -> tuple[tuple[AnswerSentence, ...], tuple[Citation, ...]]:
    """The sentences that stand and their citations, numbered in the order in which they first appear."""
    numbers: dict[tuple[str, int, int], int] = {}
    citations: list[Citation] = []
    sentences = []
    for place in places:
        if not place.stands:
            continue
        marks = []
        for cited in place.carried_by:
            span = (cited.passage.id, cited.start, cited.end)
            if span not in numbers:
                numbers[span] = len(numbers) + 1
                citations.append(replace(cited, n=numbers[span]))
            marks.append(numbers[span])
        sentences.append(AnswerSentence(place.text, tuple(dict.fromkeys(marks)), place.how))
    return tuple(sentences), tuple(citations)
