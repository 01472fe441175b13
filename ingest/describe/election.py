"""What was voted on, in which round, and how it was observed."""

from __future__ import annotations

import re
from collections import Counter

from ingest.describe.parts import Parts

# Kinds of election by what names them in English, Russian, French, Spanish and Portuguese.
_TYPES = {
    "parliamentary": r"parliamentary|парламентск\w+|parlementaires?|parlamentari[ao]s",
    "legislative": r"legislative|законодательн\w+|législatives?|legislativas",
    "presidential": r"presidential|президентск\w+|président(?:ielles?)|presidencial(?:es)?|presidenciais",
    "general": r"general|всеобщ\w+|générales?|generales|gerais",
    "local": r"local|местн\w+|locales?|locais",
    "municipal": r"municipal|муниципальн\w+|municipales?|municipais",
    "regional": r"regional|региональн\w+|régionales?|regionales|regionais",
    "provincial": r"provincial|provinciales?",
    "mayoral": r"mayoral|выбор\w* мэр\w*",
    "federal": r"federal|федеральн\w+|fédérales?|federales|federais",
    "constitutional": r"constitutional|конституционн\w+|constitutionnel(?:le)?s?|constitucional",
    "congressional": r"congressional",
    "gubernatorial": r"gubernatorial",
}
_EARLY = r"early|snap|pre-?term|extraordinary|досрочн\w+|внеочередн\w+|anticipée?s?|anticipad[ao]s"
_REPEAT = r"repeat(?:ed)?|re-?run|повторн\w+"
_VOTE = r"elections?|выбор\w*|élections?|elecci(?:ón|ones)|eleiç(?:ão|ões)|vote|polls?|contests?|run-?off|scrutin"
_REFERENDUM = r"referend(?:um|ums|a)|референдум\w*|référendums?|plebiscito"
_ANY_TYPE = "|".join(_TYPES.values())
_TYPE_LIST = rf"(?:{_ANY_TYPE})(?:(?:,\s*|\s+(?:and|и|et|y|e)\s+|\s*[-–/&]\s*)(?:{_ANY_TYPE}))*"
_BEFORE = re.compile(
    rf"\b(?P<mark>(?:(?:{_EARLY}|{_REPEAT})\s+)*)(?P<types>{_TYPE_LIST})\s+(?P<mark2>(?:(?:{_EARLY})\s+)?)"
    rf"(?P<what>{_VOTE}|{_REFERENDUM})\b",
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf"\b(?P<what>élections?|elecci(?:ón|ones)|eleiç(?:ão|ões))\s+(?P<types>{_TYPE_LIST})(?P<mark>(?:\s+(?:{_EARLY}))?)",
    re.IGNORECASE,
)
_BARE_FRENCH = re.compile(r"\b(?P<what>présidentielle|législatives)(?P<mark>(?:\s+anticipées?)?)\b", re.IGNORECASE)
_BARE_REFERENDUM = re.compile(rf"\b(?P<what>{_REFERENDUM})\b", re.IGNORECASE)

_ROUNDS = {
    "second round": r"second[- ]round|run-?off|втор(?:ой|ого|ом|ым) тур\w*|(?:second|deuxième) tour|segunda vuelta|segunda volta",
    "first round": r"first[- ]round|перв(?:ый|ого|ом|ым) тур\w*|premier tour|primera vuelta|primeira volta",
    "repeat": rf"(?:{_REPEAT})\s+(?:\w+\s+){{0,2}}(?:{_VOTE}|voting|голосовани\w+)",
}
# A round that is still to come, or may come, is not the one that the statement is about.
_TO_COME = re.compile(
    r"^[^.;]{0,30}\b(?:is to be|are to be|will|would|takes? place on|scheduled|is due|foreseen|may be|unless|if no|состоится|пройд[её]т"
    r"|назначен|aura lieu|se tiendra|sera|se celebrará)\b",
    re.IGNORECASE,
)
_BEFORE_NEXT = re.compile(
    r"(?:ahead of|before|until|awaiting|possible|potential|eventual|any|without a|avoid\w* a|no)\s+(?:the\s+|a\s+)?$",
    re.I,
)

_FORMATS = (
    ("limited", r"limited (?:election|referendum)? ?observation mission|LEOM|ограниченн\w+ мисси\w+|mission (?:\w+ ){0,3}limitée"),
    (
        "expert",
        r"(?:election |electoral )?experts? (?:team|mission|group)|\bEET\b|\bEEM\b|экспертн\w+ (?:групп\w+|мисси\w+)|групп\w+ экспертов"
        r"|(?:mission|équipe) d['’]experts|misión de expertos",
    ),
    (
        "assessment",
        r"(?:election|referendum|electoral) assessment mission|assessment missions?|\bEAM\b|мисси\w+ по оценке (?:выборов|референдума)"
        r"|mission d['’]évaluation (?:électorale|des élections)",
    ),
    (
        "full",
        r"(?:election|referendum|electoral) observation mission|\bI?EOM\b|мисси\w+ (?:\w+ )?(?:по )?наблюдени\w+ за (?:\w+ )?(?:выборами|референдумом)"
        r"|mission (?:\w+ ){0,2}d['’]observation|misión de observación|missão de observação",
    ),
)  # fmt: skip
_NEEDS = re.compile(r"needs assessment missions?|оценк\w+ потребностей|évaluation des besoins", re.I)


def election_type(parts: Parts) -> str | None:
    """The election in words, e.g. ``early parliamentary elections``; as the title or the first paragraphs have it."""
    near = [*_named(parts.title), *_named("\n".join(parts.head)), *_named(parts.lead)]
    far = near or [name for text in parts.paragraphs[:4] for name in _named(text)]
    names = far or [name for name, _ in Counter(_named(parts.text)).most_common(1)]
    if not names:
        return None
    first = names[0]
    # The title may leave out what the lead says: "early", the second contest held on the same day.
    fuller = [name for name in names if set(_bare(first)) < set(_bare(name))]
    return max(fuller, key=len) if fuller else first


def election_round(parts: Parts) -> str | None:
    """``first round``, ``second round`` or ``repeat``, where the title or the lead is about one."""
    for text in (parts.title, "\n".join(parts.head), parts.lead):
        found = [(match.start(), name) for name, words in _ROUNDS.items() for match in _rounds(words, text)]
        if found:
            return min(found)[1]
    return None


def mission_format(parts: Parts, kind: str) -> str | None:
    """How the mission observed; a needs assessment has not observed yet."""
    if kind == "needs assessment report":
        return None
    text = _NEEDS.sub("", parts.text)
    counts = {name: len(re.findall(words, text, re.IGNORECASE)) for name, words in _FORMATS}
    return next((name for name, _ in _FORMATS if counts[name]), None)


def _rounds(words: str, text: str) -> list[re.Match[str]]:
    return [
        match
        for match in re.finditer(rf"\b(?:{words})\b", text, re.IGNORECASE)
        if not _TO_COME.match(text[match.end() :]) and not _BEFORE_NEXT.search(text[: match.start()])
    ]


def _named(text: str) -> list[str]:
    """Elections that a text names with their type, in order."""
    matches = [m for pattern in (_BEFORE, _AFTER, _BARE_FRENCH) for m in pattern.finditer(text)]
    if not matches:
        matches = list(_BARE_REFERENDUM.finditer(text))
    return [_phrase(match) for match in sorted(matches, key=lambda m: m.start())]


def _phrase(match: re.Match[str]) -> str:
    got = match.groupdict()
    what = got["what"].casefold()
    marks = f"{got.get('mark') or ''} {got.get('mark2') or ''}"
    types = [name for part in re.split(r"[,\s/&–-]+", got.get("types") or what) for name in _canonical(part)]
    prefix = ["early"] if re.search(_EARLY, marks, re.I) else []
    prefix += ["repeat"] if re.search(_REPEAT, marks, re.I) else []
    return " ".join([*prefix, " and ".join(dict.fromkeys(types)), _noun(what, types)]).strip()


def _canonical(word: str) -> list[str]:
    return [name for name, words in _TYPES.items() if re.fullmatch(words, word, re.IGNORECASE)][:1]


def _noun(what: str, types: list[str]) -> str:
    if re.fullmatch(_REFERENDUM, what, re.I):
        return "referendum"
    if what in ("election", "élection", "elección", "eleição", "présidentielle"):
        return "election"
    return "election" if types == ["presidential"] and what != "elections" else "elections"


def _bare(name: str) -> list[str]:
    return [word.removesuffix("s") for word in name.split() if word != "and"]
