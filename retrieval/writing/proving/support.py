"""The sentences of the cited texts that a written sentence rests on: as few as have all its words that they have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from judge.checks.figures import Figure, figures
from judge.checks.words import Words, words_of
from library.text import sentence_spans
from retrieval.writing.proving.orders import is_order
from retrieval.writing.proving.rephrasing import equal_to
from retrieval.writing.proving.source import Source

_ITSELF = 0.5
"""What a word counts that another sentence has said in another word."""
_FIGURE = 2.0
"""What a figure counts when sentences are chosen, where a word counts one."""


@dataclass(frozen=True)
class Piece:
    """A sentence of a cited text."""

    source: Source
    start: int
    end: int

    @property
    def text(self) -> str:
        """Its words."""
        return self.source.text[self.start : self.end]

    @property
    def words(self) -> Words:
        """Its tokens."""
        return words_of(self.text, self.source.language)


@dataclass(frozen=True)
class Support:
    """The texts that one side of a sentence cites, and the sentences of them that it rests on."""

    cited: tuple[Source, ...]
    pieces: tuple[Piece, ...]
    """In the order in which they stand."""

    @property
    def language(self) -> str:
        """The language of the texts; of the first, where they have several."""
        return self.cited[0].language

    @cached_property
    def text(self) -> str:
        """The sentences that it rests on, one after the other."""
        return " ".join(piece.text for piece in self.pieces)

    @property
    def words(self) -> Words:
        """Their tokens."""
        return words_of(self.text, self.language)

    @cached_property
    def everything(self) -> str:
        """All that the texts say."""
        return "\n".join(source.text for source in self.cited)

    @cached_property
    def about(self) -> str:
        """What the texts are about without saying so."""
        return " ".join(dict.fromkeys(source.about for source in self.cited))


def support_of(said: Words, cited: Sequence[Source]) -> Support:
    """Chooses greedily whichever sentence adds most, until none adds anything; orders to a model carry nothing."""
    pieces = [Piece(source, start, end) for source in cited for start, end in _spans(source)]
    pieces = [piece for piece in pieces if not is_order(piece.text)] or [Piece(cited[0], 0, 0)]
    wanted: dict[str, tuple[frozenset[str], float]] = {s: (equal_to(s, said.language), 1.0) for s in said.stems}
    wanted |= {_key(f): (frozenset({_key(f)}), _FIGURE) for f in figures(said) if not f.weak}
    held = [_held(piece) for piece in pieces]
    chosen: set[int] = set()
    while wanted:
        gains = [sum(worth for keys, worth in wanted.values() if keys & own) for own in held]
        best = max(range(len(gains)), key=lambda n: (gains[n], -n))
        if gains[best] == 0:
            break
        chosen.add(best)
        wanted = {key: left for key, want in wanted.items() if (left := _left(key, *want, held[best]))}
    return Support(tuple(cited), tuple(pieces[n] for n in sorted(chosen or {0})))


def _left(key: str, keys: frozenset[str], worth: float, held: frozenset[str]) -> tuple[frozenset[str], float] | None:
    """What is still wanted of a word after a sentence was chosen: the word itself, where that says it otherwise."""
    if key in held:
        return None
    return (frozenset({key}), _ITSELF) if keys & held else (keys, worth)


def _held(piece: Piece) -> frozenset[str]:
    return piece.words.stems | {_key(figure) for figure in figures(piece.words)}


def _key(figure: Figure) -> str:
    return f"{figure.measure} {figure.value:.6g}"


def _spans(source: Source) -> list[tuple[int, int]]:
    return sentence_spans(source.text, source.language) or [(0, len(source.text))]
