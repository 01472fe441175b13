"""What kind of document it is: from its title and first lines, then from its anatomy."""

from __future__ import annotations

import re

from ingest.describe.facts import Fact, fact
from ingest.describe.parts import Parts
from library.records import Kind, Where

# In the order of asking: the more telling first.
_NAMED: tuple[tuple[Kind, str], ...] = (
    (
        "needs assessment report",
        r"needs assessment|NAM report|pre-election assessment (?:report|mission)|миссии? по оценке потребностей"
        r"|оценк[аеи] потребностей|évaluation des besoins|evaluación de necesidades",
    ),
    (
        "interim report",
        r"interim report|mid-?term report|промежуточн\w+ (?:отч[её]т|доклад)|rapport (?:intérimaire|intermédiaire|d['’]étape)"
        r"|informe (?:provisional|intermedio|parcial)|relatório (?:intercalar|provisório)|zwischenbericht",
    ),
    (
        "preliminary statement",
        r"preliminary (?:findings|statement|conclusions|report|declaration|assessment)|statement of (?:the )?preliminary|interim statement"
        r"|предварительн\w+ (?:заявлени|вывод|заключени|отч|результат|итог|оценк)|заявление о предварительных"
        r"|(?:déclaration|conclusions|constatations|rapport) préliminaires?|déclaration de conclusions"
        r"|declaración preliminar|informe preliminar|conclusiones preliminares|declaração preliminar|vorläufige",
    ),
    (
        "final report",
        r"final report|report on the (?:observation|election)|(?:election|referendum)s? (?:observation|assessment|expert|observer) (?:mission |team |group )?report|report of the (?:\w+ ){0,3}(?:observer|observation)"
        r"|окончательн\w+ (?:отч[её]т|доклад)|(?:итогов\w+|заключительн\w+) (?:отч[её]т|доклад)|rapport final|informe final|relatório final|abschlussbericht",
    ),
    (
        "press release",
        r"press release|news release|media release|press statement|for immediate release|press communiqué|пресс-релиз|сообщение для прессы"
        r"|communiqué de presse|comunicado de prensa|nota de prensa|comunicado de imprensa|nota de imprensa|pressemitteilung",
    ),
)
_STATEMENT = re.compile(
    r"^\W*(?:[\w-]+[ /]){0,3}(?:statement|declaration|communiqué|заявлени[ея]|déclaration|declaración|declaração|erklärung)\b(?! (?:of|on|de) (?:prelim|assets))",
    re.I,
)
_OBSERVERS_SAY = re.compile(
    r"(?:observers?|monitors?|parliamentarians|observation mission|mission)\s+(?:say|says|said|find|finds|found|conclude|concludes|state|report"
    r"|recommend|note|warn|urge)s?\b|selon (?:les|des) observateurs|(?:disent|déclarent|estiment|constatent|affirment) les observateurs"
    r"|(?:заяв(?!лени)|говор|отмеч|отмет|сообщ(?!ени)|счита|констатир|заключ|подч[её]ркив)\w+ (?:\w+ )?наблюдател|наблюдател\w+:? (?:заяв|отме|говор|сооб|конст|счит)\w+"
    r"|(?:dicen|señalan|afirman|según|concluyen) (?:los )?observadores|(?:dizem|afirmam) (?:os )?observadores|(?:sagen|so) (?:\w+ )?(?:Wahl)?beobachter",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"^.{0,160}?\b(?:this|the present|данн\w+|настоящ\w+|ce|cette|le présent|la présente|este|esta)\s+(?!lunes|martes|miércoles|jueves|viernes|sábado|domingo|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|\w+day)",
    re.I | re.S,
)
_FINITE = re.compile(
    r"\b(?:recommends?|calls?|urges?|says?|finds?|notes?|highlights?|shows?|welcome[sd]?|released?|publishe[sd]|presents?|presented|points?|stresses|sees|issues?|issued"
    r"|launche[sd]|commends?|outlines?|concludes?|рекоменд\w+|опублик\w+|предста\w+|призыва\w+|recommande|publie|présente|appelle|presenta|publica|recomienda|pide|apresenta)\b",
    re.I,
)
_AFTER_THE_VOTE = re.compile(
    r"election day|polling day|our preliminary (?:view|finding|assessment|conclusion)|poll officials|voted\b|cast (?:their )?(?:votes|ballots)|went to the polls",
    re.I,
)
_SEGMENT = re.compile(r"\s[–—|-]\s|[:.]\s|\n")
_LONGEST_LABEL = 10
_LONGEST_RELEASE = 14_000
_ADVICE = re.compile(
    r"(?:priority |key |other )?recommendations|приоритетные рекомендации|recommandations(?: prioritaires)?", re.I
)


def kind_of(parts: Parts, *, dated: bool, spoken: bool, inline: bool = False) -> Fact[Kind]:
    """The kind of document. ``dated``: it opens with a dateline or was published as a web page; ``spoken``: it quotes;
    ``inline``: its first paragraph runs on from the dateline, as news does."""
    places: list[tuple[Where, str]] = [("title", parts.title), *[("opening", block) for block in parts.head]]
    if label := _label(places, parts):
        # "Carter Center Statement: Liberians Vote": a headline behind the name of what it tells of.
        told = spoken and inline and label.value != "press release" and _has_headline(parts.title)
        return fact("press release", "title", 0.75) if told else label
    for where, text in places:
        if _OBSERVERS_SAY.search(text):
            return fact("press release", where, 0.97 if dated else 0.9)
    short = len(parts.text) <= _LONGEST_RELEASE
    for where, text in places:
        if kind := _kind_in(text):
            if short and (dated or spoken) and _FINITE.search(text):
                return fact("press release", where, 0.85)
            return fact(kind, where, 0.75)
    if kind := _own_kind(parts.lead):
        return fact(kind, "opening", 0.85)
    if found := next((where for where, text in places if any(map(_STATEMENT.match, _SEGMENT.split(text)))), None):
        if spoken and inline and _has_headline(parts.title):
            return fact("press release", "title", 0.7)
        return fact("statement", found, 0.8)
    if short and spoken and (dated or _OBSERVERS_SAY.search(parts.lead)):
        return fact("press release", "opening", 0.85)
    if short and dated and _OBSERVERS_SAY.search(parts.lead):
        return fact("press release", "opening", 0.75)
    if short and inline and dated:
        return fact("press release", "opening", 0.65)
    if any(_ADVICE.fullmatch(line.strip("0123456789. \t")) for line in parts.text.split("\n\n") if len(line) < 60):
        return fact("final report", "text", 0.6)
    return fact("statement", "default", 0.3)


def _has_headline(title: str) -> bool:
    """Whether a title goes on with a headline after the name of what it tells of."""
    rest = title.rpartition(": ")[2]
    return rest != title and len(rest.split()) > 3 and not _STATEMENT.match(rest) and not _kind_in(rest)


def _label(places: list[tuple[Where, str]], parts: Parts) -> Fact[Kind] | None:
    """The kind that a line of the cover is nothing but the name of; a label as press release goes before all."""
    found: list[Fact[Kind]] = []
    for where, text in places:
        if len(text) > 300:
            continue
        for segment in _SEGMENT.split(text):
            kind = _kind_in(segment)
            if kind and len(segment.split()) <= _LONGEST_LABEL and not _FINITE.search(segment):
                if re.search("interim statement", segment, re.I) and not _AFTER_THE_VOTE.search(parts.text):
                    kind = "interim report"
                found.append(fact(kind, where, 0.95))
    release = next((one for one in found if one.value == "press release"), None)
    return release or next(iter(found), None)


def _kind_in(text: str) -> Kind | None:
    return next((kind for kind, names in _NAMED if re.search(names, text, re.IGNORECASE)), None)


def _own_kind(lead: str) -> Kind | None:
    """``This interim report covers ...``: the lead names its own kind; others it may only mention."""
    own = _OWN.search(lead)
    following = lead[own.end() : own.end() + 60] if own else ""
    return next((k for k, names in _NAMED if re.match(rf"(?:\w+ ){{0,2}}(?:{names})", following, re.I)), None)
