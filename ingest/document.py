"""What every reader returns: blocks of text in reading order, and what the file itself says about its document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

BlockKind = Literal["title", "heading", "paragraph", "list_item", "table_row", "footnote"]


class UnreadableSource(Exception):
    """A source that cannot become a statement. The message says what happened and what to do, in plain words."""


@dataclass(frozen=True)
class Block:
    """One block of text: normalised (NFC, single spaces, no line breaks within), never empty."""

    text: str
    kind: BlockKind = "paragraph"
    page: int | None = None
    """Physical page from 1; None for formats without pages."""


@dataclass(frozen=True)
class Document:
    """A source as read. ``metadata`` holds what the file declares (front matter, HTML meta), keys as in sample/."""

    blocks: tuple[Block, ...]
    metadata: Mapping[str, object] = field(default_factory=dict)
    pages: int | None = None

    @property
    def text(self) -> str:
        """The blocks joined by blank lines: the text that is stored and that every span points into."""
        return "\n\n".join(block.text for block in self.blocks)


@dataclass(frozen=True)
class Source:
    """Bytes and where they came from."""

    path: Path
    data: bytes

    @property
    def name(self) -> str:
        """Base name of the file."""
        return self.path.name
