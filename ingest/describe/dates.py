"""When and where a statement was published: its dateline, or a date that stands alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from ingest.describe.calendar import Written, dates_in, month_names
from ingest.describe.facts import Fact, fact
from ingest.describe.parts import Parts
from ingest.document import Source
from library.countries import capitals
from library.records import Where

ELECTION = (
    r"(?:elections?|referend(?:um|ums|a)|vote|polls?|run-?off|ballot|выбор\w*|референдум\w*|голосовани\w*|тур\w*|élections?|scrutin"
    r"|référendum|présidentielle|législatives|elecci(?:ón|ones)|referéndum|comicios|eleiç(?:ão|ões)|referendo|votação|round|voting|polling|\w*wahl(?:en)?|jornada(?: electoral)?)"
)
"""A word for an election, to be set between word borders, case ignored."""

_PLACE = r"[^\W\d_][^\d,;:–—(«\"“]{1,38}?(?:, D\.C\.)?"
_MADE = r"(?:(?:delivered|done|issued|made|released|given|signed|fait|hecho|dado|feito|выпущено)\b[^\d,]{0,30}?\s+)?"
_DATELINE = re.compile(
    rf"^\W*{_MADE}(?:(?:in|at|à|en)\s+)?(?:г\.\s*)?(?P<place>{_PLACE})\s*(?:,\s*(?P<country>{_PLACE})|\(\s*(?P<within>{_PLACE})\s*\))?"
    r"\s*[,.–—-]?\s*\(?(?:(?<!\w)(?:le\s+|on\s+|el\s+|am\s+|den\s+|em\s+)|,\s*)?(?:this\s+)?(?:the\s+)?(?:(?:[a-z]{3,6}day|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche),?\s+)?$",
    re.I,
)
_AFTER_DATELINE = re.compile(r"^\s*(?:года|год|г\.?)?\s*\)?\s*(?P<dash>[–—:/-]|\.-|\.\s|\.?$|\()")
_DATE_FIRST = re.compile(
    rf"^\s*(?:года|год|г\.?)?\s*,\s*(?:г\.\s*)?(?P<place>{_PLACE})(?:,\s*(?P<country>{_PLACE}))?\s*[.–—-]?\s*$"
)
_PLACE_ONLY = re.compile(
    r"^(?:г\.\s*)?(?P<place>[^\W\d_][\w .'’-]{1,30}?(?:, D\.C\.)?)(?:,\s+(?P<country>[^\W\d_][\w .'’-]{1,30}?))?(?:\s*\([\w ,]{1,40}\))?\s*[—–]\s+(?=\S)"
)
_MONTH_LINE = re.compile(
    rf"^\W*{_MADE}(?P<place>{_PLACE}),\s*(?:in\s+|en\s+)?(?P<month>[^\W\d_]{{3,10}})\.?\s+(?:de\s+)?(?:19|20)\d\d\W*$"
)
_PUBLISHED = re.compile(
    r"publi|releas|issued|posted|^date\b|\bdate:|updated|дата|опубликован|размещен|diffus|mis en ligne|fecha|veröffentlicht",
    re.I,
)
_RELEASED = re.compile(
    r"\W*(?:for immediate release|press release|news release|communiqué de presse|пресс-релиз)\W*$", re.I
)
"""A masthead whose next line is the day, whatever follows in the same block (contacts)."""
_FILE_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_./]?(0[1-9]|1[0-2])[-_./]?(0[1-9]|[12]\d|3[01])(?!\d)")
_FILE_DATE_EUROPEAN = re.compile(r"(?<!\d)(0[1-9]|[12]\d|3[01])[-_.](0[1-9]|1[0-2])[-_.]((?:19|20)\d\d)(?!\d)")
_NO_PLACE = re.compile(
    rf"\b(?:{ELECTION}|on|by|in|report|statement|mission|release|отч[её]т|rapport|republic|contact|doc|news|informe|communiqué"
    r"|january|february|march|april|june|july|august|september|october|november|december)\b|:",
    re.I,
)


@dataclass(frozen=True)
class Dateline:
    """Where and when a statement says it was made."""

    place: str | None
    country: str | None
    day: date | None
    text: str
    """The words themselves, so that they can be left out of the lead."""
    sure: float = 0.95


def dateline(parts: Parts) -> Dateline | None:
    """The first ``CITY, 20 March 2023 –`` above or at the start of the text, or one on two lines of a cover."""
    for block in (parts.lead, *parts.head, *parts.paragraphs[:2], *parts.paragraphs[-2:]):
        for written in dates_in(block[:140])[:1]:
            if line := _line(block, written):
                return line
    return _on_two_lines(parts) or _without_day(parts) or _month_only(parts)


def _line(block: str, written: Written) -> Dateline | None:
    end = written.end - (block[written.end - 1] == ".")  # "3 марта. Миссия": no full stop of an abbreviation
    before, rest = block[: written.start], block[end:]
    day = written.full or _repeated(written, rest)
    place, after = _DATELINE.match(before), _AFTER_DATELINE.match(rest)
    if not day or written.several:
        return None
    if place and after and _is_place(place["place"]) and (len(block) < 90 or rest.strip(" .")):
        country = place["country"] or place["within"]
        if country and country.strip().islower():
            country = None  # "Abidjan, le 27 octobre"
        if country and not _is_place(country.strip()):
            return None
        return Dateline(place["place"].strip(), country and country.strip(), day, block[: end + after.end()])
    made = re.fullmatch(rf"\W*{_MADE}(?:on|le|el|em)?\s*", before, re.I)
    then = _DATE_FIRST.match(rest)
    if made and then and len(block) < 90 and _is_place(then["place"]):
        return Dateline(then["place"].strip(), then["country"], day, block, 0.9)
    return None


def _repeated(written: Written, rest: str) -> date | None:
    """The year of a dateline without one, where the paragraph goes on to name the same day in full."""
    same = (one.full for one in dates_in(rest[:600]) if (one.day, one.month) == (written.day, written.month))
    return next((day for day in same if day), None)


def _on_two_lines(parts: Parts) -> Dateline | None:
    """``Warsaw`` above ``28 January 2022``: the lines that a cover ends with."""
    lines = parts.head
    for n in range(len(lines) - 1, 0, -1):
        written = next(iter(dates_in(lines[n])), None)
        alone = written and not written.several and len(lines[n]) <= written.end - written.start + 6
        if written and alone and written.full:
            for place in (lines[n - 1], lines[n + 1] if n + 1 < len(lines) else ""):
                name = place.strip(" .,")
                if name.casefold() in capitals() or (name.istitle() and _is_place(name) and len(name.split()) == 1):
                    known = name.casefold() in capitals()
                    return Dateline(name, None, written.full, lines[n], 0.9 if known else 0.55)
    return None


def _without_day(parts: Parts) -> Dateline | None:
    """``KATHMANDU — The Carter Center said``: the day stands elsewhere."""
    for block in (parts.lead, *parts.head[-1:]):
        found = _PLACE_ONLY.match(block)
        if (
            found
            and (found["place"].isupper() or found["place"].casefold() in capitals())
            and _is_place(found["place"])
        ):
            return Dateline(found["place"].strip(), found["country"], None, found.group(), 0.85)
        if found and block == parts.lead and found["place"].istitle() and _is_place(found["place"]):
            return Dateline(found["place"].strip(), found["country"], None, found.group(), 0.6)
    return None


def _month_only(parts: Parts) -> Dateline | None:
    """``Sainte-Flore, avril 2038`` as a line of a cover: a place, and no day."""
    for line in parts.head:
        found = _MONTH_LINE.match(line)
        if found and _is_place(found["place"]) and found["month"].casefold() in month_names():
            return Dateline(found["place"].strip(), None, None, line, 0.8)
    return None


def _is_place(words: str) -> bool:
    return words[:1].isupper() and len(words.split()) <= 4 and not _NO_PLACE.search(words)


def published(parts: Parts, line: Dateline | None, source: Source, declared: date | None) -> Fact[date | None]:
    """The day of publication: the dateline, else a line that is a date, else one in the name of the file.

    ``declared`` is what a web page says: it is believed where the text says nothing else.
    """
    alone = _alone(parts)
    if line and line.day:
        agreed = declared == line.day or any(day == line.day for day, _, _ in alone)
        contradicted = declared is not None and declared != line.day
        return fact(line.day, "dateline", 0.99 if agreed else line.sure - 0.15 * contradicted)
    if declared:
        agreed = any(day == declared for day, _, _ in alone)
        return fact(declared, "file", 0.99 if agreed else 0.9)
    if alone:
        day, where, sure = max(alone, key=lambda one: one[2])
        return fact(day, where, sure)
    return _of_file(source)


def _alone(parts: Parts) -> list[tuple[date, Where, float]]:
    """Dates that are a line by themselves or are called the date of publication, the last line first."""
    found: list[tuple[date, Where, float]] = []
    places = [*((block, True) for block in reversed(parts.head)), *((block, False) for block in parts.paragraphs[-3:])]
    for block, above in [*places, (parts.lead[:200], True)]:
        for written in dates_in(block[:400]):
            before = block[: written.start]
            rest = before + block[written.end :]
            labelled = bool(_PUBLISHED.search(before[-40:]))
            bare = len(rest.split()) <= 3 and not re.search(rf"\b{ELECTION}\b", rest, re.I) and not written.several
            if (day := written.full) and (labelled or bare) and (len(rest) < 80 or _RELEASED.match(before)):
                sure = 0.93 if labelled else 0.9 if above and len(rest) < 12 else 0.8 if above else 0.6
                found.append((day, "opening" if above else "text", sure - 0.01 * len(found)))
    return found


def _of_file(source: Source) -> Fact[date | None]:
    """A day in the name of the file or the address; it may be that of a download."""
    name = source.place if source.place.startswith(("http:", "https:")) else source.name
    for pattern, order in ((_FILE_DATE, (1, 2, 3)), (_FILE_DATE_EUROPEAN, (3, 2, 1))):
        if match := pattern.search(name[-400:]):
            try:
                return fact(date(*(int(match[n]) for n in order)), "file", 0.5)
            except ValueError:
                continue
    return Fact(None)
