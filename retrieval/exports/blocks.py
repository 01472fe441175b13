"""A document as headings, paragraphs and quotes in order: what Markdown and Word files are written from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Block:
    """A piece of a document, with text that holds no markup."""

    kind: Literal["title", "heading", "subheading", "text", "item", "quote"]
    text: str
