"""Markdown: front matter, headings, paragraphs, list items, pipe tables; inline marks stay as written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import yaml

from ingest.document import Block, BlockKind, Document, Source
from ingest.readers.encoding import decode
from ingest.readers.normalise import normalise
from ingest.readers.tables import table_rows

_FRONT = re.compile(r"\s*---[^\S\n]*\n(.*?)(?:^|\n)(?:---|\.\.\.)[^\S\n]*(?:\n|$)", re.DOTALL)
_KEY = re.compile(r"^([A-Za-z_][\w -]*):(?:[ \t]+(.*))?$", re.MULTILINE)
_HEADING = re.compile(r" {0,3}(#{1,6})(?:\s|$)")
_UNDERLINE = re.compile(r" {0,3}(=+|-{2,})\s*$")
_RULE = re.compile(r" {0,3}([-*_])\s*(?:\1\s*){2,}$")
_BULLET = re.compile(r"\s*[-*+]\s+(?=\S)")
_NUMBER = re.compile(r"\s*\d{1,4}[.)]\s+(?=\S)")
_NOTE = re.compile(r" {0,3}\[\^([^\]\s]+)\]:\s*")
_QUOTE = re.compile(r" {0,3}(?:>\s?)+")
_DELIMITER = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_CELL_END = re.compile(r"(?<!\\)\|")
_LONGEST_FRONT = 100_000


def read_markdown(source: Source) -> Document:
    """A Markdown file. Raises `UnreadableSource` where its bytes are no text."""
    metadata, body = split_front_matter(decode(source.data))
    return Document(tuple(_with_one_title(_blocks(_without_comments(body).split("\n")))), metadata)


class _Loader(yaml.SafeLoader):
    """YAML without aliases: a few of them, one in the other, say more than a machine can hold."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("aliases are not read")
        return super().compose_node(parent, index)


def split_front_matter(text: str) -> tuple[dict[str, object], str]:
    """What the file declares, and the text below it.

    Front matter that is not good YAML is read line by line: ``key: value`` is kept as written, the rest is
    dropped. Text between two rules that declares nothing is text.
    """
    found = _FRONT.match(text)
    if not found or found.end(1) > _LONGEST_FRONT or not _KEY.search(found.group(1)):
        return {}, text
    try:
        declared = yaml.load(found.group(1), _Loader)
    # PyYAML lets through what its constructors meet: impossible dates (ValueError), `!!int ""` (IndexError).
    except (yaml.YAMLError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        declared = None
    if not isinstance(declared, Mapping):
        declared = {key: (value or "").strip().strip("\"'") for key, value in _KEY.findall(found.group(1))}
    return {str(key): value for key, value in declared.items()}, text[found.end() :]


def _blocks(lines: list[str]) -> Iterator[Block]:
    """Blocks in order; a line either opens a block, continues the one before, or closes it."""
    pending: list[str] = []
    kind: BlockKind = "paragraph"
    rest = iter(enumerate(lines))
    for place, raw in rest:
        line = _QUOTE.sub("", raw)
        if pending and kind == "paragraph" and _UNDERLINE.match(line):
            yield from _closed(pending, "title" if "=" in line else "heading")
        elif heading := _HEADING.match(line):
            yield from _closed(pending, kind)
            yield from _closed(
                [_without_closing(line[heading.end() :])],
                "title" if len(heading.group(1)) == 1 else "heading",
            )
        elif not line.strip() or _RULE.match(line) or line.lstrip().startswith(("```", "~~~")):
            yield from _closed(pending, kind)
        elif "|" in line and place + 1 < len(lines) and _is_delimiter(lines[place + 1]):
            yield from _closed(pending, kind)
            table = _table_lines(lines, place)
            yield from table_rows([_cells(row) for row in (table[0], *table[2:])])
            for _ in table[1:]:
                next(rest, None)
        elif opened := _opened(line):
            yield from _closed(pending, kind)
            kind, text = opened
            pending.append(text)
        else:
            kind = kind if pending else "paragraph"
            pending.append(line)
    yield from _closed(pending, kind)


def _without_comments(text: str) -> str:
    """The text without ``<!-- comments -->``; one that is never closed is text."""
    pieces: list[str] = []
    place = 0
    while (start := text.find("<!--", place)) >= 0 and (end := text.find("-->", start)) >= 0:
        pieces.append(text[place:start])
        place = end + len("-->")
    return "".join((*pieces, text[place:]))


def _closed(pending: list[str], kind: BlockKind) -> Iterator[Block]:
    """The block that the pending lines make, if any; they are used up."""
    text = normalise(" ".join(pending))
    pending.clear()
    if text:
        yield Block(text, kind)


def _without_closing(heading: str) -> str:
    """A heading without the ``##`` that may close it."""
    text = heading.strip()
    bare = text.rstrip("#")
    return bare if bare != text and (not bare or bare[-1].isspace()) else text


def _opened(line: str) -> tuple[BlockKind, str] | None:
    """The kind and first text of a block that this line opens by its mark; bullets go, numbers stay."""
    if note := _NOTE.match(line):
        return "footnote", f"{note.group(1)} {line[note.end() :]}"
    if bullet := _BULLET.match(line):
        return "list_item", line[bullet.end() :]
    return ("list_item", line) if _NUMBER.match(line) else None


def _is_delimiter(line: str) -> bool:
    return "|" in line and bool(_DELIMITER.match(_QUOTE.sub("", line)))


def _table_lines(lines: list[str], place: int) -> list[str]:
    end = place
    while end < len(lines) and "|" in lines[end]:
        end += 1
    return [_QUOTE.sub("", line) for line in lines[place:end]]


def _cells(line: str) -> list[str]:
    inner = line.strip().removeprefix("|")
    cells = _CELL_END.split(inner)
    return cells[:-1] if len(cells) > 1 and not cells[-1].strip() else cells


def _with_one_title(blocks: Iterator[Block]) -> Iterator[Block]:
    """The first title is the document's; a later one heads a part."""
    titled = False
    for block in blocks:
        yield Block(block.text, "heading") if titled and block.kind == "title" else block
        titled = titled or block.kind == "title"
