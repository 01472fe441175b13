"""Which years a question means: named, or told by the elections on record ("since 2018", "the one before")."""

from __future__ import annotations

import re
from collections.abc import Sequence

YEAR = re.compile(r"(?<![\d,.])(?:19|20)\d\d(?![\d%])(?!\s*(?:polling|observ|cand|vot(?!e\b)))")
SINCE = re.compile(r"\b(?:since|after|from|depuis|après|desde|с|после)\s+(?:the\s+)?$", re.I)
UNTIL = re.compile(r"\b(?:before|until|till|up to|jusqu'en|avant|hasta|до)\s+(?:the\s+)?$", re.I)
EARLIER = re.compile(
    r"\b(?:earlier|previous|preceding|prior)\s+(?:\w+\s+){0,2}?(?:elections?|vote|polls?|time|ones?|statements?)\b"
    r"|\b(?:the )?(?:time|one|election|vote|year) before\b|\bback then\b"
    r"|предыдущ\w+ выбор\w+|précédente?s? élections?|élections? précédente?s?|elecciones anteriores",
    re.I,
)
BESIDE_IT = re.compile(
    r"\b(?:than|compared (?:with|to)|against)\b|чем|сравнени\w+|par rapport|\bque (?:la|les?|lors)\b|respecto", re.I
)
"""Then the earlier election is only the other side of a comparison."""
LATER = re.compile(
    r"\b(?:later|next|following|subsequent)\s+(?:\w+\s+){0,2}?(?:elections?|vote|polls?|ones?)\b"
    r"|\b(?:ever )?since(?: then)?\s*\?|\blater on\b|\bafterwards?\b|следующ\w+ выбор\w+|élections? suivantes?",
    re.I,
)
YEARS_APART = re.compile(
    r"\b(\d|one|two|three|four|five|six|seven|eight|ten)\s+years?\s+(earlier|before|previously|ago|later|after|on)\b"
    r"|\bthe year (before|after)\b",
    re.I,
)
NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "ten": 10}
ELECTION_WORD = (
    r"(?:elections?|vote|votes|polls?|referendum|race|contest|ballot|run-?off|выбор\w*|élections?|elecciones)"
)
MONTH = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?|(?:январ|феврал|март|апрел|ма[йея]|июн|июл|август|сентябр|"
    r"октябр|ноябр|декабр)\w*|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|"
    r"enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
)


def years_in(question: str) -> list[int]:
    """All years that the question names."""
    return [int(m.group()) for m in YEAR.finditer(question)]


def election_years(
    question: str, known: Sequence[int], before: Sequence[int], *, changed_country: bool
) -> tuple[list[int], list[int], list[tuple[int, int]]]:
    """Election years meant by the question; years that no election has; where the question names them.

    ``known`` are the years of the elections in question, ``before`` those that the turn before spoke of.
    """
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
    base = max(chosen) if chosen else max(before, default=None)
    if apart := YEARS_APART.search(question):
        spans.append(apart.span())
        chosen |= _apart(apart, base, known, alone=not chosen)
    elif known and not unknown and (not chosen or BESIDE_IT.search(question)):
        chosen |= _relative(question, known, base)
    if not chosen and not unknown and before:
        kept = set(before) & set(known)
        if kept and not (changed_country and len(kept) < len(before)):
            chosen = kept
    return sorted(chosen), unknown, spans


def _apart(match: re.Match[str], base: int | None, known: Sequence[int], *, alone: bool) -> set[int]:
    """Years so many before or after ``base``; with ``alone`` the base is only where to count from."""
    if base is None:
        return set()
    count = 1 if match.group(3) else NUMBERS.get(match.group(1).lower()) or int(match.group(1))
    direction = match.group(3) or match.group(2)
    sign = 1 if direction.lower() in ("later", "after", "on") else -1
    return {y for y in known if y == base + sign * count}


def _relative(question: str, known: Sequence[int], base: int | None) -> set[int]:
    """Years meant by "the earlier election", "the latest vote" and the like."""
    if EARLIER.search(question):
        older = [y for y in known if base is None or y < base]
        if base is None:
            return {min(known)}
        own = {base} if BESIDE_IT.search(question) and base in known else set()
        return {max(older)} | own if older else set()
    if LATER.search(question):
        newer = [y for y in known if base is not None and y > base]
        return {min(newer)} if newer else set()
    return set()


def is_election_year(question: str, year: int) -> bool:
    """Whether the year is said of an election ("the 2021 vote"), not of an event in the text ("in November 2021")."""
    if re.search(rf"(?:{MONTH})\s+(?:de\s+)?{year}\b", question, re.I):
        return False
    return bool(
        re.search(rf"\b{year}\b\W+(?:\w+\W+){{0,2}}?{ELECTION_WORD}\b", question, re.I)
        or re.search(rf"{ELECTION_WORD}\W+(?:(?:in|of|held|de|en|в)\W+){{0,2}}{year}\b", question, re.I)
    )
