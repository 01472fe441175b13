"""Passages: paragraphs, cut at sentence borders where they would not fit the embedding model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from ingest.document import Block
from ingest.voices import sentences_of
from library.context import context_line
from library.records import Passage, Sentence, Statement

HEADINGS = ("title", "heading")
CHARACTERS_PER_TOKEN = 10
"""More than any language writes: the tokenizer counts an endless word as one unknown token."""


def cut(
    statement: Statement, text: str, blocks: Sequence[Block], count_tokens: Callable[[str], int], limit: int
) -> list[Passage]:
    """The passages of a statement whose ``text`` is ``blocks`` joined by blank lines (`Document.text`).

    Every character that is not white space between sentences lies in exactly one passage, and no passage with its
    context line is longer than ``limit`` tokens. A heading is a passage of its own and names the section of those
    that follow.
    """
    passages: list[Passage] = []
    section: str | None = None
    start, paragraph, open_quote = 0, 0, None
    for block in blocks:
        sentences, open_quote = sentences_of(
            block.text, start, block.kind, statement.speakers, statement.language, open_quote
        )
        if block.kind == "heading":
            section = block.text
        if block.kind not in HEADINGS:
            paragraph += 1
        above = None if block.kind in HEADINGS else section
        context = context_line(statement, above)

        def fits(first: int, last: int, context: str = context) -> bool:
            if last - first > limit * CHARACTERS_PER_TOKEN:
                return False
            return count_tokens(f"{context}\n{text[first:last]}") <= limit

        for group in _packed(list(_whole(sentences, text, fits)), fits):
            passages.append(_passage(statement, text, len(passages), above, block.page, max(paragraph, 1), group))
        start += len(block.text) + 2
    return passages


Fits = Callable[[int, int], bool]


def _whole(sentences: Sequence[Sentence], text: str, fits: Fits) -> Iterator[Sentence]:
    """The sentences, any that is too long for a passage of its own halved until its parts fit."""
    for sentence in sentences:
        if fits(sentence.start, sentence.end) or sentence.end - sentence.start < 2:
            yield sentence
            continue
        middle = _border(text, sentence.start, sentence.end)
        halves = (
            replace(sentence, end=_strip_end(text, sentence.start, middle)),
            replace(sentence, start=_strip_start(text, middle, sentence.end)),
        )
        yield from _whole(halves, text, fits)


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


def _packed(sentences: Sequence[Sentence], fits: Fits) -> Iterator[list[Sentence]]:
    """As many neighbouring sentences as fit, again and again."""
    group: list[Sentence] = []
    for sentence in sentences:
        if group and not fits(group[0].start, sentence.end):
            yield group
            group = []
        group.append(sentence)
    if group:
        yield group


def _passage(
    statement: Statement,
    text: str,
    ordinal: int,
    section: str | None,
    page: int | None,
    paragraph: int,
    group: list[Sentence],
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
        section=section,
        page=page,
        paragraph=paragraph,
        text=text[group[0].start : group[-1].end],
        start=group[0].start,
        end=group[-1].end,
        sentences=tuple(group),
        voice=voice,
        speaker=speaker,
    )
