"""Which elections a question speaks of: countries and years, resolved against the statements of the library."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from library.records import Statement
from retrieval.election_types import of_type
from retrieval.observers import are_absent, bodies_asked, of_bodies
from retrieval.places import IsMentioned, places_meant
from retrieval.rounds import of_round, rounds_in
from retrieval.years import ELECTION_WORD, NUMBERS, election_years, is_election_year, years_in

Election = tuple[str, int]
"""Name of the country and year: the unit that people ask about (rounds and several documents belong together)."""

FIRST = re.compile(r"\b(?:first|earliest|initial)\s+(?:\w+\s+){0,2}?(?:elections?|vote|polls?)\b", re.I)
LATEST = re.compile(r"\b(?:latest|most recent|last|newest)\s+(?:\w+\s+){0,2}?(?:elections?|vote|polls?)\b", re.I)
LAST_OF = re.compile(
    r"\b(?:last|latest|past|most recent) (two|three|four|five|2|3|4|5) (?:\w+ ){0,2}?(?:elections|votes|polls)\b"
    r"|последни[ехм]+ (дв\w+|тр\w+) (?:\w+ )?выбор\w+|(deux|trois) dernières élections|últimas (dos|tres) elecciones",
    re.I,
)
COUNTS = {"2": 2, "дв": 2, "deu": 2, "dos": 2, "3": 3, "тр": 3, "troi": 3, "tre": 3, "4": 4, "5": 5}
COMPARES = re.compile(
    r"\b(?:compar\w+|chang\w+|improv\w+|better|worse|grow\w*|grew|increas\w+|decreas\w+|declin\w+|rise|rose|risen|"
    r"fewer|more or less|develop\w*|evol\w+|differ\w*|between|both|versus|vs|over time|over the (?:two )?elections|"
    r"each (?:country|election)|in every|become|became|ease[ds]?|trend\w*|higher|lower|larger|smaller|than|"
    r"(?:the )?two (?:\w+ )?(?:elections|votes|polls|countries)|since|happened to|one \w+ election to the next)\b"
    r"|измени\w+|сравн\w+|улучш\w+|ухудш\w+|augment\w+|diminu\w+|évolu\w+|compar\w+|amélior\w+|cambi\w+|mejor\w+",
    re.I,
)
KINDS: dict[str, re.Pattern[str]] = {
    "final report": re.compile(r"\bfinal reports?\b|итогов\w+ отч[её]т|rapport final|informe final", re.I),
    "interim report": re.compile(r"\binterim reports?\s+(?:of|by|from)\s+the\s+(?:mission|observers)", re.I),
    "press release": re.compile(r"\bpress releases?\b|пресс-релиз|communiqué de presse", re.I),
    "preliminary statement": re.compile(r"\bpreliminary statements?\b|statement of preliminary", re.I),
}


@dataclass(frozen=True)
class Filters:
    """What a person chose by hand; empty means everything."""

    countries: frozenset[str] = frozenset()
    years: frozenset[int] = frozenset()
    kinds: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()

    def admit(self, statement: Statement) -> bool:
        """Whether the statement passes all of them."""
        return (
            (not self.countries or bool(statement.country and statement.country.name in self.countries))
            and (not self.years or year_of(statement) in self.years)
            and (not self.kinds or statement.kind in self.kinds)
            and (not self.bodies or bool(self.bodies & set(statement.bodies)))
        )


@dataclass(frozen=True)
class Scope:
    """What a question is answered from.

    ``statements`` are those that it may speak of; ``missing`` says in words which election is asked for that the
    record does not hold (then ``statements`` is empty).
    """

    statements: tuple[Statement, ...]
    countries: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    compares: bool = False
    events: tuple[int, ...] = ()
    """Years that are no election's, but of which the statements in scope write ("in November 2021")."""
    missing: str | None = None
    missing_kind: str = "statement"
    """What there is none of on that election: any statement, or only a report of this kind."""
    bodies: tuple[str, ...] = ()
    """Observing bodies whose own statements are asked for."""
    mentions: tuple[tuple[int, int], ...] = field(default=(), compare=False)
    """Spans of the question that name the scope; the rest of it is what is asked."""

    @property
    def elections(self) -> tuple[Election, ...]:
        """The elections in scope, in order of time."""
        found = {election_of(s) for s in self.statements}
        return tuple(sorted((e for e in found if e), key=lambda e: (e[1], e[0])))

    @property
    def words(self) -> str:
        """The scope for people: ``Norland 2019, 2023`` or ``all statements``."""
        by = f" by {', '.join(self.bodies)}" if self.bodies else ""
        if not self.countries and not self.years:
            return f"all statements{by}"
        where = ", ".join(self.countries) or "all countries"
        return f"{where} {', '.join(map(str, self.years))}".strip() + by


def year_of(statement: Statement) -> int | None:
    """Year of the election, or of publication where the election's day is not known."""
    day = statement.election_date or statement.date
    return day.year if day else None


def election_of(statement: Statement) -> Election | None:
    """Country and year of a statement; None where one of them is not known."""
    year = year_of(statement)
    return (statement.country.name, year) if statement.country and year else None


def resolve(
    question: str,
    statements: Sequence[Statement],
    *,
    before: Scope | None = None,
    is_mentioned: IsMentioned | None = None,
) -> Scope:
    """The scope of ``question`` among ``statements``.

    ``before`` is the scope of the turn before, from which a follow-up takes what it does not say.
    ``is_mentioned(word, statements)`` tells whether a word occurs in these statements: a year that is no election's
    may still be one that they write about, and a place that none of them mentions is not in the record.
    """
    places = places_meant(question, statements, is_mentioned)
    asked, spans = places.countries, list(places.spans)
    if places.missing:
        missing = _naming(places.missing, years_in(question))
        return Scope((), places.missing, missing=missing, mentions=places.spans)
    countries = asked or (before.countries if before else ())
    inside = [s for s in statements if not countries or (s.country and s.country.name in countries)]
    known = sorted({y for s in inside if (y := year_of(s))})
    years, unknown, year_spans = election_years(
        question, known, before.years if before else (), changed_country=bool(asked)
    )
    spans += year_spans
    compares = bool(COMPARES.search(question)) or len(asked) > 1 or len(rounds_in(question)) > 1
    if OTHER_COUNTRY.search(question) and before and before.countries and not asked:
        inside = [s for s in statements if s.country and s.country.name not in before.countries]
        years = list(before.years)
        countries = tuple(sorted({s.country.name for s in inside if s.country and year_of(s) in years}))
    if unknown and not years:
        foreign = [
            y for y in unknown if is_election_year(question, y) or not (is_mentioned and is_mentioned(str(y), inside))
        ]
        if foreign and (places.spans or any(is_election_year(question, y) for y in foreign)):
            missing = _naming(countries or ["any country"], foreign)
            return Scope((), tuple(countries), tuple(foreign), missing=missing, mentions=tuple(spans))
    chosen = [s for s in inside if not years or year_of(s) in years]
    where = _naming(countries or ["any country"], years)
    if kind := _absent_kind(question, chosen):
        return Scope((), tuple(countries), tuple(years), missing=where, missing_kind=kind, mentions=tuple(spans))
    bodies = bodies_asked(question, statements)
    spans += [(body.start, body.end) for body in bodies]
    names = _unique(body.name for body in bodies)
    if are_absent(bodies, chosen, is_mentioned):
        missing = f"{where} by {' or '.join(names)}"
        return Scope((), tuple(countries), tuple(years), missing=missing, mentions=tuple(spans), bodies=names)
    chosen = of_bodies(bodies, of_round(question, of_type(question, _of_kind(question, chosen))))
    return Scope(
        tuple(chosen),
        tuple(countries),
        tuple(years),
        compares and not (unknown and not years),  # what changed in an event that is told of is no comparison
        tuple(unknown) if not years else (),
        mentions=tuple(spans),
        bodies=names if any(set(s.bodies) & set(names) for s in chosen) else (),
    )


OTHER_COUNTRY = re.compile(r"\bthe other (?:country|one|state)\b", re.I)


def _naming(countries: Sequence[str], years: Sequence[int]) -> str:
    return " and ".join(countries) + (f" in {_list(years)}" if years else "")


def _list(values: Iterable[object]) -> str:
    return ", ".join(map(str, values))


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _of_kind(question: str, statements: Sequence[Statement]) -> list[Statement]:
    for kind, pattern in KINDS.items():
        if pattern.search(question) and (found := [s for s in statements if s.kind == kind]):
            return found
    return list(statements)


def _absent_kind(question: str, statements: Sequence[Statement]) -> str | None:
    """A kind of report whose contents are asked for, where there is none of these elections."""
    for kind in ("final report", "interim report"):
        asked = re.search(
            rf"\b(?:in|to|did|does|of) (?:the|its|their) (?:\w+(?:['’]s)? )?{kind}\b"
            rf"|\b{kind} (?:on|about) (?:the )?(?:[A-Z]|{ELECTION_WORD})",
            question,
        )
        if asked and statements and all(s.kind != kind for s in statements):
            return kind
    return None


def extreme(question: str, scope: Scope) -> Scope:
    """For "the first / most recent election of each country" or "the last two": only these statements; else the scope
    as it is."""
    last, first = LAST_OF.search(question), FIRST.search(question)
    count = _count(next(filter(None, last.groups()))) if last else 1
    if scope.years or not (last or first or LATEST.search(question)):
        return scope
    of: dict[str, set[int]] = {}
    for country, year in scope.elections:
        of.setdefault(country, set()).add(year)
    chosen = {
        (country, year)
        for country, years in of.items()
        for year in sorted(years)[slice(1) if first and not last else slice(-count, None)]
    }
    kept = tuple(s for s in scope.statements if election_of(s) in chosen)
    return replace(scope, statements=kept)


def _count(word: str) -> int:
    """Two, three ... of a word or figure in any of the languages."""
    return NUMBERS.get(word.lower()) or next(n for start, n in COUNTS.items() if word.lower().startswith(start))


def in_language(statements: Sequence[Statement], language: str) -> list[Statement]:
    """Of an original and its translation only one: the one in ``language`` where there is one, else the original."""
    originals = {s.file for s in statements}
    translated = {s.translation_of for s in statements if s.language == language and s.translation_of in originals}
    return [
        s
        for s in statements
        if s.file not in translated and not (s.translation_of in originals and s.language != language)
    ]
