"""The country whose election a document is about."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

import yaml

from ingest.describe.dates import Dateline
from ingest.describe.parts import Parts
from library.countries import capitals, country_named, find_countries, is_real
from library.invented import romanised
from library.records import Country

_TABLE = Path(__file__).with_name("country.yaml")
_NAME = r"(?:the\s+)?(?P<name>[A-ZÀ-Þ][\w'’-]*[\w](?:(?:\s+(?:of|and|the|de|du|et))*\s+[A-ZÀ-Þ][\w’'-]*[\w]){0,3}?)"
_CYRILLIC = r"(?P<name>[А-ЯЁ][а-яё]+(?:[ -][А-ЯЁ][а-яё]+){0,2})"
_ELECTION = r"(?:election|referend|vote\b|poll|voters|run-?off|citizens|ballot|campaign)"
# Where a name stands that must be the country's, and how far to trust the place.
_PATTERNS = tuple(
    (re.compile(pattern, flags), weight)
    for pattern, flags, weight in (
        (rf"{_NAME}['’]s?\s+(?:[\w-]+\s+){{0,6}}?(?i:{_ELECTION})", 0, 6),
        (rf"(?i:{_ELECTION})\w*\s+(?:(?:held|yesterday|today|conducted|on \d+ \w+( \d+)?|were able to \w+)\s+){{0,3}}in\s+{_NAME}", 0, 6),
        (rf"(?i:{_ELECTION})\w*\s+of\s+{_NAME}", 0, 2),
        (rf"(?:[Pp]arliament|[Pp]resident|[Rr]epublic|[Gg]overnment|[Aa]ssembly|[Pp]eople) of\s+{_NAME}", 0, 2),
        (rf"^(?:(?:The\s+)?Republic of\s+)?{_NAME}\s*(?:[:,–—|]|\s-\s)\s*(?=.*(?i:{_ELECTION}|élection|eleccion))", re.M, 5),
        (rf"\b[Ii]n\s+{_NAME}[,:]?\s", 0, 1),
        # A line of a cover that is nothing but a name.
        (rf"^(?:(?i:(?:the )?republic of) )?{_NAME}$", re.M, 4),
        (rf"\b(?:élections?|scrutin|présidentielle|législatives|référendum|vote|électeurs)\s+(?:[a-zà-ÿ-]+\s+){{0,4}}?(?:en|au|aux|à|du|de la|de l['’]|d['’]|de|des)\s*{_NAME}", 0, 6),
        (rf"^(?:En|Au|Aux)\s+{_NAME},", re.M, 5),
        (rf"\beleccion\w+\s+(?:[a-zà-ÿ]+\s+){{0,4}}?(?:en|de|del)\s+{_NAME}", 0, 6),
        (rf"(?i:выбор\w*|референдум\w*|голосовани\w*)\s+(?:\d+\s+)?(?:[а-яё]+\s+){{0,4}}?(?:в|во|на)\s+{_CYRILLIC}", 0, 6),
        (rf"(?i:выбор\w*|референдум\w*|избирател\w+|парламент\w*|президент\w*)\s+{_CYRILLIC}", 0, 3),
        (rf"^(?:В|Во|На)\s+{_CYRILLIC}", re.M, 2),
        (rf"^{_CYRILLIC}\s*[:,–—]", re.M, 4),
    )
)  # fmt: skip
_TITLE, _LEAD, _TEXT = 2.0, 1.2, 0.25
_MOST_FREQUENT = 12


def country_of(parts: Parts, line: Dateline | None) -> Country | None:
    """The country, weighed from the title, the lead, the dateline and the text."""
    lead = parts.lead.removeprefix(line.text) if line else parts.lead
    score: Counter[Country] = Counter()
    for text, weight in (
        (parts.title, _TITLE),
        ("\n".join(parts.head), 1.0),
        (lead, _LEAD),
        (parts.text[:20_000], _TEXT),
    ):
        for country, points in _named(text, parts.text).items():
            score[country] += points * weight  # type: ignore[assignment]
    for country, points in _of_dateline(line).items():
        score[country] += points
    for country, count in _frequency(parts.text, [c.name for c in score if c.code is None]).items():
        if country in score or count > 1:
            score[country] += min(count, _MOST_FREQUENT) // 3
    best = score.most_common(1)
    return best[0][0] if best and best[0][1] >= 2 else None


def _named(text: str, whole: str) -> Counter[Country]:
    """Countries in the places of a text that name the country of an election, with points."""
    found: Counter[Country] = Counter()
    for pattern, weight in _PATTERNS:
        for match in pattern.finditer(text):
            if country := _country(match["name"], whole):
                found[country] += weight
    for mention in find_countries(text):
        found[mention.country] += 3 if _is_name(text[mention.start : mention.end]) else 2
    return found


def _is_name(words: str) -> bool:
    return is_real(re.sub(r"['’]s$", "", words))


def _country(name: str, whole: str) -> Country | None:
    """The country that a captured name is; None for a word that only looks like one."""
    mentions = find_countries(name)
    if mentions:
        return mentions[0].country
    words = set(re.findall(r"\w+", name.casefold()))
    if words & _no_names() or len(name) < 4 or name.casefold() in capitals():
        return None
    return country_named(romanised(_unshouted(name), whole))


def _unshouted(name: str) -> str:
    return name.title() if name.isupper() else name


@cache
def _no_names() -> frozenset[str]:
    table: dict[str, str] = yaml.safe_load(_TABLE.read_text(encoding="utf-8"))
    return frozenset(word for words in table.values() for word in words.split())


def _of_dateline(line: Dateline | None) -> Counter[Country]:
    found: Counter[Country] = Counter()
    if not line:
        return found
    if line.country and (country := _country(line.country, "")):
        found[country] += 8
    for place in re.split(r"\s*/\s*", line.place or ""):
        if country := capitals().get(place.casefold()):
            # Headquarters publish on other countries' elections.
            found[country] += 1 if country.code in ("PL", "AT", "DK", "BE", "FR", "US", "GB") else 5
    return found


def _frequency(text: str, names: list[str]) -> Counter[Country]:
    return Counter(mention.country for mention in find_countries(text[:60_000], names))
