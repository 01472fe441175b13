"""Observing bodies that no table knows: an organisation named as the author, with its abbreviation."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from ingest.describe.facts import Fact, fact, together
from ingest.describe.parts import Parts
from ingest.speech.names import UPPER
from library.records import Speaker

_MOST = 25
_LINK = r"(?:for|of|and|the|on|in|de|des|du|la|et|pour|los|las|y|para|da|do|e|по|и|за)"
_NAME = rf"[{UPPER}][\w'’/-]{{1,30}}(?: (?:(?:{_LINK} ){{0,3}})[{UPPER}][\w'’/-]{{1,30}}){{0,7}}"
_RUSSIAN = rf"[{UPPER}][а-яё-]{{2,30}}(?: [А-Яа-яёЁ-]{{1,30}}){{0,6}}"
_ABBREVIATED = re.compile(
    rf"(?P<body>[{UPPER}][\w'’/-]{{1,30}}(?: [\w'’/-]{{1,30}}){{1,12}}) \((?P<short>[{UPPER}][\w/-]{{1,9}})\)"
)
_OF_STATE = re.compile(
    r"\b(?:commission|court|ministry|authority|tribunal|party|bank|agency|ministère|tribunal|consejo nacional|partido|parti|комисси\w+|суд|министерств\w+|партии|registry|police"
    r"|broadcaster|television|radio|code|act|law|union of workers|electoral (?:board|chamber|council|authority|bureau|office|administration)|election (?:board|chamber|council|authority|bureau|administration))\b",
    re.I,
)
_GENERIC = re.compile(
    r"(?:\W|\b(?:the|of|for|international|joint|limited|special|election|elections|electoral|referendum|presidential|parliamentary|local|observation|observer"
    r"|observers|assessment|needs|expert|experts|follow-up|long-term|short-term|mission|missions|team|teams|citizen|domestic)\b)+",
    re.I,
)
"""The name of a kind of mission, which is no body's name."""
_FROM = re.compile(
    rf"\b(?:delegation|mission|affairs|team|observers|group)\b.{{0,60}}?\b(?:from|of|to)\s+(?:the\s+)?(?P<body>{_NAME})"
    rf"|\b(?:délégation|mission|électorales)\b.{{0,60}}?\b(?:de la|de l['’]|du|des)\s*(?P<fr>{_NAME}(?: des? [a-zé]+(?: (?:et|de|des) [a-zé]+){{0,3}})?|[{UPPER}][^,;.]{{2,80}})"
    r"|\b(?:делегации|миссии|вопросам)\b.{0,60}?\b(?:от|из)\s+(?P<ru>[А-ЯЁ][^,;.]{2,80})"
    r"|\b(?:делегации|миссии|группы)\s+(?P<genitive>[А-ЯЁ][а-яё-]+(?: [а-яё-]+){1,5})"
    rf"|\b(?:delegación|misión)\b.{{0,60}}?\b(?:de la|del|de los)\s+(?P<es>{_NAME})"
)
_MISSION = re.compile(
    rf"(?:observation|assessment|expert) (?:mission|team) (?:from|of|deployed by) the (?P<body>{_NAME})"
)
_OBSERVERS_OF = re.compile(
    rf"(?<!citizen )(?<!domestic )\b(?:observers|monitors|observateurs|observadores)\s+(?:from|of|de la|de l['’]|du|del)\s*(?:the\s+)?(?P<body>{_NAME})"
)
_SPEAKS = r"(?: \([^()]{1,12}\))?(?:,? (?:which|that) [^,.]{1,60},?)? (?:today |also )?(?:said|says|concluded|concludes|finds|found|stated|states|observed|observes|deployed|fielded|presented|presents|issued|issues|welcomes|commends|congratulates|thanks|calls|published|publishes|monitored|watched|notes|noted|has observed|followed)\b"
_TOGETHER = re.compile(
    r"common endeavou?r|joint (?:statement|effort|mission|undertaking)|jointly|совместн|conjoint|déclaration commune|conjunta",
    re.I,
)
_OWNER = re.compile(
    rf"(?P<short>[{UPPER}]{{2,8}})(?:['’]s)? (?:\w+ )?(?:mission|delegation|observers|team)|(?:of|from) (?:the )?(?P<short2>[{UPPER}]{{2,8}})\b"
)


def unknown_bodies(parts: Parts, speakers: Sequence[Speaker]) -> Fact[tuple[str, ...]]:
    """Bodies as written with their abbreviation, where the document names them as its authors."""
    roles = " ; ".join(speaker.role for speaker in speakers)
    near = parts.text[:12_000]
    opening = "\n".join([parts.title, *parts.head])
    sures: defaultdict[str, list[float]] = defaultdict(list)
    order: list[str] = []
    for name, short in _abbreviated(near)[:_MOST]:
        key = _with_abbreviation(name, near)
        if re.match(r"[А-ЯЁ]\w+(?:ого|его|ой|ей|ии|еи|ги)\s", name):
            key = f"{_nominative(name)} ({short})"
        order.append(key)
        both = f"(?:{re.escape(name)}|{re.escape(short)})"
        if re.search(rf"(?<!\w){both}(?!\w)", opening):
            sures[key].append(0.7)
        if re.search(rf"(?<!\w){both}(?!\w)", roles):
            sures[key].append(0.8)
        if re.search(rf"(?<!\w){re.escape(name)}(?:['’]s)?(?!\w)", parts.lead) and _authored(name, short, parts.lead):
            sures[key].append(0.7)
        if any(_authored(name, short, text[:1500]) for text in parts.paragraphs[:4]):
            sures[key].append(0.65)
    named = [
        _nominative(match[group]) if group == "genitive" else match[group]
        for speaker in speakers
        for match in _FROM.finditer(speaker.role)
        for group in ("body", "fr", "ru", "es", "genitive")
        if match[group]
    ]
    named += [
        match["body"]
        for text in (parts.title, parts.lead)
        for p in (_MISSION, _OBSERVERS_OF)
        for match in p.finditer(text)
    ]
    for name in named:
        key = _with_abbreviation(name, near)
        if " " in key and not _OF_STATE.search(key.split(" (")[0]) and not _is_mission(key.split(" (")[0]):
            order.append(key)
            sures[key].append(0.7)
    found = [key for key in dict.fromkeys(order) if together(sures[key]) >= 0.6]
    found = [key for key in found if not any(key != other and key.split(" (")[0] in other for other in found)]
    if not found:
        return Fact(())
    return fact(tuple(found), "text" if roles else "opening", min(0.95, min(together(sures[key]) for key in found)))


def _is_mission(name: str) -> bool:
    """Whether a name is that of a mission rather than of the body that sends it."""
    return bool(_GENERIC.fullmatch(name) or re.search(r"\bobservation missions?\b", name, re.I))


def _nominative(name: str) -> str:
    """A Russian body that stands in the genitive: adjectives up to the first noun, and that noun."""
    words = name.split()
    for n, word in enumerate(words):
        if word.endswith(("ой", "ей")):
            words[n] = f"{word[:-2]}ая"
            continue
        if word.endswith(("ого", "его")):
            masculine = n + 1 < len(words) and not words[n + 1].endswith("а")
            words[n] = word[:-3] + ("ое" if masculine else "ый")
            continue
        words[n] = re.sub(r"ии$", "ия", re.sub(r"еи$", "ея", re.sub(r"ги$", "га", word)))
        words[n] = re.sub(r"(?<=[бвгджзклмнпрстфхцчшщ])а$", "", words[n])
        break
    return " ".join(words)


def _abbreviated(text: str) -> list[tuple[str, str]]:
    """Organisations that the text gives an abbreviation, none of the state's and no party."""
    found = []
    for match in _ABBREVIATED.finditer(text):
        short = match["short"]
        name = _tidy(_from_initial(match["body"], short))
        fits = sum(letter.casefold() in name.casefold() for letter in short if letter.isalpha()) >= len(short) - 1
        if name and fits and not _OF_STATE.search(name) and not _is_mission(name) and " " in name and short.isupper():
            found.append((name, short))
    return found


def _from_initial(words: str, short: str) -> str:
    """The last words before an abbreviation that it can stand for: from the capital that it begins with."""
    starts = [m.start() for m in re.finditer(rf"(?:(?<=\s)|(?<=['’])|^){re.escape(short[0])}", words)]
    fitting = [start for start in starts if len(re.findall(r"[^\W\d_]{3,}", words[start:])) >= len(short) - 1]
    return words[fitting[-1] :] if fitting else words


def _authored(name: str, short: str, text: str) -> bool:
    """Whether a text says that the organisation observed, or speaks here."""
    both = rf"(?<!\w)(?:{re.escape(name)}|{re.escape(short)})(?!\w)"
    if re.search(rf"{both}{_SPEAKS}", text):
        return True
    if re.search(
        rf"(?<!citizen )(?<!domestic )\b(?:observers?|mission|delegation|team|observateurs|délégation|[Mm]isión|[Dd]elegación|observadores|[Mm]issão|миссии|наблюдател\w+)\b[^.;]{{0,90}}?{both}",
        text,
    ):
        return True
    return any(
        name in text[s.start() - 250 if s.start() > 250 else 0 : s.end() + 250] for s in _TOGETHER.finditer(text)
    )


def _tidy(name: str) -> str:
    name = re.sub(r"['’]s$", "", re.sub(r"^(?:The|In|On|At|By|From|And|Le|La|El)\s+", "", " ".join(name.split())))
    return re.sub(rf"\s+{_LINK}$", "", name)


def _with_abbreviation(name: str, text: str) -> str:
    name = _tidy(name)
    if match := re.search(rf"{re.escape(name)} \(([{UPPER}][\w/-]{{1,9}})\)", text):
        return f"{name} ({match[1]})"
    if name.isupper() and (match := re.search(rf"({_NAME}) \({re.escape(name)}\)", text)):
        return f"{_tidy(match[1])} ({name})"
    initials = "".join(word[0] for word in name.split() if word[0].isupper())
    return f"{name} ({initials})" if len(initials) > 1 and re.search(rf"\b{initials}\b", text) else name
