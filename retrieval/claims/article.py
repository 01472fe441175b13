"""The claims of a pasted article: its sentences, each with what it takes from those before, back at their places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from judge.checks.quotations import quotations
from library.records import Statement
from library.text import sentence_spans, stems
from retrieval.claims.alone import Before, after
from retrieval.language import language_of

LEAST_WORDS = 3
"""A sentence with fewer words of content is a heading, a byline or a greeting."""


@dataclass(frozen=True)
class Said:
    """A sentence of an article at ``start:end``, and what the sentences before it are about."""

    text: str
    start: int
    end: int
    before: Before


def sentences_of(article: str, statements: Sequence[Statement]) -> Iterator[Said]:
    """The sentences that may claim something, in order. A sentence that names no country or year is about those of the
    sentence before it, the first one about those of the headline or dateline."""
    language = language_of(article[:2_000])
    before = Before()
    for start, end in _whole_quotations(article, sentence_spans(article, language)):
        text = article[start:end]
        if len(stems(text, language)) >= LEAST_WORDS:
            yield Said(text, start, end, before)
        before = after(before, text, language, statements)


def _whole_quotations(article: str, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The spans, those joined between which a quotation runs on: who says it stands at one of its ends."""
    quoted = [(q.start, q.end) for q in quotations(article)]
    joined: tuple[int, int] | None = None
    for start, end in spans:
        joined = (joined[0], end) if joined else (start, end)
        if any(first < end < last for first, last in quoted):
            continue
        yield joined
        joined = None
    if joined:
        yield joined
