"""Web pages: the article in blocks, without the page around it.

A plain walk over the blocks of the page, not an extractor that scores paragraphs: those drop short or unusual
paragraphs of the article itself (trafilatura lost half a statement that stood beside its ``<article>``), and
losing statement text is worse than keeping a menu line. ``html_chrome`` says what is left out.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from datetime import datetime

from lxml import etree, html

from ingest.document import Block, BlockKind, Document, Source, UnreadableSource
from ingest.readers.encoding import decode
from ingest.readers.html_chrome import NEVER_TEXT, article_of
from ingest.readers.normalise import normalise
from ingest.readers.tables import table_rows

_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*>", re.IGNORECASE)
_BREAK = "\v"
_BREAKS = re.compile(r"\v\s*\v")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BLOCK_NAMES = """
    address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer
    form header hr legend li main nav ol p pre section summary table tbody td tfoot th thead tr ul
    caption
"""
_BLOCKS = _HEADINGS | frozenset(_BLOCK_NAMES.split())
_PUBLISHED = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@name='date' or @name='dcterms.issued' or @name='DC.date.issued' or @name='pubdate']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//time[@itemprop='datePublished']/@datetime",
    "//article//time/@datetime",
    "//time/@datetime",
)


def read_html(source: Source) -> Document:
    """The article of a web page; metadata ``source_url``, ``date`` (ISO), ``language`` where it says so.

    Raises `UnreadableSource` where there is no page to read.
    """
    root = _parse(_text(source.data), source.name)
    metadata = dict(_metadata(root))
    name = _first_content(root, "//h1") or _first(root, "//meta[@property='og:title']/@content")
    article = article_of(root)
    return Document(tuple(_titled(list(_blocks(article)), name)), metadata)


def _text(data: bytes) -> str:
    """The page as text, in the encoding that it declares where that fits."""
    if declared := _CHARSET.search(data[:4096]):
        try:
            name = codecs.lookup(declared.group(1).decode("ascii")).name
            # Browsers read these as the Windows code page, and so pages are written.
            return data.decode("cp1252" if name in ("iso8859-1", "ascii") else name)
        except (LookupError, UnicodeError):
            return decode(data)
    return decode(data)


def _parse(text: str, name: str) -> html.HtmlElement:
    try:
        root = html.document_fromstring(_DECLARATION.sub("", text.replace("\0", "")))
    except (etree.LxmlError, ValueError, AssertionError, RecursionError) as error:
        raise UnreadableSource(f"{name} holds no web page that can be read. Save the page again.") from error
    return root


def _metadata(root: html.HtmlElement) -> Iterator[tuple[str, object]]:
    """What the page declares about itself."""
    address = _first(root, "//link[@rel='canonical']/@href") or _first(root, "//meta[@property='og:url']/@content")
    if address and address.startswith(("http://", "https://")):
        yield "source_url", address
    for place in _PUBLISHED:
        if date := _iso_date(_first(root, place)):
            yield "date", date
            break
    if language := re.match(r"[A-Za-z]{2,3}\b", _first(root, "/html/@lang") or _first(root, "/html/@xml:lang")):
        yield "language", language.group().lower()


def _first(root: html.HtmlElement, path: str) -> str:
    found = root.xpath(path)
    return normalise(str(found[0])) if isinstance(found, list) and found else ""


def _iso_date(text: str) -> str | None:
    """The day in an ISO date or date-time, None for anything else."""
    try:
        return datetime.fromisoformat(text[:10]).date().isoformat()
    except ValueError:
        return None


def _blocks(article: html.HtmlElement) -> Iterator[Block]:
    """Blocks in document order."""
    page = _Page()
    walk = etree.iterwalk(article, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if event == "start" and _is_data_table(element):
            yield from page.closed()
            yield from table_rows([[_content(cell) for cell in row] for row in _rows(element)])
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

    def add(self, text: str | None) -> None:
        self.pieces.append((text or "").replace(_BREAK, " "))

    def opened(self, element: html.HtmlElement) -> Iterator[Block]:
        """A block element ends the block before it."""
        if element.tag in _BLOCKS:
            yield from self.closed()
            self.kinds.append(_kind(str(element.tag), self.kinds[-1]))
            self.mark = _number(element) if element.tag == "li" else self.mark
        elif element.tag == "br":
            self.pieces.append(_BREAK)
        self.add(element.text)

    def ended(self, element: html.HtmlElement) -> Iterator[Block]:
        if element.tag in _BLOCKS and len(self.kinds) > 1:
            yield from self.closed()
            self.kinds.pop()

    def closed(self) -> Iterator[Block]:
        """The block that the text makes; two line breaks in a row part paragraphs, as they do for the eye."""
        texts = _BREAKS.split("".join(self.pieces))
        self.pieces.clear()
        for text in filter(None, map(normalise, texts)):
            yield Block(f"{self.mark}{text}", self.kinds[-1])
            self.mark = ""


def _kind(tag: str, around: BlockKind) -> BlockKind:
    if tag in _HEADINGS:
        return "title" if tag == "h1" else "heading"
    return "list_item" if tag == "li" or (around == "list_item" and tag in ("p", "div")) else "paragraph"


def _number(item: html.HtmlElement) -> str:
    """``3. `` for the third item of a numbered list; bullets say nothing."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol":
        return ""
    own, start = item.get("value", ""), parent.get("start", "1")
    before = sum(sibling.tag == "li" for sibling in item.itersiblings(preceding=True))
    first = int(start) if start.isascii() and start.isdigit() and len(start) < 7 else 1
    return f"{own if own.isascii() and own.isdigit() else first + before}. "


def _is_data_table(element: html.HtmlElement) -> bool:
    """A table of short cells; one that lays out the page (nested, paragraphs, one column) is not."""
    if element.tag != "table" or element.get("role") == "presentation":
        return False
    if element.xpath("boolean(.//table | .//ul | .//ol | .//h1 | .//h2 | .//td[count(.//p) > 1])"):
        return False
    return max((len(row) for row in _rows(element)), default=0) > 1


def _rows(table: html.HtmlElement) -> list[list[html.HtmlElement]]:
    return [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]


def _content(cell: html.HtmlElement) -> str:
    return " ".join(str(text) for text in cell.itertext())


def _titled(blocks: list[Block], name: str) -> Iterator[Block]:
    """The blocks with one title: the article's first h1, else the ``name`` that the page has elsewhere."""
    places = [place for place, block in enumerate(blocks) if block.kind == "title"]
    if not places:
        places = [place for place, block in enumerate(blocks) if block.text == name]
    if not places and blocks and name:
        yield Block(name, "title")
    for place, block in enumerate(blocks):
        if place in places[:1]:
            yield Block(block.text, "title")
        else:
            yield Block(block.text, "heading") if block.kind == "title" else block


def _first_content(root: html.HtmlElement, path: str) -> str:
    found = root.xpath(path)
    return normalise(_content(found[0])) if isinstance(found, list) and found else ""
