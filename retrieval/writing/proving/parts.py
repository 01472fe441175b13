"""What is told of a part is not told of the whole: of the stations that were visited, of candidates who answered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from judge.checks import Places
from judge.checks.expressions import spans
from judge.checks.figures import Figure, figures
from judge.checks.words import Token, Words
from retrieval.writing.proving.rephrasing import ELECTION, is_made_of, said_by

_REACH = 8
"""Tokens behind a quantity among which the thing is that it is of."""
_MOST = 3
"""Words that name a thing."""
_RELATIVE = 6
"""Tokens of a relative in which it says which ones are meant."""
_NONE = frozenset("no none neither any ни aucun aucune ningún ninguna".split())
_SEEN = frozenset(
    "visited observed attended followed monitored inspected surveyed sampled interviewed "
    "посещенных наблюдаемых visités visitées observés observées visitados visitadas observados observadas".split()
)
"""What is said of those that observers saw."""
_OBSERVERS = frozenset(
    "observer observers mission missions team teams delegation наблюдатели наблюдателей наблюдателями observateurs "
    "observadores misión misiones".split()
)
"""Whoever tells it as theirs says by this that they tell of what they saw."""
_UNITS = frozenset("station tabl center centr place commiss board bureau precinct".split())
"""Stems of what observers see a part of."""
_RELATIVES = frozenset("who that where whose with which которые который где qui que où dont quienes donde".split())
_PLACING = frozenset("in at on of across throughout в на dans à en sur de del du des".split())
_PEOPLE = frozenset("citizen peopl popul voter inhabit".split())
_OF_A_PART = ("some", "most", "many", "often", "hardly")
_POINTING = frozenset("the these those its their all both les ces los las estos эти".split())
_BORDERS = frozenset(",;:–—()")


@dataclass(frozen=True)
class _Quantity:
    """A number, a share, all or none of some things."""

    words: str
    thing: frozenset[str]
    """Stems of what is counted."""
    country: str | None
    """Whose they are, where it says so: "Norland's polling stations", "polling stations in Norland"."""
    which: str
    """What tells which ones are meant ("visited", "with more than 300 voters"); empty where nothing does."""
    numbers: frozenset[float]
    """How many such things there are, where it says so: 582 of "446 of the 582 stations"."""
    share: float | None
    is_count: bool
    """Whether it is a number alone."""


def check(said: Words, text: Words, places: Places) -> Iterator[str]:
    """Shares, all or none of some things, which the text tells of those alone that were seen or of certain ones; and
    what it tells of a number of them, told without one."""
    yield from _undivided(said, text)
    if any(t.folded in _SEEN for t in said.tokens):
        return
    by_observers = any(t.folded in _OBSERVERS for t in said.tokens)
    theirs = _quantities(text, places)
    for mine in _quantities(said, places):
        if not mine.is_count and (mine.country or (mine.thing and not by_observers)):
            yield from _widened(mine, theirs, said, text)


def _widened(mine: _Quantity, theirs: Sequence[_Quantity], said: Words, text: Words) -> Iterator[str]:
    same = [q for q in theirs if q.share is not None and q.share == mine.share]
    if not mine.thing:
        if same and all(q.thing and not q.country and not q.thing & _PEOPLE for q in same):
            yield f"The cited text says “{same[0].words}”, not “{mine.words}”."
        return
    alike = [q for q in theirs if (mine.thing & q.thing) - ELECTION]
    if mine.country and mine.share is not None and mine.thing & _UNITS and not any(q.country for q in (*same, *alike)):
        yield f"The cited text does not say “{mine.words}” of all of them."
        return
    if any(not q.thing for q in same):
        return  # "in urban areas (95 per cent)"
    alike = [q for q in alike if q in same] or alike
    narrower = [q for q in alike if q.which and not mine.numbers & q.numbers and not _keeps(said, q, text)]
    if narrower and len(narrower) == len(alike):
        yield f"The cited text says “{narrower[0].words}” only of those “{narrower[0].which}”."


def _keeps(said: Words, quantity: _Quantity, text: Words) -> bool:
    """Whether the sentence has a word of what tells which ones are meant; that they were seen, it was looked for."""
    if quantity.which in _SEEN:
        return False
    which = Words(quantity.which, text.language).stems
    return any(said_by(stem, said.stems, said.language) for stem in which)


def _undivided(said: Words, text: Words) -> Iterator[str]:
    """What the text says of a part in figures ("in 31 of 61 towns", "two cantons ask for it"), told without any."""
    if any(not f.weak and f.measure in ("share", "count") for f in figures(said)):
        return
    if any(spans(said, "reserves", kind) for kind in _OF_A_PART) or spans(said, "particulars"):
        return
    for figure in figures(text):
        place = next(t.place for t in text.tokens if t.end > figure.start)
        start, end = text.clause_at(place)
        if _is_a_part(figure, text.tokens[start:place], text) and is_made_of(said, text.tokens[start:end], text):
            yield f"The cited text says this of “{figure.words}”."


def _is_a_part(figure: Figure, before: Sequence[Token], text: Words) -> bool:
    """A share, or a number of things with which a clause begins; not "the six parties", which are all of them."""
    if figure.weak or figure.measure not in ("share", "count"):
        return False
    opens = not any(text.is_content(t) for t in before) and not any(t.folded in _POINTING for t in before)
    return bool(figure.part_of) or figure.fraction or (bool(figure.counted) and figure.measure == "count" and opens)


def _quantities(words: Words, places: Places) -> list[_Quantity]:
    """All quantities of a text, with what stands behind them."""
    countries = [(name, start, end) for name, start, end in places(words.text)]
    found = []
    for figure in figures(words):
        if figure.measure in ("share", "count") and not figure.weak:
            first = next(t.place for t in words.tokens if t.end > figure.start)
            last = next((t.place for t in words.tokens if t.start >= figure.end), len(words.tokens))
            found.append(_quantity(words, first, last, countries, figure))
    wholes = [*spans(words, "universals"), *spans(words, "reserves", "most")]
    wholes += [(t.place, t.place + 1) for t in words.tokens if t.folded in _NONE]
    return found + [_quantity(words, first, last, countries) for first, last in wholes]


def _quantity(
    words: Words, first: int, last: int, countries: Sequence[tuple[str, int, int]], figure: Figure | None = None
) -> _Quantity:
    """The quantity at ``words.tokens[first:last]``, which is a ``figure`` or in words."""
    counted = [f for f in figures(words) if f.measure not in ("year", "day")]
    thing: list[Token] = []
    numbers = {figure.value} if figure and figure.measure == "count" else set()
    country = None
    end = last
    for token in words.tokens[last : min(last + _REACH, words.sentence_at(first)[1])]:
        number = next((f for f in counted if f.start <= token.start < f.end), None)
        place = next((name for name, a, b in countries if a <= token.start < b), None)
        plain = words.is_content(token) and number is None and place is None
        if (thing and not plain) or token.text in _BORDERS or token.folded in _SEEN or token.folded in _RELATIVES:
            break
        end = token.place + 1
        if number:
            numbers.add(number.value)
        country = place or country
        thing += [token] if plain else []
        if len(thing) == _MOST or (place and _is_people(token)):
            break
    share = figure.value if figure and figure.measure == "share" else None
    if figure and figure.part_of:
        share = figure.value / figure.part_of
    elif country is None:
        country = _behind(words, end, countries)
    which = _which(words, end)
    is_count = bool(figure) and share is None
    said = _between(words, first, end)
    return _Quantity(said, words.content(thing), country, which, frozenset(numbers), share, is_count)


def _is_people(token: Token) -> bool:
    """ "Norlanders", neither "Norland's" nor "Norlandish"."""
    return token.text.endswith("s") and not token.text.endswith(("'s", "’s"))


def _behind(words: Words, end: int, countries: Sequence[tuple[str, int, int]]) -> str | None:
    """The country in "polling stations in Norland"."""
    following = words.tokens[end : end + 2]
    if len(following) < 2 or following[0].folded not in _PLACING:
        return None
    return next((name for name, a, b in countries if a <= following[1].start < b), None)


def _which(words: Words, end: int) -> str:
    """What tells which of the things before ``end`` are meant: "visited", "where tabulation was followed"."""
    stop = words.sentence_at(end - 1)[1]
    near = list(takewhile(lambda t: t.text not in _BORDERS, words.tokens[end:stop]))
    seen = next((t for t in near[:2] if t.folded in _SEEN), None)
    if seen:
        return seen.text
    skip = 1 if near[:1] and near[0].folded in _PLACING else 0
    if near[skip : skip + 1] and near[skip].folded in _RELATIVES:
        return words.text[near[0].start : near[:_RELATIVE][-1].end]
    return ""


def _between(words: Words, first: int, last: int) -> str:
    return words.text[words.tokens[first].start : words.tokens[max(first, last - 1)].end]
