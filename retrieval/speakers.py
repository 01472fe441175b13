"""The speakers whom a question is about: by name, by the office they speak in or, in a follow-up, by a pronoun."""

from __future__ import annotations

import re
from collections.abc import Sequence

from library.bodies import find_bodies
from library.records import Statement
from library.text import words

PRONOUN = re.compile(
    r"\b(?:he|she|his|her|hers|him|himself|herself|il|elle|lui|он|она|его|её|ему|ей|él|ella|ele|ela|er|sie)\b", re.I
)
_LEAST = 4
_HEAD = (
    r"\b(?:head\w*|lead(?:s|er|ers|ing)?|chief|chair\w*|chef\w*|glava|глав\w+|руководител\w+|jef[ea]s?|leiter\w*|chefe)"
)
OFFICES: tuple[re.Pattern[str], ...] = tuple(
    re.compile(office, re.I)
    for office in (
        r"special co-?ordinator|специальн\w+ координатор\w*|coordonna\w+ spécia\w+|coordinador\w* especial\w*|"
        r"sonderkoordinator\w*|coordenador\w* especial",
        rf"{_HEAD}\W.{{0,60}}?\b(?:delegation\w*|délégation\w*|делегаци\w+|delegaci\w+|delegação)|"
        r"delegation (?:head|leader|chief)",
        rf"{_HEAD}\W.{{0,60}}?\b(?:mission\w*|мисси\w+|misi\w+|missão)|mission (?:head|leader|chief)|chief observer\w*",
        r"rapporteur\w*|докладчик\w*|ponente\w*",
        r"spokes(?:person|man|woman)\w*|porte-parole|portavoz|представител\w+",
    )
)
"""Offices in which observers speak, as questions and statements name them."""


def speakers_meant(question: str, earlier: str, statements: Sequence[Statement]) -> frozenset[str]:
    """Names of speakers of the statements: those named in the question, else those that its pronoun stands for.

    ``earlier`` is what was said before; of the speakers named there the last one is meant.
    """
    names = dict.fromkeys(speaker.name for statement in statements for speaker in statement.speakers)
    if named := _named(question, names):
        return frozenset(named)
    if not PRONOUN.search(question):
        return frozenset()
    return frozenset(_named(earlier, names)[-1:])


def speakers_in_office(question: str, statements: Sequence[Statement]) -> frozenset[str]:
    """Names of the speakers of these statements who hold the office that the question names, of the body that it names
    where it names one; none where it asks who holds it."""
    offices = [office for office in OFFICES if office.search(question)]
    bodies = {name for statement in statements for name in statement.bodies}
    named = {mention.name for mention in find_bodies(question, bodies)}
    return frozenset(
        speaker.name
        for statement in statements
        for speaker in statement.speakers
        if any(office.search(speaker.role) for office in offices)
        and (not named or named & {mention.name for mention in find_bodies(speaker.role, bodies)})
    )


def _named(text: str, names: Sequence[str] | dict[str, None]) -> list[str]:
    """The names whose last word stands in the text, in the order of their last mention."""
    said = words(text)
    place = {word: n for n, word in enumerate(said)}
    found = []
    for name in names:
        parts = words(name)
        if parts and len(parts[-1]) >= _LEAST and parts[-1] in place:
            found.append((place[parts[-1]], name))
    return [name for _, name in sorted(found)]
