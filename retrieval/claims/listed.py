"""Several figures in one list of a claim: "12 men and 8 women were elected" claims two things.

English only, as the signs by which a clause is known to have its verb are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from judge.checks.figures import Figure, figures
from judge.checks.quotations import quotations
from judge.checks.words import Token, Words

Item = tuple[str, int, int]
"""A claim that stands alone, and where the words of it lie that no other item has."""
Verb = Callable[[Token], bool]

_JOINS = frozenset([",", "and"])
_BEFORE = frozenset("about some around roughly nearly almost over only just more less fewer than at least most".split())
"""Words of a figure that may stand before its number."""
_SIDE_BY_SIDE = frozenset("between respectively compared versus from or both either ratio".split())
"""Words by which two figures are one statement."""


def items_of(words: Words, is_verb: Verb) -> list[Item]:
    """The claims of the first list of figures in a sentence; nothing where it has none."""
    if words.language != "en" or quotations(words.text) or _is_one_statement(words):
        return []
    told = [f for f in figures(words) if f.measure not in ("year", "day") and not f.weak]
    firsts = _list(words, told, is_verb)
    if not firsts:
        return []
    tail = len(words.tokens)
    if not any(map(is_verb, words.tokens[: firsts[0]])):
        tail = next((t.place for t in words.tokens[firsts[-1] :] if is_verb(t)), 0)
    ends = [*(_without_joins(words, first) for first in firsts[1:]), tail]
    if not all(_counts(words, first, end) for first, end in zip(firsts, ends, strict=True)):
        return []
    shared = _text(words, tail, len(words.tokens))
    found = []
    for first, end in zip(firsts, ends, strict=True):
        said = " ".join(part for part in (_text(words, 0, firsts[0]), _text(words, first, end), shared) if part)
        found.append((f"{said}.", words.tokens[first].start, words.tokens[end - 1].end))
    return found


def _list(words: Words, told: Sequence[Figure], is_verb: Verb) -> list[int]:
    """The tokens at which the things of a list begin that the first figures of a sentence make: each joined to the one
    before, with no verb between them, the last by "and"; none where they make no list."""
    firsts = [_first(words, figure) for figure in told]
    size = 1
    while size < len(firsts):
        between = words.tokens[firsts[size - 1] : firsts[size]]
        own = words.tokens[firsts[size - 1] : _without_joins(words, firsts[size])]
        if len(own) == len(between) or any(t.folded in _JOINS or is_verb(t) for t in own):
            break
        size += 1
    while size > 1 and words.tokens[firsts[size - 1] - 1].folded != "and":
        size -= 1
    return firsts[:size] if size > 1 else []


def _counts(words: Words, first: int, end: int) -> bool:
    """Whether a figure stands with what it counts, or of which year it is."""
    return sum(words.is_content(t) or t.text[0].isdecimal() for t in words.tokens[first:end]) > 1


def _is_one_statement(words: Words) -> bool:
    """Whether the figures are compared ("more women than in 2017") or make one thing ("between 10 and 12 lists")."""
    tokens = words.tokens
    than = any(t.folded == "than" and tokens[t.place - 1].folded not in ("more", "less", "fewer") for t in tokens)
    return than or any(t.folded in _SIDE_BY_SIDE for t in tokens)


def _first(words: Words, figure: Figure) -> int:
    """The token at which a figure begins, with "more than", "about"."""
    place = next(t.place for t in words.tokens if t.end > figure.start)
    if place > 1 and [t.folded for t in words.tokens[place - 2 : place]] == ["up", "to"]:
        return place - 2
    while place > 0 and words.tokens[place - 1].folded in _BEFORE:
        place -= 1
    return place


def _without_joins(words: Words, end: int) -> int:
    while words.tokens[end - 1].folded in _JOINS:
        end -= 1
    return end


def _text(words: Words, first: int, last: int) -> str:
    tokens = list(words.tokens[first:last])
    while tokens and tokens[-1].text in ".;":
        tokens.pop()
    return words.text[tokens[0].start : tokens[-1].end] if tokens else ""
