"""Who is quoted, and in which role, in English, Russian, French, Spanish, Portuguese and German."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.document import Block
from ingest.speech.attribution import speeches_of
from ingest.speech.names import names_office, persons_in, surname
from ingest.speech.roles import role_beside
from library.records import Speaker

_COVER, _LONGEST_LINE = 10, 400
"""Blocks that may be a cover, and how long a line of it may be."""
_STATEMENT_BY = re.compile(
    r"\b(?:statement|declaration|address|remarks|speech|déclaration|allocution|declaración|заявление|выступление)\s+"
    r"(?:(?:delivered|presented|given|made|prononcée?|faite|présentée?)\s+)?(?:(?:by|par|de|del?\s+la|por)\s+)?(?:the\s+)?(?=\S)",
    re.I,
)


def speakers_of(blocks: Sequence[Block], language: str) -> tuple[Speaker, ...]:
    """The persons whom a document quotes or whose statement it is, in order, with the first role that the text gives.

    Who is only mentioned is no speaker, whatever the office.
    """
    texts = ["" if block.kind in ("title", "heading") else block.text for block in blocks]
    roles = dict(_giving([block.text for block in blocks[:_COVER]]))
    for speech in speeches_of(texts, language):
        roles[speech.name] = roles.get(speech.name) or speech.role
    return tuple(Speaker(name, role or _role_elsewhere(name, texts)) for name, role in _merged(roles).items())


def _giving(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Whose statement it is, as its cover says: ``Statement by H.E. Ada Holm, Head of the Mission``."""
    for line in lines:
        by = _STATEMENT_BY.search(line) if len(line) < _LONGEST_LINE else None
        words = line[by.end() :] if by else ""
        for person in persons_in(words)[:1]:
            role = role_beside(words, person)
            if person.whole and (role or person.start) and (not person.run or names_office(words[: person.run])):
                yield person.name, role


def _merged(roles: dict[str, str]) -> dict[str, str]:
    """One entry a person: a surname with a title belongs to the full name, wherever that stands."""
    merged: dict[str, str] = {}
    for name, role in roles.items():
        same = [other for other in roles if " " in other and surname(other) == surname(name)]
        full = name if " " in name else next(iter(same), name)
        merged[full] = merged.get(full) or role
    return merged


def _role_elsewhere(name: str, texts: Sequence[str]) -> str:
    """The role that another mention gives: ``The mission was led by Chief Observer Ada Holm``."""
    last = re.escape(name.split()[-1])
    for text in texts:
        if len(text) < 50_000 and re.search(rf"(?<!\w){last}(?!\w)", text):
            for person in persons_in(text):
                if person.name == name and (role := role_beside(text, person)):
                    return role
    return ""
