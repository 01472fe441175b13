"""What every reader returns: blocks of text in reading order, and what the file itself says about its document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import PurePath
from typing import Literal

from library.records import Box, Sentence, Statement

BlockKind = Literal["title", "heading", "paragraph", "list_item", "table_row", "footnote"]


class UnreadableSource(Exception):
    """A source that cannot become a statement. The message says what happened and what to do, in plain words."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Where some characters of a block are printed: ``text[start:end]``, a word or a run of words of one line."""

    start: int
    end: int
    box: Box


@dataclass(frozen=True)
class Block:
    """One block of text: normalised (NFC, single spaces, no line breaks within), never empty."""

    text: str
    kind: BlockKind = "paragraph"
    page: int | None = None
    """Physical page from 1; None for formats without pages."""
    marks: tuple[Mark, ...] = field(default=(), compare=False, repr=False)
    """Where its words are printed, in order; empty for formats without pages."""


@dataclass(frozen=True)
class Document:
    """A source as read. ``metadata`` holds what the file declares (front matter, HTML meta), keys as in sample/."""

    blocks: tuple[Block, ...]
    metadata: Mapping[str, object] = field(default_factory=dict)
    pages: int | None = None
    page_labels: tuple[str, ...] = ()
    """The number printed on each physical page ("iv", "12"), empty strings where none is; () if none has any."""
    scanned: bool = False
    """Whether text was recognised from pictures of pages, so that letters may be wrong."""

    @property
    def text(self) -> str:
        """The blocks joined by blank lines: the text that is stored and that every span points into."""
        return "\n\n".join(block.text for block in self.blocks)


@dataclass(frozen=True)
class Source:
    """Bytes and where they came from."""

    name: str
    """Base name of the file, or a name made from the address."""
    data: bytes
    place: str = ""
    """Absolute path, or the address that was asked for: what tells this source from others."""
    retrieved_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    charset: str | None = None
    """The encoding that the server named, where it came from one."""

    @property
    def suffix(self) -> str:
        """Ending of the name in lower case, with its dot."""
        return PurePath(self.name).suffix.lower()

    @property
    def stem(self) -> str:
        """The name without its ending."""
        return PurePath(self.name).stem


@dataclass(frozen=True)
class Reading:
    """A source as understood: described, in blocks, each block with its sentences and who says them."""

    statement: Statement
    text: str
    """`Document.text`; every span points into it."""
    blocks: tuple[Block, ...]
    sentences: tuple[tuple[Sentence, ...], ...]
    """One tuple a block."""
