"""Who is quoted, and in which role, in English, Russian, French and Spanish."""

from __future__ import annotations

import re

from ingest.describe.parts import Parts
from library.records import Speaker

_WORD = r"[A-ZА-ЯЁÀ-ÖØ-ÞĀ-Ž][\w'’-]+"
_NAME = rf"{_WORD}(?:\s+(?:(?:de|van|von|der|da|di|bin|al|el|la|le)\s+)*(?:{_WORD}|[A-ZА-Я]\.)){{1,3}}"
_TITLES = r"(?:(?:Mr|Ms|Mrs|Dr|Mme|M|Ambassador|Judge|г-н|г-жа|посол)\.?\s+)?"
_SAID = (
    r"(?:said|says|stated|added|noted|explained|stressed|concluded|commented|emphasi[sz]ed|declared"
    r"|сказала?|заявила?|отметила?|подчеркнула?|добавила?|пояснила?"
    r"|a (?:déclaré|affirmé|dit|souligné|indiqué|ajouté|noté|expliqué|conclu)|dijo|declaró|afirmó|señaló|añadió)"
)
_ROLE = r"(?P<role>[^.;«»“”\"\n]{3,220}?)"
_LEADS = (
    r"(?:[Hh]ead|[Ll]eader|[Ss]pecial [Cc]o-?ordinator|[Cc]hief [Oo]bserver|[Ss]pokesperson|[Cc]hair\w*|[Dd]irector"
    r"|[Гг]лав|[Рр]уководител|[Сс]пециальн\w+ координатор|[Cc]hef|[Cc]heffe|[Cc]oordonn|[Jj]ef[ea]|[Cc]oordinador)"
)
_PATTERNS = (
    # "…," said Ada Holm, Head of the mission from the Office.
    re.compile(
        rf"\b{_SAID}\s+{_TITLES}(?P<name>{_NAME}),\s+{_ROLE}(?=[.;«»“”\"]|,\s+(?:who|which|during|on|at|in a)\b|$)"
    ),
    # Ada Holm, Head of the mission, said
    re.compile(rf"{_TITLES}(?P<name>{_NAME}),\s+{_ROLE},\s+{_SAID}\b"),
    # headed by Ada Holm / возглавляла / dirigée par
    re.compile(rf"(?P<role>{_LEADS}[^.,;\"«»“”]{{0,120}}?)(?:,| is| was)\s+{_TITLES}(?P<name>{_NAME})\b"),
    re.compile(rf"\b(?:headed|led|dirigée?|conduite) (?:by|par) {_TITLES}(?P<name>{_NAME})(?P<role>)"),
    re.compile(rf"\b{_SAID}\s+{_TITLES}(?P<name>{_NAME})(?P<role>)(?=[.,;«»“”\"])"),
)
_NOT_NAMES = re.compile(
    r"^(?:The|This|In|On|Observers?|International|Election|Office|Parliament|Central|State|Head|Leader|Special)\b"
)


def speakers_of(parts: Parts) -> tuple[Speaker, ...]:
    """The persons quoted or named as heads, in order of appearance; a later mention without a role adds none."""
    found: dict[str, tuple[int, str]] = {}
    for pattern in _PATTERNS:
        for match in pattern.finditer(parts.text):
            name, role = " ".join(match["name"].split()), _clean(match["role"])
            if _NOT_NAMES.match(name):
                continue
            place, known = found.get(name, (match.start("name"), ""))
            found[name] = (min(place, match.start("name")), known or role)
    return tuple(Speaker(name, role) for name, (_, role) in sorted(found.items(), key=lambda item: item[1][0]))


def _clean(role: str) -> str:
    return " ".join(role.split()).strip(" ,–-")
