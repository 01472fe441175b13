"""What a question wants counted, and whether a figure of a sentence counts that."""

from __future__ import annotations

import re
from collections.abc import Sequence

from judge.checks.figures import Figure, figures
from judge.checks.words import Words
from retrieval.thesaurus import equivalents

HOW_MANY = re.compile(
    r"\b(?:how many|number of|combien (?:de|d[’'])|nombre (?:de|d[’'])|cuánt[oa]s|número de|сколько|число) *"
    r"(?P<thing>[^?,;.]*)",
    re.I,
)
PEOPLE = re.compile(r"\W*(?:of (?:them|these|those)|people|persons|personnes|personas|человек|людей)\b", re.I)
"""May be counted by any other name."""
MOST = 3
"""Words of content after "how many" that say what is counted."""


def counts_what_is_asked(question: str, sentences: Sequence[str]) -> float:
    """1 where a figure of a sentence counts what is asked for, -1 where all count other things, 0 where no count is
    asked for or it cannot be told."""
    asked, language = _asked(question)
    told = [figure for text in sentences for figure in _counts(text, language)] if asked else []
    if not told:
        return 0.0
    return 1.0 if any(counted_in(question, figure) for figure in told) else -1.0


def counted_in(question: str, figure: Figure) -> bool:
    """Whether a figure counts what the question asks the number of."""
    return any(expression <= set(figure.counted) for expression in _asked(question)[0])


def _asked(question: str) -> tuple[set[frozenset[str]], str]:
    """What is to be counted, as expressions of stems of which one will do, and the question's language; no expressions
    where no count is asked for."""
    match = HOW_MANY.search(question)
    language = Words(question).language
    if not match or PEOPLE.match(match["thing"]):
        return set(), language
    thing = Words(match["thing"], language)
    stems = [thing.stem(token) for token in thing.tokens if thing.is_content(token)][:MOST]
    others = {frozenset(other) for stem in stems for other in equivalents(stem, thing.language)}
    return {frozenset([stem]) for stem in stems} | others, language


def _counts(text: str, language: str) -> list[Figure]:
    """The figures that count something, in a text of the same language."""
    words = Words(text)
    return [f for f in figures(words) if f.measure == "count" and f.counted] if words.language == language else []
