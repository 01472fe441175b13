"""Words that may stand for each other in a written answer (``rephrasing.yaml``)."""

from __future__ import annotations

from collections.abc import Sequence, Set
from functools import cache
from pathlib import Path

import yaml

from judge.checks.words import Token, Words, stem

_TABLE = Path(__file__).with_name("rephrasing.yaml")
_MADE_OF = 0.5
"""Share of a sentence's words that some words have, from which it says what they say."""
ELECTION = frozenset("elect vote poll process выбор голосован élect elec scrutin processus proces".split())
"""Stems of words for an election as a whole."""


@cache
def _groups() -> dict[str, dict[str, frozenset[str]]]:
    """By language and stem, the stems that may stand for it."""
    rows: dict[str, list[str]] = yaml.safe_load(_TABLE.read_text(encoding="utf-8"))["interchangeable"]
    found: dict[str, dict[str, frozenset[str]]] = {}
    for language, lines in rows.items():
        table = found.setdefault(language, {})
        for line in lines:
            group = frozenset(stem(word, language) for word in line.split())
            for one in group:
                table[one] = table.get(one, frozenset()) | group
    return found


@cache
def frame(language: str) -> frozenset[str]:
    """Stems of words that tell who says it and in which kind of text, or join; who it is, is checked by itself."""
    rows: dict[str, str] = yaml.safe_load(_TABLE.read_text(encoding="utf-8"))["frame"]
    return frozenset(stem(word, language) for word in rows.get(language, "").split())


def equal_to(word: str, language: str) -> frozenset[str]:
    """The stems that may stand for a stem, itself included."""
    return _groups().get(language, {}).get(word, frozenset()) | {word}


def said_by(word: str, stems: Set[str], language: str) -> bool:
    """Whether some words say a word, as it is or in another that means the same."""
    return bool(equal_to(word, language) & stems)


def is_made_of(said: Words, tokens: Sequence[Token], text: Words) -> bool:
    """Whether a sentence says what some words of a text say: half of its words, names left out, are theirs."""
    theirs = text.content(tokens)
    own = {said.stem(t) for t in said.tokens if said.is_content(t) and (t.text[0].islower() or not t.place)}
    own -= frame(said.language)
    taken = [stem for stem in own if said_by(stem, theirs, said.language)]
    return len(taken) >= max(2, _MADE_OF * len(own))
