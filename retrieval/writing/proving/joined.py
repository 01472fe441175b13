"""Words that a written sentence puts side by side and its text keeps apart, in the place of others: what the text says
of one thing told of another ("the penalty for spreading" where it has "the penalty for insulting")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from judge.checks.figures import figures
from judge.checks.words import Token, Words
from retrieval.writing.proving.rephrasing import ELECTION, equal_to, frame
from retrieval.writing.proving.support import Support

_NEAR = 6
"""Words of content of one sentence of the text between which two words may stand and still belong together."""


_AND = frozenset("and и et y".split())
"""Behind these another thing begins: "lowered the number of signatures and introduced observation"."""
_APART = frozenset("still already also however following including regarding concerning according during".split())
"""Adverbs, and what joins though it looks like a word of content ("following a hearing")."""


def check(said: Words, support: Support) -> Iterator[str]:
    """Neighbours in the sentence that are strangers in the text."""
    texts = [[t for t in piece.words.tokens if piece.words.is_content(t)] for piece in support.pieces]
    stems = [[piece.words.stem(t) for t in tokens] for piece, tokens in zip(support.pieces, texts, strict=True)]
    for one, other in _neighbours(said):
        a, b = (equal_to(said.stem(t), said.language) for t in (one, other))
        if not _known(a, stems) or not _known(b, stems) or _meet(a, b, stems):
            continue
        if _replaces(b, stems, said, -1) and _replaces(a, stems, said, 1):
            yield f"The cited text does not say this of one thing: “{one.text} … {other.text}”."
            return


def _neighbours(said: Words) -> Iterator[tuple[Token, Token]]:
    place = 0
    while place < len(said.tokens):
        _, end = said.clause_at(place)
        words = [t for t in said.tokens[place:end] if said.is_content(t) and not _is_apart(t, said)]
        pairs = zip(words, words[1:], strict=False)
        yield from ((a, b) for a, b in pairs if not any(t.folded in _AND for t in said.tokens[a.place : b.place]))
        place = max(end, place + 1)


def _is_apart(token: Token, said: Words) -> bool:
    """Words that say who or when, and may stand anywhere."""
    stem = said.stem(token)
    whole = stem in ELECTION and not token.folded.endswith("ing")
    counted = any(f.start <= token.start < f.end for f in figures(said))
    return (
        whole
        or counted
        or token.folded in _APART
        or stem in frame(said.language)
        or (token.text[0].isupper() and token.place > 0)
    )


def _known(word: frozenset[str], stems: Sequence[Sequence[str]]) -> bool:
    return any(word & set(of) for of in stems)


def _meet(one: frozenset[str], other: frozenset[str], stems: Sequence[Sequence[str]]) -> bool:
    for of in stems:
        first = [n for n, stem in enumerate(of) if stem in one]
        second = [n for n, stem in enumerate(of) if stem in other]
        if any(abs(a - b) <= _NEAR for a in first for b in second):
            return True
    return False


def _replaces(word: frozenset[str], stems: Sequence[Sequence[str]], said: Words, step: int) -> bool:
    """Whether everywhere in the text a word has another neighbour on that side, one that the sentence does not say."""
    neighbours = [
        of[n + step] if 0 <= n + step < len(of) else None for of in stems for n, stem in enumerate(of) if stem in word
    ]
    return all(near is not None and near not in said.stems for near in neighbours)
