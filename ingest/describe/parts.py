"""A document seen as its parts: the title, what stands before the text, the lead, the rest."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.document import Block, Document

_HEAD_BLOCKS = 14
_LEAD_LENGTH = 150
_TITLE_LENGTH = 400
_ELECTION = re.compile(r"elect|election|referend|poll|vot|выбор|голосован|élection|scrutin|eleccion|comicio", re.I)
_NO_TITLE = re.compile(
    r"^\W*(?:this (?:is an? )?(?:unofficial )?translation|unofficial translation|the english version|page \d|https?:"
    r"|press release$|news release$|for immediate release|statement$|unofficial|embargo|"
    r"неофициальн|пресс-релиз$|communiqué de presse$|traduction non|\d)",
    re.I,
)


@dataclass(frozen=True)
class Parts:
    """The places where a document says what it is."""

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
    blocks = [block for block in document.blocks if block.kind not in ("footnote", "table_row")]
    lead = next((n for n, b in enumerate(blocks) if _is_lead(b)), len(blocks))
    head = tuple(block.text for block in blocks[: min(lead, _HEAD_BLOCKS)])
    return Parts(
        title=_title(blocks[: min(lead + 1, _HEAD_BLOCKS)], document.metadata),
        head=head,
        lead=blocks[lead].text if lead < len(blocks) else "",
        paragraphs=tuple(b.text for b in blocks[lead + 1 :] if b.kind in ("paragraph", "list_item")),
        text=document.text,
    )


def _is_lead(block: Block) -> bool:
    sentence_like = block.kind == "paragraph" and block.text.rstrip('"”» ')[-1:] in ".!?…:"
    return sentence_like and len(block.text) >= _LEAD_LENGTH


def _title(blocks: Sequence[Block], metadata: Mapping[str, object]) -> str:
    """The declared title, else the block that the reader took for one, else the first line that could be."""
    declared = metadata.get("title")
    if isinstance(declared, str) and declared.strip():
        return " ".join(declared.split())
    fit = [block for block in blocks if len(block.text) <= _TITLE_LENGTH and not _NO_TITLE.match(block.text)]
    titles = [block for block in fit if block.kind == "title"]
    headings = [block for block in fit if block.kind == "heading"]
    telling = [block for block in fit if _ELECTION.search(block.text) and len(block.text) > 30]
    for choice in ([b for b in titles if _ELECTION.search(b.text)], telling, titles, headings, fit, list(blocks)):
        if choice:
            return choice[0].text[:_TITLE_LENGTH]
    return ""
