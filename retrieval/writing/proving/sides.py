"""A written sentence cut into what it says of one election and what it says of another, each with the texts for it.

"Turnout was 52.6 per cent in 2016 and 47.8 per cent in 2020" is proven as two sentences, the second "Turnout was 47.8
per cent in 2020" on the text about 2020 alone: so no figure of one election stands for another.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from judge.checks import Places
from judge.checks.figures import Figure, figures
from judge.checks.tables import table
from judge.checks.words import Words, words_of
from retrieval.writing.proving.changed import change_of
from retrieval.writing.proving.source import Source

_LEAST_WORDS = 3
"""Words of content beside its figures with which a side says by itself what it is about."""
_STRONG = frozenset(";:")


@dataclass(frozen=True)
class Side:
    """What a sentence says of one election, and the texts about that one."""

    sentence: str
    cited: tuple[Source, ...]


@dataclass(frozen=True)
class _Mark:
    """A year or country of a sentence by which the texts are told apart."""

    name: str
    start: int
    end: int


def sides(sentence: str, language: str, cited: Sequence[Source], places: Places) -> list[Side] | None:
    """The sides, one where all texts are about one election; None where the sentence does not tell which one it is
    about, so that its figures could be of any."""
    names = [_names(source, places) for source in cited]
    apart = frozenset.union(*names) - frozenset.intersection(*names)
    if not apart:
        return [Side(sentence, tuple(cited))]
    marks = [mark for mark in _marks(sentence, language, places) if mark.name in apart]
    if not marks:
        return None
    said = words_of(sentence, language)
    return [
        Side(text, tuple(s for s, own in zip(cited, names, strict=True) if own & of) or tuple(cited))
        for text, of in _pieces(said, marks, names)
    ]


def _names(source: Source, places: Places) -> frozenset[str]:
    """The years and countries that a text is about."""
    about = words_of(source.about)
    years = {str(int(f.value)) for f in figures(about) if f.measure == "year"}
    return frozenset(years | {name for name, _, _ in places(source.about)})


def _marks(sentence: str, language: str, places: Places) -> list[_Mark]:
    years = [f for f in figures(words_of(sentence, language)) if f.measure == "year"]
    found = [_Mark(str(int(f.value)), f.start, f.end) for f in years]
    found += [_Mark(name, start, end) for name, start, end in places(sentence)]
    return sorted(found, key=lambda mark: mark.start)


def _pieces(said: Words, marks: Sequence[_Mark], names: Sequence[frozenset[str]]) -> list[tuple[str, frozenset[str]]]:
    """The sentence cut between marks of different elections, each piece with the marks in it."""
    groups: list[list[_Mark]] = []
    for mark in marks:
        if groups and any({mark.name, *(m.name for m in groups[-1])} <= own for own in names):
            groups[-1].append(mark)
        else:
            groups.append([mark])
    change = change_of(said)
    if change and len(groups) == 2 and groups[0][-1].end <= change.border <= groups[1][0].start:
        return [(text, frozenset(m.name for m in of)) for text, of in zip(change.sentences, groups, strict=True)]
    starts = [0]
    for one, other in zip(groups, groups[1:], strict=False):
        starts.append(_border(said, one[-1].end, other[0].start))
    texts = [said.text[a:b] for a, b in zip(starts, [*starts[1:], len(said.text)], strict=True)]
    first = texts[0]
    told = [first] + [_whole(text, first, said.language) for text in texts[1:]]
    return [(text, frozenset(m.name for m in group)) for text, group in zip(told, groups, strict=True)]


def _border(said: Words, after: int, before: int) -> int:
    """Where the second side begins: at the strongest of the marks and words that part clauses, the last of them."""
    between = [t for t in said.tokens if after <= t.start and t.end <= before]
    contrasts = table("contrasts", said.language) | {"and", "и", "а", "et", "y"}
    for kind in (lambda t: t.text in _STRONG, lambda t: t.folded in contrasts, lambda t: t.text == ","):
        if found := [t for t in between if kind(t)]:
            return found[-1].start if found[-1].is_word else found[-1].end
    return before


def _whole(text: str, first: str, language: str) -> str:
    """A side with the beginning of the first one, where it does not say by itself what it is about."""
    bare = _without_lead(text, language)
    said = words_of(bare, language)
    counted = figures(said)
    own = [t for t in said.tokens if said.is_content(t) and not any(f.start <= t.start < f.end for f in counted)]
    if len(own) >= _LEAST_WORDS:
        return bare
    lead = words_of(first, language)
    begins = said.tokens[0] if said.tokens else None
    counts = begins is not None and any(f.start <= begins.start < f.end for f in counted)
    if begins and not counts and said.is_content(begins) and begins.text[0].islower():
        return f"{_subject(lead)} {bare}".strip()
    figure = next((f for f in figures(lead) if f.measure not in ("year", "day") and not f.weak), None)
    beginning = first[: figure.start] if figure else first
    return f"{_without_years(beginning, figures(words_of(beginning, language)))} {bare}"


def _subject(words: Words) -> str:
    """The name that a sentence begins with, for a side that has a verb of its own."""
    end = 0
    for token in words.tokens:
        if token.is_word and (token.text[0].isupper() or token.place == 0):
            end = token.end
        else:
            break
    return words.text[:end]


def _without_lead(text: str, language: str) -> str:
    """Without the words that only join it to what was before."""
    joining = table("contrasts", language) | {"and", "with", "to", "и", "а", "et", "y"}
    said = words_of(text, language)
    for token in said.tokens:
        if token.is_word and token.folded not in joining:
            return text[token.start :]
        if not token.is_word and token.text not in ",;:–—":
            return text[token.start :]
    return text


def _without_years(text: str, found: Sequence[Figure]) -> str:
    for year in reversed([f for f in found if f.measure == "year"]):
        text = text[: year.start] + text[year.end :]
    return re.sub(r"^\W*(?:in|en|в)\b\s*,?\s*(?=\S)", "", text.strip(), flags=re.IGNORECASE)
