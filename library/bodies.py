"""Observing bodies named in running text: known ones in any language, and those that only the library knows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import yaml

_TABLE = Path(__file__).with_name("bodies.yaml")
_SHORT = re.compile(r"^(?P<full>.+?)(?: \((?P<short>[^()]+)\))?$")


@dataclass(frozen=True)
class BodyMention:
    """A body by the name that statements are described with, and the characters that name it."""

    name: str
    start: int
    end: int


@cache
def known_bodies() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The usual name of each known body and the pattern that names it in any language."""
    table: list[dict[str, str]] = yaml.safe_load(_TABLE.read_text(encoding="utf-8"))
    return tuple((row["name"], re.compile(row["is"])) for row in table)


def find_bodies(text: str, names: Iterable[str]) -> list[BodyMention]:
    """The bodies among ``names`` that ``text`` names, in order."""
    found = [
        BodyMention(name, match.start(), match.end())
        for name in dict.fromkeys(names)
        for match in _pattern(name).finditer(text)
    ]
    return sorted(found, key=lambda mention: mention.start)


@lru_cache(maxsize=500)
def _pattern(name: str) -> re.Pattern[str]:
    """How a body is named: as the table knows it, else in full or by the abbreviation that stands behind its name."""
    known = dict(known_bodies())
    if name in known:
        return known[name]
    match = _SHORT.match(name)
    full, short = (match["full"], match["short"]) if match else (name, None)
    choices = [rf"(?i:{re.escape(full)})"] + ([rf"(?<!\w){re.escape(short)}(?!\w)"] if short else [])
    return re.compile("|".join(choices))
