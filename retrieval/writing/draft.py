"""An answer while it is written: the sentences that stand so far, numbered by what they cite."""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence
from dataclasses import dataclass, replace

from library.records import Answer, AnswerSentence, Citation, How

Span = tuple[str, int, int]
"""Passage, start and end of a quotation."""
MOST = 0.7
"""Share of a quotation's length from which on it has been told."""


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


def numbered(
    places: Sequence[Place], numbers: MutableMapping[Span, int] | None = None
) -> tuple[tuple[AnswerSentence, ...], tuple[Citation, ...]]:
    """The sentences that stand and their citations, numbered in the order in which they first appear; what has one of
    ``numbers`` keeps it, and new ones are put there, so that no number changes that was shown."""
    numbers = {} if numbers is None else numbers
    citations: dict[int, Citation] = {}
    sentences = []
    for place in places:
        if not place.stands:
            continue
        marks = []
        for cited in place.carried_by:
            n = numbers.setdefault((cited.passage.id, cited.start, cited.end), len(numbers) + 1)
            citations.setdefault(n, replace(cited, n=n))
            marks.append(n)
        sentences.append(AnswerSentence(place.text, tuple(dict.fromkeys(marks)), place.how))
    return tuple(sentences), tuple(citations[n] for n in sorted(citations))


def rest_of(quoted: Answer, places: Sequence[Place]) -> list[Place]:
    """The sentences of a quoted answer whose words are not mostly cited in these places, each in a place of its own."""
    shown = [citation for place in places for citation in place.carried_by]
    cited = {citation.n: citation for citation in quoted.citations}
    rest = []
    for sentence in quoted.sentences:
        own = [cited[n] for n in sentence.citations]
        if not any(_is_told(one, shown) for one in own):
            rest.append(Place(sentence.text, text=sentence.text, carried_by=tuple(own), how="quoted"))
    return rest


def _is_told(quotation: Citation, shown: Sequence[Citation]) -> bool:
    """Whether most of a quotation has been cited: one of two sentences is not."""
    told = sum(
        min(quotation.end, other.end) - max(quotation.start, other.start)
        for other in {(c.passage.id, c.start, c.end): c for c in shown}.values()
        if overlap(quotation, other)
    )
    return told >= MOST * (quotation.end - quotation.start)


def overlap(one: Citation, other: Citation) -> bool:
    """Whether two quotations share words at the same place."""
    return one.passage.id == other.passage.id and one.start < other.end and other.start < one.end
