"""The country whose election a document is about."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path

import yaml

from ingest.describe.dates import Dateline
from ingest.describe.facts import LEAST, Fact, fact, together
from ingest.describe.parts import Parts
from ingest.speech.names import UPPER
from library.countries import capitals, country_named, find_countries, is_real
from library.invented import romanised
from library.records import Country, Where

_TABLE = Path(__file__).with_name("country.yaml")
_HEADQUARTERS = frozenset("PL AT DK BE FR US GB CH".split())
"""Countries where bodies sit that publish on other countries' elections."""
_TITLE, _HEAD, _LEAD, _TEXT = 2.0, 1.0, 1.2, 0.25
_WEIGHED_TEXT = 3_000
_COUNTED_TEXT = 6_000
_MOST_FREQUENT = 12
_LEAST_POINTS = 2.0
_MOST_CANDIDATES = 60
"""Capitalised words of one place that are looked at; no honest text has more names."""

_ELECTION = r"(?:elect|referend|\bvot(?:e|ing|ation)|\bpoll|run-?off|ballot|выбор|референдум|голосовани|élect|scrutin|présidentiel|législativ|votación|eleccion|comicio|eleiç|\w*wahl)"
_INSTITUTION = r"(?:Cent(?:er|re)|Foundation|Institute|Association|Network|Coalition|Trust|Fund)"
_DIRECTION = r"(?:North(?:ern)?|South(?:ern)?|East(?:ern)?|West(?:ern)?|New|Upper|Lower|Great(?:er)?|Saint|Central)"
_WORD = rf"[{UPPER}][\w'’-]{{1,30}}"
_LATIN = rf"(?:{_DIRECTION} )?{_WORD}(?: (?:(?:of|and|the|de|du|et|of the|y|do|da|dos|das|del|des) )?{_WORD}){{0,2}}"
_CANDIDATE = re.compile(rf"(?:(?<![\w'’-])|(?<=\b[dlDL]['’]))(?:{_LATIN})")
_FORM_OF_STATE = re.compile(
    r"(?:(?:the )?(?:(?:democratic|federal|islamic|united|co-operative|socialist|people['’]s|independent) )*(?:republic|kingdom|state|federation|principality|sultanate|commonwealth|union|territory|region|province|island) of(?: the)?"
    r"|(?:la |le |l['’])?(?:république|royaume|fédération|état)(?: (?:démocratique|islamique|fédérale|du|de|d['’]))*|(?:la )?república (?:\w+ )?de(?:l)?|(?:da )?república d[aeo]"
    r"|республик\w+|королевств\w+|the)\s*$",
    re.I,
)
_STATE_FORM = re.compile(
    r"(?:(?:(?:democratic|federal|islamic|united|independent) )*(?:republic|kingdom|state|federation|principality|sultanate|commonwealth|union) of (?:the )?)?",
    re.I,
)
_IN = re.compile(
    r"(?:\b(?:in|across|throughout|en|au|aux|à|à l['’]|em|no|na|nos|nas)|(?<![а-яё])(?:в|во|на)|\bin der)\s*$", re.I
)
_OF = re.compile(r"(?:\b(?:of|for|to|du|de|de la|del|de l['’]|do|da|dos|des|von)|\bd['’])\s*$", re.I)
_PUBLIC = re.compile(
    r"(?:elections?|referendum|parliament|senate|сенат\w*|сейм\w*|presidents?|government|authorities|constitution|assembly|people|citizens|voters|electors|invitation|cec|commission|peuple|électeurs|président|présidence"
    r"|pueblo|ciudadanía|выбор\w*|избирател\w+|парламент\w*|президент\w*|власт\w+|граждан\w*|народ\w*|districts|élections?|elecciones|eleições)\s+(?:\w+\s+)?(?:of|for|to|du|de|de la|del|do|da|des|в|во|на|d['’])?\s*$",
    re.I,
)
_NOT_OWN = re.compile(
    r"\b(?:from|neighbou?ring|neighbours?|unlike|like|with|between|and|border(?:ing)?|than|including|notably|also|venus|d['’]observateurs|experts? of|соседн\w+|из|от|с|и|voisine?|comme|y|et|vecin[ao])\s*(?:the\s+)?$",
    re.I,
)
_ELECTION_AFTER = re.compile(rf"^['’]?s?\*?\s+(?:[\w’'-]+\s+){{0,5}}?{_ELECTION}", re.I)
_OWNED_AFTER = re.compile(
    r"^['’]?s?\s+(?:parliament|government|authorities|voters?|citizens|president|presidency|electorate|people|constitution|legal framework|democra|central election|électorale)",
    re.I,
)
_POSSESSIVE_ELECTION = re.compile(rf"^['’]s?\*?\s+(?:[\w’'-]+\s+){{0,6}}?{_ELECTION}", re.I)
_LABEL_AFTER = re.compile(r"^\s*(?:[:,–—|]|\s-\s|\d{4}|$)")
_REPEATED = re.compile(r"(?:[,;]|,? and|,? et|,? и|,? y|,? e)\s*(?:the |la |le |l['’])?$", re.I)


@dataclass(frozen=True)
class _Mention:
    country: Country
    start: int
    end: int


def country_of(parts: Parts, line: Dateline | None) -> Fact[Country | None]:
    """The country, weighed from the title, the lead, the dateline and the text against each other."""
    lead = parts.lead.removeprefix(line.text) if line else parts.lead
    head = [block for block in parts.head if block != parts.title and not (line and block == line.text)]
    opening = "\n".join(head)
    place = (line.place or "").casefold() if line else ""
    text = "\n".join(parts.paragraphs)[:_WEIGHED_TEXT]
    real = find_countries(parts.title)  # beside it, the name of the dateline's town in the title is no country's
    score: Counter[Country] = Counter()
    places: defaultdict[Country, set[Where]] = defaultdict(set)
    weighed: tuple[tuple[Where, str, float], ...] = (
        ("title", parts.title, _TITLE),
        ("opening", opening, _HEAD),
        ("opening", lead, _LEAD),
        ("text", text, _TEXT),
    )
    for where, words, weight in weighed:
        for country, points in _points(words, parts.text, "" if where == "title" and not real else place).items():
            score[country] += points * weight  # type: ignore[assignment]
            if points >= (2 if where == "text" else 3):
                places[country].add(where)
    for country, points in _of_dateline(line).items():
        score[country] += points
        places[country] |= {"dateline"} if points >= 3 else set()
    for country, count in _frequency(parts.text, [c.name for c in score if c.code is None]).items():
        if country in score or count > 1:
            score[country] += min(count, _MOST_FREQUENT) // 3
    if line and any(country.code for country in score):
        for town in [c for c in score if not c.code and _is_town(c.name, line.place or "")]:
            del score[town]
    best = score.most_common(2)
    if not best or best[0][1] < _LEAST_POINTS:
        return Fact(None)
    return _read(best, places[best[0][0]])


def _is_town(name: str, place: str) -> bool:
    """Whether a name is that of the dateline's town, perhaps inflected: ``выборы в Комрате``, ``Комрат``."""
    town = romanised(place.title() if place.isupper() else place, "")
    return len(town) > 3 and name.startswith(town[:-1]) and abs(len(name) - len(town)) < 3


def _read(best: list[tuple[Country, int]], places: set[Where]) -> Fact[Country | None]:
    country, points = best[0]
    rival = best[1][1] / points if len(best) > 1 else 0.0
    each = 0.72 if country.code else 0.62
    sure = together([each] * len(places)) if places else 0.4
    sure -= max(0.0, rival - 0.45) * 0.7
    sure = min(sure, 0.35 + points / 20)
    if sure < LEAST:
        return Fact(None)
    order: tuple[Where, ...] = ("title", "opening", "dateline", "text")
    return fact(country, next((where for where in order if where in places), "text"), sure)


def _points(text: str, whole: str, place: str = "") -> Counter[Country]:
    """Countries in a text, with points for where in their sentence they stand."""
    found: Counter[Country] = Counter()
    best: Counter[Country] = Counter()
    mentions = list(_mentions(text, whole, place))
    for n, mention in enumerate(mentions):
        listed = any(
            abs(other.start - mention.end) < 9 or abs(mention.start - other.end) < 9
            for other in mentions[max(0, n - 1) : n + 2]
            if other.country != mention.country
        )
        points = _standing(text, mention)
        if points is not None:
            points = points // 3 if listed else points
            best[mention.country] = max(best[mention.country], points)
            found[mention.country] += points
    # What is said often counts, but less than what is said plainly.
    return Counter(
        {country: best[country] + min(found[country] - best[country], best[country]) // 2 for country in found}
    )


def _standing(text: str, mention: _Mention) -> int | None:
    """Points for one mention; None for a capitalised word in a place that tells nothing of it."""
    left, right = text[max(0, mention.start - 220) : mention.start], text[mention.end : mention.end + 120]
    sentence = re.split(r"[.;\n]\s", left)[-1]
    bare = _FORM_OF_STATE.sub("", sentence)
    own_line = not re.search(r"\w", bare.rsplit("\n", 1)[-1])
    known = mention.country.code is not None
    if _POSSESSIVE_ELECTION.match(right):
        return 8
    if _NOT_OWN.search(bare):
        return 0 if mention.country.code else None
    if preposition := _IN.search(bare):
        if not known and preposition[0].strip().startswith("à"):
            return 1  # French towns; countries take "en" or "au"
        if not bare[: preposition.start()].strip("\n ") and re.search(_ELECTION, right, re.I):
            return 5
        election = [m.end() for m in re.finditer(_ELECTION, bare, re.I)]
        if election:
            between = bare[election[-1] :]
            if len(between.split()) <= 4 and "," not in between:
                return 7
            return (5 if len(between) < 70 else 4) if known else 3
        return 2 if known or re.search(_ELECTION, right, re.I) else 1
    if _is_label(text, mention):
        return 5
    if own_line and _LABEL_AFTER.match(right):
        return 5 if re.search(_ELECTION, right, re.I) else 4
    if _OF.search(bare) and re.search(_ELECTION, bare[-90:], re.I):
        return 5
    if _PUBLIC.search(bare):
        return 3
    if _ELECTION_AFTER.match(right):
        return 5
    if _OWNED_AFTER.match(right):
        return 3
    return 2 if mention.country.code else None


def _is_label(text: str, mention: _Mention) -> bool:
    """``Ulmaria, Parliamentary Elections``, ``Mission, Kyrell, Early Election``, ``En Valdorie, des élections``."""
    left = text[max(0, mention.start - 40) : mention.start]
    right = text[mention.end : mention.end + 120]
    begins = re.search(r"(?:^|\n|[,–—:|.]\s)(?:(?:En|Au|Aux|In|En la|В|Во|На) )?$", _FORM_OF_STATE.sub("", left))
    return bool(begins and re.match(r"\s*[,–—:|]", right) and re.search(_ELECTION, right, re.I))


def _mentions(text: str, whole: str, place: str) -> Iterator[_Mention]:
    """Real countries, and capitalised words that may be the name of one that ISO does not know."""
    real = find_countries(text)
    taken = [(mention.start, mention.end) for mention in real]
    found = [_Mention(m.country, m.start, m.end) for m in real]
    candidates = Counter(match.group() for match in _CANDIDATE.finditer(text))
    worth = {name for name, _ in candidates.most_common(_MOST_CANDIDATES)}
    for match in islice((m for m in _CANDIDATE.finditer(text) if m.group() in worth), 3 * _MOST_CANDIDATES):
        if any(match.start() < end and start < match.end() for start, end in taken):
            continue
        start = match.start() + len(_STATE_FORM.match(match.group())[0])  # type: ignore[index]
        while (word := re.match(r"\w+ ", text[start : match.end()])) and word[0].strip().casefold() in _no_names():
            start += word.end()
        name = _name(text[start : match.end()], whole)
        if name and name.casefold() != place and (country := _unknown(name, whole)):
            mention = _Mention(country, start, start + len(name))
            if _is_label(text, mention) or _is_used_as_name(name, match.end(), text, whole):
                found.append(mention)
    return iter(sorted(found, key=lambda mention: mention.start))


def _name(run: str, whole: str) -> str:
    """How much of a run of capitalised words is the name: all that the text has elsewhere too, else the first word."""
    words = re.sub(r"['’]s?$", "", run).split()
    for size in range(len(words), 1, -1):
        name = " ".join(words[:size])
        land = words[size - 1] in ("Islands", "Isles", "Republic")
        if land or (words[size - 1].casefold() not in _no_names() and whole.count(name) > 1):
            return name
    directed = len(words) > 1 and re.fullmatch(_DIRECTION, words[0])
    return re.sub(r"['’]s?$", "", " ".join(words[: 2 if directed else 1]))


def _is_used_as_name(name: str, end: int, text: str, whole: str) -> bool:
    """Whether a capitalised word is capitalised within sentences too, or is a line or an owner: no mere first word."""
    if re.match(r"['’]s?\s", text[end - 2 : end + 2]) or any(
        _FORM_OF_STATE.sub("", line.removesuffix(name)).strip() == ""
        for line in text.split("\n")
        if line.endswith(name)
    ):
        return True
    stem = re.escape(name[:-2] if re.search("[а-яё]", name) else name)
    text = whole[:30_000]
    return len(re.findall(stem, text)) > 1 and bool(
        re.search(rf"(?:[^\W\d_A-Z]['’,]? (?:the )?|\b[dl]['’]){stem}", text)
    )


def _unknown(name: str, whole: str) -> Country | None:
    words = re.findall(r"\w+", re.sub(" (?:Islands|Isles|Republic)$", "", name).casefold())
    stately = re.search(
        rf"(?:Republic|Kingdom|State|Federation|Principality) of {re.escape(name)}\b", whole[:20_000], re.I
    )
    if re.search(rf"[{UPPER}]{{2}}", name) and not name.isupper():
        return None  # "Promo-LEX"
    if name.isupper() and len(name) < 8 and not stately and name.title() not in whole:
        return None  # "ECOWAS"
    if len(name) < 4 or name.casefold() in capitals() or (name.isupper() and len(name) < 6):
        return None
    if words[-1] in _no_names() or words[0] in _no_names() or is_real(name):
        return None
    if not stately and re.search(rf"{re.escape(name)} {_INSTITUTION}\b", whole[:20_000]):
        return None  # "the Carter Center"
    if not stately and re.search(rf"{re.escape(name)}(?: \w+){{0,5}} ?\([{UPPER}]{{2,8}}\)", whole[:20_000]):
        return None  # a body, with its abbreviation
    return country_named(romanised(name.title() if name.isupper() else name, whole))


@cache
def _no_names() -> frozenset[str]:
    table: dict[str, str] = yaml.safe_load(_TABLE.read_text(encoding="utf-8"))
    return frozenset(word for words in table.values() for word in words.split())


def _of_dateline(line: Dateline | None) -> Counter[Country]:
    found: Counter[Country] = Counter()
    if not line:
        return found
    if named := line.country:
        real = find_countries(named)
        country = real[0].country if real else _unknown(named.strip(), "")
        found.update({country: 8} if country else {})
    for place in re.split(r"\s*/\s*", line.place or ""):
        if country := capitals().get(place.casefold()):
            # Headquarters publish on other countries' elections.
            found[country] += 1 if country.code in _HEADQUARTERS else 5
    return found


def _frequency(text: str, names: list[str]) -> Counter[Country]:
    return Counter(mention.country for mention in find_countries(text[:_COUNTED_TEXT], names[:12]))
