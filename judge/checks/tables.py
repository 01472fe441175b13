"""The words that the checks know, by language (``words.yaml``), and which language a text is in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

LANGUAGES = ("en", "ru", "fr", "es")
_TABLE = Path(__file__).with_name("words.yaml")
_WORD = re.compile(r"(?<!['’])\b[^\W\d_]+")


@cache
def facts() -> Mapping[str, Any]:
    """The file as it is."""
    loaded: Mapping[str, Any] = yaml.safe_load(_TABLE.read_text(encoding="utf-8"))
    return loaded


@cache
def table(name: str, language: str) -> frozenset[str]:
    """The words of a list; empty for a language that it does not have."""
    return frozenset(str(facts()[name].get(language, "")).split())


@lru_cache(maxsize=10_000)
def language_of(text: str) -> str:
    """The language, of those that the checks know, most of whose function words occur; English where none does."""
    words = [word.casefold() for word in _WORD.findall(text)]
    if sum("а" <= word[0] <= "я" or word[0] == "ё" for word in words) * 2 > len(words):
        return "ru"
    counts = {language: sum(word in table("function words", language) for word in words) for language in LANGUAGES}
    return max(LANGUAGES, key=lambda language: counts[language])
