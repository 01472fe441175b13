"""When the election was that a statement is about: the day is often told without its year, or only as "yesterday"."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from ingest.describe.calendar import Written, dates_in, weekday_before, years_in
from ingest.describe.dates import ELECTION, Dateline
from ingest.describe.facts import LEAST, Fact, fact
from ingest.describe.parts import Parts
from library.records import Where
from library.text import sentence_spans

_THEN_ELECTION = re.compile(
    rf"^\s*(?:to (?:elect|choose|vote)|pour élire|para elegir|чтобы избрать)\b|^\s*(?:года|г\.)?[^.;:,–—]{{0,70}}?\b{ELECTION}\b",
    re.I,
)
_ELECTION_THEN = re.compile(rf"(?s:.*)\b{ELECTION}\b(?P<between>[^.;]{{0,140}})$", re.I)
_HELD = re.compile(
    r"(?:held|took place|taken place|conducted|organi[sz]ed|of|on|voted|состоя\w+|прош\w+|провед\w+|проход\w+"
    r"|(?:tenu|déroul|organis)\w*|(?:eu|ayant) lieu|du|des|celebrad\w*|celebraron|celebrou|realizad\w+|realizaron|realizaram|del?|do|dos|da|das|vom|am|stattgefunden)"
    r"(?:\s+(?:in|en|в|во|au|em)\s+(?:the\s+)?[^\W\d_][\w-]+(?:\s[^\W\d_][\w-]+)?)?"
    r"(?:\s+(?:on|le|el|the|l[eo]s|em|am|в|во|from|entre|last|this|past|минувш\w+|прошл\w+|ce|dernier|pasado|al|den)){0,3}(?:\s+(?:\w+day|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье"
    r"|lunes|martes|miércoles|jueves|viernes|sábado|domingo|\w+tag),?)?(?:\s+(?:on|le|el|the|em|am|в))?\s*,?\s*$",
    re.I,
)
_SURELY_HELD = re.compile(r"held|place|tenu|lieu|déroul|состо|прош|провед|celebr|realiz", re.I)
_WENT = re.compile(
    r"\b(?:(?:went|going|gone|turned out|called) to (?:the polls|vote)|turned out|voted|cast (?:their )?(?:ballots|votes)|elected|se sont rendus aux urnes|ont voté|acudieron a las urnas|votaron"
    r"|foram às urnas|проголосовал\w*|пришли на участки|wählten)\b[^.;]{0,60}$",
    re.I,
)
_VOTED = re.compile(
    r"\b(?:voted|elected|(?:went|turned out|headed) to (?:the polls|vote)|cast (?:their )?(?:ballots|votes)|ont voté|se sont rendu\w* aux urnes|votaron"
    r"|acudieron a las urnas|votaram|проголосовал\w*|голосовал\w*|wählten)\b",
    re.I,
)
_THEN_WENT = re.compile(
    r"^[^.;:]{1,90}?\b(?:voted|elected|(?:went|headed|turned out) to (?:the polls|vote)|cast (?:their )?(?:ballots|votes)|ont (?:voté|élu)|se sont rendu\w* aux urnes"
    r"|votaron|eligieron|acudi(?:ó|eron) a las urnas|elegeram|votaram|foram às urnas|проголосовал\w*|голосовал\w*|избирал\w*|избрал\w*|wählten)\b",
    re.I,
)
"""``On 24 June, Norlanders voted``: the day first."""
_OTHER_EVENT = re.compile(
    r"\b(?:postponed|moved|rescheduled|originally|instead|called|announced|adopted|amended|signed|published|since|until|till|dissolved|annulled|cancelled|canceled"
    r"|after|scheduled|registered|deadline|will|would|is to be|are to be|due|convened|dissol\w+|following|between|previous|last held|planned|second phase"
    r"|reporté\w*|перенес\w+|назнач\w+|объявл\w+|принят\w*|после|отмен[её]н\w*|запланир\w+|состоится|convoqu\w+|annonc\w+|avant|après|depuis|jusqu\w+|prévue?s?|sera|aura lieu|tiendrait|tiendra"
    r"|aplazad\w+|convocad\w+|desde|hasta|previst\w+|será|adiad\w+|seit|nach|vor|verschoben)\b[^.;,]{0,40}$|\b(?:by|before|from|до)\s+(?:the\s+)?$",
    re.I,
)
_LAST_YEAR = re.compile(
    r"^[\s,]*(?:last year|of last year|the previous year|прошлого года|l['’]an(?:née)? dernier|l['’]année dernière|dernier|del año pasado|do ano passado|vergangenen jahres)",
    re.I,
)
_YESTERDAY = re.compile(
    r"\byesterday|\bвчера|\bвчераш|\bнакануне\b|\bhier\b|\bayer\b|\bontem\b|\bgestern|\bgestrige", re.I
)
_TODAY = re.compile(
    rf"\btoday['’]s\b[^.]{{0,40}}\b{ELECTION}\b|\b{ELECTION}\b[^.]{{0,30}}\b(?:held|taking place) today\b", re.I
)
_WEEKDAYS = {
    day: n
    for names in (
        "monday tuesday wednesday thursday friday saturday sunday",
        "lundi mardi mercredi jeudi vendredi samedi dimanche",
        "понедельник вторник среду четверг пятницу субботу воскресенье",
        "lunes martes miércoles jueves viernes sábado domingo",
        "montag dienstag mittwoch donnerstag freitag samstag sonntag",
    )
    for n, day in enumerate(names.split())
}
_ON_WEEKDAY = re.compile(rf"\b({'|'.join(_WEEKDAYS)})\b", re.I)
_NOT_THE_VOTE = re.compile(
    r"\b(?:said|told|issued|released|presented|statement|conference|заяв\w+|déclaré|dijo)\b[^.]{0,30}$", re.I
)
_FORESEEN = re.compile(r"\b(?:for|on|scheduled|due|will|on the|le|на)\b[^.;,]{0,30}$", re.I)
_EARLY_VOTING = re.compile(
    r"\b(?:early|advance|postal|mobile) vot\w+|досрочн\w+ голосовани\w+|vote (?:par anticipation|anticipé)|voto anticipado|votação antecipada|vorzeitige Stimmabgabe",
    re.I,
)
_LATER_ROUND = re.compile(r"\bsecond round|run-?off|втор\w+ тур|second tour|segunda v|Stichwahl", re.I)
_ROUNDS = {
    "first round": _LATER_ROUND,
    "second round": re.compile(
        r"\bfirst round|premier tour|перв\w+ тур|primera v|primeira v|erste\w* (?:Runde|Wahlgang)", re.I
    ),
}
_BEGINS = re.compile(
    r"\W*(?:(?:yesterday|last )?(?:on|le|el|em|am|в|во)?\s*(?:the\s+)?(?:[^\W\d]+,?\s+)?(?:on\s+)?)?$", re.I
)
_MOST_DATES = 40
_PRE_ELECTION = re.compile(r"\bpre-election (?:\w+ )?(?:delegation|mission|statement|assessment)", re.I)
AHEAD = ("interim report", "needs assessment report")
"""Kinds that come before the vote."""


@dataclass(frozen=True)
class _Found:
    day: date
    score: float
    where: Where
    how: str


def election_day(
    parts: Parts, line: Dateline | None, publication: date | None, kind: str, turn: str | None = None
) -> Fact[date | None]:
    """The first day of voting (in the round ``turn``, where it is one of several): as a date beside the election, else relative to the publication."""
    ahead = kind in AHEAD or bool(_PRE_ELECTION.search(parts.opening))
    lead = parts.lead.removeprefix(line.text) if line else parts.lead
    head = [block for block in parts.head if block != parts.title and (not line or block != line.text)]
    segments: list[tuple[Where, str]] = [("title", parts.title), ("opening", " , ".join(head)), ("opening", lead)]
    segments += [("text", paragraph[:1500]) for paragraph in parts.paragraphs[:4]]
    found: list[_Found] = []
    for n, (where, segment) in enumerate(segments):
        for start, end in sentence_spans(segment):
            sentence = segment[start:end]
            for score, day in _explicit(sentence, publication, ahead, n < 2, turn):
                found.append(_Found(day, score - min(n, 4), where, f"date {n}"))
            if publication and not ahead and (day_before := _relative(sentence, publication)):
                found.append(_Found(day_before, 8 - min(n, 4), where, "relative"))
    if found:
        return _weighed(found, publication, ahead)
    return _last_resort(parts, lead, publication, kind)


def _other_round(before: str, turn: str | None) -> bool:
    """Whether a date belongs to another round than the one that the statement is about."""
    other = _ROUNDS.get(turn or "", _LATER_ROUND)
    return bool(other and other.search(re.split(r"[.;]\s", before)[-1][-90:]))


def _weighed(found: list[_Found], publication: date | None, ahead: bool) -> Fact[date | None]:
    best = max(found, key=lambda one: one.score)
    ways: defaultdict[date, set[str]] = defaultdict(set)
    for one in found:
        ways[one.day].add(one.how)
    sure = 0.9 if best.score >= 7 else 0.82
    if best.how == "relative":
        sure -= 0.05
    if len(ways[best.day]) > 1:
        sure = 0.98
    rivals = [one for one in found if one.day != best.day and one.score >= best.score - 1]
    if rivals and not all((one.day - best.day).days in range(0, 4) for one in rivals):
        sure -= 0.2
    if publication and not ahead and (publication - best.day).days > 400:
        sure -= 0.25
    return fact(best.day, best.where, sure)


def _explicit(
    sentence: str, publication: date | None, ahead: bool, title: bool, turn: str | None
) -> list[tuple[int, date]]:
    found = []
    for written in dates_in(sentence)[:_MOST_DATES]:
        before, after = sentence[max(0, written.start - 400) : written.start], sentence[written.end : written.end + 200]
        day = _placed(written, publication, ahead, sentence, after)
        if not day or (publication and day > publication and not ahead):
            continue
        held, went = _HELD.search(before), _WENT.search(before)
        surely = bool(held and _SURELY_HELD.search(held[0])) or bool(went)
        if _EARLY_VOTING.search(sentence[max(0, written.start - 90) : written.start]) or _other_round(before, turn):
            continue
        foreseen = ahead and _FORESEEN.search(before)
        names_it = re.match(rf"\s+(?:[^\W\d_]+\s+){{0,4}}{ELECTION}\b", after, re.I)  # "the 11 May local elections"
        if _OTHER_EVENT.search(before) and not surely and not foreseen and not names_it:
            continue
        election = _ELECTION_THEN.search(before)
        if went:
            found.append((9, day))
        elif names_it and _OTHER_EVENT.search(before):
            found.append((6, day))
        elif _THEN_ELECTION.match(after) or (_THEN_WENT.match(after) and _BEGINS.match(before)):
            found.append((10, day))
        elif election and (held or len(election["between"]) < 30):
            found.append((9, day))
        elif title and re.search(rf"\b{ELECTION}\b", sentence, re.I):
            found.append((7, day))
    return found


def _placed(written: Written, publication: date | None, ahead: bool, sentence: str, after: str) -> date | None:
    """A date with its year: the written one, else the last such day before the publication (the next, for a look ahead)."""
    if written.year:
        return written.full
    if not publication:
        year = next(years_in(sentence), None)
        return written.on(year) if year else None
    if _LAST_YEAR.match(after):
        return written.on(publication.year - 1)
    day = written.on(publication.year)
    if day and ahead and day < publication:
        return written.on(publication.year + 1)
    if day and not ahead and day > publication:
        return written.on(publication.year - 1) if (day - publication).days > 120 else day
    return day


def _relative(sentence: str, publication: date) -> date | None:
    """``Yesterday's elections``, ``Sunday's vote``."""
    if not re.search(rf"\b{ELECTION}\b", sentence, re.I) and not _VOTED.search(sentence):
        return None
    if _YESTERDAY.search(sentence):
        return publication - timedelta(days=1)
    if _TODAY.search(sentence):
        return publication
    for match in _ON_WEEKDAY.finditer(sentence):
        if not _NOT_THE_VOTE.search(sentence[: match.start()]):
            return weekday_before(publication, _WEEKDAYS[match[1].casefold()])
    return None


def _last_resort(parts: Parts, lead: str, publication: date | None, kind: str) -> Fact[date | None]:
    """A vote that is still to come; a day just before the publication; a ``yesterday``, wherever it stands."""
    segments: tuple[tuple[Where, str], ...] = (("opening", lead), ("text", "\n".join(parts.paragraphs[:2])[:1500]))
    for where, text in segments if publication else ():
        for start, end in sentence_spans(text):
            ahead = [day for _, day in _explicit(text[start:end], publication, True, False, None)]
            if coming := [
                day for day in ahead if publication and publication < day < publication + timedelta(days=200)
            ]:
                return fact(coming[0], where, 0.6)
    for written in dates_in(lead) if publication else ():
        day = written.on(publication.year) if publication else None
        if (
            day
            and publication
            and 0 < (publication - day).days <= 3
            and re.search(rf"\b{ELECTION}\b", parts.opening, re.I)
        ):
            return fact(day, "opening", 0.5)
    sure = 0.45
    after_vote = kind in ("press release", "preliminary statement", "statement")
    if publication and after_vote and sure >= LEAST and _YESTERDAY.search(parts.text):
        return fact(publication - timedelta(days=1), "text", sure)
    return Fact(None)
