"""Footnotes of a web page: the marks come off the words they hang on, and the notes are told from the text."""

from __future__ import annotations

import re

from lxml import etree, html

_MARK = re.compile(r"\s*[\[(]?(?:\d{1,3}|[ivx]{1,4}|[a-z]|[*†‡§]{1,3})[\])]?\s*")
_BARE_MARK = re.compile(r"\s*(?:[\[(]?\d{1,3}[\])]?(?:\s?,\s?\d{1,3})*|[*†‡]{1,3})\s*")
_BACK = re.compile(r"[\s\[(]*[↩↑⇧^⏎\ufe0e]+[\s\])]*")
_CALLS_ITSELF_NOTE = re.compile(r"fn|ftn|edn|note", re.IGNORECASE)
_LONGEST_NOTE = 3_000
_LOOK_BACK = 40
_HANGS_ON = re.compile(r"(?:[^\W\d_]{3,}|\d{3,}|%|[.,;:!?»”\"')\]…])\s*$")
"""A number raised behind a whole word or a mark is no unit and no power."""
NOTE = "data-record-note"
"""Attribute that is put on the blocks of notes."""


def set_notes_apart(page: html.HtmlElement) -> None:
    """Take the footnote marks out of the text and put `NOTE` on what they lead to (``page`` is changed)."""
    order = {element: place for place, element in enumerate(page.iter(etree.Element))}
    targets = {name: element for element in order for name in (element.get("id"), element.get("name")) if name}
    marks: list[html.HtmlElement] = []
    for link in page.iter("a"):
        address, words = link.get("href") or "", link.text_content()
        target = targets.get(address[1:]) if address[:1] == "#" else None
        if _BACK.fullmatch(words):
            marks.append(link)
        elif target is not None and order[target] > order[link] and _is_mark(link, target):
            marks.append(_raised(link))
            target.set(NOTE, "")
    for mark in marks:
        _empty(mark)
    for raised in list(page.iter("sup")):
        _settle(raised)


def _is_mark(link: html.HtmlElement, target: html.HtmlElement) -> bool:
    """Whether a link to a place further down looks like a footnote mark and not like an entry of a list of contents."""
    words, address = link.text_content(), link.get("href") or ""
    if not _MARK.fullmatch(words) or len(target.text_content()) > _LONGEST_NOTE:
        return False
    raised = _raised(link).tag == "sup" or link.find("sup") is not None
    return raised or "[" in words or bool(_CALLS_ITSELF_NOTE.search(address))


def _raised(link: html.HtmlElement) -> html.HtmlElement:
    """The raised element around a link, where it holds nothing else."""
    parent = link.getparent()
    alone = parent is not None and parent.tag == "sup" and parent.text_content().strip() == link.text_content().strip()
    return parent if alone and parent is not None else link


def _settle(raised: html.HtmlElement) -> None:
    """A raised number without a link: dropped behind a word, kept apart at the beginning of a note."""
    parent = raised.getparent()
    if parent is None or not _BARE_MARK.fullmatch(raised.text_content()):
        return
    before = _words_before(raised)
    if _HANGS_ON.search(before):
        _empty(raised)
    elif not before.strip():
        parent.set(NOTE, "")
        raised.tail = f" {(raised.tail or '').lstrip()}"


def _empty(element: html.HtmlElement) -> None:
    """Leave nothing of an element. Taking out thousands would copy the text around them again and again."""
    element.clear(keep_tail=True)
    element.tag = "span"


def _words_before(element: html.HtmlElement) -> str:
    """The words of the parent that stand before an element."""
    parent = element.getparent()
    before = ""
    for sibling in element.itersiblings(preceding=True):
        before = (sibling.text_content() if isinstance(sibling.tag, str) else "") + (sibling.tail or "") + before
        if len(before) >= _LOOK_BACK:
            return before[-_LOOK_BACK:]
    return ((parent.text or "")[-_LOOK_BACK:] if parent is not None else "") + before
