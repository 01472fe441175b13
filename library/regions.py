"""Regions named in running text ("Central Asia"), with the countries that belong to them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_TABLE = Path(__file__).with_name("regions.yaml")


@dataclass(frozen=True)
class RegionMention:
    """A region by its English name, its countries' ISO codes, and the characters that name it."""

    name: str
    codes: frozenset[str]
    start: int
    end: int


def find_regions(text: str) -> list[RegionMention]:
    """The regions that ``text`` names, in order and without overlap; of two at one place the longer name."""
    found = [
        RegionMention(name, codes, match.start(), match.end())
        for name, codes, pattern in _regions()
        for match in pattern.finditer(text)
    ]
    kept: list[RegionMention] = []
    for mention in sorted(found, key=lambda m: (m.start, -m.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


@cache
def _regions() -> tuple[tuple[str, frozenset[str], re.Pattern[str]], ...]:
    table: dict[str, dict[str, Any]] = yaml.safe_load(_TABLE.read_text(encoding="utf-8"))
    return tuple((row["name"], frozenset(row["codes"].split()), _pattern(row)) for row in table.values())


def _pattern(row: dict[str, Any]) -> re.Pattern[str]:
    """Names as written, but for their case; Russian ones by the beginnings of their words."""
    names = [rf"\b{re.escape(name)}\b" for name in sorted(row["say"], key=len, reverse=True)]
    russian = [r"\b" + r"\w* ".join(choice.split()) + r"\w*" for choice in row["ru"].split("|")]
    return re.compile("|".join([*names, *russian]), re.I)
