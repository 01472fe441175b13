"""The topics that sentences are labelled with: a data file that a person may edit, and topics of one's own over it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import yaml

from library.errors import LibraryError
from library.text import stems_of_all

SHIPPED = Path(__file__).with_name("taxonomy.yaml")
OWN = "topics.yaml"
"""Name of the file in the library's folder with topics of one's own."""
LONGEST = 6
"""Words of the longest expression that is looked for."""
Stems = tuple[str, ...]


@dataclass(frozen=True)
class Topic:
    """A topic with its names by language, and what it is about in English."""

    name: str
    title: Mapping[str, str]
    about: str

    def titled(self, language: str) -> str:
        """Its name for people, in English where there is none in the language."""
        return self.title.get(language) or self.title.get("en") or self.name


@dataclass(frozen=True)
class Cue:
    """An expression that was found: of which topic, whether it tells by itself, and its words' places."""

    topic: str
    tells: bool
    start: int
    end: int


class Taxonomy:
    """All topics with the expressions that tell them."""

    def __init__(self, written: Mapping[str, Any]) -> None:
        """``written`` is what the data files hold, put together."""
        self._written = written
        self.topics: dict[str, Topic] = {
            name: Topic(name, of.get("title", {}), of.get("about", name)) for name, of in written["topics"].items()
        }
        self._cues: dict[str, dict[Stems, list[tuple[str, bool]]]] = {}

    @cached_property
    def version(self) -> str:
        """Changes whenever the data do."""
        text = json.dumps(self._written, ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:12]

    def cues(self, said: Sequence[str], language: str) -> list[Cue]:
        """The expressions in a text, given as its stems; the longest at a place, and none within it.

        A topic whose language has no expressions of its own is looked for by none.
        """
        table = self._table(language)
        found: list[Cue] = []
        at = 0
        while at < len(said):
            for size in range(min(LONGEST, len(said) - at), 0, -1):
                topics = table.get(tuple(said[at : at + size]))
                if topics is not None:
                    found += [Cue(topic, tells, at, at + size) for topic, tells in topics]
                    at += size - 1
                    break
            at += 1
        return found

    def umbrellas(self, said: Sequence[str], language: str) -> list[str]:
        """Topics that an expression in a text, given as its stems, is a common name of."""
        found: list[str] = []
        for expression, topics in self._written.get("umbrellas", {}).get(language, {}).items():
            stemmed = stems_of_all(expression, language)
            if any(list(said[n : n + len(stemmed)]) == stemmed for n in range(len(said))):
                found += topics
        return found

    def _table(self, language: str) -> dict[Stems, list[tuple[str, bool]]]:
        if language not in self._cues:
            table: dict[Stems, list[tuple[str, bool]]] = {}
            for topic, tells, expression in self._expressions(language):
                if stemmed := tuple(stems_of_all(expression, language)):
                    entries = table.setdefault(stemmed, [])
                    if topic and topic not in [name for name, _ in entries]:
                        entries.append((topic, tells))
            self._cues[language] = table
        return self._cues[language]

    def _expressions(self, language: str) -> Iterator[tuple[str, bool, str]]:
        for expression in _listed(self._written.get("passed_over", {}).get(language, "")):
            yield "", False, expression
        for kind in ("tells", "hints"):
            for name, of in self._written["topics"].items():
                for expression in _listed(of.get(language, {}).get(kind, "")):
                    yield name, kind == "tells", expression


def _listed(written: str | Sequence[str]) -> list[str]:
    """Expressions written as one text with commas, or as a list."""
    parts = written.split(",") if isinstance(written, str) else written
    return [part.strip() for part in parts if part.strip()]


def taxonomy_of(home: Path) -> Taxonomy:
    """The shipped topics with those of the library's folder over them.

    Raises:
        LibraryError: the file in the folder is not written as it should be.
    """
    own = home / OWN
    return _read_once(own, own.stat().st_mtime_ns if own.exists() else None)


@lru_cache(maxsize=4)
def _read_once(own: Path, changed: int | None) -> Taxonomy:
    """Read anew only when the library's own file has changed."""
    written = yaml.safe_load(SHIPPED.read_text(encoding="utf-8"))
    return Taxonomy(_over(written, _read(own)) if changed is not None else written)


def _read(path: Path) -> Mapping[str, Any]:
    shape = f"{path} must hold `topics:` with, by name, title, about, and by language tells and hints."
    try:
        written = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise LibraryError(f"{path} cannot be read: {error}. {shape}") from error
    topics = written.get("topics") if isinstance(written, dict) else None
    if not isinstance(topics, dict) or not all(isinstance(of, dict) for of in topics.values()):
        raise LibraryError(f"{shape} See topics/taxonomy.yaml for examples.")
    return written


def _over(shipped: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    kept = {name: shipped.get(name, {}) | own.get(name, {}) for name in ("passed_over", "umbrellas")}
    return kept | {"topics": shipped["topics"] | own["topics"]}
