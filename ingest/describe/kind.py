"""What kind of document it is: from its title and first lines, then from its anatomy."""

from __future__ import annotations

import re

from ingest.describe.parts import Parts
from library.records import Kind

# In the order of asking: the more telling first.
_NAMED: tuple[tuple[Kind, str], ...] = (
    (
        "needs assessment report",
        r"needs assessment|NAM report|pre-election assessment (?:report|mission)|миссии? по оценке потребностей"
        r"|оценк[аеи] потребностей|évaluation des besoins|evaluación de necesidades",
    ),
    (
        "interim report",
        r"interim report|interim statement|mid-?term report|промежуточн\w+ (?:отч[её]т|доклад)"
        r"|rapport (?:intérimaire|intermédiaire|provisoire)|informe (?:provisional|intermedio)",
    ),
    (
        "final report",
        r"final report|election (?:observation|assessment|expert) (?:mission|team)? ?report|окончательн\w+ (?:отч[её]т|доклад)"
        r"|(?:итогов\w+|заключительн\w+) (?:отч[её]т|доклад)|rapport final|informe final|relatório final",
    ),
    (
        "preliminary statement",
        r"preliminary (?:findings|statement|conclusions|report)|statement of (?:the )?preliminary|предварительн\w+ (?:заявлени|вывод|заключени|отч)"
        r"|заявление о предварительных|(?:déclaration|conclusions|constatations) préliminaires?|déclaration de conclusions"
        r"|declaración preliminar|informe preliminar|declaração preliminar",
    ),
    (
        "press release",
        r"press release|news release|media release|press statement|for immediate release|пресс-релиз|сообщение для прессы"
        r"|communiqué de presse|comunicado de prensa|nota de prensa|comunicado de imprensa",
    ),
)
_OBSERVERS_SAY = re.compile(
    r"(?:observers?|monitors?|observation mission|mission)\s+(?:say|says|said|find|finds|found|conclude|concludes|state|report"
    r"|recommend|note)s?\b|selon (?:les|des) observateurs|(?:disent|déclarent|estiment|constatent) les observateurs"
    r"|(?:заявля|говор|отмеча|сообща|счита|констатир|заключ)\w+ \w* ?наблюдател|наблюдател\w+:? (?:заяв|отме|говор|сооб|конст)\w+"
    r"|(?:dicen|señalan|afirman|según) (?:los )?observadores",
    re.IGNORECASE,
)
_IN_LEAD = re.compile(
    r"^.{0,160}?\b(?:this|the present|данн\w+|настоящ\w+|ce|cette|le présent|la présente|este|esta)\s+", re.I | re.S
)
_SPOKEN = re.compile(
    r"[\"”»],?\s*[–—-]?\s*(?:said|stated|noted|added|a (?:déclaré|affirmé|souligné)|сказал|заявил|отметил|dijo|señaló)"
)
_LONGEST_RELEASE = 12_000


def kind_of(parts: Parts, dated: bool) -> Kind:
    """The kind of document; ``dated``: whether it opens with a dateline."""
    for place in (parts.title, "\n".join(parts.head)):
        for kind, names in _NAMED:
            if re.search(names, place, re.IGNORECASE):
                return kind
        if _OBSERVERS_SAY.search(place):
            return "press release"
    # "This interim report covers ...": the lead names its own kind; others it may only mention.
    own = _IN_LEAD.search(parts.lead)
    if own:
        following = parts.lead[own.end() : own.end() + 60]
        for kind, names in _NAMED:
            if re.match(rf"(?:\w+ ){{0,2}}(?:{names})", following, re.IGNORECASE):
                return kind
    if (
        len(parts.text) <= _LONGEST_RELEASE
        and _SPOKEN.search(parts.text)
        and (dated or _OBSERVERS_SAY.search(parts.lead))
    ):
        return "press release"
    return "statement"
