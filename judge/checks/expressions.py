"""Expressions of one or several words (``words.yaml``) found among the tokens of a text."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from judge.checks.tables import facts
from judge.checks.words import Token, Words


@cache
def expressions(name: str, language: str, within: str = "") -> tuple[tuple[str, ...], ...]:
    """The expressions of a list (or of a list ``within`` it), longest first; ``*`` at a word's end is any ending.

    A list without commas holds single words.
    """
    lists: Mapping[str, str] = facts()[name][within] if within else facts()[name]
    listed = str(lists.get(language, ""))
    pieces = listed.split(",") if "," in listed else listed.split()
    cut = {tuple(piece.split()) for piece in pieces if piece.strip()}
    return tuple(sorted(cut, key=lambda words: (-len(words), words)))


def size_at(words: Words, place: int, name: str, within: str = "") -> int:
    """How many tokens from one on make an expression of a list, the longest; 0 if none."""
    for expression in _by_first(name, words.language, within, words.tokens[place].folded):
        if _matches(words.tokens[place : place + len(expression)], expression):
            return len(expression)
    return 0


def follows(words: Words, place: int, name: str) -> int:
    """The same, where the text may have ended."""
    return size_at(words, place, name) if place < len(words.tokens) else 0


def ends_here(words: Words, end: int, name: str, within: str = "") -> int:
    """How many tokens before ``end`` make an expression of a list, the longest; 0 if none."""
    for expression in expressions(name, words.language, within):
        size = len(expression)
        if size <= end and _matches(words.tokens[end - size : end], expression):
            return size
    return 0


def spans(words: Words, name: str, within: str = "") -> list[tuple[int, int]]:
    """The tokens (half open) of all expressions of a list in a text, in order, without overlap."""
    found, place = [], 0
    while place < len(words.tokens):
        size = size_at(words, place, name, within)
        if size:
            found.append((place, place + size))
        place += size or 1
    return found


@lru_cache(maxsize=20_000)
def _by_first(name: str, language: str, within: str, word: str) -> tuple[tuple[str, ...], ...]:
    return tuple(e for e in expressions(name, language, within) if _is(word, e[0]))


def _matches(tokens: tuple[Token, ...], expression: tuple[str, ...]) -> bool:
    return len(tokens) == len(expression) and all(
        _is(t.folded, part) for t, part in zip(tokens, expression, strict=True)
    )


def _is(word: str, pattern: str) -> bool:
    return word.startswith(pattern[:-1]) if pattern.endswith("*") else word == pattern
