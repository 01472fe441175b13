"""What a Word file says about its paragraphs: kinds from styles, and the numbers that Word counts itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from ingest.document import BlockKind

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACE = re.compile(r"%(\d)")
_Element = etree._Element


@dataclass(frozen=True)
class _Style:
    name: str
    parent: str
    outlined: bool
    numbering: tuple[str, int] | None


@dataclass(frozen=True)
class Styles:
    """The paragraph styles by id."""

    by_id: dict[str, _Style]

    @classmethod
    def of(cls, root: _Element | None) -> Styles:
        """The styles of ``styles.xml``; none where there is no such part."""
        found = root.iterchildren(f"{W}style") if root is not None else iter(())
        return cls({style.get(f"{W}styleId", ""): _style(style) for style in found})

    def kind(self, properties: _Element | None) -> BlockKind:
        """Title and headings by the name of the style, or of one that it is based on, or by outline level."""
        if properties is not None and _outlined(properties):
            return "heading"
        for style in self._chain(properties):
            name = style.name.lower()
            if name == "title":
                return "title"
            if style.outlined or name.startswith("heading") or name == "subtitle":
                return "heading"
            if name.startswith("list"):
                return "list_item"
        return "paragraph"

    def numbering(self, properties: _Element | None) -> tuple[str, int] | None:
        """List id and level of a paragraph, its own or its style's."""
        if properties is None:
            return None
        own = _numbering(properties)
        return own or next((style.numbering for style in self._chain(properties) if style.numbering), None)

    def _chain(self, properties: _Element | None) -> Iterator[_Style]:
        """The style of a paragraph and those it is based on; a circle ends where it closes."""
        current = _value(properties, "pStyle") if properties is not None else ""
        seen: set[str] = set()
        while current in self.by_id and current not in seen:
            seen.add(current)
            yield self.by_id[current]
            current = self.by_id[current].parent


@dataclass
class Numbering:
    """The lists of a document and how far each is counted."""

    lists: dict[str, str]
    levels: dict[tuple[str, int], tuple[str, str, int]]
    counts: dict[tuple[str, int], int] = field(default_factory=dict)

    @classmethod
    def of(cls, root: _Element | None) -> Numbering:
        """The lists of ``numbering.xml``; none where there is no such part."""
        lists: dict[str, str] = {}
        levels: dict[tuple[str, int], tuple[str, str, int]] = {}
        for element in root if root is not None else ():
            if element.tag == f"{W}num":
                lists[element.get(f"{W}numId", "")] = _value(element, "abstractNumId")
            elif element.tag == f"{W}abstractNum":
                for level in element.iterchildren(f"{W}lvl"):
                    key = element.get(f"{W}abstractNumId", ""), _number(level.get(f"{W}ilvl", "0"))
                    start = _number(_value(level, "start"), 1)
                    levels[key] = _value(level, "numFmt"), _value(level, "lvlText"), start
        return cls(lists, levels)

    def mark(self, numbering: tuple[str, int] | None) -> tuple[bool, str]:
        """Whether a paragraph is a list item, and the number that Word prints (empty for a bullet)."""
        if numbering is None or numbering[0] not in self.lists:
            return False, ""
        listed, level = self.lists[numbering[0]], numbering[1]
        form, text, start = self.levels.get((listed, level), ("bullet", "", 1))
        self.counts[numbering] = self.counts.get(numbering, start - 1) + 1
        for deeper in [key for key in self.counts if key[0] == numbering[0] and key[1] > level]:
            del self.counts[deeper]
        if form in ("bullet", "none", ""):
            return True, ""
        return True, _PLACE.sub(lambda place: self._printed(numbering[0], int(place.group(1)) - 1), text)

    def _printed(self, identity: str, level: int) -> str:
        form, _, start = self.levels.get((self.lists[identity], level), ("decimal", "", 1))
        return _in_form(self.counts.get((identity, level), start), form)


def _in_form(number: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter") and 1 <= number <= 26:
        return chr(ord("a" if form == "lowerLetter" else "A") + number - 1)
    if form in ("lowerRoman", "upperRoman") and 1 <= number < 40:
        roman = "x" * (number // 10) + ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[number % 10]
        return roman if form == "lowerRoman" else roman.upper()
    return str(number)


def _style(style: _Element) -> _Style:
    properties = style.find(f"{W}pPr")
    return _Style(
        name=_value(style, "name"),
        parent=_value(style, "basedOn"),
        outlined=properties is not None and _outlined(properties),
        numbering=_numbering(properties) if properties is not None else None,
    )


def _outlined(properties: _Element) -> bool:
    return _number(_value(properties, "outlineLvl"), 9) < 9


def _numbering(properties: _Element) -> tuple[str, int] | None:
    found = properties.find(f"{W}numPr")
    return (_value(found, "numId"), _number(_value(found, "ilvl"))) if found is not None else None


def _value(element: _Element, child: str) -> str:
    found = element.find(f"{W}{child}")
    return found.get(f"{W}val", "") if found is not None else ""


def _number(text: str, default: int = 0) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else default
