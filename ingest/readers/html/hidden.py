"""What a web page holds but does not show: styles that hide, letters without size or in the colour of the page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from lxml import etree, html

_HIDES = re.compile(
    r"display:none|visibility:(?:hidden|collapse)|opacity:0?(?:\.0+)?(?=[;!]|$)"
    r"|font-size:0(?:\.0\d*)?(?:px|pt|em|rem|%)?(?=[;!]|$)|font-size:(?:0?\.\d+|1)p[xt]"
    r"|(?:left|top|right|text-indent|margin-left):-\d{3,}|clip:rect\((?:0|1px)"
    r"|clip-path:inset\((?:50|100)%|transform:scale\(0\)"
    r"|(?:max-)?(?:height|width):0(?:px)?;(?:.*;)?overflow:hidden|overflow:hidden;(?:.*;)?(?:max-)?(?:height|width):0(?:px)?(?=[;!]|$)"
)
_COLOUR = re.compile(r"(?:^|;)color:([^;!]+)")
_GROUND = re.compile(r"(?:^|;)background(?:-color)?:([^;!]+)")
_WHITE = re.compile(
    r"white|snow|#f{3,4}|#(?:f[5-9a-f]){3}(?:ff)?|rgba?\((?:2(?:4[5-9]|5\d),?){3}(?:,?1(?:\.0)?)?\)|hsl\(0,0%,(?:9[7-9]|100)%\)"
)
_CLEAR = frozenset(("transparent", "rgba(0,0,0,0)", "#0000", "#00000000", "rgba(255,255,255,0)"))
_NAMES = frozenset(("sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "element-invisible"))
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]{1,2000})\{([^{}]{0,5000})\}")
_SIMPLE = re.compile(r"([a-z][a-z0-9]*)?((?:[.#][\w-]+)*)")


@dataclass(frozen=True)
class _Selector:
    tag: str
    identity: str
    classes: frozenset[str]

    @property
    def key(self) -> str:
        """One thing that an element must have to be meant."""
        return f"#{self.identity}" if self.identity else f".{min(self.classes)}" if self.classes else self.tag


class Hidden:
    """Tells of each element of a page whether it is to be seen."""

    def __init__(self, root: html.HtmlElement) -> None:
        self._sheets = [style.text or "" for style in root.iter("style") if style.get("media", "").strip() != "print"]

    def __call__(self, element: html.HtmlElement) -> bool:
        """Whether the element hides what it holds, by an attribute of its own, a name, or a style sheet of the page."""
        if element.get("hidden") is not None or element.get("aria-hidden", "").lower() == "true":
            return True
        style, names = _squeezed(element.get("style", "")), frozenset(element.get("class", "").split())
        if _HIDES.search(style) or not _NAMES.isdisjoint(names):
            return True
        keys = (f"#{element.get('id', '')}", *(f".{name}" for name in names), str(element.tag))
        return _is_unseen_colour(element, style) or any(
            selector.tag in ("", element.tag)
            and selector.identity in ("", element.get("id", ""))
            and selector.classes <= names
            for key in keys
            for selector in self._selectors.get(key, ())
        )

    def _hides(self, style: str) -> bool:
        """Whether a rule hides: by itself, or with white letters in sheets that give nothing a ground to stand on."""
        colour = _COLOUR.search(style)
        white = colour is not None and bool(_WHITE.fullmatch(colour[1]))
        return bool(_HIDES.search(style)) or white and not any("background" in sheet for sheet in self._sheets)

    @cached_property
    def _selectors(self) -> dict[str, list[_Selector]]:
        """What the page's own style sheets hide on a screen, where it is named plainly: ``p``, ``.class``, ``#id``."""
        found = (
            selector
            for sheet in self._sheets
            for names, style in _RULE.findall(_without_media(_COMMENT.sub("", sheet)))
            if self._hides(_squeezed(style))
            for selector in map(_selector, names.split(","))
        )
        by_key: dict[str, list[_Selector]] = defaultdict(list)
        for selector in dict.fromkeys(filter(None, found)):
            by_key[selector.key].append(selector)
        return by_key


def _selector(text: str) -> _Selector | None:
    match = _SIMPLE.fullmatch(text.strip())
    if not match or not match.group() or match.group() in ("html", "body"):
        return None
    parts = re.findall(r"[.#][\w-]+", match[2])
    return _Selector(
        match[1] or "",
        next((part[1:] for part in parts if part[0] == "#"), ""),
        frozenset(part[1:] for part in parts if part[0] == "."),
    )


def _without_media(sheet: str) -> str:
    """The sheet without rules that hold for some media only, such as print."""
    pieces, depth, start = [], 0, 0
    for brace in re.finditer(r"@[^{};]*\{|[{}]", sheet):
        if depth == 0 and brace.group()[0] == "@":
            pieces.append(sheet[start : brace.start()])
            depth = 1
        elif depth:
            depth += -1 if brace.group() == "}" else 1
            start = brace.end()
    return "".join([*pieces, sheet[start:] if not depth else ""])


def _squeezed(style: str) -> str:
    return "".join(style.lower().split())


def _is_unseen_colour(element: html.HtmlElement, style: str) -> bool:
    """Whether its letters are clear, or of the colour of what they stand on (white where nothing is said)."""
    found = _COLOUR.search(style)
    colour = found[1] if found else _squeezed(element.get("color", "")) if element.tag == "font" else ""
    if not colour:
        return False
    return colour in _CLEAR or _same(colour, next(_grounds(element), "white"))


def _grounds(element: html.HtmlElement) -> Iterator[str]:
    """The colours of the grounds on which an element lies, the nearest first."""
    around: etree._Element | None = element
    while around is not None:
        style = _squeezed(around.get("style", ""))
        ground = _GROUND.search(style)
        if ground and ground[1] not in _CLEAR:
            yield ground[1]
        elif around.get("bgcolor"):
            yield _squeezed(around.get("bgcolor", ""))
        around = around.getparent()


def _same(colour: str, ground: str) -> bool:
    return colour == ground or bool(_WHITE.fullmatch(colour) and _WHITE.fullmatch(ground))
