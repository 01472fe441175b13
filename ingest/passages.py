"""Passages: paragraphs, cut at sentence borders where they would not fit the embedding model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from ingest.document import Block
from library.context import context_line
from library.records import Passage, Sentence, Statement

HEADINGS = ("title", "heading")
CHARACTERS_PER_TOKEN = 10
"""More than any language writes: the tokenizer counts an endless word as one unknown token."""
Count = Callable[[Sequence[str]], Sequence[int]]
"""The number of tokens of each text, special tokens included."""


def cut(
    statement: Statement,
    text: str,
    blocks: Sequence[Block],
    sentences: Sequence[Sequence[Sentence]],
    count: Count,
    limit: int,
) -> list[Passage]:
    """The passages of a statement: ``text`` is its ``blocks`` joined by blank lines, ``sentences`` those of each.

    Every character of a sentence lies in exactly one passage, and no passage with its context line is longer than
    ``limit`` tokens. A heading is a passage of its own and names the section of those that follow.
    """
    paragraphs = list(_paragraphs(statement, blocks, sentences))
    _group(paragraphs, text, count, limit)
    passages: list[Passage] = []
    for paragraph in paragraphs:
        for group in paragraph.groups:
            passages.append(_passage(statement, text, len(passages), paragraph, group))
    return passages


@dataclass
class _Paragraph:
    """A block on its way into passages."""

    number: int
    page: int | None
    section: str | None
    context: str
    sentences: list[Sentence]
    room: int = 0
    """Tokens that are left for sentences beside the context line."""
    groups: list[list[Sentence]] = field(default_factory=list)
    """The sentences of each of its passages."""


def _paragraphs(
    statement: Statement, blocks: Sequence[Block], sentences: Sequence[Sequence[Sentence]]
) -> Iterator[_Paragraph]:
    section: str | None = None
    number = 0
    for block, said in zip(blocks, sentences, strict=True):
        if block.kind == "heading":
            section = block.text
        if block.kind not in HEADINGS:
            number += 1
        above = None if block.kind in HEADINGS else section
        yield _Paragraph(max(number, 1), block.page, above, context_line(statement, above), list(said))


def _group(paragraphs: Sequence[_Paragraph], text: str, count: Count, limit: int) -> None:
    """Set the groups of all paragraphs so that each fits.

    The tokens of a sentence are counted once and added up. A tokenizer may count a passage a little differently from
    the sum of its sentences, so passages are counted too, and where one is too long its paragraph is grouped again
    with that much less room.
    """
    contexts = list({paragraph.context for paragraph in paragraphs})
    taken = dict(zip(contexts, count(contexts), strict=True)) if contexts else {}
    for paragraph in paragraphs:
        paragraph.room = max(1, limit - taken[paragraph.context])
    ruler = _Ruler(text, count, limit * CHARACTERS_PER_TOKEN)
    left = list(paragraphs)
    while left:
        ruler.shorten(left)
        for paragraph in left:
            paragraph.groups = list(ruler.packed(paragraph))
        again = []
        for paragraph, excess in zip(left, _excess(left, text, count, limit), strict=True):
            if excess > 0 and paragraph.room > 1:
                paragraph.room = max(1, paragraph.room - excess)
                again.append(paragraph)
        left = again


def _excess(paragraphs: Sequence[_Paragraph], text: str, count: Count, limit: int) -> list[int]:
    """By how many tokens the longest passage of each paragraph is too long."""
    numbered = [(n, group) for n, paragraph in enumerate(paragraphs) for group in paragraph.groups]
    counts = count([f"{paragraphs[n].context}\n{text[g[0].start : g[-1].end]}" for n, g in numbered])
    over = [0] * len(paragraphs)
    for (n, _), tokens in zip(numbered, counts, strict=True):
        over[n] = max(over[n], tokens - limit)
    return over


class _Ruler:
    """How many tokens each sentence has, counted once and many at a time."""

    def __init__(self, text: str, count: Count, most_characters: int) -> None:
        self._text = text
        self._count = count
        self._most_characters = most_characters
        self._ends = count([""])[0]
        self._known: dict[tuple[int, int], int] = {}

    def shorten(self, paragraphs: Sequence[_Paragraph]) -> None:
        """Halve sentences that are too long for a passage of their own until their parts fit."""
        too_long = True
        while too_long:
            too_long = False
            self._learn(sentence for paragraph in paragraphs for sentence in paragraph.sentences)
            for paragraph in paragraphs:
                parts: list[Sentence] = []
                for sentence in paragraph.sentences:
                    if self._fits(sentence, paragraph.room) or sentence.end - sentence.start < 2:
                        parts.append(sentence)
                    else:
                        parts += _halves(sentence, self._text)
                        too_long = True
                paragraph.sentences = parts

    def packed(self, paragraph: _Paragraph) -> Iterator[list[Sentence]]:
        """As many neighbouring sentences as fit, again and again."""
        group: list[Sentence] = []
        tokens = 0
        for sentence in paragraph.sentences:
            more = self._known.get((sentence.start, sentence.end), 0)
            if group and (tokens + more > paragraph.room or sentence.end - group[0].start > self._most_characters):
                yield group
                group, tokens = [], 0
            group.append(sentence)
            tokens += more
        if group:
            yield group

    def _fits(self, sentence: Sentence, room: int) -> bool:
        tokens = self._known.get((sentence.start, sentence.end))
        return tokens is not None and tokens <= room

    def _learn(self, sentences: Iterable[Sentence]) -> None:
        spans = {(s.start, s.end) for s in sentences if s.end - s.start <= self._most_characters}
        new = sorted(spans - self._known.keys())
        counts = self._count([self._text[start:end] for start, end in new]) if new else []
        self._known |= {span: tokens - self._ends for span, tokens in zip(new, counts, strict=True)}


def _halves(sentence: Sentence, text: str) -> tuple[Sentence, Sentence]:
    middle = _border(text, sentence.start, sentence.end)
    return (
        replace(sentence, end=_strip_end(text, sentence.start, middle)),
        replace(sentence, start=_strip_start(text, middle, sentence.end)),
    )


def _border(text: str, start: int, end: int) -> int:
    """A place to cut near the middle: after a semicolon, a comma or a space; within a word only if there is none."""
    middle = (start + end) // 2
    for mark in ("; ", ", ", " "):
        cuts = [text.rfind(mark, start, middle) + len(mark), text.find(mark, middle, end) + len(mark)]
        near = [c for c in cuts if start + len(mark) < c < end and abs(c - middle) < (end - start) / 4]
        if near:
            return min(near, key=lambda c: abs(c - middle))
    return middle


def _strip_end(text: str, start: int, end: int) -> int:
    return start + max(1, len(text[start:end].rstrip()))


def _strip_start(text: str, start: int, end: int) -> int:
    return min(end - 1, end - len(text[start:end].lstrip()))


def _passage(
    statement: Statement, text: str, ordinal: int, paragraph: _Paragraph, group: Sequence[Sentence]
) -> Passage:
    weight: Counter[tuple[str, str | None]] = Counter()
    for sentence in group:
        weight[sentence.voice, sentence.speaker] += sentence.end - sentence.start
    (_, speaker), _ = weight.most_common(1)[0]
    voice = max(group, key=lambda s: weight[s.voice, s.speaker]).voice
    return Passage(
        id=f"{statement.id}:{ordinal}",
        statement_id=statement.id,
        ordinal=ordinal,
        section=paragraph.section,
        page=paragraph.page,
        paragraph=paragraph.number,
        text=text[group[0].start : group[-1].end],
        start=group[0].start,
        end=group[-1].end,
        sentences=tuple(group),
        voice=voice,
        speaker=speaker,
    )
