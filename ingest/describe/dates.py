"""When a statement was published, where, and when the election was."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from ingest.describe.calendar import Written, dates_in, weekday_before, years_in
from ingest.describe.parts import Parts
from library.text import sentence_spans

_PLACE = r"[^\W\d_][^\d,;:–—(«\"“]{1,38}?"
_DATELINE = re.compile(
    rf"^\W*(?:г\.\s*)?(?P<place>{_PLACE})\s*(?:,\s*(?P<country>{_PLACE})|\(\s*(?P<within>{_PLACE})\s*\))?"
    r"\s*[,–—-]?\s*(?:le\s+|on\s+|el\s+|,\s*)?$"
)
_AFTER_DATELINE = re.compile(r"^\s*(?:года|год|г\.)?\s*\)?\s*(?P<dash>[–—:/-]|\.\s|$|\()")
_PUBLISHED = re.compile(r"publi|releas|issued|date|дата|опубликован|diffus|fecha", re.I)

_ELECTION = r"(?:elections?|referend(?:um|ums|a)|vote|polls?|run-?off|ballot|выбор\w*|референдум\w*|голосовани\w*|тур\w*|élections?|scrutin|référendum|présidentielle|législatives|elecci(?:ón|ones)|referéndum|comicios|eleiç(?:ão|ões)|round|voting)"
_THEN_ELECTION = re.compile(rf"^\s*(?:года|г\.)?[^.;:,–—]{{0,70}}?\b{_ELECTION}\b", re.I)
_ELECTION_THEN = re.compile(rf"\b{_ELECTION}\b(?P<between>[^.;]{{0,140}})$", re.I)
_HELD = re.compile(
    r"(?:held|took place|conducted|organi[sz]ed|of|on|voted|going to the polls|состоя\w+|прош\w+|провед\w+"
    r"|(?:tenu|déroul|organis)\w*|eu lieu|du|des|celebrad\w*|celebraron|del?)\s*(?:\w+day,?\s+)?(?:on|le|el|the|l[eo]s|в)?\s*$",
    re.I,
)
_OTHER_EVENT = re.compile(
    r"(?:postponed|moved|rescheduled|originally|instead|called|announced|adopted|amended|signed|published|since|until"
    r"|by|before|after|from|scheduled|registered|deadline|will be|is to be|are to be|due|convened|dissol\w+"
    r"|reporté\w*|перенес\w+|назнач\w+|объявл\w+|принят\w*|до|после|convoqu\w+|annonc\w+|avant|après|depuis|jusqu\w+"
    r"|aplazad\w+|convocad\w+|desde|hasta)\b[^.;,]{0,40}$",
    re.I,
)
_YESTERDAY = re.compile(r"\byesterday|\bвчера|\bвчераш|\bhier\b|\bayer\b", re.I)
_TODAY = re.compile(r"\btoday['’]s\b[^.]{0,40}" + _ELECTION, re.I)
_WEEKDAYS = {
    day: n
    for names in (
        "monday tuesday wednesday thursday friday saturday sunday",
        "lundi mardi mercredi jeudi vendredi samedi dimanche",
        "понедельник вторник среду четверг пятницу субботу воскресенье",
        "lunes martes miércoles jueves viernes sábado domingo",
    )
    for n, day in enumerate(names.split())
}
_ON_WEEKDAY = re.compile(rf"\b({'|'.join(_WEEKDAYS)})\b", re.I)
_AHEAD = ("interim report", "needs assessment report")


@dataclass(frozen=True)
class Dateline:
    """Where and when a statement says it was made."""

    place: str | None
    country: str | None
    day: date
    text: str
    """The words themselves, so that they can be left out of the lead."""


def dateline(parts: Parts) -> Dateline | None:
    """The first ``CITY, 20 March 2023 –`` above or at the start of the text."""
    for block in (parts.lead, *parts.head, *parts.paragraphs[:2]):
        for written in dates_in(block[:140])[:1]:
            before = _DATELINE.match(block[: written.start])
            after = _AFTER_DATELINE.match(block[written.end :])
            if before and after and (day := written.full) and _is_place(before["place"]):
                country = before["country"] or before["within"]
                words = block[: written.end + after.end()]
                return Dateline(before["place"].strip(), country and country.strip(), day, words)
    return None


def _is_place(words: str) -> bool:
    named = re.search(
        rf"\b{_ELECTION}\b|\b(?:on|by|in)\b|report|statement|mission|release|отч[её]т|rapport", words, re.I
    )
    return words[0].isupper() and len(words.split()) <= 4 and not named


def published(parts: Parts, line: Dateline | None) -> date | None:
    """The day of publication: the dateline, else a line that is a date, the latest such above the text."""
    if line:
        return line.day
    alone: list[date] = []
    for block in (*parts.head, *parts.paragraphs[-3:]):
        for written in dates_in(block):
            rest = block[: written.start] + block[written.end :]
            labelled = bool(_PUBLISHED.search(block[: written.start]))
            bare = len(rest.split()) <= 3 and not re.search(_ELECTION, rest, re.I)
            if (day := written.full) and (bare or labelled) and len(rest) < 60:
                if labelled:
                    return day
                alone.append(day)
    return max(alone, default=None)


def election_day(parts: Parts, line: Dateline | None, publication: date | None, kind: str) -> date | None:
    """The first day of voting: as a date beside the election, else relative to the publication."""
    ahead = kind in _AHEAD
    lead = parts.lead.removeprefix(line.text) if line else parts.lead
    head = [block for block in parts.head if not line or block != line.text]
    found: list[tuple[int, date]] = []
    for n, segment in enumerate([parts.title, " , ".join(head), lead, *parts.paragraphs[:4]]):
        for start, end in sentence_spans(segment):
            sentence = segment[start:end]
            found += [(score - min(n, 4), day) for score, day in _explicit(sentence, publication, ahead, n < 2)]
            if publication and not ahead and (day := _relative(sentence, publication)):
                found.append((8 - min(n, 4), day))
    if found:
        return max(found, key=lambda pair: pair[0])[1]
    return _last_resort(parts, publication, kind)


def _explicit(sentence: str, publication: date | None, ahead: bool, title: bool) -> list[tuple[int, date]]:
    found = []
    for written in dates_in(sentence):
        day = _placed(written, publication, ahead, sentence)
        before, after = sentence[: written.start], sentence[written.end :]
        if not day or (publication and day > publication and not ahead):
            continue
        held = _HELD.search(before)
        if _OTHER_EVENT.search(before) and not (
            held and re.search(r"held|place|tenu|lieu|состо|прош|celebr", held[0], re.I)
        ):
            continue
        election = _ELECTION_THEN.search(before)
        if _THEN_ELECTION.match(after):
            found.append((10, day))
        elif election and (held or len(election["between"]) < 30):
            found.append((9, day))
        elif title and re.search(_ELECTION, sentence, re.I):
            found.append((7, day))
    return found


def _placed(written: Written, publication: date | None, ahead: bool, sentence: str) -> date | None:
    """A date with its year: the written one, else the last such day before the publication (the next, for a look ahead)."""
    if written.year:
        return written.full
    if not publication:
        year = next(years_in(sentence), None)
        return written.on(year) if year else None
    day = written.on(publication.year)
    if day and ahead and day < publication:
        return written.on(publication.year + 1)
    if day and not ahead and day > publication:
        return written.on(publication.year - 1) if (day - publication).days > 120 else day
    return day


def _relative(sentence: str, publication: date) -> date | None:
    """``Yesterday's elections``, ``Sunday's vote``."""
    if not re.search(rf"\b{_ELECTION}\b", sentence, re.I):
        return None
    if _YESTERDAY.search(sentence):
        return publication - timedelta(days=1)
    if _TODAY.search(sentence):
        return publication
    if day := _ON_WEEKDAY.search(sentence):
        return weekday_before(publication, _WEEKDAYS[day[1].casefold()])
    return None


def _last_resort(parts: Parts, publication: date | None, kind: str) -> date | None:
    """A statement of the day after that says ``yesterday`` of the voting, wherever it does."""
    if (
        publication
        and kind in ("press release", "preliminary statement", "statement")
        and _YESTERDAY.search(parts.text)
    ):
        return publication - timedelta(days=1)
    return None
