"""Follow-up questions made to stand alone from the turns before, without a chat model."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from library.records import Statement
from library.text import stems, words
from retrieval.asks import asks
from retrieval.places import IsMentioned
from retrieval.scope import COMPARES, Scope, resolve, year_of
from retrieval.speakers import speakers_in_office, speakers_meant
from retrieval.years import years_in

LEANS = re.compile(
    r"^\W*(?:and|but|so|then|what about|how about|what of|et\b|mais|y\b|e\b|а\b|и\b|но\b|também)\b"
    r"|\b(?:it|its|they|them|their|theirs|those|these|that|this|he|she|his|her|him|there|ones?|others?|then|same|"
    r"so|else|neither|either|former|latter)\b"
    r"|\b(?:ils?|elles?|leur|celui|celle|ceux|lui|les autres|они|их|он|она|его|её|им|ему|этого|там|тогда|нём)\b",
    re.I,
)
FEW_WORDS = 3
"""A question with so few words of content leans on the turn before even where no pronoun says so; one that names its
own country or year only with a single word of content."""


@dataclass(frozen=True)
class Standalone:
    """A question that needs no earlier turn.

    ``question`` is the last turn; ``topic`` the earlier question that it leans on, ``hint`` the answer that was given
    to it (both empty where it stands alone).
    """

    question: str
    scope: Scope
    topic: str = ""
    hint: str = ""
    speakers: frozenset[str] = frozenset()
    """Speakers of the library whose words are asked for."""

    @property
    def text(self) -> str:
        """The question in words that need no earlier turn."""
        if not self.topic:
            return self.question
        named = [*self.scope.countries, *map(str, self.scope.years)]
        where = f"; {' '.join(named)}" if named else ""
        return f"{self.question} (about: {self.topic.rstrip('?. ')}{where})"


Restate = Callable[[Standalone, Sequence[Mapping[str, str]], Sequence[Statement], IsMentioned, str], Standalone]
"""Puts a follow-up into better words: the question as the rules have it, the turns before, statements, language."""


def make_standalone(
    question: str,
    history: Sequence[Mapping[str, str]],
    statements: Sequence[Statement],
    is_mentioned: IsMentioned,
    language: str,
) -> Standalone:
    """``question`` with what it takes from ``history`` (turns with ``role`` and ``content``): scope and topic."""
    before: Scope | None = None
    topic = hint = ""
    spoken_of: set[int] = set()
    for turn in history:
        content = turn.get("content", "")
        if turn.get("role") == "user":
            scope = resolve(content, statements, before=before, is_mentioned=is_mentioned)
            asked = without(content, scope)
            leans = before is not None and _leans(content, scope, language)
            topic = f"{topic} {asked}" if leans else asked
            spoken_of = {*spoken_of, *scope.years} if leans else set(scope.years)
            before, hint = scope, ""
        else:
            hint = content
    if before and COMPARES.search(question) and not years_in(question):
        before = replace(before, years=tuple(sorted(spoken_of)))  # "fewer than the time before": of all that were named
    scope = resolve(question, statements, before=before, is_mentioned=is_mentioned)
    earlier = " ".join(turn.get("content", "") for turn in history)
    speakers = speakers_meant(question, earlier, statements)
    scope = _where_they_speak(scope, speakers, statements)
    if not speakers and not asks(question).person:
        speakers = speakers_in_office(question, scope.statements)
    if before is None or not _leans(question, scope, language):
        return Standalone(question, scope, speakers=speakers)
    return Standalone(question, scope, topic, hint, speakers)


def _where_they_speak(scope: Scope, speakers: frozenset[str], statements: Sequence[Statement]) -> Scope:
    """The scope, widened over the years where those who are asked about speak of its countries in other ones only."""
    if not speakers or scope.missing or any(_speaks(s, speakers) for s in scope.statements):
        return scope
    elsewhere = tuple(s for s in statements if _speaks(s, speakers) and s.country and s.country.name in scope.countries)
    years = tuple(sorted({year for s in elsewhere if (year := year_of(s))}))
    return replace(scope, statements=elsewhere, years=years) if elsewhere else scope


def _speaks(statement: Statement, speakers: frozenset[str]) -> bool:
    return any(speaker.name in speakers for speaker in statement.speakers)


def _leans(question: str, scope: Scope, language: str) -> bool:
    if LEANS.search(question):
        return True
    content = len(stems(without(question, scope), language))
    return content <= (1 if scope.mentions else FEW_WORDS) and len(words(question)) < 12


def without(question: str, scope: Scope) -> str:
    """The question without the words that name its scope."""
    kept = list(question)
    for start, end in scope.mentions:
        if end <= len(kept):
            kept[start:end] = " " * (end - start)
    text = re.sub(r"(?<=\s)['’]s?\b|\b(?:in|of|for|en|au|в|for the)\s+(?=[\s?,.]|$)", " ", "".join(kept))
    return re.sub(r"\s+([?.,])", r"\1", re.sub(r"\s{2,}", " ", text)).strip()
