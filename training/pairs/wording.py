"""How the same sentence is worded otherwise: who says so, where and when, and the field's small synonyms."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

from training.pairs import names
from training.pairs.values import Value

_TYPES = (
    "parliamentary elections|presidential election|local elections|general elections|early parliamentary elections|"
    "municipal elections|presidential election (second round)"
).split("|")
_SECTIONS = {
    "voting": "Election day",
    "counting": "Counting and tabulation",
    "administration": "Election administration",
    "candidates": "Candidates",
    "campaign": "Campaign",
    "money": "Campaign finance",
    "media": "Media",
    "law": "Legal framework",
    "observation": "Observers",
    "technology": "Technology",
    "complaints": "Complaints and appeals",
    "results": "Results",
    "inclusion": "Participation of women, minorities and persons with disabilities",
    "office": "Campaign",
    "rules": "Legal framework",
    "verdict": "Preliminary conclusions",
}
# Pairs that mean the same in this genre; either may stand for the other, whoever is speaking.
_SAME = [
    ("polling stations", "polling places"),
    ("polling station", "polling place"),
    ("election commission", "electoral commission"),
    ("the CEC", "the Central Election Commission"),
    ("The CEC", "The Central Election Commission"),
    ("the vote count", "the counting of votes"),
    ("voter list", "voter register"),
    ("candidates", "contenders"),
    ("complaints", "appeals"),
    ("rallies", "campaign events"),
    ("journalists", "reporters"),
    ("accredited", "given accreditation"),
    ("received", "got"),
    ("prohibited", "banned"),
    ("citizen observers", "domestic observers"),
]
_SAYING = [
    "Observers said that {c}",
    "According to observers, {c}",
    "International observers noted that {c}",
    "The observers reported that {c}",
    "Observers: {C}",
    "{C}, observers said",
    "{C}, the mission found",
    "It was found that {c}",
    "The statement says that {c}",
    "As observers put it, {c}",
    "{body} found that {c}",
    "According to {body}, {c}",
    "{body} said that {c}",
    "In {body}'s view, {c}",
]
# What a claim may say of a country's own without another meaning, since the text's setting is that country.
_OWN = {
    "the election commission": "{country}'s election commission",
    "the CEC": "{country}'s election commission",
    "polling stations": "{adjective} polling stations",
    "polling places": "{adjective} polling places",
    "candidates": "{adjective} candidates",
    "parties": "{adjective} parties",
    "voters": "{adjective} voters",
    "the voter list": "{country}'s voter list",
    "the campaign": "the {adjective} campaign",
    "the public broadcaster": "{country}'s public broadcaster",
    "journalists": "{adjective} journalists",
    "seats": "seats in {country}'s Chamber",
    "municipalities": "{adjective} municipalities",
}
_PLACING = [
    "In {country}, {c}",
    "In {country} in {year}, {c}",
    "In {country}'s {year} elections, {c}",
    "In the {year} elections in {country}, {c}",
    "{C} in {country} in {year}",
    "{C} in {country}",
    "In {year}, {c}",
    "{country}: {C}",
    "During the {year} vote in {country}, {c}",
    "Observers of {country}'s {year} vote said that {c}",
]
_PLACING_QUESTION = [
    "In {country}, {c}",
    "In {country}'s {year} elections, {c}",
    "{Cq} in {country} in {year}?",
    "{Cq} in {country}?",
    "{Cq} in {country}'s {year} elections?",
    "{Cq} in {year}?",
]


@dataclass(frozen=True)
class Setting:
    """The election a statement is about."""

    country: str
    year: int
    line: str
    """The context line as `library.context` writes it, without the section."""


def setting(chance: random.Random) -> Setting:
    """An invented election."""
    country, year = names.country(chance), chance.randint(2005, 2025)
    month = chance.choice("February March April May June September October November".split())
    return Setting(country, year, f"{country}, {chance.choice(_TYPES)}, {chance.randint(1, 28)} {month} {year}")


def section(topic: str) -> str:
    """The heading under which a topic stands."""
    return _SECTIONS.get(topic, "")


def varied(sentence: str, chance: random.Random) -> str:
    """The sentence with some of its words exchanged for others of the same meaning, and per cent in another form."""
    for one, other in _SAME:
        if chance.random() < 0.2:
            old, new = (one, other) if chance.random() < 0.5 else (other, one)
            sentence = re.sub(rf"\b{re.escape(old)}\b", new, sentence)
    way = chance.random()
    if way < 0.2:
        return re.sub(r"(\d) per cent", r"\1%", sentence)
    return sentence.replace(" per cent", " percent") if way < 0.4 else sentence


def said(sentence: str, chance: random.Random, where: Setting | None, *, keep_capital: bool) -> str:
    """The sentence as somebody tells it: with or without who says so, and, given a setting, where and when."""
    frames: list[str] = []
    if where and chance.random() < 0.3:
        sentence = _owned(sentence, where, chance)
    if where and chance.random() < 0.6:
        frames = _PLACING
    elif chance.random() < 0.35:
        frames = _SAYING
    if not frames:
        return sentence
    body = sentence.rstrip(".")
    lower = body if keep_capital else body[0].lower() + body[1:]
    words: dict[str, Value] = {"country": where.country, "year": where.year} if where else {}
    words["body"] = _body(chance)
    return _upper(chance.choice(frames).format(c=lower, C=body, **words)) + "."


def asked(question: str, chance: random.Random, where: Setting | None) -> str:
    """The question, with country and year of the setting in it where there is one."""
    if not where or chance.random() < 0.25:
        return question
    body = question.rstrip("?")
    frame = chance.choice(_PLACING_QUESTION)
    text = frame.format(c=body[0].lower() + body[1:] + "?", Cq=body, country=where.country, year=where.year)
    return _upper(text)


def keeps_capital(wording: str) -> bool:
    """Whether a wording begins with a name, so that its capital stays inside a sentence."""
    return bool(re.match(r"\{(?:Person|Party|Group|town)|CEC|I\b|[A-Z]{2,}", wording))


def _owned(sentence: str, where: Setting, chance: random.Random) -> str:
    """One of the things a sentence speaks of as the country's: its voters, its election commission."""
    found = [thing for thing in _OWN if thing in sentence]
    if not found:
        return sentence
    thing = chance.choice(found)
    own = _OWN[thing].format(country=where.country, adjective=names.adjective(where.country))
    return re.sub(rf"\b{re.escape(thing)}\b", own, sentence, count=1)


def _body(chance: random.Random) -> str:
    """An observing body, also by letters that no text need explain."""
    if chance.random() < 0.5:
        return "the " + "".join(chance.choice("ACEIOPRSU") for _ in range(3))
    return names.body(chance)


def _upper(text: str) -> str:
    return text[0].upper() + text[1:]
