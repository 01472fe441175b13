"""The words of a Word paragraph, as the page shows them."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from ingest.readers.docx.styles import W

_SKIPPED_NAMES = """
    del moveFrom instrText delText fldData footnoteReference endnoteReference annotationRef rPr pPr
"""
SKIPPED = frozenset(f"{W}{name}" for name in _SKIPPED_NAMES.split())
"""What is not shown: deletions, field codes, marks of footnotes, properties."""
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""The copy of a text box that Word keeps for its older versions."""
_BREAKS = frozenset((f"{W}br", f"{W}cr", f"{W}tab"))
_LOOKED_AT = (*SKIPPED, FALLBACK, *_BREAKS, *(f"{W}{name}" for name in ("p", "r", "t", "noBreakHyphen")))
_OFF = ("0", "false", "off")
_SMALLEST = 4
"""Letters of so many half points are not there to be read."""
_WHITE = "FFFFFF"


def text_of(paragraph: etree._Element) -> str:
    """What the paragraph shows: with insertions, without deletions, field codes, hidden words and text boxes."""
    pieces: list[str] = []
    for element in _shown(paragraph):
        if element.tag == f"{W}t":
            pieces.append(element.text or "")
        elif element.tag in _BREAKS:
            pieces.append(" ")
        elif element.tag == f"{W}noBreakHyphen":
            pieces.append("-")
    return "".join(pieces)


def is_all_bold(paragraph: etree._Element) -> bool:
    """Whether all of its words are set in bold letters, each run by itself."""
    runs = [run for run in _shown(paragraph) if run.tag == f"{W}r" and any(text.text for text in run.iter(f"{W}t"))]
    return bool(runs) and all(_is_on(run.find(f"{W}rPr/{W}b")) for run in runs)


def _shown(paragraph: etree._Element) -> Iterator[etree._Element]:
    walk = etree.iterwalk(paragraph, events=("start",), tag=_LOOKED_AT)
    for _, element in walk:
        if (
            element.tag in SKIPPED
            or element.tag == FALLBACK
            or (element.tag == f"{W}p" and element is not paragraph)
            or (element.tag == f"{W}r" and _is_hidden(element))
        ):
            walk.skip_subtree()
        else:
            yield element


def _is_hidden(run: etree._Element) -> bool:
    """Words that Word hides, and letters without size or white on white."""
    properties = run.find(f"{W}rPr")
    if properties is None:
        return False
    if _is_on(properties.find(f"{W}vanish")) or _is_on(properties.find(f"{W}webHidden")):
        return True
    size = _value(properties, "sz")
    if size.isascii() and size.isdigit() and int(size[:6]) <= _SMALLEST:
        return True
    shaded = properties.find(f"{W}shd") is not None or properties.find(f"{W}highlight") is not None
    return _value(properties, "color").upper() == _WHITE and not shaded and not _lies_on_colour(run)


def _lies_on_colour(run: etree._Element) -> bool:
    """Whether the paragraph or the cell around it has a ground of its own."""
    return any(
        around.find(f"{W}{properties}/{W}shd") is not None
        for around in run.iterancestors()
        for properties in ("pPr", "tcPr", "tblPr")
    )


def _is_on(property_: etree._Element | None) -> bool:
    return property_ is not None and property_.get(f"{W}val", "1") not in _OFF


def _value(properties: etree._Element, name: str) -> str:
    found = properties.find(f"{W}{name}")
    return found.get(f"{W}val", "") if found is not None else ""
