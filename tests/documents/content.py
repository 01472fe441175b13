"""What the documents of the measured set say: read from ``content/``, whose notation its first file explains."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

FOLDER = Path(__file__).with_name("content")
_MARK = re.compile(r"\{(?P<key>\w+)\||(?P<end>\})|\[\^(?P<note>\d+)\]")
_NOTE = re.compile(r"\[\^(\d+)\]: (.+)")
_PLAIN = dict(zip("‘’“”„«»–—", '\'\'"""""--', strict=True))

PartKind = Literal["paragraph", "heading", "subheading", "item", "table"]


@dataclass(frozen=True)
class Part:
    """A block as it is to be read, without marks."""

    kind: PartKind
    text: str = ""
    notes: tuple[tuple[int, str], ...] = ()
    """Where a footnote mark stands, and which."""
    speeches: tuple[tuple[str, str], ...] = ()
    """The words between quotation marks, each with the key of who says them."""
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Content:
    """One document: its parts, and the truth about it as ``facts`` (the keys of the YAML)."""

    name: str
    title: str
    parts: tuple[Part, ...]
    notes: Mapping[str, str]
    facts: Mapping[str, Any]
    cover: tuple[str, ...] = ()
    """Lines between the title and the text."""
    speakers: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def language(self) -> str:
        return str(self.facts["language"])

    @property
    def quotes(self) -> list[str]:
        """What must be found word for word: the quotations, and the words that the YAML lists."""
        said = [words for part in self.parts for words, _ in part.speeches]
        return [*said, *self.facts.get("quotes", ())]

    @property
    def cells(self) -> list[str]:
        """The cells of all tables."""
        return [cell for part in self.parts for row in part.rows for cell in row]

    def texts(self) -> list[str]:
        """The texts of the blocks that are no tables, in order."""
        return [part.text for part in self.parts if part.kind != "table"]


@cache
def contents() -> Mapping[str, Content]:
    """All contents by name."""
    files = sorted(FOLDER.glob("*.yaml"))
    found = [_content(one) for file in files for one in yaml.safe_load_all(file.read_text(encoding="utf-8"))]
    return {content.name: content for content in found}


def spelled_in(content: Content, encoding: str) -> Content:
    """The content in the letters that an encoding has: plain quotation marks and dashes for those it has not."""

    def spelled(text: str) -> str:
        return "".join(_PLAIN.get(letter, letter) if _is_beyond(letter, encoding) else letter for letter in text)

    parts = [
        replace(part, text=spelled(part.text), speeches=tuple((spelled(words), key) for words, key in part.speeches))
        for part in content.parts
    ]
    speakers = {key: (spelled(name), spelled(role)) for key, (name, role) in content.speakers.items()}
    facts = {**content.facts, "quotes": list(map(spelled, content.facts.get("quotes", ())))}
    return replace(content, title=spelled(content.title), parts=tuple(parts), speakers=speakers, facts=facts)


def _is_beyond(letter: str, encoding: str) -> bool:
    try:
        letter.encode(encoding)
    except UnicodeEncodeError:
        return True
    return False


def _content(facts: dict[str, Any]) -> Content:
    text = facts.pop("text")
    notes = dict(_NOTE.findall(text))
    return Content(
        name=facts["name"],
        title=facts["title"],
        parts=tuple(_parts(_NOTE.sub("", text))),
        notes=notes,
        facts=facts,
        cover=tuple(facts.get("cover", ())),
        speakers={key: (name, role) for key, (name, role) in facts["speakers"].items()},
    )


def _parts(text: str) -> Iterator[Part]:
    for block in filter(None, map(str.strip, text.split("\n\n"))):
        if block.startswith("|"):
            rows = [tuple(cell.strip() for cell in line.strip().strip("|").split("|")) for line in block.split("\n")]
            yield Part("table", rows=tuple(rows))
        elif block.startswith("- "):
            yield from (_part("item", line.removeprefix("- ")) for line in block.split("\n"))
        elif block.startswith("## "):
            yield _part("subheading", block.removeprefix("## "))
        elif block.startswith("# "):
            yield _part("heading", block.removeprefix("# "))
        else:
            yield _part("paragraph", block)


def _part(kind: PartKind, marked: str) -> Part:
    """The text without its marks, and what they say."""
    text, place, key, said = "", 0, "", 0
    notes: list[tuple[int, str]] = []
    speeches: list[tuple[str, str]] = []
    for mark in _MARK.finditer(marked):
        text += marked[place : mark.start()]
        place = mark.end()
        if mark["key"]:
            key, said = mark["key"], len(text)
        elif mark["end"]:
            speeches.append((text[said:], key))
        else:
            notes.append((len(text), mark["note"]))
    return Part(kind, text + marked[place:], tuple(notes), tuple(speeches))
