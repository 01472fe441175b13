"""The kind of document that a sentence names: "the final report" is not said of a preliminary statement."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import yaml

from retrieval.writing.proving.source import Source

_TABLE = Path(__file__).with_name("kinds.yaml")


def check(sentence: str, language: str, cited: Sequence[Source]) -> Iterator[str]:
    """A kind that is none of the cited documents', and that no cited text speaks of."""
    kinds = {source.kind for source in cited}
    for kind, named in _named(sentence, language, cited):
        if kind not in kinds:
            yield f"The cited text is no {kind}: “{named.group()}”."


def without(sentence: str, language: str, cited: Sequence[Source]) -> str:
    """The sentence with a plain word where it names the kind of document, which no text says of itself."""
    plain = _table()["plain"]
    for _, named in sorted(_named(sentence, language, cited), key=lambda found: -found[1].start()):
        sentence = f"{sentence[: named.start()]}{plain[language]}{sentence[named.end() :]}"
    return sentence


def _named(sentence: str, language: str, cited: Sequence[Source]) -> list[tuple[str, re.Match[str]]]:
    """The kinds that a sentence names, where; what a cited text speaks of itself is compared as any other words."""
    found = []
    for kind, names in _table()["names"].items():
        if language in names:
            pattern = re.compile(rf"\b(?:{names[language]})\b", re.IGNORECASE)
            there = any(pattern.search(source.text) for source in cited)
            found += [] if there else [(kind, match) for match in pattern.finditer(sentence)]
    return found


@cache
def _table() -> dict[str, dict[str, dict[str, str]]]:
    table: dict[str, dict[str, dict[str, str]]] = yaml.safe_load(_TABLE.read_text(encoding="utf-8"))
    return table
