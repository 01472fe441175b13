"""The texts that a claim is held against: sentences that bear on it, with those that they need beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, product

from judge.checks import Objection, objections
from judge.checks.figures import figures
from judge.checks.words import words_of
from library.context import context_line
from library.countries import find_countries
from library.records import Passage, Statement
from retrieval.clues import Terms
from retrieval.evidence import Finding

SENTENCES = 6
"""The most telling sentences, which are looked at one by one."""
OF_A_YEAR = 2
"""Sentences of each year that a claim compares, which are held against it together."""
LONGEST = 900
"""Characters of a passage that is taken as a whole."""
PENALTY = 0.12
"""What a veto costs a text when the best one is chosen: as much as an eighth of the claim's words."""
BESIDE = 0.12
"""What it costs that more than the sentence itself is taken: it must make up for that by what it covers."""


@dataclass(frozen=True)
class Unit:
    """A text that a claim is held against, and what the checks object."""

    findings: tuple[Finding, ...]
    """The sentences that it was taken for, the most telling first."""
    text: str
    context: str
    """What it is about without saying so."""
    objections: tuple[Objection, ...]
    is_read: bool
    """Whether the judge reads it as it is: a sentence alone, or what was said of two years that are compared."""

    @property
    def shown(self) -> str:
        """The text as the judge is given it: each statement's country, election and day above its words."""
        if len(self.findings) > 1:
            return "\n".join(f"{context_line(f.statement, None)}\n{f.text}" for f in self.findings)
        return f"{context_line(self.findings[0].statement, None)}\n{self.text}"

    @property
    def beside(self) -> int:
        """How much stands beside the sentence itself: 0 nothing, 1 some of its passage, 2 another passage."""
        if len(self.findings) > 1:
            return 2
        return int(self.text != self.findings[0].text)

    @property
    def vetoes(self) -> tuple[Objection, ...]:
        """The objections for which nothing carries the claim."""
        return tuple(o for o in self.objections if o.vetoes)


def units(claim: str, language: str, findings: Sequence[Finding], terms: Terms, countries: Sequence[str]) -> list[Unit]:
    """For each of the most telling sentences: itself, and with the sentence before or its whole passage where that has
    more of the claim; and the best of two passages together, since a claim may compare them: of two years, where it
    names these."""
    by_year = _of_years(claim, language, findings)
    told = list(dict.fromkeys((*findings[:SENTENCES], *(f for own in by_year for f in own))))
    found: dict[str, Unit] = {}
    for finding in told:
        found.setdefault(finding.text, unit_of(claim, language, (finding,), finding.text, countries))
    for taken, text in (*_with_more(told), *_together(told)):
        alone = [found[f.text] for f in taken]
        if text not in found and _may_serve(text, alone, terms):
            found[text] = unit_of(claim, language, taken, text, countries)
    for taken, text in _then_and_now(by_year):
        found[text] = unit_of(claim, language, taken, text, countries, is_read=True)
    return list(found.values())


def _of_years(claim: str, language: str, findings: Sequence[Finding]) -> list[list[Finding]]:
    """The most telling sentences on each year that the claim names; nothing where it names one year or none."""
    years = sorted({f.value for f in figures(words_of(claim, language)) if f.measure == "year"})
    if len(years) < 2:
        return []
    own = [[f for f in findings if f.statement.election_date and f.statement.election_date.year == y] for y in years]
    return [found[:OF_A_YEAR] for found in own if found]


def _then_and_now(by_year: Sequence[Sequence[Finding]]) -> Iterator[tuple[tuple[Finding, ...], str]]:
    for then, now in combinations(by_year, 2):
        for one, other in product(then, now):
            yield (one, other), f"{one.text} {other.text}"


def _with_more(findings: Sequence[Finding]) -> Iterator[tuple[tuple[Finding, ...], str]]:
    for finding in findings:
        passage = finding.passage
        place = passage.sentences.index(finding.sentence)
        if place:
            yield (finding,), passage.words(passage.sentences[place - 1].start, finding.sentence.end)
        if len(passage.sentences) > 2 and len(passage.text) <= LONGEST:
            yield (finding,), passage.text


def _together(findings: Sequence[Finding]) -> Iterator[tuple[tuple[Finding, ...], str]]:
    for n, one in enumerate(findings[:3]):
        for other in findings[n + 1 : 4]:
            if one.passage.id != other.passage.id:
                yield (one, other), f"{one.text} {other.text}"


def _may_serve(text: str, alone: Sequence[Unit], terms: Terms) -> bool:
    """Whether a longer text can be better than its sentences: by more of the claim's words, or without a veto."""
    cost = BESIDE * len(alone)
    best = max(terms.share(terms.held(u.text)) - PENALTY * len(u.vetoes) for u in alone)
    return terms.share(terms.held(text)) - cost > best


def unit_of(
    claim: str,
    language: str,
    taken: tuple[Finding, ...],
    text: str,
    countries: Sequence[str],
    *,
    is_read: bool = False,
) -> Unit:
    """A text with what the checks object to the claim; ``countries`` are those of the library."""
    context = " ".join(dict.fromkeys(about(f.statement, f.passage, f.sentence.speaker) for f in taken))
    known = tuple(countries)
    found = objections(
        text,
        claim,
        context=context,
        places=lambda words: places_in(words, known),
        text_language=taken[0].statement.language,
        language=language,
    )
    return Unit(taken, text, context, found, is_read or text == taken[0].text)


@lru_cache(maxsize=5_000)
def places_in(text: str, countries: tuple[str, ...]) -> list[tuple[str, int, int]]:
    """The countries that a text names; the claim and the contexts are asked for again and again."""
    return [(m.country.name, m.start, m.end) for m in find_countries(text, extra=countries)]


def about(statement: Statement, passage: Passage, speaker: str | None) -> str:
    """What a sentence is about without saying so: country, election, days, section, bodies, place and speaker."""
    days = [f"{day:%-d %B %Y}" for day in (statement.election_date, statement.date) if day]
    role = next((f"{s.name}, {s.role}" for s in statement.speakers if s.name == speaker), speaker or "")
    parts = [context_line(statement, passage.section), *days, *statement.bodies, statement.place or "", role]
    return ". ".join(part for part in parts if part) + "."
