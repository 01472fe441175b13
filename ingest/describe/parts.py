"""A document seen as its parts: the title, what stands before the text, the lead, the rest."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.document import Block, Document
from library.text import sentence_spans

_HEAD_BLOCKS = 16
_LEAD_LENGTH = 150
_LONGEST_LEAD = 2_500
_TITLE_LENGTH = 400
_LONGEST_HEAD = 600
_LONGEST_BLOCK = 20_000
_LONGEST_TEXT = 300_000
_ELECTION = re.compile(
    r"elect|election|(?:first|second) round|second tour|втор\w+ тур|segunda vuelta|referend|poll|vot|run-?off|выбор|голосован|референд|élection|scrutin|eleccion|comicio|eleiç|wahl",
    re.I,
)
_NO_TITLE = re.compile(
    r"^\W*(?:this (?:is an? )?(?:unofficial )?translation|unofficial translation|the english version|page \d|https?:"
    r"|press release$|news release$|for immediate release|statement$|unofficial|embargo|contact:"
    r"|неофициальн|перевод|пресс-релиз$|communiqué de presse$|traduction non|traducción no|(?!(?:19|20)\d\d\s+[^\W\d])\d|[a-z]{3,}\.? \d{1,2}, \d{4}$)",
    re.I,
)
_ONE_LINE = re.compile(
    r"\s(?=[^\W\d_][^\d,;:–—(«\"“.]{1,30},\s+\d{1,2}\.?\s+[^\W\d_]{3,12}\s+(?:19|20)\d\d\b[^.]{0,6}?[–—-]\s)"
)


@dataclass(frozen=True)
class Parts:
    """The places where a document says what it is. No part is longer than is worth reading."""

    title: str
    head: tuple[str, ...]
    """Blocks above the first full paragraph, the title among them: a cover, a masthead."""
    lead: str
    """The first full paragraph, with its dateline."""
    paragraphs: tuple[str, ...]
    """The paragraphs after the lead."""
    text: str

    @property
    def opening(self) -> str:
        """Title, head and lead."""
        return "\n".join([self.title, *self.head, self.lead])


def parts_of(document: Document) -> Parts:
    """The parts of a document; all of them may be empty."""
    blocks = _split([block for block in document.blocks if block.kind not in ("footnote", "table_row")])
    lead = next((n for n, b in enumerate(blocks) if _is_lead(b)), len(blocks))
    head = tuple(block.text[:_LONGEST_HEAD] for block in blocks[: min(lead, _HEAD_BLOCKS)])
    return Parts(
        title=_title(blocks[: min(lead, _HEAD_BLOCKS)] or blocks[:1], document.metadata),
        head=head,
        lead=_shortened(blocks[lead].text) if lead < len(blocks) else "",
        paragraphs=tuple(b.text[:_LONGEST_BLOCK] for b in blocks[lead + 1 :] if b.kind in ("paragraph", "list_item")),
        text=_text(blocks),
    )


def _split(blocks: list[Block]) -> list[Block]:
    """A document that came on one line: the title is what stands before its dateline."""
    if len(blocks) == 1 and (line := _ONE_LINE.search(blocks[0].text[:800])):
        text = blocks[0].text
        return [Block(text[: line.start()], "title"), Block(text[line.end() :]), *blocks[1:]]
    return blocks


def _text(blocks: Sequence[Block]) -> str:
    taken, length = [], 0
    for block in blocks:
        if length > _LONGEST_TEXT:
            break
        taken.append(block.text[:_LONGEST_BLOCK])
        length += len(taken[-1])
    return "\n\n".join(taken)


def _shortened(lead: str) -> str:
    if len(lead) <= _LONGEST_LEAD:
        return lead
    spans = sentence_spans(lead[:_LONGEST_LEAD])
    return lead[: spans[-2][1]] if len(spans) > 1 else lead[:_LONGEST_LEAD]


def _is_lead(block: Block) -> bool:
    prose = block.kind == "paragraph" or (block.kind == "list_item" and block.text[:1].isdigit())  # numbered paragraphs
    sentence_like = prose and block.text.rstrip('"”» ')[-1:] in ".!?…:"
    return sentence_like and len(block.text) >= _LEAD_LENGTH


def _title(blocks: Sequence[Block], metadata: Mapping[str, object]) -> str:
    """The declared title, else the block that the reader took for one, else the first line that could be."""
    declared = metadata.get("title")
    if isinstance(declared, str) and declared.strip():
        return " ".join(declared.split())[:_TITLE_LENGTH]
    fit = [block for block in blocks if len(block.text) <= _TITLE_LENGTH and not _NO_TITLE.match(block.text)]
    titles = [block for block in fit if block.kind == "title"]
    headings = [block for block in fit if block.kind == "heading"]
    telling = [block for block in fit if _ELECTION.search(block.text) and len(block.text) > 30]
    for choice in ([b for b in titles if _ELECTION.search(b.text)], telling, titles, headings, fit, list(blocks)):
        if choice:
            return choice[0].text[:_TITLE_LENGTH]
    return ""
