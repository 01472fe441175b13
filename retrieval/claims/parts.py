"""What a sentence claims, one thing at a time, each made to stand alone.

Cut by a few signs of English syntax (and by contrasts in other languages), no parser: where a sign is missing, the
sentence stays whole, which is never wrong, only less telling.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from judge.checks.quotations import quotations
from judge.checks.words import Token, Words
from retrieval.claims.listed import items_of

_TABLE = Path(__file__).with_name("splitting.yaml")
_LEAST_WORDS = 3
"""A piece with fewer words of content is no claim of its own."""
_OF, _WHOM = frozenset(["of"]), frozenset(["whom", "which"])


@dataclass(frozen=True)
class Piece:
    """One thing that a sentence claims: its words at ``start:end``, and the same made to stand alone."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Split:
    """A claim taken apart, and what went wrong with a chat model that was to help, in plain words; empty if nothing."""

    pieces: Sequence[Piece]
    trouble: str = ""


Splits = Callable[[str, str], Split]
"""Takes a claim in a language apart."""


def by_rules(sentence: str, language: str) -> Split:
    """A claim taken apart without any model."""
    return Split(pieces_of(sentence, language))


def pieces_of(sentence: str, language: str) -> list[Piece]:
    """The things that a sentence claims, in order; the sentence itself where it claims one."""
    return [one for piece in _clauses(sentence, language) for one in _of_figures(piece, language)]


def _of_figures(piece: Piece, language: str) -> list[Piece]:
    """A claim of a piece for each figure of a list in it; the piece itself where it has none."""
    lead = max(0, len(piece.text) - 1 - (piece.end - piece.start))
    items = items_of(Words(piece.text, language), _is_finite)
    if not items or items[0][1] < lead:
        return [piece]
    return [Piece(text, piece.start + start - lead, piece.start + end - lead) for text, start, end in items]


def _clauses(sentence: str, language: str) -> list[Piece]:
    words = Words(sentence, language if language in ("en", "ru", "fr", "es") else "en")
    cuts = sorted(dict(_cuts(words)).items())
    if not cuts:
        return [Piece(sentence, 0, len(sentence))]
    edges = [0, *(place for place, _ in cuts), len(words.tokens)]
    pieces: list[Piece] = []
    for n, (first, last) in enumerate(zip(edges, edges[1:], strict=False)):
        lead = cuts[n - 1][1] if n else ""
        begin = first + _joining(words, first) if n else first
        body = list(words.tokens[begin:last])
        while body and body[-1].text in ",;.":
            body = body[:-1]
        if not body:
            continue
        start, end = body[0].start, body[-1].end
        own = sentence[start:end]
        pieces.append(Piece(f"{lead} {own}.".strip() if lead else f"{own}.", start, end))
    return pieces


def _cuts(words: Words) -> Iterator[tuple[int, str]]:
    """The tokens at which a new claim begins, each with the words of the sentence that it leans on."""
    quoted = [(q.start, q.end) for q in quotations(words.text)]
    for token in words.tokens[1:-1]:
        if any(start <= token.start < end for start, end in quoted):
            continue
        lead = _lead(words, token)
        if lead is not None and _is_enough(words, token.place):
            yield token.place, lead


def _lead(words: Words, token: Token) -> str | None:
    """What a claim that begins at this token leans on (empty: nothing); None where none begins."""
    before = words.tokens[token.place - 1].text
    place, folded = token.place + 1, token.folded
    following = words.tokens[place].folded
    if token.text == ";" or (folded in _OF and before == "," and following in _WHOM):
        return ""
    if folded in _list("contrasts", words.language) and (before == "," or words.language == "en"):
        return _shared(words, place)
    if folded in _list("joins", words.language):
        if before == "," and _has_own_verb(words, place):
            return _shared(words, place)
        if following in _list("prepositions", words.language) and (lead := _until(words, following, token.place)):
            return lead
        if _is_verb(words, place):
            return _subject(words, token.place)
    if folded in _list("relatives", words.language) and before == "," and _is_finite(words.tokens[place]):
        return _antecedent(words, token.place - 1)
    if folded == "as" and following == "well" and token.place + 3 < len(words.tokens):
        after = words.tokens[token.place + 3].folded
        if after in _list("prepositions", words.language):
            return _until(words, after, token.place)
    if folded in _list("reasons", words.language):
        return words.text[: token.start].strip().rstrip(",")
    return None


def _shared(words: Words, place: int) -> str | None:
    """A clause with its own subject leans on nothing; one that begins with a verb on the subject before."""
    if _is_verb(words, place):
        return _subject(words, place - 1)
    return "" if _has_own_verb(words, place) else None


def _joining(words: Words, first: int) -> int:
    """How many tokens at a cut only join: "and", ", but", "as well as"."""
    if words.tokens[first].folded == "as":
        return 3
    if words.tokens[first].folded in _OF:
        return 2
    return 0 if words.tokens[first].folded in _list("reasons", words.language) else 1


def _has_own_verb(words: Words, place: int) -> bool:
    """Whether a clause with a verb begins here, so that "A, B and C" is not cut."""
    _, end = words.clause_at(place)
    if words.language != "en":
        return end - place > _LEAST_WORDS
    return any(_is_finite(words.tokens[n]) for n in range(place, end))


def _is_verb(words: Words, place: int) -> bool:
    """Whether a verb stands here, perhaps after an adverb ("and now also controls", "and headed")."""
    adverbs = 0
    while place < len(words.tokens) and words.tokens[place].folded in _list("adverbs", words.language):
        place, adverbs = place + 1, adverbs + 1
    if place >= len(words.tokens):
        return False
    token = words.tokens[place]
    return _is_finite(token) or (adverbs > 0 and token.text.islower() and token.text.endswith("s"))


def _is_finite(token: Token) -> bool:
    return token.folded in _list("verbs", "en") or (
        token.text.islower() and len(token.text) > 4 and token.text.endswith("ed")
    )


def _subject(words: Words, cut: int) -> str:
    """The words before the first verb of the sentence, which the claim after the cut shares."""
    for token in words.tokens[1:cut]:
        if _is_finite(token):
            return words.text[: token.start].strip().rstrip(",")
    return ""


def _antecedent(words: Words, comma: int) -> str | None:
    """Whom a relative clause after a comma is about, where that is a name and the clause runs to the sentence's end;
    "which" may stand for the whole sentence before it, so that it is not cut."""
    place = comma
    while place > 0 and words.tokens[place - 1].text[0].isupper():
        place -= 1
    if place == comma or any(token.text == "," for token in words.tokens[comma + 1 :]):
        return None
    return words.text[words.tokens[place].start : words.tokens[comma].start].strip()


def _until(words: Words, preposition: str, cut: int) -> str | None:
    """The sentence up to the same preposition before ("denied the vote *to* prisoners as well as *to* ...")."""
    same = [t for t in words.tokens[1:cut] if t.folded == preposition]
    first_verb = next((t.place for t in words.tokens[1:cut] if _is_finite(t)), None)
    same = [t for t in same if first_verb is not None and t.place > first_verb]
    return words.text[: same[0].start].strip() if same else None


def _is_enough(words: Words, cut: int) -> bool:
    """Whether both sides say something."""
    before, after = words.tokens[:cut], words.tokens[cut + 1 :]
    return all(
        sum(words.is_content(t) or t.text[0].isdecimal() for t in side) >= _LEAST_WORDS - 1 for side in (before, after)
    )


def joining_words(language: str) -> frozenset[str]:
    """Words between two claims that only join them."""
    return _list("contrasts", language) | _list("joins", language) | {"as", "well"} | _OF | _WHOM


@cache
def _facts() -> dict[str, dict[str, str]]:
    loaded: dict[str, dict[str, str]] = yaml.safe_load(_TABLE.read_text(encoding="utf-8"))
    return loaded


@cache
def _list(name: str, language: str) -> frozenset[str]:
    return frozenset(str(_facts()[name].get(language, "")).split())


def is_opinion(sentence: str, language: str) -> bool:
    """Whether it is an opinion, a wish or a prediction, which no record can support or deny."""
    folded = " ".join(sentence.casefold().split())
    said = str(_facts()["opinions"].get(language, ""))
    return any(re.search(rf"(?<!\w){re.escape(e.strip())}(?!\w)", folded) for e in said.split(",") if e.strip())
