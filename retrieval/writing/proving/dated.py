"""A figure that a text gives for one year is not told of another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from judge.checks.figures import Figure, figures
from judge.checks.words import Token, Words
from retrieval.writing.proving.paired import is_same
from retrieval.writing.proving.rephrasing import equal_to

_RELATIONS = {
    "since": "since", "from": "since", "after": "after", "before": "before", "until": "until", "till": "until",
    "depuis": "since", "après": "after", "avant": "before", "desde": "since", "hasta": "until",
}  # fmt: skip
_AFTER, _WHICH = frozenset(["after"]), frozenset(["which"])
_CLAUSE = 3
"""Words of content from which a clause says by itself what it is of."""
_BESIDE_YEAR = 5
"""Tokens between a figure and a year that is surely its own."""


def check(said: Words, text: Words, dated: Sequence[Figure]) -> Iterator[str]:
    """A figure that the text gives for one year must not be told of another."""
    told = [f for f in figures(said) if f.measure == "year"]
    if len({f.value for f in told}) != 1:
        return
    year = told[0].value
    known = figures(text)
    if any(f.value == year and _same_neighbour(told[0], said, f, text) for f in known if f.measure == "year"):
        return
    of_election = any(f.measure == "year" and f.value == year for f in dated)
    if not of_election and not _is_spoken_of(told[0], said, text):
        yield f"The cited text does not say this of {year:.0f}."
    for figure in figures(said):
        if figure.measure in ("year", "day") or figure.weak:
            continue
        same = [other for other in known if is_same(figure, other)]
        if same and not any(_may_be_of(year, other, known, text, of_election) for other in same):
            yield f"The cited text does not give “{figure.words}” for {year:.0f}."


def _is_spoken_of(year: Figure, said: Words, text: Words) -> bool:
    """Whether a clause of the text with this year has a word of the sentence's own clause."""
    own = _clause(year, said)
    return any(
        frozenset().union(*(equal_to(stem, said.language) for stem in own)) & _clause(other, text)
        for other in figures(text)
        if other.measure == "year" and other.value == year.value
    )


def _clause(figure: Figure, words: Words) -> frozenset[str]:
    """Stems of the words of content of a figure's clause; of its sentence, where that clause has hardly any."""
    place = next(t.place for t in words.tokens if t.end > figure.start)
    first, last = words.clause_at(place)
    found = words.content(words.tokens[first:last])
    return found if len(found) >= _CLAUSE else words.content(words.tokens[slice(*words.sentence_at(place))])


def _same_neighbour(year: Figure, said: Words, other: Figure, text: Words) -> bool:
    """Whether a year tells of which thing the sentence speaks, as in the text ("the 2022 rules": "rules of 2022"), and
    not when what it says happened."""
    return bool(_next_to(year, said, 1) & _next_to(other, text, 3))


def _next_to(year: Figure, words: Words, reach: int) -> frozenset[str]:
    place = next(t.place for t in words.tokens if t.end > year.start)
    sentence = [t for t in words.tokens[slice(*words.sentence_at(place))] if words.is_content(t)]
    before = [t for t in sentence if t.end <= year.start][-reach:]
    after = [t for t in sentence if t.start >= year.end][:reach]
    return frozenset(one for t in (*before, *after) for one in equal_to(words.stem(t), words.language))


def _may_be_of(year: float, figure: Figure, known: Sequence[Figure], text: Words, of_election: bool) -> bool:
    """Whether a figure of the text may be one of that year: its clause or sentence names it, or no other one."""
    sentence = {f.value for f in known if f.measure == "year" and f.sentence == figure.sentence}
    beside = {f.value for f in known if f.measure == "year" and _are_near(f, figure, text)}
    if beside:
        return year in beside
    return year in sentence or of_election


def _are_near(year: Figure, figure: Figure, text: Words) -> bool:
    if year.clause != figure.clause:
        return False
    between = [t for t in text.tokens if figure.end <= t.start < year.start or year.end <= t.start < figure.start]
    return len(between) <= _BESIDE_YEAR


def order(said: Words, text: Words) -> Iterator[str]:
    """Before or after: "until 12 September" for "from 12 September", "after which" for "after"."""
    for figure in figures(said):
        if figure.measure not in ("year", "day") or not (own := _relation(figure, said)):
            continue
        theirs = {_relation(f, text) for f in figures(text) if f.measure == figure.measure and f.value == figure.value}
        if theirs and "" not in theirs and own not in theirs:
            yield f"The cited text does not say “{own} {figure.words}”."
    theirs_after = any(_is_after_which(*pair) for pair in pairwise(text.tokens))
    for one, other in pairwise(said.tokens):
        if _is_after_which(one, other) and not theirs_after:
            yield f"The cited text does not say “{one.text} {other.text}”."


def _is_after_which(one: Token, other: Token) -> bool:
    return one.folded in _AFTER and other.folded in _WHICH


def _relation(figure: Figure, words: Words) -> str:
    """The word that says how a day or year is meant, one for those that mean the same."""
    before = [t for t in words.tokens if t.end <= figure.start][-1:]
    return _RELATIONS.get(before[0].folded, "") if before else ""


def of_whom(said: Words, pieces: Sequence[Words]) -> Iterator[str]:
    """A day that the text gives to one whom it names is not told of another: "registered on 9 March"."""
    told = [(_days(words), _called(words, words.tokens)) for words in pieces]
    for day in _days(said).values():
        place = next(t.place for t in said.tokens if t.end > day.start)
        own = _called(said, said.tokens[slice(*said.clause_at(place))])
        there = [names for days, names in told if day.value in days]
        others = [names for days, names in told if days and day.value not in days]
        if there and all(there) and not any(own & names for names in there) and any(own & names for names in others):
            yield f"The cited text does not give “{day.words}” for this."


def _days(words: Words) -> dict[float, Figure]:
    return {f.value: f for f in figures(words) if f.measure == "day"}


def _called(words: Words, tokens: Sequence[Token]) -> frozenset[str]:
    """Words with a capital that open no sentence, months left out."""
    dated = [(f.start, f.end) for f in _days(words).values()]
    named = [t for t in tokens if t.is_word and t.text[0].isupper() and t.place > 0]
    return frozenset(t.folded for t in named if not any(a <= t.start < b for a, b in dated))
