"""What kind of answer a question asks for, told by its wording in English, Russian, French and Spanish."""

from __future__ import annotations

import re
from dataclasses import dataclass

NUMBER = re.compile(
    r"\bhow (?:many|much|often|common|big|large|long|high|old|frequent\w*|wide\w*)\b"
    r"|\b(?:what|which)(?: \w+){0,3} (?:share|percentage|per ?cent|proportion|fraction|number|figure|amount|size|ceiling|"
    r"threshold|limit|turnout|total|rate|majority|cost|sum|level)\b"
    r"|^\W*(?:and )?(?:the )?(?:share|percentage|proportion|number|turnout)\b"
    r"|\bsize of\b|\bturnout\b.*\?|\bout of how many\b"
    r"|\bсколько\b|\bкак(?:ая|ой|ов\w*)\b[^?]{0,30}\b(?:дол\w|процент\w*|явк\w|числ\w)"
    r"|\bcombien\b|\bquel(?:le)?s? (?:est |était )?(?:le |la )?(?:taux|part|pourcentage|nombre|proportion)\b|\btaux de\b"
    r"|\bcu[aá]nt[oa]s?\b|\bqu[eé] (?:porcentaje|proporci[oó]n|n[uú]mero|parte)\b",
    re.I,
)
PERSON = re.compile(
    r"\bwho\b|\bwhom\b|\bwhose\b|\bwhich (?:\w+ )?(?:observer|official|leader|speaker|politician|person|mission leader|head)\b"
    r"|\bname of\b|\bwhat is \w+ name\b|\bкто\b|\bкем\b|\bqui\b|\bqui[eé]n(?:es)?\b",
    re.I,
)
TIME = re.compile(r"\bwhen\b|\bwhat (?:date|day|year)\b|\buntil when\b|\bкогда\b|\bquand\b|\bcu[aá]ndo\b", re.I)
MANY = re.compile(
    r"\bsumm\w+|\boverview\b|\blist\b|\bname the\b|\bwhat (?:do|did|does|have|has) (?:\w+ ){0,3}?(?:say|said|report|find|found|"
    r"conclude|see|saw|observe|note)\w*\b|\bhow (?:has|have) [^?]*\b(?:assess|treat|describ|report|judg)\w*|\bover time\b"
    r"|\bsituation\b|\bfindings\b|\bwhich (?:\w+ )?(?:areas|recommendations|ways|problems|irregularities)\b|\bwhat ways\b"
    r"|\btell me about\b|\bчто (?:\w+ )?(?:сказали|говор\w+|отметили|сообщ\w+)|\bqu'ont (?:dit|observé)|\brésum\w+|\bresum\w+",
    re.I,
)
FIGURE_WORDS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|"
    "nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|half|third|quarter|none|"
    "один|одн\\w+|дв[ауе]\\w*|тр[иёе]\\w*|четыр\\w+|пят\\w+|шест\\w+|сем[ьи]\\w*|вос[еь]м\\w+|девят\\w+|десят\\w+|"
    "deux|trois|quatre|cinq|sept|huit|neuf|dix|onze|douze|treize|dos|tres|cuatro|seis|siete|ocho|nueve|diez"
)
FIGURE = re.compile(rf"(?<!\w)(?!(?:19|20)\d\d\b)\d[\d.,]*|\b(?:{FIGURE_WORDS})(?:[- ]\w+)?\b", re.I)
DAY = re.compile(r"\b\d{1,2} [A-ZА-Яа-яa-zéû]{3,}|\b(?:19|20)\d\d\b")
NAME = re.compile(r"\b[A-ZА-ЯÉÀ][\w'’-]+ (?:(?:de|van|von|da|bin|al) )?[A-ZА-ЯÉÀ][\w'’-]+|\b(?:Mr|Ms|Mrs|Dr)\. ")


@dataclass(frozen=True)
class Asks:
    """What a fitting answer holds: a figure, a person, a date; ``many`` where several sentences are wanted."""

    number: bool
    person: bool
    time: bool
    many: bool


def asks(question: str) -> Asks:
    """Told from the question words."""
    return Asks(
        number=bool(NUMBER.search(question)),
        person=bool(PERSON.search(question)),
        time=bool(TIME.search(question)),
        many=bool(MANY.search(question)),
    )


def fits(wanted: Asks, sentence: str, *, spoken: bool) -> float:
    """1 where the sentence holds what is asked for, -1 where it does not, 0 where nothing special is asked for."""
    checks = []
    if wanted.number:
        checks.append(bool(FIGURE.search(sentence)))
    if wanted.person:
        checks.append(spoken or bool(NAME.search(sentence)))
    if wanted.time:
        checks.append(bool(DAY.search(sentence)))
    return 0.0 if not checks else (1.0 if all(checks) else -1.0)
