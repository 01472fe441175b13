"""Figures of a written sentence that belong together: ranges, parts of wholes, and those given "respectively"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from judge.checks.figures import Figure, figures
from judge.checks.words import Token, Words
from retrieval.writing.proving.beside import around

_FRACTION = 0.006
"""By how much a share in words may differ from the per cent that it stands for ("a third": 33 per cent)."""
_FROM = frozenset("from с со de du desde".split())
_TO = frozenset("to до à a hasta".split())
_PARTING = frozenset("and or but , ; – — ( ) и или а но et ou mais y o pero".split())
_RESPECTIVELY = frozenset("respectively соответственно respectivement respectivamente".split())
_OF = frozenset("of из sur de parmi".split())
_OF_REACH = 5
"""Tokens from "of" at the beginning of a clause to the whole that it names."""
_OR = frozenset("or или soit ou o".split())


def check(said: Words, text: Words) -> Iterator[str]:
    """What is amiss with pairs of figures."""
    yield from _turned(said, text)
    if said.language == text.language:
        yield from _together(said, text)
        yield from _in_turn(said, text)


def is_same(figure: Figure, other: Figure) -> bool:
    """Whether both are of one measure and value; a share in words rounds what it stands for."""
    if figure.measure != other.measure:
        return False
    if figure.measure == "share" and figure.fraction != other.fraction:
        return abs(figure.value - other.value) <= _FRACTION
    return abs(figure.value - other.value) <= 1e-9 * max(1.0, figure.value)


def _turned(said: Words, text: Words) -> Iterator[str]:
    """ "From 18 to 16" must not become "from 16 to 18"."""
    for one, other in _ranges(said):
        pairs = [(a.value, b.value) for a, b in _ranges(text)]
        if (one.value, other.value) not in pairs and (other.value, one.value) in pairs:
            yield f"The cited text says it the other way round than “{one.words} … {other.words}”."


def _ranges(words: Words) -> Iterator[tuple[Figure, Figure]]:
    for one, other in pairwise(figures(words)):
        before = [t.folded for t in words.tokens if t.end <= one.start][-1:]
        between = [t.folded for t in words.tokens if one.end <= t.start and t.end <= other.start]
        if before and before[0] in _FROM and between and between[-1] in _TO and len(between) <= 3:
            yield one, other


def _together(said: Words, text: Words) -> Iterator[str]:
    """Two figures of one thing: a part is smaller than its whole, and "18, or seven per cent" is so in the text."""
    plain = [f for f in figures(said) if f.measure not in ("year", "day") and not f.weak]
    for whole, part in pairwise(plain):
        if whole.measure == part.measure == "count" and part.value > whole.value and _begins_of(whole, said):
            yield f"“{part.words}” cannot be a part of “{whole.words}”."
    for one, other in pairwise(plain):
        between = [t.folded for t in said.tokens if one.end <= t.start and t.end <= other.start]
        if not between:
            continue
        counts = one.measure == other.measure == "count"
        if counts and between[0] in _OF and len(between) <= 2 and one.value > other.value:
            yield f"“{one.words}” cannot be a part of “{other.words}”."
        if one.measure != other.measure and not _PARTING & set(between) and not _follow(one, other, text):
            yield f"The cited text does not say “{one.words}” and “{other.words}” of one thing."
        if between[-1] in _OR | {"("} and one.measure != other.measure and not _in_one(one, other, text):
            yield f"The cited text does not say “{one.words}” and “{other.words}” of one thing."


def _begins_of(figure: Figure, said: Words) -> bool:
    """Whether a clause begins with "of" and this figure: "of Norland's 61 stations"."""
    place = next(t.place for t in said.tokens if t.end > figure.start)
    before = [t.folded for t in said.tokens[max(said.clause_at(place)[0], place - _OF_REACH) : place]]
    return bool(before) and before[0] in _OF and said.clause_at(place)[0] >= place - _OF_REACH


def _follow(one: Figure, other: Figure, text: Words) -> bool:
    """Whether the text's figure before the second one is the first, or none of its measure."""
    known = [f for f in figures(text) if not f.weak]
    before = [a for a, b in pairwise(known) if is_same(other, b) and a.measure == one.measure]
    return not before or any(is_same(one, f) for f in before)


def _in_one(one: Figure, other: Figure, text: Words) -> bool:
    known = figures(text)
    return any(is_same(one, a) and is_same(other, b) and a.sentence == b.sentence for a in known for b in known)


def is_given_in_turn(figure: Figure, said: Words, text: Words) -> bool | None:
    """Where the text gives two figures to two names "respectively": whether the sentence gives this one to its own;
    None where it gives it to none or to both."""
    near = {t.folded for t in around(figure, said) if t.text[0].isupper()}
    for token in text.tokens:
        start = text.sentence_at(token.place)[0]
        if token.folded not in _RESPECTIVELY:
            continue
        known = [f for f in figures(text) if text.tokens[start].start <= f.start < token.start and not f.weak][-2:]
        called = _called(text, start, known[0].start)[-2:] if known else []
        if len(known) < 2 or len(called) < 2 or is_same(*known):
            continue
        own = [bool(near & names - others) for names, others in (called, called[::-1])]
        if any(own) and not all(own) and any(is_same(figure, other) for other in known):
            return is_same(figure, known[own.index(True)])
    return None


def _called(words: Words, first: int, end: int) -> list[frozenset[str]]:
    """The names between a token and a place: runs of capitalised words side by side."""
    runs: list[list[Token]] = []
    for token in words.tokens[first:]:
        if token.start >= end:
            break
        if token.is_word and token.text[0].isupper():
            if runs and runs[-1][-1].place == token.place - 1:
                runs[-1].append(token)
            else:
                runs.append([token])
    return [frozenset(t.folded for t in run) for run in runs]


def _in_turn(said: Words, text: Words) -> Iterator[str]:
    """Where the text gives figures to names "respectively", the sentence has both in the same order, or both turned."""
    for token in text.tokens:
        if token.folded not in _RESPECTIVELY:
            continue
        start, end = text.sentence_at(token.place)
        span = text.tokens[start].start, text.tokens[end - 1].end
        known = [f for f in figures(text) if span[0] <= f.start < span[1] and not f.weak]
        mine = [f for f in figures(said) if any(is_same(f, other) for other in known[-2:])]
        named = [t.folded for t in text.tokens[start:end] if t.text[0].isupper() and t.place > start]
        told = [t.folded for t in said.tokens if t.folded in named and t.text[0].isupper()]
        if len(mine) < 2 or len(known) < 2 or len(set(told)) < 2:
            continue
        turned = not is_same(mine[0], known[-2])
        if turned != (named.index(told[0]) > named.index(told[-1])):
            yield "The cited text gives these figures in another order."
            return
