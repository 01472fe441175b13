"""Blocks as Markdown. What people and documents wrote is escaped: characters, never markup."""

from __future__ import annotations

import re
from collections.abc import Iterable

from retrieval.exports.blocks import Block

_SPECIAL = re.compile(r"([\\`*_{}\[\]#|<>~!&])")
_LEADS = re.compile(r"^(\d*)([.)+=-])")
"""What would begin a list or a heading at the start of a line."""
_HEADINGS = ("title", "heading", "subheading")
_PREFIX = {"title": "# ", "heading": "## ", "subheading": "### ", "text": "", "item": "- ", "quote": "> "}


def as_markdown(blocks: Iterable[Block]) -> str:
    """The document; a blank line between blocks but those of one list."""
    lines: list[str] = []
    last = ""
    for block in blocks:
        if lines and not (block.kind == last == "item"):
            lines.append("")
        text = escaped(block.text)
        lines.append(_PREFIX[block.kind] + (text if block.kind in _HEADINGS else _LEADS.sub(r"\1\\\2", text)))
        last = block.kind
    return "\n".join(lines) + "\n"


def escaped(text: str) -> str:
    """Text in one line without any markup in it."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
