"""The role that a text gives a person: before the name, after it, in brackets."""

from __future__ import annotations

import re

from ingest.speech.names import UPPER, Person, names_office, words_of

LONGEST_ROLE = 260
ARTICLE = re.compile(
    r"^(?:the|an?|its|his|her|their|our|my|by|le|la|les|l['’]|un|une|son|sa|leur|el|los|las|su|o|os|as|um|uma|seu|sua|der|die|das"
    r"|ihr|ihre|его|её|ее|их)\s*(?<=['’\s])(?=\w)",
    re.I,
)
_DETERMINER = re.compile(
    r"\b(?:the|la|le|les|el|los|las|o|os|der|die|our|my|his|her|its|their|son|sa|su|seu|sua)\s+|\bl['’]", re.I
)
_HEADS = re.compile(
    r"\b(?:heads?|headed|leads?|led|leader|chief observer|co-?ordinator|co-lead\w*|chair\w*|глав\w+|руковод\w+|координатор\w*"
    r"|cheff?e?|coordinat\w+|jef[ea]|coordinador\w*|chefe|coordenador\w*|leiter\w*)\b",
    re.I,
)
LED_BY = re.compile(
    r"\b(?:headed|led|co-led|chaired|conduite?|dirigée?|présidée?|encabezad[ao]|dirigid[ao]|liderad[ao]|chefiad[ao]|возглавля\w+|возглавил\w*|geleitet)\s+(?:by|par|por|von)?\s*",
    re.I,
)
"""What stands before the name of who leads a mission."""
_FORMER = re.compile(r"former|acting|deputy|outgoing|ancien(?:ne)?|ex|бывш\w+", re.I)
# A clause that follows a role and is no part of it.
TRAILING = re.compile(
    r"\s(?:(?:at|in|during|after|before|following|on|upon)\s+(?:an?|the|his|her|this|today|yesterday|[A-Z]\w+day|presenting|releas\w+)\b"
    r"(?=.*(?:conference|briefing|statement|interview|present|session|report|day\b|today|releas))"
    r"|(?:when|while|speaking|adding|referring|commenting|told|lors\s+d|à\s+l['’]issue|à\s+l['’]occasion|au\s+cours|hier\b|aujourd['’]hui"
    r"|на\s+(?:пресс-конференции|брифинге)|в\s+(?:ходе|интервью|беседе)|во\s+время|комментируя|durante|en\s+(?:rueda|conferencia)|hoy\b)\b).*$"
)
_OWN_BODY = re.compile(rf"(?:[{UPPER}]{{2,}}\d?(?:['’]s)?|[{UPPER}][\w-]+['’]s)\s+$")
"""The body of an office, right before it: ``VCW co-ordinator``, ``ODIHR's head of mission``."""
_AUXILIARY = (
    r"\b(?:(?:has|have|had|is|was|were|a|est|ha)\s+(?:been\s+|été\s+|sido\s+)?)?(?:appointed|named|nommé|nombrado)\b"
)
_LED = re.compile(r"(?:co-)?(?:led|headed)$", re.I)
_SUBCLAUSE = re.compile(
    r"^(?:which|during|on|at|in|after|before|when|while|as|speaking|adding|referring|calling|noting|told|from|lors|en|au|à|"
    r"qui\s+(?!dirige|conduit)|durante|al|tras|в|во|на|выступая|комментируя|передает|сообщает)\b",
    re.I,
)
_ADDRESSED = re.compile(
    r"^(?:журналистам|корреспонденту|reporters|journalists|aux? journalistes?|a los periodistas|a la prensa)\s+", re.I
)
OWNER = re.compile(
    r"(?:\b(?:of|for|from|at|to|de|du|des|del|do|da|dos|das|von|der|от|из)(?:\s+(?:the|la|le|les|los|las|el))?|\bd['’]|\bl['’])\s*$",
    re.I,
)
"""What joins an office to the body that it belongs to."""


def role_beside(text: str, person: Person) -> str:
    """The role that a mention of a person gives: ``Chief Observer Ada Holm``, ``Ada Holm, Chief Observer,``."""
    former = re.search(rf"\b(?:{_FORMER.pattern})\s+$", text[: person.run], re.I)
    lead = untitled((former[0] if former else "") + text[person.run : person.start])
    if not names_office(lead) and re.search(r",\s*$", text[: person.run]):
        lead = leading_role(re.split(r"[.;:!?»”]\s", text[max(0, person.run - LONGEST_ROLE) : person.run])[-1]) or lead
    elif not names_office(lead) or OWNER.search(text[max(0, person.run - 40) : person.run]):
        lead = _office_before(text[: person.start]) or lead
    return chosen(lead if names_office(lead) else "", trailing_role(text[person.end : person.end + LONGEST_ROLE]))


def _office_before(text: str) -> str:
    """``Deputy chief of Mission`` of ``Deputy chief of Mission Ada Holm``: all of an office right before a name."""
    words = untitled(re.split(rf"[,;:.()«»“”\"]|{_AUXILIARY}", text[-LONGEST_ROLE:])[-1])
    for word in re.finditer(r"[^\W\d_][\w-]*", words):
        if names_office(word.group()) and not _LED.match(word.group()):
            owner = _OWN_BODY.search(words[: word.start()])
            office = words[owner.start() if owner else word.start() :]
            return office if len(office.split()) <= 12 else ""
    return ""


def is_head(role: str) -> bool:
    """Whether a role is that of the head of a mission or delegation."""
    return bool(_HEADS.search(role))


def chosen(leading: str, trailing: str) -> str:
    """Of two roles the one that tells what the person is to the mission; else the one before the name."""
    if leading and trailing and _HEADS.search(trailing) and not _HEADS.search(leading):
        return trailing
    return leading or trailing


def leading_role(text: str) -> str:
    """``team leader`` of ``said team leader Ada Holm``; of several parts, those at the end that name an office."""
    text = LED_BY.split(text)[-1]
    segments = _ADDRESSED.sub("", untitled(text).strip(" ,:–—-")).split(", ")
    taken: list[str] = []
    for segment in reversed(segments):
        if not names_office(" ".join(segment.split()[:5])):
            owned = re.split(_DETERMINER, segment)[-1]  # "was joined by his deputy"
            if not taken and owned != segment and names_office(" ".join(owned.split()[:5])):
                taken.append(owned)
            break
        taken.insert(0, segment)
    apposed = ARTICLE.sub("", taken[-1]) if taken else ""
    if len(taken) > 1 and is_head(taken[0]) and len(apposed.split()) == 1 and apposed != taken[-1]:
        taken.pop()  # "the head of the mission, the senator Ada Holm"
    role = " ".join(", ".join(taken).split())
    return ARTICLE.sub("", _from_article(role)) if len(role) <= LONGEST_ROLE else ""


def _from_article(role: str) -> str:
    """``the head of the mission`` of ``for her part the head of the mission``."""
    before_office = next((m.start() for m in re.finditer(r"[^\W\d_][\w-]*", role) if names_office(m.group())), 0)
    articles = list(_DETERMINER.finditer(role[:before_office]))
    return role[articles[-1].start() :] if articles else role


def trailing_role(text: str) -> str:
    """``Head of the mission`` of ``Ada Holm, Head of the mission, on Monday``."""
    if within := re.match(r"\s*\(([^()]{2,120})\)", text):
        inner = within[1].strip()
        return inner if names_office(inner) else trailing_role(text[within.end() :])
    if made := re.match(r"\s+(?:as|comme|como)\s+(?=[\w ]{3,60}\b)", text):
        office = re.split(r"[,;:.]|\b(?:of|for|on|to|in)\b", text[made.end() :])[0].strip()
        return ARTICLE.sub("", office) if names_office(office) else ""
    opening = re.match(r"\s*(?:,|[–—])\s*", text)
    if not opening:
        return ""
    taken: list[str] = []
    for segment in re.split(
        r",\s+",
        re.split(r"[;:«»“”\"]|\s[–—]\s|(?<=[^\W\d_]{3})\.\s", text[opening.end() : opening.end() + 2 * LONGEST_ROLE])[
            0
        ],
    ):
        cut = TRAILING.sub("", " " + segment).strip(" ,.")
        if not cut or _SUBCLAUSE.match(cut) or not _continues_role(cut, taken):
            break
        taken.append(cut)
        if len(cut) < len(segment.strip(" ,.")):
            break
    role = ", ".join(taken)
    return ARTICLE.sub("", " ".join(role.split())) if len(role) <= LONGEST_ROLE else ""


def _continues_role(segment: str, taken: list[str]) -> bool:
    """Whether a part between commas is a role, or goes on with one: an office, the abbreviation of a body."""
    if not taken:
        return names_office(" ".join(segment.split()[:8]))
    if re.fullmatch(rf"(?:[{UPPER}]{{2,}}[/ ]?){{1,3}}", segment):
        return True
    return names_office(" ".join(re.sub(r"^(?:and|и|et|y|e|und)\s", "", segment).split()[:3]))


def untitled(text: str) -> str:
    """What stands before a name, without the titles that belong to it."""
    words = text.split()
    while words and words[-1].strip(".,").casefold().replace(".", "") in words_of("titles") and words[-1][-1] != ",":
        if words[-1].casefold() == "general" and names_office(" ".join(words[-2:-1])):
            break  # "Secretary General"
        if len(words) > 1 and _FORMER.fullmatch(words[-2]):
            break  # "member and former Ambassador"
        words.pop()
    return " ".join(words)
