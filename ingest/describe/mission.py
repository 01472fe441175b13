"""How a mission observed: in full, limited, as an assessment, as experts. It decides what its silence means."""

from __future__ import annotations

import re

from ingest.describe.facts import Fact, fact
from ingest.describe.parts import Parts

_FORMATS = (
    (
        "limited",
        r"limited (?:\w+ )?(?:election |referendum )?observation mission|LEOM|ограниченн\w+ мисси\w+|(?:mission|MOE) (?:[\w’']+ ){0,4}limitée|misión (?:\w+ ){0,4}limitada",
    ),
    (
        "expert",
        r"(?:election |electoral |referendum )?experts? (?:team|mission|group)|\bEET\b|\bEEM\b|экспертн\w+ (?:групп\w+|мисси\w+)|групп\w+ экспертов"
        r"|(?:mission|équipe) d['’]experts|misión de expertos|equipo de expertos|missão de peritos|Experten(?:team|mission|gruppe)s?",
    ),
    (
        "assessment",
        r"(?:election|referendum|electoral) assessment mission|assessment missions?|\bEAM\b|мисси\w+ (?:\w+ )?по оценке (?:\w+ )?(?:выборов|референдума)"
        r"|mission d['’]évaluation (?:électorale|des élections)|misión de evaluación electoral|Bewertungsmission|Wahlbewertung\w*",
    ),
    (
        "full",
        r"(?:election|referendum|electoral) observation mission|\bI?EOM\b|AUEOM|SEOM|мисси\w+ (?:\w+ )?(?:по )?наблюдени\w+ за (?:\w+ )?(?:выборами|референдумом)"
        r"|mission (?:\w+ ){0,2}d['’]observation|misión de observación|missão de observação|\bMOE[ /](?:UE|OEA)\b|Wahlbeobachtungsmission",
    ),
)  # fmt: skip
_NEEDS = re.compile(
    r"(?:needs|pre-election) assessment missions?|оценк\w+ потребностей|évaluation des besoins|evaluación de necesidades",
    re.I,
)
_LONGEST = 12_000


def mission_format(parts: Parts, kind: str) -> Fact[str | None]:
    """How the mission observed; a needs assessment has not observed yet."""
    if kind == "needs assessment report":
        return Fact(None)
    for where, text in (("opening", parts.opening), ("text", parts.text[:_LONGEST])):
        text = _NEEDS.sub("", text)
        counts = {name: len(re.findall(words, text, re.IGNORECASE)) for name, words in _FORMATS}
        found = next((name for name, _ in _FORMATS if counts[name]), None)
        if found:
            rivals = any(counts[name] for name, _ in _FORMATS[:3] if name != found)
            sure = 0.92 if where == "opening" else 0.85
            return fact(found, "opening" if where == "opening" else "text", sure - 0.25 * rivals)
    return Fact(None)
