"""Which elections a question speaks of: countries and years, resolved against the statements of the library."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from library.countries import find_countries
from library.records import Statement
from retrieval.rounds import of_round, rounds_in

Election = tuple[str, int]
"""Name of the country and year: the unit that people ask about (rounds and several documents belong together)."""

YEAR = re.compile(r"(?<![\d,.])(?:19|20)\d\d(?![\d%])(?!\s*(?:polling|observ|cand|vot(?!e\b)))")
SINCE = re.compile(r"\b(?:since|after|from|depuis|après|desde|с|после)\s+(?:the\s+)?$", re.I)
UNTIL = re.compile(r"\b(?:before|until|till|up to|jusqu'en|avant|hasta|до)\s+(?:the\s+)?$", re.I)
FIRST = re.compile(r"\b(?:first|earliest|initial)\s+(?:\w+\s+){0,2}?(?:elections?|vote|polls?)\b", re.I)
LATEST = re.compile(r"\b(?:latest|most recent|last|newest)\s+(?:\w+\s+){0,2}?(?:elections?|vote|polls?)\b", re.I)
EARLIER = re.compile(
    r"\b(?:earlier|previous|preceding|prior)\s+(?:\w+\s+){0,2}?(?:elections?|vote|polls?|time|ones?|statements?)\b"
    r"|\b(?:the )?(?:time|one|election|vote|year) before\b|\bback then\b"
    r"|предыдущ\w+ выбор\w+|précédente?s? élections?|élections? précédente?s?|elecciones anteriores",
    re.I,
)
LATER = re.compile(
    r"\b(?:later|next|following|subsequent)\s+(?:\w+\s+){0,2}?(?:elections?|vote|polls?|ones?)\b"
    r"|\b(?:ever )?since(?: then)?\s*\?|следующ\w+ выбор\w+|élections? suivantes?",
    re.I,
)
YEARS_APART = re.compile(
    r"\b(\d|one|two|three|four|five|six|seven|eight|ten)\s+years?\s+(earlier|before|previously|ago|later|after)\b"
    r"|\bthe year (before|after)\b",
    re.I,
)
LAST_OF = re.compile(
    r"\b(?:last|latest|past|most recent) (two|three|four|five|2|3|4|5) (?:\w+ ){0,2}?(?:elections|votes|polls)\b"
    r"|последни[ехм]+ (дв\w+|тр\w+) (?:\w+ )?выбор\w+|(deux|trois) dernières élections|últimas (dos|tres) elecciones",
    re.I,
)
NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "ten": 10}
COUNTS = {"2": 2, "дв": 2, "deu": 2, "dos": 2, "3": 3, "тр": 3, "troi": 3, "tre": 3, "4": 4, "5": 5}
COMPARES = re.compile(
    r"\b(?:compar\w+|chang\w+|improv\w+|better|worse|grow\w*|grew|increas\w+|decreas\w+|declin\w+|rise|rose|risen|"
    r"fewer|more or less|develop\w*|evol\w+|differ\w*|between|both|versus|vs|over time|over the (?:two )?elections|"
    r"each (?:country|election)|in every|become|became|ease[ds]?|trend\w*|higher|lower|larger|smaller|than|"
    r"(?:the )?two (?:\w+ )?(?:elections|votes|polls|countries)|since|happened to|one \w+ election to the next)\b"
    r"|измени\w+|сравн\w+|улучш\w+|ухудш\w+|augment\w+|diminu\w+|évolu\w+|compar\w+|amélior\w+|cambi\w+|mejor\w+",
    re.I,
)
ELECTION_WORD = (
    r"(?:elections?|vote|votes|polls?|referendum|race|contest|ballot|run-?off|выбор\w*|élections?|elecciones)"
)
MONTH = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?|(?:январ|феврал|март|апрел|ма[йея]|июн|июл|август|сентябр|"
    r"октябр|ноябр|декабр)\w*|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|"
    r"enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
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
        if not self.countries and not self.years:
            return "all statements"
        where = ", ".join(self.countries) or "all countries"
        return f"{where} {', '.join(map(str, self.years))}".strip()


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
    is_mentioned: Callable[[str, Sequence[Statement]], bool] = lambda _word, _in: False,
) -> Scope:
    """The scope of ``question`` among ``statements``.

    ``before`` is the scope of the turn before, from which a follow-up takes what it does not say.
    ``is_mentioned(word, statements)`` tells whether a word occurs in these statements: a year that is no election's
    may still be one that they write about.
    """
    names = sorted({s.country.name for s in statements if s.country})
    mentions = find_countries(question, extra=names)
    spans = [(m.start, m.end) for m in mentions]
    asked = _unique(m.country.name for m in mentions)
    inherited = before.countries if before and not asked else ()
    countries = asked or inherited
    absent = [c for c in asked if c not in names]
    if absent and not set(asked) & set(names):
        return Scope((), tuple(asked), missing=_naming(absent, _years_in(question)), mentions=tuple(spans))
    inside = [s for s in statements if not countries or (s.country and s.country.name in countries)]
    known = sorted({y for s in inside if (y := year_of(s))})
    years, unknown, year_spans = _years(question, known, before, changed_country=bool(asked))
    spans += year_spans
    compares = bool(COMPARES.search(question)) or len(asked) > 1 or len(rounds_in(question)) > 1
    if OTHER_COUNTRY.search(question) and before and before.countries and not asked:
        inside = [s for s in statements if s.country and s.country.name not in before.countries]
        years = list(before.years)
        countries = tuple(sorted({s.country.name for s in inside if s.country and year_of(s) in years}))
    if unknown and not years:
        foreign = [y for y in unknown if _is_election_year(question, y) or not is_mentioned(str(y), inside)]
        if foreign and (mentions or any(_is_election_year(question, y) for y in foreign)):
            where = " and ".join(countries) or "any country"
            return Scope(
                (),
                tuple(countries),
                tuple(foreign),
                missing=f"{where} in {_list(foreign)}",
                mentions=tuple(spans),
            )
    chosen = [s for s in inside if not years or year_of(s) in years]
    if kind := _absent_kind(question, chosen):
        where = f"{kind} on {' and '.join(countries) or 'any country'}" + (f" in {_list(years)}" if years else "")
        return Scope((), tuple(countries), tuple(years), missing=where, mentions=tuple(spans))
    chosen = of_round(question, _of_kind(question, chosen))
    return Scope(
        tuple(chosen),
        tuple(c for c in countries if c in names),
        tuple(years),
        compares,
        tuple(unknown) if not years else (),
        mentions=tuple(spans),
    )


OTHER_COUNTRY = re.compile(r"\bthe other (?:country|one|state)\b", re.I)


def _naming(countries: Sequence[str], years: Sequence[int]) -> str:
    return " and ".join(countries) + (f" in {_list(years)}" if years else "")


def _list(values: Iterable[object]) -> str:
    return ", ".join(map(str, values))


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _years_in(question: str) -> list[int]:
    return [int(m.group()) for m in YEAR.finditer(question)]


def _years(
    question: str, known: Sequence[int], before: Scope | None, *, changed_country: bool
) -> tuple[list[int], list[int], list[tuple[int, int]]]:
    """Election years meant by the question; years that no election has; where the question names them."""
    chosen: set[int] = set()
    unknown: list[int] = []
    spans: list[tuple[int, int]] = []
    for match in YEAR.finditer(question):
        year, lead = int(match.group()), question[max(0, match.start() - 40) : match.start()]
        spans.append(match.span())
        if SINCE.search(lead):
            later = {y for y in known if y >= year}
            chosen |= later
        elif UNTIL.search(lead):
            chosen |= {y for y in known if y <= year}
        elif year in known:
            chosen.add(year)
        else:
            unknown.append(year)
    base = max(chosen) if chosen else (max(before.years) if before and before.years else None)
    if apart := YEARS_APART.search(question):
        spans.append(apart.span())
        chosen |= _apart(apart, base, known, alone=not chosen)
    elif not chosen and known and not unknown:
        chosen = _relative(question, known, base)
    if not chosen and not unknown and before and before.years:
        kept = set(before.years) & set(known)
        if kept and not (changed_country and len(kept) < len(before.years)):
            chosen = kept
    return sorted(chosen), unknown, spans


def _apart(match: re.Match[str], base: int | None, known: Sequence[int], *, alone: bool) -> set[int]:
    """Years so many before or after ``base``; with ``alone`` the base is only where to count from."""
    if base is None:
        return set()
    count = 1 if match.group(3) else NUMBERS.get(match.group(1).lower()) or int(match.group(1))
    direction = match.group(3) or match.group(2)
    sign = 1 if direction.lower() in ("later", "after") else -1
    return {y for y in known if y == base + sign * count}


def _relative(question: str, known: Sequence[int], base: int | None) -> set[int]:
    """Years meant by "the earlier election", "the last two votes" and the like."""
    if last := LAST_OF.search(question):
        word = next(filter(None, last.groups())).lower()
        count = NUMBERS.get(word) or next(n for start, n in COUNTS.items() if word.startswith(start))
        return set(known[-count:])
    if EARLIER.search(question):
        older = [y for y in known if base is None or y < base]
        return {max(older)} if older and base is not None else ({min(known)} if base is None else set())
    if LATER.search(question):
        newer = [y for y in known if base is not None and y > base]
        return {min(newer)} if newer else set()
    return set()


def _is_election_year(question: str, year: int) -> bool:
    """Whether the year is said of an election ("the 2021 vote"), not of an event in the text ("in November 2021")."""
    if re.search(rf"(?:{MONTH})\s+(?:de\s+)?{year}\b", question, re.I):
        return False
    return bool(
        re.search(rf"\b{year}\b\W+(?:\w+\W+){{0,2}}?{ELECTION_WORD}\b", question, re.I)
        or re.search(rf"{ELECTION_WORD}\W+(?:(?:in|of|held|de|en|в)\W+){{0,2}}{year}\b", question, re.I)
    )


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
    """For "the first / most recent election of each country": only these statements; else the scope as it is."""
    pick: Callable[[Iterable[int]], int] | None = (
        min if FIRST.search(question) else max if LATEST.search(question) else None
    )
    if pick is None or scope.years:
        return scope
    of: dict[str, set[int]] = {}
    for country, year in scope.elections:
        of.setdefault(country, set()).add(year)
    chosen = {(country, pick(years)) for country, years in of.items()}
    kept = tuple(s for s in scope.statements if election_of(s) in chosen)
    return replace(scope, statements=kept)


def in_language(statements: Sequence[Statement], language: str) -> list[Statement]:
    """Of an original and its translation only one: the one in ``language`` where there is one, else the original."""
    originals = {s.file for s in statements}
    translated = {s.translation_of for s in statements if s.language == language and s.translation_of in originals}
    return [
        s
        for s in statements
        if s.file not in translated and not (s.translation_of in originals and s.language != language)
    ]
