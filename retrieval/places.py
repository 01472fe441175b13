"""The countries that a question means, by name or by their region, and places that the record knows nothing of.

Countries of the world and of the record are known (`library.countries`); what is left is a name after *in*, or one
whose election is asked for, that no statement in the library ever mentions: what is said of other places does not
answer it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from library.countries import find_countries
from library.library import Library
from library.records import Statement
from library.regions import find_regions
from library.text import stems

IsMentioned = Callable[[str, Sequence[Statement]], bool]
"""Whether a word (a stem or a year) occurs in these statements."""
_NAME = r"[A-ZÀ-Þ][\w’-]+(?: [A-ZÀ-Þ][\w’-]+)*"
_VOTE = r"(?:elections?|votes?|polls?|referendums?|run-?offs?|campaigns?|missions?)"
_PLACE = re.compile(
    rf"\b(?:[Ii]n|[Ee]n|[Aa]u|[Aa]ux) (?P<in>{_NAME})|(?P<of>{_NAME})(?<!['’]s)['’]s (?:[\w-]+ ){{0,3}}?{_VOTE}\b"
)
_NO_PLACE = re.compile(
    r"^(?:January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|"
    r"Thursday|Friday|Saturday|Sunday|English|Russian|French|Spanish|German|Parliament|Internet|Braille|Government|"
    r"Congress|State|Court|[A-Z]{2,}\w*)$"
)


@dataclass(frozen=True)
class Places:
    """What a question says of places: ``countries`` that it names, also by their region, and where it says so;
    ``missing`` are places that it asks about and the record holds nothing on."""

    countries: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    missing: tuple[str, ...] = ()


def places_meant(question: str, statements: Sequence[Statement], is_mentioned: IsMentioned | None) -> Places:
    """The places of a question, told by the statements that there are."""
    held = sorted({s.country.name for s in statements if s.country})
    mentions, regions = find_countries(question, extra=held), find_regions(question)
    spans = tuple([(m.start, m.end) for m in mentions] + [(r.start, r.end) for r in regions])
    codes = {code for region in regions for code in region.codes}
    inhabited = [s.country.name for s in statements if s.country and s.country.code in codes]
    asked = _unique([*(m.country.name for m in mentions), *inhabited])
    if regions and not asked:
        return Places((), spans, tuple(region.name for region in regions))
    if asked and not set(asked) & set(held):
        return Places(asked, spans, asked)
    if is_mentioned and statements and (place := unknown_place(question, statements, spans, is_mentioned)):
        return Places(asked, spans, (place,))
    return Places(asked, spans)


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def mentioned_in(library: Library) -> IsMentioned:
    """Looks words up in the full-text index of a library."""

    def is_mentioned(word: str, among: Sequence[Statement]) -> bool:
        return bool(library.catalog.lexical([word], [s.id for s in among], 1))

    return is_mentioned


def unknown_place(
    question: str, statements: Sequence[Statement], spans: Sequence[tuple[int, int]], is_mentioned: IsMentioned
) -> str | None:
    """The place that is asked about, if it is none of ``spans`` (what names the scope) and no statement mentions it."""
    for match in _PLACE.finditer(question):
        kind = match.lastgroup or "in"
        start, end = match.span(kind)
        words = [word for word in match[kind].split() if not _NO_PLACE.match(word)]
        if (
            words
            and not any(start < b and a < end for a, b in spans)
            and not _known(words[-1], statements, is_mentioned)
        ):
            return match[kind]
    return None


def _known(word: str, statements: Sequence[Statement], is_mentioned: IsMentioned) -> bool:
    """Whether any statement has the word; the last one of a name tells (*Central Asia*)."""
    languages = {s.language for s in statements}
    return any(is_mentioned(stem, statements) for language in languages for stem in stems(word, language))
