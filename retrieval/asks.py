"""What kind of answer a question asks for, told by its wording in English, Russian, French and Spanish."""

from __future__ import annotations

import re
from dataclasses import dataclass

NUMBER = re.compile(
    r"\bhow (?:many|much|often|common|big|large|long|high|old|frequent\w*|wide\w*)\b"
    r"|\b(?:what|which)(?: \w+){0,3} (?:share|percentage|per ?cent|proportion|fraction|number|figure|amount|size|ceiling|"
    r"threshold|limit|turnout|total|rate|majority|cost|sum|level)\b"
    r"|^\W*(?:and )?(?:the )?(?:share|percentage|proportion|number|turnout)\b"
    r"|\bsize of\b|\bturnout\b.*\?|\bout of how many\b|(?<!\ba )\bnumber of\b"
    r"|\b(?:is|was|are|were) there (?:a|any) (?:figure|number|count)s?\b"
    r"|\b(?:percentage|share|proportion) of\b|\bas a (?:percentage|share)\b|\bin per ?cent\b|\bwhat part of\b"
    r"|\bсколько\b|\bкак(?:ая|ой|ов\w*)\b[^?]{0,30}\b(?:дол\w|процент\w*|явк\w|числ\w)"
    r"|\bcombien\b|\bquel(?:le)?s? (?:est |était )?(?:le |la )?(?:taux|part|pourcentage|nombre|proportion)\b|\btaux de\b"
    r"|\bcu[aá]nt[oa]s?\b|\bqu[eé] (?:porcentaje|proporci[oó]n|n[uú]mero|parte)\b",
    re.I,
)
# "People who insult the president" are not asked for.
WHO = r"(?:^|[,;:?.]|\band|\bor|\bby|\bto|\bfrom|\bof|\bwith|\bfor|\bknow)\W*(?:who|whom|whose)\b(?<!people who)"
PERSON = re.compile(
    rf"{WHO}|\bwhich (?:\w+ )?(?:observer|official|leader|speaker|politician|person|mission leader|head)\b"
    r"|\bname of\b|\bwhat is \w+ name\b|\bкто\b|\bкем\b|\bqui\b|\bqui[eé]n(?:es)?\b",
    re.I,
)
TIME = re.compile(r"\bwhen\b|\bwhat (?:date|day|year)\b|\buntil when\b|\bкогда\b|\bquand\b|\bcu[aá]ndo\b", re.I)
MANY = re.compile(
    r"\bsumm\w+|\boverview\b|\blist\b|\bname the\b|\bwhat (?:do|did|does|have|has) (?:\w+ ){0,3}?(?:say|said|report|find|found|"
    r"conclude|see|saw|observe|note)\w*\b|\bhow (?:has|have) [^?]*\b(?:assess|treat|describ|report|judg)\w*|\bover time\b"
    r"|\bsituation\b|\bfindings\b|\bwhat (?:are|were) all\b|\ball (?:\w+ ){1,2}please\b"
    r"|\b(?:opinion|views?|take) (?:on|of|about)\b|\bhow did (?:the )?(?:\w+ )?(?:observers|mission|delegation)\b"
    r"|\bwhich (?:\w+ )?(?:areas|recommendations|ways|problems|irregularities)\b|\bwhat ways\b"
    r"|\bwhat (?:are|were) the (?:\w+ ){0,2}(?:recommendations|findings|conclusions|concerns|problems|shortcomings)\b"
    r"|\bwhich (?:\w+ )?(?:speakers|observers|countries|parties|groups|institutions)\b"
    r"|\btell me about\b|\bчто (?:\w+ )?(?:сказали|говор\w+|отметили|сообщ\w+)|\bqu'ont (?:dit|observé)|\brésum\w+|\bresum\w+",
    re.I,
)
WHY = re.compile(
    r"\bwhy\b|\bhow come\b|\bwhat (?:was|is|lay|lies) behind\b|\bfor what reasons?\b|\bon what grounds?\b|\breasons?\b|\bexplanation\b|\bexplain\w*|"
    r"\bwhat (?:triggered|caused|led)\b|\bпочему\b|\bпричин\w+|\bpourquoi\b|\braisons?\b|\bpor qu[eé]\b|\bexplicaci[oó]n\b",
    re.I,
)
NAMED = re.compile(
    r"\b(?:which|what)(?: \w+){0,2}? (?:compan(?:y|ies)|firms?|part(?:y|ies)|groups?|organi[sz]ations?|states?|institutions?|"
    r"universit(?:y|ies)|countr(?:y|ies)|newspapers?|channels?|regions?|towns?|cit(?:y|ies)|districts?|candidates?|"
    r"contenders?|observers?|officials?|leaders?|persons?|politicians?|foundations?|bod(?:y|ies))\b"
    rf"|\bname of\b|\bname the\b|{WHO}|\bкто\b|\bкем\b|\bqui\b|\bqui[eé]n(?:es)?\b",
    re.I,
)
PROPERLY_NAMED = re.compile(
    r"\b(?:which|what)(?: (?!of\b)\w+){0,2}? (?:compan(?:y|ies)|firms?|part(?:y|ies)|universit(?:y|ies)|newspapers?|channels?|"
    r"foundations?|candidates?|contenders?|politicians?|(?:foreign )?states?|countr(?:y|ies))\b|\bname of\b"
    r"|\bwhat (?:is|was|were|are) [^?]{3,60} called\b|\bwho (?:won|was elected|got elected|became|is the (?:winner|new \w+))\b"
    r"|\bкто (?:победил|выиграл|стал)|\bqui (?:a (?:gagné|remporté)|est devenu)|\bqui[eé]n (?:gan[oó]|fue elegid)"
    r"|\bquelle (?:entreprise|société)|\bкакая (?:компания|партия|фирма)\b|\bqué (?:empresa|partido)",
    re.I,
)
"""What has a name of its own, so that without one nothing is answered."""
SHARE = re.compile(
    r"\bas a (?:percentage|share)\b|\bin per ?cent\b|\bhow many per ?cent\b|\bwhat part of\b|\bpercentage of\b|"
    r"\b(?:what|which)(?: \w+){0,3} (?:share|percentage|per ?cent|proportion|fraction|turnout)\b|^\W*(?:and )?(?:the )?"
    r"(?:share|percentage|proportion|turnout)\b|\bwhat (?:was|is) (?:the )?(?:\w+ )?turnout\b|\bhow (?:high|low) was (?:the )?turnout\b"
    r"|\bкак\w+[^?]{0,30}\b(?:дол[яюи]|процент\w*|явк\w)|\bquel(?:le)?s? (?:est |était |a été )?(?:le |la )?"
    r"(?:taux|part|pourcentage|proportion)\b|\bqu[eé] (?:porcentaje|proporci[oó]n)\b",
    re.I,
)
RATIO = re.compile(
    r"%|\bper ?cent|\bpercent|\bпроцент|\bpour ?cent|\bpor ciento|\b(?:half|third|quarter|fifth|tenth|two-thirds|majority|most|all|none|"
    r"every|no)\b|\b(?:out of|in|of)(?: the| these| those| its| all)?(?: some)? (?:(?!(?:19|20)\d\d\b)\d|hundred|ten|three|four|five|six|seven|eight|nine|twelve|twenty)"
    r"|\b(?:of whom|of which|of them|из них|из которых|dont|de los cuales|de las cuales)\b|\b(?:половин|трет|четверт|больш)\w*|\bиз \d|\b(?:moitié|tiers|quart|majorité)\b|\bsur (?:les )?\d|\b(?:mitad|tercio|cuarto|mayoría)\b",
    re.I,
)
"""A share, however it is told."""
ADVICE = re.compile(
    r"\brecommend\w*|\badvi[cs]e\w*|\bshould\b|\bask(?:ed|s)?\b[^?]* to\b|\bpropos\w+|\burge\w*|\bencourag\w+|"
    r"\bsuggest\w*|\bgoals?\b|\bрекоменд\w+|\brecommand\w+|\bconseil\w*|\brecomend\w+",
    re.I,
)
ROLE = re.compile(
    r"\b(?:led|leads?|head(?:ed|s)?|leader|chief|chair(?:ed|s)?|in charge|capacity|role|position|co-?ordinator|dirige\w*|"
    r"chef\w*|jef[ea]|encabez\w*|руковод\w*|возглав\w*|глав\w*)\b",
    re.I,
)
FIGURE_WORDS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|"
    "nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|half|third|quarter|none|"
    "один|одн\\w+|дв[ауе]\\w*|тр[иёе]\\w*|четыр\\w+|пят\\w+|шест\\w+|сем[ьи]\\w*|вос[еь]м\\w+|девят\\w+|десят\\w+|"
    "deux|trois|quatre|cinq|sept|huit|neuf|dix|onze|douze|treize|dos|tres|cuatro|seis|siete|ocho|nueve|diez"
)
FIGURE = re.compile(rf"(?<!\w)(?!(?:19|20)\d\d\b)\d[\d.,]*|\b(?:{FIGURE_WORDS})(?:[- ]\w+)?\b", re.I)
_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря|"
    "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|"
    "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
)
DATE = re.compile(rf"\b\d{{1,2}}(?:er|st|nd|rd|th)?\.? (?:de )?(?:{_MONTHS})\b|\b(?:{_MONTHS}) \d{{1,2}}\b", re.I)
"""A day of a month, which counts nothing."""
DAY = re.compile(r"\b\d{1,2} [A-ZА-Яа-яa-zéû]{3,}|\b(?:19|20)\d\d\b")
NAME = re.compile(r"\b[A-ZА-ЯÉÀ][\w'’-]+ (?:(?:de|van|von|da|bin|al) )?[A-ZА-ЯÉÀ][\w'’-]+|\b(?:Mr|Ms|Mrs|Dr)\. ")


BECAUSE = re.compile(
    r"\bbecause\b|\bdue to\b|\bowing to\b|\bon (?:the )?(?:grounds?|basis)\b|\bon this basis\b|\bfor (?:lack|failing|want)\b|"
    r"\bas a result\b|\bsince\b|\bafter\b|\bcaused\b|\bfollow(?:s|ed|ing)\b|\bunable\b|\blimited\b|\breasons?\b|\bso that\b|"
    r"\bпотому\b|\bиз-за\b|\bтак как\b|\bпоскольку\b|\bcar\b|\bparce qu|\ben raison\b|\bporque\b|\bdebido\b",
    re.I,
)
URGES = re.compile(
    r"\bshould\b|\bought to\b|\brecommend(?:s|ed)? (?:that|to)\b|\bencourages?\b|\burges?\b|\bcalls? (?:on|for)\b|"
    r"^\W*(?:\d+\.\s*)?To [a-z]+ |\bследует\b|\bдолжн\w+|\bdevrai\w+|\bdeber[ií]a\w*",
    re.I,
)
HOLDS_ROLE = re.compile(
    r"\b(?:head|leader|chief|chair\w*|co-?ordinator|led by|headed by|глав\w+|руководител\w+|chef\w*|coordonnat\w+|jef[ea])\b",
    re.I,
)
PROPER = re.compile(r"(?<![.!?\"“«‘] )(?<!^)\b[A-ZА-ЯÉ][\w'’-]{2,}")


@dataclass(frozen=True)
class Asks:
    """What a fitting answer holds: a figure, a person, a date, a reason, a name (``proper_name``: of something that always
    has one), a share (``ratio``); ``many`` where several sentences are wanted, ``advice`` where it is about what should
    be, ``role`` where about who holds an office."""

    number: bool
    person: bool
    time: bool
    many: bool
    why: bool = False
    named: bool = False
    advice: bool = False
    role: bool = False
    proper_name: bool = False
    ratio: bool = False


def asks(question: str) -> Asks:
    """Told from the question words."""
    person, why = bool(PERSON.search(question)), bool(WHY.search(question))
    return Asks(
        number=bool(NUMBER.search(question)) and not why,  # the reason for a figure is none
        person=person,
        time=bool(TIME.search(question)),
        many=bool(MANY.search(question)),
        why=why,
        named=bool(NAMED.search(question)),
        advice=bool(ADVICE.search(question)),
        role=person and bool(ROLE.search(question)),
        proper_name=bool(PROPERLY_NAMED.search(question)),
        ratio=bool(SHARE.search(question)),
    )


def fits(wanted: Asks, sentence: str, *, spoken: bool) -> float:
    """1 where the sentence holds what is asked for, -1 where it does not, 0 where nothing special is asked for."""
    checks = []
    if wanted.number:
        checks.append(bool(FIGURE.search(DATE.sub("", sentence))))
    if wanted.person:
        checks.append(spoken or bool(NAME.search(sentence)))
    if wanted.time:
        checks.append(bool(DAY.search(sentence)))
    return _sign(all(checks), asked=bool(checks))


def gives_reason(wanted: Asks, sentence: str) -> float:
    """1 where a reason is asked for and the sentence gives one, -1 where it gives none, 0 where none is asked for."""
    return _sign(bool(BECAUSE.search(sentence)), asked=wanted.why)


def names_role(wanted: Asks, sentence: str) -> float:
    """The same for a person with an office."""
    return _sign(bool(HOLDS_ROLE.search(sentence) and NAME.search(sentence)), asked=wanted.role)


def names_anew(wanted: Asks, sentence: str, question: str, *, spoken: bool) -> float:
    """The same for a name: one that the question does not hold itself."""
    known = question.casefold()
    named = any(name.casefold() not in known for name in PROPER.findall(sentence))
    return _sign(spoken or named, asked=wanted.named or wanted.proper_name)


def urges(wanted: Asks, sentence: str) -> float:
    """1 where the sentence says what should be, though the question asks what is."""
    return float(bool(URGES.search(sentence)) and not wanted.advice)


def figures(sentence: str) -> int:
    """Number of figures in it, years left out."""
    return len(FIGURE.findall(sentence))


def _sign(holds: bool, *, asked: bool) -> float:
    return 0.0 if not asked else (1.0 if holds else -1.0)
