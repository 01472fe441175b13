"""The speakers whom a question is about, by name or, in a follow-up, by a pronoun."""

from __future__ import annotations

import re
from collections.abc import Sequence

from library.records import Statement
from library.text import words

PRONOUN = re.compile(
    r"\b(?:he|she|his|her|hers|him|himself|herself|il|elle|lui|он|она|его|её|ему|ей|él|ella|ele|ela|er|sie)\b", re.I
)
_LEAST = 4


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
