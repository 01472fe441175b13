"""Which bodies issued a statement: those that its text names as its authors, never a look-alike that it mentions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.describe.parts import Parts
from library.records import Speaker

_HEADS = re.compile(
    r"(?:head|leader|chief|spokesperson|deputy|chef|cheffe|глав|руководител|jef[ea]|porte-parole|представител|координатор|co-?ordinator)",
    re.I,
)
_FROM = re.compile(
    r"\b(?:delegation|mission|affairs|team|observers)\b.*?\b(?:from|of|to)\s+(?:the\s+)?(?P<body>[A-Z][^,;.]+)$"
    r"|\b(?:délégation|mission|électorales)\b.*?\b(?:de la|de l['’]|du|des)\s*(?P<fr>[A-ZÀ-Þ][^,;.]+)$"
    r"|\b(?:делегации|миссии|вопросам)\b.*?\b(?:от|из)\s+(?P<ru>[А-ЯЁ][^,;.]+)$"
)
_MISSION = re.compile(
    r"(?:observation|assessment|expert) (?:mission|team) (?:from|of|deployed by) the (?P<body>(?:[A-Z][\w-]+|for|of|and|the|on|in)(?: (?:[A-Z][\w/-]+|for|of|and|the|on))*)"
)
_TOGETHER = re.compile(
    r"common endeavou?r|joint (?:statement|effort|mission|undertaking)|jointly|совместн|conjoint|déclaration commune|conjunta",
    re.I,
)
_ABBREVIATED = re.compile(
    r"(?P<body>[A-ZÀ-Þ][\w'’-]+(?: (?:[A-ZÀ-Þ][\w'’/-]+|for|of|and|the|on|in|de|des|du|la|et|pour))*) \([A-Z][\w/ -]{1,9}\)"
)
_REAL = (
    ("OSCE Office for Democratic Institutions and Human Rights (ODIHR)", r"ODIHR|Office for Democratic Institutions|БДИПЧ|BIDDH"),
    ("OSCE Parliamentary Assembly (OSCE PA)", r"OSCE PA|OSCE Parliamentary Assembly|ПА ОБСЕ|AP[- ]OSCE"),
    ("Parliamentary Assembly of the Council of Europe (PACE)", r"\bPACE\b|Parliamentary Assembly of the Council of Europe|ПАСЕ|APCE"),
    ("European Parliament (EP)", r"European Parliament|Европейск\w+ парламент|Parlement européen"),
    ("European Union Election Observation Mission (EU EOM)", r"EU EOM|European Union Election Observation|MOE UE"),
    ("Carter Center", r"Carter Center"),
    ("Organization of American States (OAS)", r"Organization of American States"),
    ("African Union (AU)", r"African Union|Union africaine|Unión Africana|Африканск\w+ союз"),
    ("Commonwealth Observer Group", r"Commonwealth Observer Group"),
    ("European Network of Election Monitoring Organizations (ENEMO)", r"ENEMO"),
)  # fmt: skip


_AUTHORED = re.compile(
    r"(?:observation mission|assessment mission|(?<!citizen )observers|observation effort|common endeavou?r|joint (?:statement|effort|undertaking)"
    r"|observateurs|mission d['’]observation|observadores|misión de observación|наблюдател\w+|мисси\w+ (?:по )?наблюдени\w+(?: за выборами)?)"
    r"\s+(?:of|from|by|de|du|des|del|от|из)\b[^.;]{3,220}",
    re.I,
)
"""Where a sentence names the bodies that observed: "the mission from ODIHR, the OSCE PA and PACE said"."""


def bodies_of(parts: Parts, speakers: Sequence[Speaker]) -> tuple[str, ...]:
    """The issuing bodies, real ones by their usual name, others as written with their abbreviation where it is given."""
    authors = [speaker.role for speaker in speakers if _HEADS.search(speaker.role)]
    authors += [parts.title, *parts.head]
    authors += [match.group() for match in _MISSION.finditer(parts.text)]
    authored = [match.group() for match in _AUTHORED.finditer(parts.lead)]
    found = dict.fromkeys(
        name for name, pattern in _REAL if any(re.search(pattern, text) for text in (*authors, *authored))
    )
    if "Special Co-ordinator" in " ".join(authors) and re.search(r"\bOSCE\b", parts.text):
        found.setdefault(_REAL[1][0])
    if found:
        return tuple(found)
    named = [match["body"] or match["fr"] or match["ru"] for role in authors for match in _FROM.finditer(role)]
    named += [match["body"] for match in _MISSION.finditer(parts.text)]
    for sentence in re.split(r"(?<=[.!?])\s+", parts.lead):
        if _TOGETHER.search(sentence):
            named += [match["body"] for match in _ABBREVIATED.finditer(sentence)]
    return tuple(dict.fromkeys(_with_abbreviation(name, parts.text) for name in named))


def _with_abbreviation(name: str, text: str) -> str:
    name = re.sub(r"\s+(?:for|of|and|the|on|in)$", "", " ".join(name.split()))
    if match := re.search(rf"{re.escape(name)} \(([A-Z][\w/-]{{1,9}})\)", text):
        return f"{name} ({match[1]})"
    initials = "".join(word[0] for word in name.split() if word[0].isupper())
    return f"{name} ({initials})" if len(initials) > 1 and re.search(rf"\b{initials}\b", text) else name
