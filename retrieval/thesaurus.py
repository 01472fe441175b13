"""Widens a question with words of the field that mean the same, in English, the language of most statements."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from library.text import stems

TABLE = Path(__file__).with_name("thesaurus.yaml")
WIDEN_WITH = 2
"""Expressions of a group that are added: the first ones, which statements use."""


@dataclass(frozen=True)
class Group:
    """Expressions of one meaning: by language those that a question may use (as stems), and the English words."""

    asked: dict[str, tuple[tuple[str, ...], ...]]
    english: tuple[str, ...]


@lru_cache(maxsize=1)
def _groups() -> tuple[Group, ...]:
    rows: list[dict[str, list[str]]] = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    return tuple(
        Group(
            {
                language: tuple(stemmed for e in expressions if (stemmed := tuple(stems(e, language))))
                for language, expressions in row.items()
            },
            tuple(row["en"]),
        )
        for row in rows
    )


def widen(question: str, language: str) -> list[str]:
    """English expressions that mean what the question asks about, without those whose words it holds already."""
    there = stems(question, language)
    held = set(there)
    found: dict[str, None] = {}
    for group in _groups():
        if any(_holds(there, expression) for expression in group.asked.get(language, ())):
            for expression in group.english[:WIDEN_WITH]:
                if language != "en" or not set(stems(expression)) <= held:
                    found[expression] = None
    return list(found)


def meanings(text: str, language: str) -> frozenset[int]:
    """The groups that a text has an expression of: what it speaks of, whatever its language."""
    there = stems(text, language)
    return frozenset(
        n
        for n, group in enumerate(_groups())
        if any(_holds(there, expression) for expression in group.asked.get(language, ()))
    )


def equivalents(stem: str, language: str) -> list[tuple[str, ...]]:
    """English expressions (as stems) that may stand for this one word of a question."""
    return [
        tuple(stems(expression))
        for group in _groups()
        if any(stem in expression for expression in group.asked.get(language, ()))
        for expression in group.english
    ]


def _holds(there: list[str], expression: tuple[str, ...]) -> bool:
    return any(tuple(there[n : n + len(expression)]) == expression for n in range(len(there) - len(expression) + 1))
