"""The words of a quote that answer most directly: the figure, the day or the name that a question asks for.

They are shown stronger within their sentence and never without it: a figure alone says nothing of what it is a part of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from judge.checks.figures import figures
from judge.checks.words import Words
from retrieval.asks import DATE, NAME, asks
from retrieval.counted import counted_in, counts_what_is_asked

PART_OF = re.compile(r" (?:out of|of|из|sur|de|von|das?|dos)(?: the| these| those| les| des| los| las| den)? ", re.I)
"""Between a part and its whole: "33 of the 158"."""
Span = tuple[int, int]


def direct(question: str, quote: str) -> list[Span]:
    """Where in ``quote`` the figure, day or name stands that ``question`` asks for; in order, without overlap."""
    wanted, known = asks(question), question.casefold()
    spans: list[Span] = []
    if wanted.number:
        spans += _figures(question, quote)
    if wanted.time:
        spans += [m.span() for m in DATE.finditer(quote)]
    if wanted.person:
        spans += [m.span() for m in NAME.finditer(quote) if m.group().casefold() not in known]
    return _apart(spans)


def _figures(question: str, quote: str) -> list[Span]:
    """The figures that count what is asked for; where none does for sure, all but years and days."""
    told = [f for f in figures(Words(quote)) if f.measure not in ("year", "day") and not f.weak]
    if counts_what_is_asked(question, [quote]) > 0:
        told = [f for f in told if counted_in(question, f)] or told
    spans: list[Span] = []
    for figure in told:
        if spans and PART_OF.fullmatch(quote[spans[-1][1] : figure.start]):
            spans[-1] = (spans[-1][0], figure.end)
        else:
            spans.append((figure.start, figure.end))
    return spans


def _apart(spans: Iterable[Span]) -> list[Span]:
    kept: list[Span] = []
    for start, end in sorted(spans):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept
