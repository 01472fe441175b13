"""Sentences of a document that speak to a model or to whoever runs it (``orders.yaml``): they say nothing of an
election, so nothing rests on them."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path

import yaml

_HIDDEN = ("Cf", "Co", "Cn")
"""Kinds of characters that nobody sees."""
_MOST_HIDDEN = 5
"""How many of them a sentence may have: soft hyphens and marks of direction have their use."""


def is_order(sentence: str) -> bool:
    """Whether a sentence is told to a model rather than of an election, or hides what it says."""
    seen = "".join(c for c in sentence if unicodedata.category(c) not in _HIDDEN)
    hides = len(sentence) - len(seen) > _MOST_HIDDEN or _mixes_alphabets(seen)
    return hides or bool(_pattern().search(seen))


@cache
def _pattern() -> re.Pattern[str]:
    lists: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    return re.compile("|".join(one for patterns in lists.values() for one in patterns), re.IGNORECASE)


def _mixes_alphabets(sentence: str) -> bool:
    """Whether words are spelt with letters of two alphabets, as no statement does."""
    words = re.findall(r"[^\W\d_]+", sentence.casefold())
    return sum(bool(re.search("[a-z]", word) and re.search("[а-яё]", word)) for word in words) > 1
