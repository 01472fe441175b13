"""The quotations that carry a written sentence: the sentences of a passage that suffice, and only what they prove."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from judge.checks import Places
from judge.judgement import Judge
from library.records import Citation, Passage, Statement
from library.text import stems
from retrieval.choice import belonging, note_number
from retrieval.claims.units import about
from retrieval.writing.given import Given
from retrieval.writing.proof import Proof, Prover, Source

NEAREST = 3
"""Passages that are tried where the cited ones do not carry a sentence."""


class Carriers:
    """Finds them and remembers each proof, so that proving again what leaves costs nothing. One for each answer."""

    def __init__(self, judge: Judge, places: Places, language: str) -> None:
        """``language`` is that of the sentences."""
        self._prover = Prover(judge, places)
        self._language = language
        self._known: dict[tuple[str, tuple[Source, ...]], Proof] = {}

    def carry(self, sentence: str, cited: Sequence[Citation]) -> bool:
        """Whether the quotes of these citations carry the sentence."""
        return self._prove(sentence, cited).stands

    def find(self, sentence: str, given: Sequence[Given]) -> tuple[tuple[Citation, ...], tuple[str, ...]]:
        """Quotes from these passages that carry the sentence: of each passage that carries it alone the least that
        does, else of all together. None where nothing does, then with the reasons."""
        reasons: tuple[str, ...] = ("It names no passage that says so.",)
        alone: list[Citation] = []
        for one in given:
            for tried in self._attempts(sentence, one):
                proof = self._prove(sentence, tried)
                if proof.stands:
                    alone += tried
                    break
                reasons = proof.reasons
        if alone or len(given) < 2:
            return tuple(alone), () if alone else reasons
        together = tuple(quote for one in given for quote in next(self._attempts(sentence, one)))
        proof = self._prove(sentence, together)
        return (together, ()) if proof.stands else ((), proof.reasons)

    def elsewhere(self, sentence: str, given: Sequence[Given], tried: Sequence[Given]) -> tuple[Citation, ...]:
        """Quotes from the nearest other passages that carry it."""
        for one in self.near(sentence, [one for one in given if one not in tried]):
            found, _ = self.find(sentence, [one])
            if found:
                return found
        return ()

    def near(self, sentence: str, given: Sequence[Given]) -> list[Given]:
        """The passages that have most of a sentence's words, at most `NEAREST`."""
        said = set(stems(sentence, self._language))
        shares = {one.n: share(said, one.passage.text, one.statement.language) for one in given}
        return sorted((one for one in given if shares[one.n]), key=lambda one: -shares[one.n])[:NEAREST]

    def nearest(self, sentence: str, given: Given) -> Citation:
        """The sentence of a passage that has most of this one's words, with those that it leans on."""
        said, passage = set(stems(sentence, self._language)), given.passage
        language = given.statement.language
        near = max(range(len(passage.sentences)), key=lambda n: share(said, _text(passage, n), language))
        belongs = [near, *belonging(passage, near)]
        return quote(given.statement, passage, min(belongs), max(belongs))

    def _attempts(self, sentence: str, given: Given) -> Iterator[tuple[Citation, ...]]:
        """What of a passage may carry a sentence, the least first: the nearest sentence with those that it leans on,
        all that this voice says there, all of the passage."""
        statement, passage = given.statement, given.passage
        near, runs = self.nearest(sentence, given), _voices(passage)
        own = next(run for run in runs if passage.sentences[run[-1]].end >= near.end)
        tried = [
            (near,),
            (quote(statement, passage, own[0], own[-1]),),
            tuple(quote(statement, passage, run[0], run[-1]) for run in runs),
        ]
        yield from dict.fromkeys(tried)

    def _prove(self, sentence: str, cited: Sequence[Citation]) -> Proof:
        sources = tuple(_source(c) for c in cited)
        key = (sentence, sources)
        if key not in self._known:
            self._known[key] = self._prover.prove(sentence, sources)
        return self._known[key]


def share(said: set[str], text: str, language: str) -> float:
    """Share of a sentence's words (stems) that a text has."""
    return len(said & set(stems(text, language))) / (len(said) or 1)


def quote(statement: Statement, passage: Passage, first: int, last: int) -> Citation:
    """The sentences ``first`` to ``last`` of a passage, by one voice, as a citation that has no number yet."""
    sentence, end = passage.sentences[first], passage.sentences[last].end
    start = sentence.start + note_number(passage, sentence, statement.language)
    return Citation(
        n=0,
        statement=statement,
        passage=passage,
        quote=passage.words(start, end),
        start=start,
        end=end,
        voice=sentence.voice,
        speaker=statement.speaker_named(sentence.speaker),
    )


def _text(passage: Passage, n: int) -> str:
    return passage.words(passage.sentences[n].start, passage.sentences[n].end)


def _voices(passage: Passage) -> list[list[int]]:
    """The sentences of a passage, those beside each other by one voice together."""
    said = enumerate(passage.sentences)
    return [[n for n, _ in run] for _, run in groupby(said, key=lambda s: (s[1].voice, s[1].speaker))]


def _source(citation: Citation) -> Source:
    speaker = citation.speaker.name if citation.speaker else None
    return Source(
        text=citation.quote,
        about=about(citation.statement, citation.passage, speaker),
        speaker=speaker,
        language=citation.statement.language,
        kind=citation.statement.kind,
    )
