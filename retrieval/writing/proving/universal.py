"""All of something: where a text says so of other things, or of none, it is not said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from judge.checks.expressions import spans
from judge.checks.figures import figures
from judge.checks.words import Words
from retrieval.writing.proving.rephrasing import said_by

_THING = 2
"""Words of content behind "all" or "every" that name of what it is."""
_THOSE = frozenset("them these those whom which них которых eux elles ellos ellas".split())
_WHOSE = frozenset("of the its their his her these those".split())
_DETERMINING, _AT = frozenset("all every".split()), frozenset(["at"])
_EVERYWHERE = frozenset("throughout nationwide everywhere везде повсюду повсеместно partout".split())
_ALL_OVER = frozenset("over across".split())


def check(said: Words, text: Words) -> Iterator[str]:
    """All of something, where the text does not say so of it."""
    found = spans(text, "universals")
    theirs = [_around(text, *span) for span in found]
    excepted = bool(spans(text, "reserves", "but for") or spans(text, "exceptions"))
    of_those = any({t.folded for t in text.tokens[last : last + 2]} & _THOSE for _, last in found)
    for first, last in spans(said, "universals"):
        near = _around(said, first, last)
        if _is_total(said, first, last):
            continue
        if (excepted and _is_exception(said, last)) or _is_of_all_counted(said, last, text):
            continue
        alike = any(said_by(stem, other, said.language) for other in theirs for stem in near)
        if of_those or (alike and _is_of_like_things(said, first, last, theirs)):
            continue
        words = said.text[said.tokens[first].start : said.tokens[last - 1].end]
        yield f"The cited text does not say “{words}” of this."
    yield from _everywhere(said, text)


def _everywhere(said: Words, text: Words) -> Iterator[str]:
    """ "All over the country", where the text says nothing of the kind."""
    there = {t.folded for first, last in spans(text, "universals") for t in text.tokens[first:last]}
    for first, last in spans(said, "universals"):
        own = {t.folded for t in said.tokens[first:last]}
        if own & (_EVERYWHERE | _ALL_OVER) and not there & (_EVERYWHERE | _ALL_OVER):
            yield f"The cited text does not say “{said.text[said.tokens[first].start : said.tokens[last - 1].end]}”."


def _is_of_like_things(said: Words, first: int, last: int, theirs: Sequence[frozenset[str]]) -> bool:
    """Whether what follows "all" or "every" is beside such a word in the text: not "every election" for "all towns"."""
    at_all = first and said.tokens[first - 1].folded in _AT
    if said.tokens[last - 1].folded not in _DETERMINING or at_all:
        return True
    things = [t for t in said.tokens[last : said.clause_at(first)[1]] if said.is_content(t)][:_THING]
    return not things or any(said_by(said.stem(t), other, said.language) for t in things for other in theirs)


def _is_total(said: Words, first: int, last: int) -> bool:
    """ "In all, 61 lists": taken together."""
    around = [t.folded for t in said.tokens[max(0, first - 1) : last + 1]]
    return around == ["in", "all", ","]


def _is_exception(said: Words, last: int) -> bool:
    """ "All but one"."""
    return "but" in (t.folded for t in said.tokens[last : last + 4])


def _is_of_all_counted(said: Words, last: int, text: Words) -> bool:
    """ "All of its 31 sessions" for "its 31 sessions"; not for "two of its 31 sessions"."""
    for figure in figures(said):
        between = [t.folded for t in said.tokens[last:] if t.end <= figure.start]
        if figure.measure != "count" or figure.start < said.tokens[last].start or not set(between) <= _WHOSE:
            continue
        same = [o for o in figures(text) if o.measure == "count" and o.value == figure.value]
        return any(_is_whole(other.start, text) for other in same)
    return False


def _is_whole(start: int, text: Words) -> bool:
    before = [t.folded for t in text.tokens if t.end <= start][-2:]
    return bool(before) and before[-1] in _WHOSE - {"of"} and "of" not in before


def _around(words: Words, first: int, last: int) -> frozenset[str]:
    """Stems of the two words of content to either side, in the clause."""
    start, end = words.clause_at(first)
    before = [t for t in words.tokens[start:first] if words.is_content(t)][-2:]
    after = [t for t in words.tokens[last:end] if words.is_content(t)][:2]
    return words.content([*before, *after])
