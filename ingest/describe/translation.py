"""Whether a document says that it is a translation."""

from __future__ import annotations

import re

from ingest.describe.facts import Fact, fact
from ingest.describe.parts import Parts

_TRANSLATED = re.compile(
    r"\b(?:unofficial|courtesy|working|non-official) translation\b|\btranslat(?:ed|ion) (?:from|of the) (?:the )?(?:English|original)\b"
    r"|\b(?:the )?English (?:version|text|original) (?:is|remains|shall be) the only official\b|\bonly the English (?:version|text|original)\b"
    r"|неофициальн\w+ перевод|перевод с английского|рабочий перевод|единственн\w+ официальн\w+ (?:документ|верси|текст)\w*"
    r"|traduction (?:non officielle|officieuse|de courtoisie|libre|de travail)|traduit de l['’]anglais|seule la version (?:anglaise|originale|en anglais)"
    r"|version originale en anglais|traducción (?:no oficial|de cortesía|no autorizada)|traducido del inglés|tradução (?:não oficial|de cortesia|livre)"
    r"|(?:inoffizielle|nichtamtliche) Übersetzung|Übersetzung aus dem Englischen",
    re.IGNORECASE,
)


# English originals carry the notice too: "An unofficial translation is available in Georgian".
_OF_ORIGINAL = re.compile(r"available|only official|will be (?:made|published)", re.IGNORECASE)


def translation_of(parts: Parts, declared: str | None, language: str) -> Fact[str | None]:
    """The declared file of the original. A document that calls itself a translation without saying of what has None,
    but with an origin."""
    if declared:
        return fact(declared, "file", 0.97)
    places = (parts.title, *parts.head, parts.lead, *parts.paragraphs[-3:])
    for text in places:
        for part in (text[:600], text[-300:]):
            if _TRANSLATED.search(part) and not (language == "en" and _OF_ORIGINAL.search(part)):
                return fact(None, "opening", 0.9)
    return Fact(None)
