"""What was voted on, and in which round."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection

from ingest.describe.calendar import years_in
from ingest.describe.facts import Fact, fact
from ingest.describe.parts import Parts
from library.records import Where

# Kinds of election by what names them in English, Russian, French, Spanish, Portuguese and German.
_TYPES = {
    "parliamentary": r"parliamentary|парламентск\w+|parlementaires?|parlamentari[ao]s|parlamentares",
    "legislative": r"legislative|законодательн\w+|législatives?|legislativas",
    "presidential": r"presidential|президентск\w+|présidentiel(?:le)?s?|presidencial(?:es)?|presidenciais",
    "national": r"national",
    "general": r"general|всеобщ\w+|générales?|generales|gerais",
    "local": r"local(?: council| government)?|местн\w+|locales?|locais",
    "municipal": r"municipal|муниципальн\w+|municipales?|municipais",
    "communal": r"communal|communales|comunales",
    "regional": r"regional|региональн\w+|régionales?|regionales|regionais",
    "provincial": r"provincial|provinciales?|provinciais",
    "mayoral": r"mayoral",
    "federal": r"federal|федеральн\w+|fédérales?|federales|federais",
    "constitutional": r"constitutional|конституционн\w+|constitutionnel(?:le)?s?|constitucional",
    "congressional": r"congressional",
    "gubernatorial": r"gubernatorial|губернаторск\w+",
    "senatorial": r"senatorial|sénatoriales?|senatoriales",
    "state": r"state",
    "harmonised": r"harmoni[sz]ed",
}
_EARLY = r"early|snap|pre-?term|extraordinary|досрочн\w+|внеочередн\w+|anticipée?s?|anticipad[ao]s|vorgezogene[nr]?"
_REPEAT = r"repeat(?:ed)?|re-?run|повторн\w+"
_VOTE = r"elections?|выбор\w*|élections?|elecci(?:ón|ones)|eleiç(?:ão|ões)|vote|polls?|contests?|run-?off|scrutin"
_REFERENDUM = r"referend(?:um|ums|a)|референдум\w*|référendums?|plebiscito|referéndum|referendo"
_ANY_TYPE = "|".join(_TYPES.values())
_TYPE_LIST = rf"(?:{_ANY_TYPE})(?:(?:,\s*(?:and\s+)?|\s+(?:and|и|et|y|e)\s+|\s*[-–/&]\s*)(?:{_ANY_TYPE})){{0,5}}"
_BEFORE = re.compile(
    rf"\b(?P<mark>(?:(?:{_EARLY}|{_REPEAT})\s+){{0,2}})(?P<types>{_TYPE_LIST})\s+(?P<mark2>(?:(?:{_EARLY})\s+)?)"
    rf"(?P<what>{_VOTE}|{_REFERENDUM})\b",
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf"\b(?P<what>élections?|elecci(?:ón|ones)|eleiç(?:ão|ões)|scrutin|référendum|referéndum|referendo)\s+(?P<types>{_TYPE_LIST})(?P<mark>(?:\s+(?:{_EARLY}))?)",
    re.IGNORECASE,
)
_BARE_FRENCH = re.compile(r"\b(?P<what>présidentielle|législatives)(?P<mark>(?:\s+anticipées?)?)\b", re.IGNORECASE)
_BARE_REFERENDUM = re.compile(rf"\b(?P<what>{_REFERENDUM})\b", re.IGNORECASE)
# Elections named by what is elected.
_ELECTED = (
    (
        "presidential",
        rf"\b(?P<mark>(?:(?:{_EARLY})\s+)?)выбор\w*\s+президента\b|\b(?P<mark2>(?:(?:{_EARLY})\s+)?)(?P<what>Präsidentschaftswahl(?:en)?|Präsidentenwahl)\b"
        r"|\belections? (?:of|for) (?:the )?president\b|\bélections? du président\b|\belección (?:de la presidencia|del presidente)\b",
    ),
    (
        "parliamentary",
        rf"\b(?P<mark>(?:(?:{_EARLY})\s+)?)выбор\w*\s+(?:депутатов\s+)?(?:в\s+|во\s+)?(?:Палат|парламент|Государственн\w+ Дум|Верховн\w+ Совет|Жогорку|Мажилис|Милли|Национальн\w+ (?:собрани|ассамбле))\w*"
        rf"|\b(?P<mark2>(?:(?:{_EARLY})\s+)?)(?P<what>(?:Parlaments|Nationalrats|Bundestags)wahl(?:en)?)\b"
        rf"|\b(?P<mark3>(?:(?:{_EARLY})\s+)?)elections? (?:to|for|of members of) (?:the )?(?:\w+ )?(?:Parliament|National Assembly|House of \w+|Chamber of \w+|Assembly|Federal Assembly)\b(?<!European Parliament)"
        r"|\b(?:National Assembly|House of Representatives|lower house) elections?\b|\bélections? (?:à|pour|des députés) l?['’]?\s?(?:la )?Assemblée nationale",
    ),
    ("local", r"\b(?:elections? (?:to|of|for) (?:the )?(?:local|municipal|city) (?:councils?|authorities|bodies))\b|\b(?P<what>Kommunalwahl(?:en)?|Gemeinderatswahl(?:en)?)\b|выбор\w* (?:в )?(?:депутатов )?местн\w+"),
    ("mayoral", r"\bвыбор\w* мэр\w*|\belections? of (?:the )?mayors?\b"),
)  # fmt: skip

_ROUNDS = {
    "second round": r"second[- ]rounds?|run-?offs?|втор(?:ой|ого|ом|ым) тур\w*|(?:second|deuxième|2e|2ème) tour|segunda (?:vuelta|ronda)|balotaje|ballottage|segunda volta|Stichwahl|zweite[rn]? (?:Runde|Wahlgang)",
    "first round": r"first[- ]rounds?|перв(?:ый|ого|ом|ым) тур\w*|(?:premier|1er) tour|primera (?:vuelta|ronda)|primeira volta|erste[rn]? (?:Runde|Wahlgang)",
    "repeat": rf"(?:{_REPEAT})\s+(?:\w+\s+){{0,2}}(?:{_VOTE}|voting|голосовани\w+)",
}
# A round that is still to come, or may come, is not the one that the statement is about.
_TO_COME = re.compile(
    r"^[^.;]{0,40}\b(?:is to be|are to be|will|would|takes? place on|to take place|scheduled|is due|foreseen|may be|unless|if no|is likely|между|состоится|пройд[её]т"
    r"|назначен\w*|aura lieu|se tiendra|tiendrait|est prévu|sera|se celebrará|será|está previst|prevista|findet|am \d+\. \w+ statt)\b",
    re.IGNORECASE,
)
_BEFORE_NEXT = re.compile(
    r"(?:ahead of|before|until|awaiting|possible|potential|eventual|éventuel|any|without a|avoid\w* a|no|need for a|towards? (?:a|the)|upcoming|возможн\w+|hacia|posible|to a|into a|in case of a)\s+(?:the\s+|a\s+|un\s+)?(?:\w+\s+)?$",
    re.I,
)
_ASIDE = re.compile(
    r"(?:won|took|received|obtained|after|since|compared (?:to|with)|unlike|following|than(?: in| at| during)?)\s+(?:\w+\s+){0,4}$",
    re.I,
)


def election_type(parts: Parts) -> Fact[str | None]:
    """The election in words, e.g. ``early parliamentary elections``; as the title or the first paragraphs have it."""
    opening = "\n".join(parts.head)
    years = set(years_in(parts.title))
    near: list[tuple[Where, str]] = [("title", name) for name in _named(parts.title)]
    near += [("opening", name) for name in (*_named(opening, years), *_named(parts.lead, years))]
    if near:
        where, first = near[0]
        # The title may leave out what the lead says: "early", the second contest held on the same day.
        fuller = [name for _, name in near if set(_bare(first)) < set(_bare(name))]
        chosen = max(fuller, key=len) if fuller else first
        places = {place for place, name in near if set(_bare(name)) & set(_bare(chosen)) - {"election", "referendum"}}
        return fact(chosen, where, 0.95 if len(places) > 1 else 0.88)
    far = [name for text in parts.paragraphs[:4] for name in _named(text[:3000])]
    if far:
        return fact(far[0], "text", 0.65)
    common = Counter(_named(parts.text[:20_000])).most_common(1)
    return fact(common[0][0], "text", 0.5) if common else Fact(None)


def election_round(parts: Parts) -> Fact[str | None]:
    """``first round``, ``second round`` or ``repeat``, where the title or the lead is about one."""
    places: list[tuple[Where, str]] = [
        ("title", parts.title),
        ("opening", "\n".join(parts.head)),
        ("opening", parts.lead),
    ]
    for where, text in places:
        found = [(match.start(), name) for name, words in _ROUNDS.items() for match in _rounds(words, text)]
        if found:
            several = len({name for _, name in found}) > 1
            return fact(min(found)[1], where, 0.75 if several else 0.93)
    return Fact(None)


def _rounds(words: str, text: str) -> list[re.Match[str]]:
    return [
        match
        for match in re.finditer(rf"\b(?:{words})\b", text, re.IGNORECASE)
        if not _TO_COME.match(text[match.end() : match.end() + 120])
        and not _BEFORE_NEXT.search(text[max(0, match.start() - 60) : match.start()])
        and not _ASIDE.search(text[max(0, match.start() - 80) : match.start()])
    ]


def _named(text: str, years: Collection[int] = ()) -> list[str]:
    """Elections that a text names with their type, in order; not ``the 2021 elections`` where ``years`` are others."""
    matches = [
        match
        for pattern in (_BEFORE, _AFTER, _BARE_FRENCH)
        for match in pattern.finditer(text)
        if not years or set(years_in(text[max(0, match.start() - 5) : match.start()])) <= set(years)
    ]
    found = [(match.start(), _phrase(match)) for match in matches]
    for name, words in _ELECTED:
        for match in re.finditer(words, text, re.IGNORECASE):
            marks = " ".join(value or "" for key, value in match.groupdict().items() if key.startswith("mark"))
            singular = "election" if name == "presidential" else "elections"
            found.append((match.start(), _with_marks(marks, f"{name} {singular}")))
    if not found:
        found = [(match.start(), _phrase(match)) for match in _BARE_REFERENDUM.finditer(text)]
    return [name for _, name in sorted(found, key=lambda one: one[0])]


def _phrase(match: re.Match[str]) -> str:
    got = match.groupdict()
    what = got["what"].casefold()
    marks = f"{got.get('mark') or ''} {got.get('mark2') or ''}"
    parts = re.split(r",\s*|\s+(?:and|и|et|y|e)\s+|\s*[/&–]\s*|-|\sand\s", got.get("types") or what, flags=re.I)
    types = [name for part in parts for name in _canonical(part.strip().removeprefix("and "))]
    return _with_marks(marks, " ".join([_listed(list(dict.fromkeys(types))), _noun(what, types)]).strip())


def _listed(types: list[str]) -> str:
    return ", ".join(types[:-2] + [" and ".join(types[-2:])])


def _with_marks(marks: str, name: str) -> str:
    prefix = ["early"] if re.search(_EARLY, marks, re.I) else []
    prefix += ["repeat"] if re.search(_REPEAT, marks, re.I) else []
    return " ".join([*prefix, name])


def _canonical(word: str) -> list[str]:
    return [name for name, words in _TYPES.items() if re.fullmatch(words, word, re.IGNORECASE)][:1]


def _noun(what: str, types: list[str]) -> str:
    if re.fullmatch(_REFERENDUM, what, re.I):
        return "referendum"
    if what in ("election", "élection", "elección", "eleição", "présidentielle", "runoff", "run-off"):
        return "election"
    return "election" if types == ["presidential"] and what != "elections" else "elections"


def _bare(name: str) -> list[str]:
    return [word.strip(",").removesuffix("s") for word in name.split() if word != "and"]
