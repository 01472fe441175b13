"""Quotations of a claim, word for word over the whole library.

The catalog's full-text index hands over the passages that share most of a quotation's words; only these are compared,
so that a large library costs no more than a small one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from rapidfuzz import fuzz

from judge.checks.quotations import Quotation, folded_words, nearest, pieces, quotations, word_places
from library.library import Library
from library.records import Passage, Statement
from library.text import stems
from retrieval.claims.records import Difference, Quoted
from retrieval.claims.voices import as_evidence

CANDIDATES = 40
"""Passages that are compared word for word."""
LEAST_WORDS = 3
"""Shorter quoted words are names or terms, which are checked as such."""
ALTERED = 72.0
"""Likeness (0 to 100, of letters in order) from which a passage has the quotation in other words."""
SHARED = 0.5
"""Share of the quotation's words that an altered one still has."""


@dataclass(frozen=True)
class Place:
    """Where a quotation stands, or comes nearest to: a span in a passage, and how like it is (100: word for word)."""

    statement: Statement
    passage: Passage
    start: int
    end: int
    likeness: float
    words: str
    """The words that come nearest, where ``start:end`` holds the whole sentences around them."""


def quoted(text: str) -> list[Quotation]:
    """The quotations of a claim that are long enough to be looked up."""
    return [q for q in quotations(text) if len(folded_words(q.words)) >= LEAST_WORDS]


def look_up(library: Library, quotation: Quotation, language: str, preferred: Sequence[Statement]) -> Quoted:
    """Where the library has a quotation; of several places one in the ``preferred`` statements, and in its language.

    Several statements may have the same words (a press release and the report behind it).
    """
    wanted = {s.id for s in preferred}
    places = sorted(
        _places(library, quotation, language),
        key=lambda p: (-p.likeness, p.statement.id not in wanted, p.statement.translation_of is not None),
    )
    if not places or places[0].likeness < ALTERED:
        return Quoted(quotation.words, quotation.start, quotation.end, "not found")
    best = places[0]
    found = as_evidence(best.statement, best.passage, best.start, best.end, "context")
    exact = best.likeness >= 100
    return Quoted(
        quotation.words,
        quotation.start,
        quotation.end,
        "exact" if exact else "altered",
        found,
        () if exact else differences(quotation.words, best.words),
    )


def differences(claimed: str, stated: str) -> tuple[Difference, ...]:
    """The words that differ, in order."""
    one, two = folded_words(claimed), folded_words(stated)
    changes = SequenceMatcher(None, one, two, autojunk=False).get_opcodes()
    return tuple(Difference(" ".join(one[a:b]), " ".join(two[c:d])) for tag, a, b, c, d in changes if tag != "equal")


def _places(library: Library, quotation: Quotation, language: str) -> Iterator[Place]:
    terms = list(dict.fromkeys(stems(quotation.words, language))) or folded_words(quotation.words)
    ids = [name for name, _ in library.catalog.lexical(terms, None, CANDIDATES)]
    by_id = {s.id: s for s in library.statements()}
    for passage in library.catalog.passages_by_id(ids).values():
        statement = by_id.get(passage.statement_id)
        if statement and passage.voice != "headline" and (found := _in_passage(quotation, passage)):
            yield Place(statement, passage, *found)


def _in_passage(quotation: Quotation, passage: Passage) -> tuple[int, int, float, str] | None:
    """Span in the statement likeness and words of the part of a passage that is most like the quotation."""
    if span := verbatim(quotation.words, passage.text):
        return passage.start + span[0], passage.start + span[1], 100.0, passage.text[slice(*span)]
    near = nearest(quotation.words, passage.text)
    if near is None:
        return None
    one, two = folded_words(quotation.words), folded_words(passage.text[slice(*near)])
    if not one or len(set(one) & set(two)) < SHARED * len(set(one)):
        return None
    ordered = fuzz.ratio(" ".join(one), " ".join(two))
    any_order = fuzz.token_sort_ratio(" ".join(one), " ".join(two))
    start, end = _whole_sentences(passage, passage.start + near[0], passage.start + near[1])
    return start, end, min(99.0, max(ordered, any_order)), passage.text[slice(*near)]


def verbatim(quotation: str, text: str) -> tuple[int, int] | None:
    """The span of the text that has the quotation's pieces in order, whatever the typography."""
    words = word_places(text)
    folded = [word for word, _, _ in words]
    first: int | None = None
    place = 0
    for piece in pieces(quotation):
        found = next(
            (n for n in range(place, len(folded) - len(piece) + 1) if folded[n : n + len(piece)] == piece), None
        )
        if found is None:
            return None
        first = found if first is None else first
        place = found + len(piece)
    return (words[first][1], words[place - 1][2]) if first is not None else None


def _whole_sentences(passage: Passage, start: int, end: int) -> tuple[int, int]:
    """The sentences of a passage that a span lies in, so that what is shown can be read."""
    touched = [s for s in passage.sentences if s.start < end and start < s.end]
    return (min(s.start for s in touched), max(s.end for s in touched)) if touched else (start, end)
