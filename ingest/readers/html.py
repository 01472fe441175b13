"""Web pages: the article in blocks, without the page around it.

A plain walk over the blocks of the page, not an extractor that scores paragraphs: those drop short or unusual
paragraphs of the article itself, and losing statement text is worse than keeping a menu line. See ``html_chrome``.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from datetime import datetime

from lxml import etree, html

from ingest.document import Block, BlockKind, Document, Source, UnreadableSource
from ingest.readers.encoding import decode
from ingest.readers.html_chrome import article_of, is_chrome_element
from ingest.readers.normalise import normalise
from ingest.readers.tables import table_rows

_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*>", re.IGNORECASE)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BLOCKS = _HEADINGS | frozenset(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form header"
    " hr legend li main nav ol p pre section summary table tbody td tfoot th thead tr ul caption".split()
)
_PUBLISHED = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@name='date' or @name='dcterms.issued' or @name='DC.date.issued' or @name='pubdate']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//time[@itemprop='datePublished']/@datetime",
    "//article//time/@datetime",
    "//time/@datetime",
)


def read_html(source: Source) -> Document:
    """The article of a web page; metadata ``source_url``, ``date`` (ISO) and ``language`` where the page says so.

    Raises `UnreadableSource` where there is no page to read.
    """
    root = _parse(_text(source.data), source.name)
    metadata = dict(_metadata(root))
    article = article_of(root)
    blocks = [block for block in _blocks(article) if block.text]
    return Document(tuple(_titled(blocks, root)), metadata)


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
    """Blocks in document order: a block element, or two line breaks in a row, ends what came before it."""
    pieces: list[str] = []
    kinds: list[BlockKind] = ["paragraph"]
    mark = ""
    walk = etree.iterwalk(article, events=("start", "end", "comment", "pi"))

    def closed() -> Iterator[Block]:
        nonlocal mark
        for text in "".join(pieces).split("\v"):
            if text := normalise(text):
                yield Block(f"{mark}{text}", kinds[-1])
                mark = ""
        pieces.clear()

    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start" and (is_chrome_element(element) or _is_data_table(element)):
            if tag == "table":
                yield from closed()
                yield from table_rows([[_content(cell) for cell in row] for row in _rows(element)])
            walk.skip_subtree()
        elif event == "start":
            if tag in _BLOCKS:
                yield from closed()
                kinds.append(_kind(tag, kinds[-1]))
                mark = _number(element) if tag == "li" else mark
            elif tag == "br":
                pieces.append("\v" if pieces and pieces[-1].endswith("\n") else "\n")
            if element.text:
                pieces.append(element.text.replace("\v", " ").rstrip("\n") or " ")
        elif event == "end" and tag in _BLOCKS and len(kinds) > 1:
            yield from closed()
            kinds.pop()
        if event != "start" and element is not article and element.tail:
            pieces.append(element.tail.replace("\v", " ").rstrip("\n") or (" " if not _after_break(pieces) else "\n"))
    yield from closed()


def _after_break(pieces: list[str]) -> bool:
    return bool(pieces) and pieces[-1].endswith("\n")


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
    """A table of short cells; one that lays out the page (nested tables, paragraphs, one column) is walked through."""
    if element.tag != "table" or element.get("role") == "presentation":
        return False
    if element.xpath("boolean(.//table | .//ul | .//ol | .//h1 | .//h2 | .//td[count(.//p) > 1])"):
        return False
    return max((len(row) for row in _rows(element)), default=0) > 1


def _rows(table: html.HtmlElement) -> list[list[html.HtmlElement]]:
    return [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]


def _content(cell: html.HtmlElement) -> str:
    return " ".join(str(text) for text in cell.itertext())


def _titled(blocks: list[Block], root: html.HtmlElement) -> Iterator[Block]:
    """The blocks with one title: the article's first h1, else the page's own h1, else what the page calls itself."""
    titled = any(block.kind == "title" for block in blocks)
    name = _first(root, "string(//h1)") or _heading(root) or _first(root, "//meta[@property='og:title']/@content")
    if not titled and blocks and name and not any(block.text == name for block in blocks):
        yield Block(name, "title")
        titled = True
        seen = True
    else:
        seen = False
    for block in blocks:
        if not titled and block.text == name:
            yield Block(name, "title")
            titled = seen = True
        else:
            yield Block(block.text, "heading") if block.kind == "title" and seen else block
            seen = seen or block.kind == "title"


def _heading(root: html.HtmlElement) -> str:
    found = root.xpath("//h1")
    return normalise(_content(found[0])) if isinstance(found, list) and found else ""
