"""The figures of a text: numbers with what they measure, what they count, and whether they are meant exactly."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from judge.checks.calendar import day_at, is_year
from judge.checks.expressions import ends_here, follows, size_at
from judge.checks.numerals import Numeral, numeral_at
from judge.checks.shares import share_at, times_at
from judge.checks.tables import facts, table
from judge.checks.words import Words

Measure = Literal["count", "share", "points", "times", "year", "day"]
"""``share``: a part of a whole, per cent included, 0 to 1; ``points``: percentage points; ``times``: how often as
large; ``day``: of a year, as 100 times the month and the day."""
Bound = Literal["exact", "over", "least", "under", "most", "nearly", "about"]
_BOUNDS: tuple[Bound, ...] = ("least", "most", "nearly", "over", "under", "about")
_WINDOW = 10
"""Tokens to either side of a figure that tell what it is about."""
_SPREAD = {"about": 0.07, "nearly": 0.2}
_MOST_COUNTED = 3
_ARTICLES = frozenset("a an the un une la le los las les".split())
_ONLY = frozenset("only just лишь только seul seulement solo sólo".split())
_ONE = frozenset("one un une una uno один одна одно одного одной одну одному одним одном".split())
_LEADS = frozenset("of the all its their these those de des du les la le d los las del из всех от - out".split())
_OF = frozenset("of из de d among parmi entre".split())
_THOSE = frozenset("whom which them these those которых них eux elles ellos ellas cuales quienes".split())
_POINTING = frozenset("the these those its their les ces los las estos estas эти обе оба этих".split())
_COMPARES = frozenset("more fewer less additional больше меньше de-plus menos".split())
_TOGETHER = frozenset("and or to - – — et ou à y o a и или до".split())


@dataclass(frozen=True)
class Figure:
    """A number in a text, with its words at ``start:end``."""

    value: float
    measure: Measure
    bound: Bound
    decimals: int
    words: str
    start: int
    end: int
    counted: tuple[str, ...]
    """Stems of the thing that is counted, as it follows the number; empty where something else follows."""
    around: frozenset[str]
    """Stems of the words of content near it."""
    telling: frozenset[str]
    """Stems of the words of content between it and the next figure of its sentence: what is said of it."""
    sentence: int
    """The first token of the sentence that it stands in."""
    clause: int
    """The first token of its clause."""
    part_of: float | None = None
    """The whole that it is said to be a part of: 16 of "two" in "two of the 16 lists"."""
    of_those: bool = False
    """Whether it counts some of what was counted before ("five of whom")."""
    is_change: bool = False
    """Whether it says by how much something changed or differs."""
    fraction: bool = False
    """Whether it is a share in words, which rounds what it stands for."""
    weak: bool = False
    """Whether it may be no figure ("one of the largest groups", "the second half")."""

    @property
    def least(self) -> float:
        """The smallest value that it may have."""
        if self.bound in ("over", "least"):
            return self.value
        if self.bound in ("under", "most"):
            return -math.inf
        return self.value * (1 - _SPREAD.get(self.bound, 0.0))

    @property
    def most(self) -> float:
        """The largest value that it may have."""
        if self.bound in ("over", "least"):
            return math.inf
        if self.bound in ("under", "most", "nearly"):
            return self.value
        return self.value * (1 + _SPREAD.get(self.bound, 0.0))

    def holds(self, value: float, *, rounded: bool = False) -> bool:
        """Whether this figure is true where the value is ``value``; ``rounded`` to as many decimals as it has."""
        if self.bound == "over":
            return value > self.value
        if self.bound == "under":
            return value < self.value
        spare = 1e-9 * max(1.0, abs(self.value))
        if rounded and self.bound == "exact":
            spare += 0.5 * 10.0**-self.decimals / (100 if self.measure == "share" else 1)
        return self.least - spare <= value <= self.most + spare


@lru_cache(maxsize=2_000)
def figures(words: Words) -> tuple[Figure, ...]:
    """All figures of a text, in order."""
    found = _told_apart(words, list(_measured(words)))
    for n, (figure, numeral) in enumerate(found[:-1]):
        following, next_numeral = found[n + 1]
        between = [t.folded for t in words.tokens[numeral.last : next_numeral.first]]
        if figure.measure != "count":
            continue
        if following.measure in ("share", "points") and _shares_unit(words, next_numeral, between):
            value = figure.value / 100 if following.measure == "share" else figure.value
            found[n] = (replace(figure, measure=following.measure, value=value), numeral)
        elif following.measure == "count" and _is_part(between) and figure.value <= following.value:
            counted = following.counted or figure.counted
            found[n] = (replace(figure, part_of=following.value, counted=counted, weak=False), numeral)
    return tuple(figure for figure, _ in found)


def _told_apart(words: Words, found: list[tuple[Figure, Numeral]]) -> list[tuple[Figure, Numeral]]:
    """The figures with what is said of each, up to the next one that is no year or day."""
    starts = [numeral.first for figure, numeral in found if figure.measure not in ("year", "day")]
    told = []
    for figure, numeral in found:
        end = words.sentence_at(numeral.first)[1]
        end = min([end, *(start for start in starts if start >= numeral.last)])
        told.append((replace(figure, telling=words.content(words.tokens[numeral.last : end])), numeral))
    return told


def _shares_unit(words: Words, following: Numeral, between: list[str]) -> bool:
    """ "from seven to five per cent": the first number is per cent too; "18, or seven per cent" says it twice."""
    listed = len(between) in (1, 2) and set(between) <= _TOGETHER | {","}
    return following.with_unit and listed and between not in ([",", "or"], [",", "или"], [",", "ou"], [",", "o"])


def _is_part(between: list[str]) -> bool:
    """ "two of the 16", "one out of 13", "22 из 141"."""
    return bool(between) and len(between) <= 5 and between[0] in ("of", "out", "из", "sur", "de", "des", "parmi")


def _measured(words: Words) -> Iterator[tuple[Figure, Numeral]]:
    place = 0
    while place < len(words.tokens):
        if share := share_at(words, place):
            figure, numeral = replace(_figure(words, share, "share"), fraction=True), share
        elif times := times_at(words, place):
            figure, numeral = replace(_figure(words, times, "times"), weak=True), times
        elif number := numeral_at(words, place):
            figure, numeral = _with_unit(words, number)
        else:
            place += 1
            continue
        yield figure, numeral
        place = numeral.last


def _with_unit(words: Words, number: Numeral) -> tuple[Figure, Numeral]:
    """A number with the unit after it."""
    last = number.last
    if size := follows(words, last, "per cent"):
        whole = replace(number, value=number.value / 100, last=last + size, with_unit=True)
        return _figure(words, whole, "share"), whole
    if size := follows(words, last, "points"):
        whole = replace(number, last=last + size, with_unit=True)
        return _figure(words, whole, "points"), whole
    if day := day_at(words, number):
        value, end = day
        return _figure(words, replace(number, value=value, last=end), "day"), replace(number, last=end)
    if is_year(words, number):
        return _figure(words, number, "year"), number
    if last < len(words.tokens) and words.tokens[last].folded in table("times words", words.language):
        whole = replace(number, last=last + 1)
        return _figure(words, whole, "times"), whole
    return _figure(words, number, "count"), number


def _figure(words: Words, number: Numeral, measure: Measure) -> Figure:
    bound, first = _bound(words, number.first)
    tokens, dated = words.tokens, measure in ("year", "day")
    if dated:
        bound, first = "exact", number.first
    near = [t for t in words.around(number.first, _WINDOW) if not number.first <= t.place < number.last]
    alone = number.last == number.first + 1
    before = tokens[number.first - 1].folded if number.first else ""
    one = alone and tokens[number.first].folded in _ONE and bound == "exact" and before not in _ONLY
    half = alone and measure == "share" and before in ("second", "first", "the", "вторая", "первая", "other")
    return Figure(
        value=number.value,
        measure=measure,
        bound=bound,
        decimals=number.decimals,
        words=words.text[tokens[first].start : tokens[number.last - 1].end],
        start=tokens[first].start,
        end=tokens[number.last - 1].end,
        counted=() if dated else _counted(words, number.last),
        around=words.content(near),
        telling=frozenset(),
        sentence=words.sentence_at(number.first)[0],
        clause=words.clause_at(number.first)[0],
        of_those=_of_those(words, number),
        is_change=_is_change(words, first, number.last),
        weak=one or half or (measure == "count" and (_is_named(words, number) or _is_pair(words, number))),
    )


def _is_named(words: Words, number: Numeral) -> bool:
    """Whether a number is part of a name: "Channel 1", "Article 12"."""
    if not number.in_digits or not number.first or number.grouped:
        return False
    before = words.tokens[number.first - 1]
    counts = number.last < len(words.tokens) and words.is_content(words.tokens[number.last])
    return before.text[0].isupper() and number.first - 1 > words.sentence_at(number.first)[0] and not counts


def _is_pair(words: Words, number: Numeral) -> bool:
    """Whether "two" points at what was spoken of ("the two missions", "between the two rounds")."""
    before = words.tokens[number.first - 1].folded if number.first else ""
    return number.value == 2 and not number.in_digits and number.last == number.first + 1 and before in _POINTING


def _bound(words: Words, first: int) -> tuple[Bound, int]:
    """What the words before a number make of it, and the first token of these words."""
    if first and words.tokens[first - 1].folded in _ARTICLES:
        bound, start = _bound(words, first - 1)
        if bound != "exact":
            return bound, start
    for name in _BOUNDS:
        if size := ends_here(words, first, "bounds", name):
            return name, first - size
    return "exact", first


def _of_those(words: Words, number: Numeral) -> bool:
    """ "five of whom", "of which three", "only 12 of them", "dont neuf", "из них пять"."""
    before = [t.folded for t in words.tokens[max(0, number.first - 2) : number.first]]
    after = [t.folded for t in words.tokens[number.last : number.last + 2]]
    return (len(after) == 2 and after[0] in _OF and after[1] in _THOSE) or bool({*before} & (_THOSE | {"dont"}))


def _is_change(words: Words, first: int, last: int) -> bool:
    """Whether a word of change stands right before ("by 60,000", "rose three points"), or one that compares soon after
    ("two seats more", "four fewer")."""
    after = [t.folded for t in words.tokens[last : last + 2]]
    return (first > 0 and bool(size_at(words, first - 1, "changes"))) or any(word in _COMPARES for word in after)


def _counted(words: Words, last: int) -> tuple[str, ...]:
    """Stems of the words of content that follow a number, three at most: of "97 per cent of the 1,188 polling stations
    observed" poll, station and observ."""
    found: list[str] = []
    leads = 0
    for token in words.tokens[last : last + 2 * _MOST_COUNTED + 3]:
        if not found and (token.folded in _LEADS or token.text[0].isdecimal() or _is_number_word(words, token.folded)):
            leads += 1
            if leads > _MOST_COUNTED + 1:
                break
        elif words.is_content(token) and len(found) < _MOST_COUNTED:
            found.append(words.stem(token))
        else:
            break
    return tuple(found)


def _is_number_word(words: Words, folded: str) -> bool:
    return folded in facts()["numbers"].get(words.language, {})
