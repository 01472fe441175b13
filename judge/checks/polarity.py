"""What is denied in a text, and which words say the opposite of which."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from judge.checks.expressions import size_at
from judge.checks.tables import facts, table
from judge.checks.words import Token, Words

_REACH = 5
"""Words of content that a negation reaches forward, within its clause."""


@dataclass(frozen=True)
class Denial:
    """A word that denies, and the words of content that it reaches."""

    cue: Token
    reached: tuple[Token, ...]


@lru_cache(maxsize=2_000)
def denials(words: Words) -> tuple[Denial, ...]:
    """All denials of a text; "not only", "no fewer than" and "not all" deny nothing of what follows."""
    found, place = [], 0
    while place < len(words.tokens):
        token = words.tokens[place]
        if size := size_at(words, place, "not negating"):
            place += size
            continue
        if is_negation(words, token):
            _, end = words.clause_at(place) if token.text not in ",;:" else (place, place)
            reached = [t for t in words.tokens[place + 1 : end] if words.is_content(t)][:_REACH]
            if not reached:
                # "could tell not one": what is denied stands before.
                first = words.clause_at(place)[0]
                reached = [t for t in words.tokens[first:place] if words.is_content(t)][-2:]
            found.append(Denial(token, tuple(reached)))
        place += 1
    return tuple(found)


def is_negation(words: Words, token: Token) -> bool:
    """Whether a word denies by itself (``not``, ``failed``, ``n't``, ``без``)."""
    following = words.tokens[token.place + 1 : token.place + 3]
    if token.folded == "no" and len(following) == 2 and following[0].text == "." and following[1].text[0].isdecimal():
        return False  # "Act No. 14"
    short = token.text.casefold().replace("’", "'").endswith("n't") and words.language == "en"
    return short or (token.is_word and bool(size_at(words, token.place, "negations")))


def undone(words: Words, token: Token) -> str | None:
    """The stem that a word with a denying prefix denies (``valid`` of ``invalid``); None for other words. Whether
    it is a word must be seen from where it occurs."""
    for prefix in table("negating prefixes", words.language):
        if token.folded.startswith(prefix) and len(token.folded) - len(prefix) >= 4:
            return words.stem(Token(token.folded[len(prefix) :], 0, 0, 0))
    return None


def opposite_of(words: Words, token: Token) -> tuple[frozenset[int], frozenset[int]]:
    """The pairs of opposites that a word belongs to: those whose first side it is on, and whose second."""
    return _sides(words.language, token.folded)


def opposites(text: Words, sentence: Words) -> Iterator[tuple[Token, Token]]:
    """Words of the sentence with a word of the text that says the opposite, where the text never says the word itself
    (nor one of its own side)."""
    if text.language != sentence.language:
        return
    for token in sentence.tokens:
        if not sentence.is_content(token) and not _is_listed(sentence, token):
            continue
        one, two = opposite_of(sentence, token)
        if not one and not two or sentence.stem(token) in text.stems:
            continue
        theirs = [(t, *opposite_of(text, t)) for t in text.tokens if t.is_word]
        against = [t for t, a, b in theirs if (one & b) or (two & a)]
        alike = [t for t, a, b in theirs if (one & a) or (two & b)]
        if against and not alike:
            yield token, against[0]


def _is_listed(words: Words, token: Token) -> bool:
    return token.is_word and any(opposite_of(words, token))


@cache
def _pairs(language: str) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    pairs = []
    for line in filter(None, str(facts()["opposites"].get(language, "")).split(",")):
        one, two = line.split()
        pairs.append((tuple(one.split("|")), tuple(two.split("|"))))
    return tuple(pairs)


@cache
def _sides(language: str, word: str) -> tuple[frozenset[int], frozenset[int]]:
    pairs = _pairs(language)
    return (
        frozenset(n for n, (one, _) in enumerate(pairs) if _in(word, one)),
        frozenset(n for n, (_, two) in enumerate(pairs) if _in(word, two)),
    )


def _in(word: str, side: tuple[str, ...]) -> bool:
    return any(word.startswith(w[:-1]) if w.endswith("*") else word == w for w in side)
