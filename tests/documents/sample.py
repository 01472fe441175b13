"""The sample statements as contents of the set, with the quotes that the gold questions, claims and topics stand on."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from ingest.document import Block, Source
from ingest.readers.markdown import read_markdown
from tests.documents.catalogue import Entry
from tests.documents.content import Content, Part, PartKind
from tests.documents.plain import as_markdown
from tests.documents.typeset import Look, as_typeset
from tests.documents.web import AROUND, as_modern
from tests.documents.word import RUNNING, as_styled

SAMPLE = Path(__file__).parents[2] / "sample"
_MARK = re.compile(r"\[\^(\w+)\]")
_KINDS: Mapping[str, PartKind] = {"heading": "heading", "list_item": "item"}


def entries_of_the_sample() -> Iterator[Entry]:
    """Every statement of the sample, without its front matter, in every format."""
    for content in contents_of_the_sample():

        def one(content: Content = content) -> bytes:
            return as_typeset(content)

        def two(content: Content = content) -> bytes:
            return as_typeset(content, Look(columns=2, indent=True))

        def page(content: Content = content) -> bytes:
            return as_modern(content)

        def word(content: Content = content) -> bytes:
            return as_styled(content)

        def bare(content: Content = content) -> bytes:
            return as_markdown(content, "none")

        name = content.name
        yield Entry(f"{name}_one.pdf", content, one, (name,), voiced=False)
        yield Entry(f"{name}_two.pdf", content, two, (name,), voiced=False)
        yield Entry(f"{name}_modern.html", content, page, AROUND, voiced=False)
        yield Entry(f"{name}_styled.docx", content, word, (RUNNING,), voiced=False)
        yield Entry(f"{name}_none.md", content, bare, voiced=False)


@cache
def contents_of_the_sample() -> tuple[Content, ...]:
    """The statements, with what their front matter says as facts."""
    return tuple(map(_content, sorted((SAMPLE / "statements").glob("*.md"))))


def _content(path: Path) -> Content:
    document = read_markdown(Source(path.name, path.read_bytes()))
    title, *blocks = document.blocks
    declared: dict[str, Any] = dict(document.metadata)
    quotes = [_MARK.sub("", " ".join(quote.split())) for quote in gold_quotes()[path.name]]
    # The names of bodies in a translation cannot equal the English ones of its front matter.
    bodies = len(declared["observers"]) if "translation_of" in declared else declared["observers"]
    facts = {**declared, "bodies": bodies, "quotes": quotes}
    notes = [block.text.split(" ", 1) for block in blocks if block.kind == "footnote"]
    parts = tuple(_part(block) for block in blocks if block.kind != "footnote")
    return Content(path.stem, title.text, parts, dict(notes), facts)


def _part(block: Block) -> Part:
    assert block.kind != "table_row", "the sample has no tables"
    notes: list[tuple[int, str]] = []
    text, place = "", 0
    for mark in _MARK.finditer(block.text):
        text += block.text[place : mark.start()]
        notes.append((len(text), mark[1]))
        place = mark.end()
    return Part(_KINDS.get(block.kind, "paragraph"), text + block.text[place:], tuple(notes))


@cache
def gold_quotes() -> Mapping[str, list[str]]:
    """The quotes of the gold set by the file that they stand in."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted((SAMPLE / "gold").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            for rows in json.loads(line).values():
                for row in rows if isinstance(rows, list) else ():
                    if isinstance(row, dict) and "quote" in row and row["quote"] not in found[row["file"]]:
                        found[row["file"]].append(row["quote"])
    return found
