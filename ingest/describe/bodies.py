"""Which bodies issued a statement: those that it names as its authors, never a look-alike that it mentions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from ingest.describe.facts import Fact, fact, together
from ingest.describe.parts import Parts
from ingest.describe.unknown_bodies import unknown_bodies
from library.bodies import known_bodies
from library.records import Speaker, Where
from library.text import sentence_spans

_SPECIAL = "OSCE Parliamentary Assembly (OSCE PA)"
HEADS = re.compile(
    r"\b(?:head|leader|chief|spokesperson|deputy|led|heads|headed|leads|director|chair\w*|rapporteur|chef|cheffe|présidente?|directrice|directeur|глав|руководител|jef[ea]|porte-parole|portavoz|leiter\w*|chefe"
    r"|представител|координатор|заместител|co-?ordinator|observer|observers)",
    re.I,
)
"""A role in which someone speaks for a body."""
_MEMBER = re.compile(
    r"(?:members? of|membre|miembro|membro|député\w*(?: au)?|eurodiputad\w+|MEP|член\w*)\s+(?:of\s+|du\s+|del\s+|do\s+)?(?:the\s+)?$",
    re.I,
)

_NOUN = (
    r"(?:observation (?:mission|effort|delegation)|(?:international |joint |observer |electoral )?missions?|assessment mission|expert (?:team|mission)|(?<!citizen )(?<!domestic )observers?|delegations?|common endeavou?r|joint (?:statement|effort|undertaking|mission)"
    r"|statement|report|team|monitors|observateurs|observatrices|missions? (?:\w+ )?d['’]observation|délégations?|observadores|misión(?: de observación)?(?: electoral)?|delegaci\w+|missão|наблюдател\w+|мисси\w+|делегаци\w+|заявлени\w+|mission|expertenteam)"
)
# A sentence that names those who observed and speak here: "the mission from ODIHR, the OSCE PA and PACE said".
_AUTHORED = re.compile(
    rf"\b{_NOUN}\b[^.;]{{0,60}}?\b(?:of|from|by|comprised|comprises|comprising|composed|between|undertaking|is a|de|du|des|del|d['’]|da|do|от|из|des)\b"
    r"|\b(?:jointly|joint|conjoint\w*|conjunta\w*|совместн\w+|gemeinsam\w*)\b|\b(?:deployed|observed|fielded|undertook|decided to observe|set up|prepared|prepares|organi[sz]ed|offers?|opened|arrived|said today|is delivered|welcomes|a observé|observó|(?:заявил|сообщил|отметил|констатировал|заключил)\w* (?:сегодня )?(?:международные )?(?:наблюдател|мисси)\w+|a déployé|desplegó|подготовлен\w*)\b",
    re.I,
)
# A sentence about someone else's observation.
_OTHERS = re.compile(
    r"\b(?:shared (?:their|its) (?:findings|views)|also (?:followed|observed|present|sent|fielded|deployed)|separate(?:ly)?|its own|their own|own mission|met|other (?:international )?(?:observers|missions|observation)"
    r"|alongside|meanwhile|worked closely with|co-?ordinated with|consult\w+ with|liaised|exchanged|entreten\w+|rencontré\w*|se reuni\w+|in contrast|unlike|statement of last week|earlier (?:today|this week)|declared that|praised by"
    r"|ранее|также (?:следил|наблюдал|представил)\w*|отдельно|иные наблюдатели|другие наблюдатели|в отличие|séparément|par ailleurs|également (?:observé|déployé)|por separado|también (?:observ|despleg)\w+|otras misiones)\b|\b(?:too|as well|también|тоже)\W*$",
    re.I,
)
_PRIOR = re.compile(
    r"(?:prior|previous|earlier|past|outstanding|with|by former|прошл\w+|предыдущ\w+|précédentes?|anteriores)\s+(?:the\s+)?(?:OSCE/)?$|(?:commitments|recommendations) (?:of|by|from) (?:the )?$",
    re.I,
)
_EUROPEAN_ELECTIONS = re.compile(r"elections? (?:to|of|for) (?:the )?$|élections? (?:au|du) $|elecciones al $", re.I)
_FAR = 6
_LOOKED_AT = 12_000


def bodies_of(parts: Parts, speakers: Sequence[Speaker]) -> Fact[tuple[str, ...]]:
    """The issuing bodies, real ones by their usual name, others as written with their abbreviation where it is given."""
    places: defaultdict[str, list[tuple[Where, float]]] = defaultdict(list)
    near = "\n".join([parts.title, parts.text[:_LOOKED_AT], parts.text[-3_000:]]).casefold()
    named = [(name, pattern) for name, pattern in known_bodies() if any(hint in near for hint in _hints(pattern))]
    for where, text, weight in _authors(parts, speakers):
        for name, pattern in named:
            if _names(pattern, text):
                places[name].append((where, weight))
    roles = " ".join(speaker.role for speaker in speakers)
    if re.search(r"Special Co-?ordinator", roles) and re.search(r"\bOSCE\b", parts.text):
        places[_SPECIAL].append(("opening", 0.75))
    found = [name for name, _ in known_bodies() if together(sure for _, sure in places[name]) >= 0.6]
    if "European Union Election Observation Mission (EU EOM)" in found:
        # A delegation of the Parliament joins the mission of the Union and speaks as part of it.
        found = [name for name in found if name != "European Parliament (EP)"]
    if "Interparliamentary Assembly of the Commonwealth of Independent States (IPA CIS)" in found:
        found = [name for name in found if name != "Commonwealth of Independent States (CIS)"]
    others = unknown_bodies(parts, speakers)
    if others.origin and (not found or others.origin.sure >= 0.8):
        found += [name for name in others.value if not any(pattern.search(name) for _, pattern in known_bodies())]
    if not found:
        return _by_frequency(parts)
    sures = [together(sure for _, sure in places[name]) for name in found if places[name]]
    if others.origin and len(sures) < len(found):
        sures.append(others.origin.sure)
    first = places[found[0]][0][0] if places[found[0]] else (others.origin.where if others.origin else "text")
    return fact(tuple(found), first, min(sures, default=0.5))


def _authors(parts: Parts, speakers: Sequence[Speaker]) -> Iterator[tuple[Where, str, float]]:
    """The places that name authors, each with how far to trust it."""
    yield "title", parts.title, 0.7
    for block in parts.head:
        if block != parts.title and not _OTHERS.search(block):
            yield "opening", block[:600], 0.75
    for speaker in speakers:
        if HEADS.search(speaker.role):
            yield "text", speaker.role, 0.85
    for n, paragraph in enumerate((parts.lead, *parts.paragraphs[:_FAR], *parts.paragraphs[-3:])):
        for start, end in sentence_spans(paragraph[:2000]):
            sentence = paragraph[start:end]
            if _AUTHORED.search(sentence) and not _OTHERS.search(sentence):
                yield "opening" if n == 0 else "text", sentence, 0.7 if n < 3 else 0.55


def _names(pattern: re.Pattern[str], text: str) -> bool:
    """Whether a text names a body as an author: not its earlier recommendations, not elections to it."""
    return any(
        not _PRIOR.search(before) and not _EUROPEAN_ELECTIONS.search(before) and not _MEMBER.search(before)
        for match in (_loud(pattern) if text.isupper() else pattern).finditer(text)
        for before in [text[max(0, match.start() - 40) : match.start()]]
    )


@cache
def _loud(pattern: re.Pattern[str]) -> re.Pattern[str]:
    """The pattern for a cover in capitals."""
    return re.compile(pattern.pattern, re.IGNORECASE)


def _by_frequency(parts: Parts) -> Fact[tuple[str, ...]]:
    """Where no place names the authors: a known body that the text speaks of again and again, and of no other."""
    counts = {name: len(pattern.findall(parts.text[:20_000])) for name, pattern in known_bodies()}
    often = [name for name, count in counts.items() if count >= 3]
    if len(often) == 1 and sum(counts.values()) == counts[often[0]]:
        return fact((often[0],), "text", 0.5)
    return Fact(())


@cache
def _hints(pattern: re.Pattern[str]) -> tuple[str, ...]:
    """For each choice of a pattern its longest plain words: a text without any of them cannot name the body."""
    plain = pattern.pattern
    while (flat := re.sub(r"\((?:\?(?:<?[!=]|:))?[^()]*\)\??", "\0", plain)) != plain:
        plain = flat
    plain = re.sub(r"\\.[*+?]?|\[[^\]]*\]\??|.\?", "\0", plain)
    return tuple(max(re.split("\0", choice), key=len).casefold() for choice in plain.split("|"))
