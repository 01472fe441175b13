"""Web pages: the article in blocks, without the page around it.

A plain walk over the blocks of the page, not an extractor that scores paragraphs: those drop short or unusual
paragraphs of the article itself (trafilatura lost half a statement that stood beside its ``<article>``), and
losing statement text is worse than keeping a menu line. ``chrome`` says what is left out, ``hidden`` what is not shown,
``notes`` sets footnotes apart, ``tables`` reads tables, ``declared`` what the page says about itself.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from lxml import etree, html

from ingest.document import Block, BlockKind, Document, Source, UnreadableSource
from ingest.readers.encoding import decode, strict_utf8
from ingest.readers.html.chrome import NEVER_TEXT, article_of
from ingest.readers.html.declared import date_in, declared_by, is_name, names_of
from ingest.readers.html.notes import NOTE, set_notes_apart
from ingest.readers.html.tables import content, data_rows, is_data_table
from ingest.readers.lines import ends_sentence
from ingest.readers.normalise import normalise

_CHARSET = re.compile(rb"<(?:meta[^>]+charset|\?xml[^>]+encoding)\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*>|<!doctype[^>\[]*\[[^\]]*\]\s*>", re.IGNORECASE)
_BREAK = "\v"
_BREAKS = re.compile(r"\v\s*\v")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BLOCK_NAMES = """
    address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer
    form header hr legend li main nav ol p pre section summary table tbody td tfoot th thead tr ul
    caption
"""
_BLOCKS = _HEADINGS | frozenset(_BLOCK_NAMES.split())
_PARAGRAPH = 100
"""A line of so many letters that ends a sentence was a paragraph, though one line break alone follows it."""


def read_html(source: Source) -> Document:
    """The article of a web page; metadata ``source_url``, ``date`` (ISO), ``language`` where it says so.

    Raises `UnreadableSource` where there is no page to read.
    """
    root = _parse(_text(source.data), source.name)
    metadata = declared_by(root)
    names = [_heading(root), *names_of(root)]
    article = article_of(root)
    set_notes_apart(article)
    if "date" not in metadata and (day := date_in(article)):
        metadata["date"] = day
    return Document(tuple(_titled(list(_blocks(article)), names)), metadata)


def _text(data: bytes) -> str:
    """The page as text: in UTF-8 where it is that beyond doubt, else in the encoding that it declares."""
    declared = _CHARSET.search(data[:4096])
    if declared and (text := strict_utf8(data)) is None:
        try:
            name = codecs.lookup(declared.group(1).decode("ascii")).name
            # Browsers read these as the Windows code page, and so pages are written.
            return data.decode("cp1252" if name in ("iso8859-1", "ascii") else name)
        except (LookupError, UnicodeError):
            return decode(data)
    return text if declared and text else decode(data)


def _parse(text: str, name: str) -> html.HtmlElement:
    try:
        parser = html.HTMLParser(huge_tree=True, no_network=True)
        root = html.document_fromstring(_DECLARATION.sub("", text.replace("\0", "")), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError, RecursionError) as error:
        raise UnreadableSource(f"{name} holds no web page that can be read. Save the page again.") from error
    if any("depth" in error.message for error in parser.error_log):  # what lies deeper is not in the tree
        raise UnreadableSource(
            f"{name} is nested deeper than web pages are. Open it in a browser and save it as PDF, then add that."
        )
    return root


def _blocks(article: html.HtmlElement) -> Iterator[Block]:
    """Blocks in document order."""
    page = _Page()
    walk = etree.iterwalk(article, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if event == "start" and is_data_table(element):
            yield from page.closed()
            yield from data_rows(element)
            walk.skip_subtree()
        elif event == "start" and element.tag in NEVER_TEXT:
            walk.skip_subtree()
        elif event == "start":
            yield from page.opened(element)
        elif event == "end":
            yield from page.ended(element)
        if event != "start" and element is not article:
            page.add(element.tail)
    yield from page.closed()


class _Page:
    """The text since the last block, and the kinds of the blocks around it."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.kinds: list[BlockKind] = ["paragraph"]
        self.mark = ""
        self.written = 0
        """How many elements keep their line ends: `pre` within `pre`."""

    def add(self, text: str | None) -> None:
        text = (text or "").replace(_BREAK, " ")
        self.pieces.append(_BLANK_LINE.sub(2 * _BREAK, text) if self.written else text)

    def opened(self, element: html.HtmlElement) -> Iterator[Block]:
        """A block element ends the block before it."""
        self.written += element.tag == "pre"
        if element.tag in _BLOCKS:
            yield from self.closed()
            self.kinds.append(_kind(element, self.kinds[-1]))
            self.mark = _number(element) if element.tag == "li" else self.mark
        elif element.get(NOTE) is not None:
            self.kinds[-1] = "footnote"
        if element.tag in ("br", "q"):
            self.pieces.append(_BREAK if element.tag == "br" else "“")
        self.add(element.text)

    def ended(self, element: html.HtmlElement) -> Iterator[Block]:
        self.written -= element.tag == "pre"
        if element.tag == "q":
            self.pieces.append("”")
        if element.tag in _BLOCKS and len(self.kinds) > 1:
            yield from self.closed()
            self.kinds.pop()

    def closed(self) -> Iterator[Block]:
        """The block that the text makes; line breaks part paragraphs where they do so for the eye."""
        texts = _paragraphs("".join(self.pieces))
        self.pieces.clear()
        for text in filter(None, map(normalise, texts)):
            yield Block(f"{self.mark}{text}", self.kinds[-1])
            self.mark = ""


def _paragraphs(text: str) -> Iterator[str]:
    """Two line breaks in a row part paragraphs, and so does one behind a long line that ends a sentence."""
    for part in _BREAKS.split(text):
        lines: list[str] = []
        for line in part.split(_BREAK):
            lines.append(line)
            if len(line) >= _PARAGRAPH and ends_sentence(line.rstrip()):
                yield " ".join(lines)
                lines.clear()
        yield " ".join(lines)


def _kind(element: html.HtmlElement, around: BlockKind) -> BlockKind:
    if around == "footnote" or element.get(NOTE) is not None:
        return "footnote"
    if element.tag in _HEADINGS:
        return "title" if element.tag == "h1" else "heading"
    inner = around == "list_item" and element.tag in ("p", "div")
    return "list_item" if element.tag == "li" or inner else "paragraph"


def _number(item: html.HtmlElement) -> str:
    """``3. `` for the third item of a numbered list; bullets say nothing."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol":
        return ""
    own, start = item.get("value", ""), parent.get("start", "1")
    before = sum(sibling.tag == "li" for sibling in item.itersiblings(preceding=True))
    first = int(start) if start.isascii() and start.isdigit() and len(start) < 7 else 1
    return f"{own if own.isascii() and own.isdigit() else first + before}. "


def _titled(blocks: list[Block], names: list[str]) -> Iterator[Block]:
    """The blocks with one title: the article's first h1, else the block that says what the page is called."""
    places = [place for place, block in enumerate(blocks) if block.kind == "title"]
    if not places:
        places = [place for name in filter(None, names) for place, block in enumerate(blocks) if block.text == name]
    if not places and blocks and (name := next(filter(is_name, names), next(filter(None, names[:-1]), ""))):
        yield Block(name, "title")
    for place, block in enumerate(blocks):
        if place in places[:1]:
            yield Block(block.text, "title")
        else:
            yield Block(block.text, "heading") if block.kind == "title" else block


def _heading(root: html.HtmlElement) -> str:
    """The first h1, wherever on the page."""
    return next((normalise(content(heading)) for heading in root.iter("h1")), "")
