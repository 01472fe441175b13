"""Proof: whether a written sentence says nothing but what the texts that it cites say.

Each sentence is cut into its sides (`proving.sides`), each side held against the sentences of its texts that it rests
on (`proving.support`): first what needs no model (figures, names, quoted words, who speaks, denials, reserves, words
that are not the text's), then what the judge says. Any of them suffices for it not to stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from judge.checks import Places
from judge.checks.figures import figures
from judge.checks.words import Words, words_of
from judge.judgement import Judge
from library.text import sentence_spans
from retrieval.writing.proving import (
    changed,
    counted,
    dated,
    denied,
    doers,
    joined,
    kinds,
    named,
    paired,
    parts,
    reserved,
    spoken,
    turned,
    universal,
)
from retrieval.writing.proving.sides import Side, sides
from retrieval.writing.proving.source import Source
from retrieval.writing.proving.support import Support, support_of
from retrieval.writing.proving.wording import check as check_wording
from retrieval.writing.proving.wording import markup, says_of, strange_words

__all__ = ["Proof", "Prover", "Source"]

SURE = 0.5
"""Entailment, in both readings, from which a sentence may have a word or two that its text lacks."""
OPEN = 0.97
"""Chance that the text leaves it open, in both readings, from which not even a sentence in the text's words stands."""
AGAINST = 0.75
"""Chance that the text says the contrary, in both readings, from which a sentence does not stand."""
STRANGE = 0.25
"""Share of a sentence's words of content that the text may lack where the judge is sure."""
MOST_STRANGE = 2
"""How many words that may be."""
_MARKS = re.compile(r"\s*\[\d+(?:\s*[,;–-]\s*\d+)*\]")


@dataclass(frozen=True)
class Proof:
    """Whether a sentence stands, and why it does not."""

    stands: bool
    reasons: tuple[str, ...]
    """In plain words, for whoever mends it; empty where it stands."""


class Prover:
    """Proves sentences. Threads may share one."""

    def __init__(self, judge: Judge, places: Places) -> None:
        """``places`` finds the countries that a text names (`library.countries`)."""
        self._judge = judge
        self._places = places

    def prove(self, sentence: str, cited: Sequence[Source]) -> Proof:
        """Whether ``sentence`` stands on the texts that it cites; marks like ``[2]`` in it are not read."""
        plain = _MARKS.sub("", sentence).strip()
        if not cited:
            return Proof(False, ("It cites nothing.",))
        if not re.search(r"\w", plain):
            return Proof(False, ("It says nothing.",))
        reasons = dict.fromkeys(self._reasons(plain, cited))
        return Proof(not reasons, tuple(reasons))

    def _reasons(self, sentence: str, cited: Sequence[Source]) -> Iterator[str]:
        yield from markup(sentence, [source.text for source in cited])
        for start, end in sentence_spans(sentence, cited[0].language):
            yield from self._of_one(sentence[start:end], cited)

    def _of_one(self, sentence: str, cited: Sequence[Source]) -> Iterator[str]:
        language = _language(sentence, cited)
        yield from kinds.check(sentence, language, cited)
        sentence = kinds.without(sentence, language, cited)
        yield from changed.check(words_of(sentence, language))
        told = sides(sentence, language, cited, self._places)
        if told is None:
            yield "It cites texts on several elections and does not say which one it is about."
            return
        beyond_judge = _has_several_figures(words_of(sentence, language))
        for side in told:
            yield from self._of_side(side, language, beyond_judge=beyond_judge)
        said, support = words_of(sentence, language), support_of(words_of(sentence, language), cited)
        if not says_of(said, support.words, words_of(support.about)):
            yield "It says nothing of what the cited text says."

    def _of_side(self, side: Side, language: str, *, beyond_judge: bool) -> Iterator[str]:
        said = words_of(side.sentence, language)
        support = support_of(said, side.cited)
        found = list(_without_judge(said, support, self._places))
        yield from found
        if language != support.language:
            yield "It is in another language than its text, so that only its figures and names can be proven."
        elif not found:
            in_turn = any(paired.is_given_in_turn(f, said, support.words) for f in figures(said))
            heeds = not (beyond_judge or in_turn or spoken.is_speech(said, support))
            yield from self._judged(side.sentence, said, support, heeds_contrary=heeds)

    def _judged(self, sentence: str, said: Words, support: Support, *, heeds_contrary: bool) -> Iterator[str]:
        """What the judge says, which reads the text twice: under all that it is about, and under its election alone."""
        contexts = (support.about, support.about.split(". ")[0])
        text = named.spelt_out(support.words, said)
        judged = self._judge.relations([f"{context}\n{text}" for context in contexts], [sentence] * 2)
        wording = strange_words(said, support.words, words_of(support.about))
        few = wording.share <= STRANGE and len(wording.strange) <= MOST_STRANGE and not wording.never
        if wording.strange and not (few and min(j.entailment for j in judged) >= SURE):
            yield f"The cited text does not say: {', '.join(token.text for token in wording.strange)}."
        elif min(j.neutral for j in judged) >= OPEN:
            yield "The cited text does not seem to say this."
        elif min(j.contradiction for j in judged) >= AGAINST and heeds_contrary:
            yield "The cited text seems to say the contrary."


def _has_several_figures(said: Words) -> bool:
    """Of these, which are looked at by themselves, the judge takes for a contradiction what is none ("12 per cent,
    against seven"), as it does of figures given in turn and of what a person said of themselves."""
    return sum(not f.weak and f.measure not in ("year", "day") for f in figures(said)) > 1


def _language(sentence: str, cited: Sequence[Source]) -> str:
    """That of the sentence; a short one without little words is taken to be in its text's."""
    told = words_of(sentence)
    theirs = cited[0].language
    if told.language != theirs:
        same = words_of(sentence, theirs)
        there = words_of(cited[0].text, theirs).stems
        if same.stems and len(same.stems & there) * 2 > len(same.stems):
            return theirs
    return told.language


def _without_judge(said: Words, support: Support, places: Places) -> Iterator[str]:
    everything, about = words_of(support.everything, support.language), words_of(support.about)
    yield from counted.check(said, support.words, support.everything, support.about)
    yield from dated.of_whom(said, [piece.words for piece in support.pieces])
    yield from named.check(said, support.words, everything, about, places)
    yield from spoken.check(said, support)
    if said.language == support.language:
        yield from denied.check(said, support.words)
        yield from reserved.check(said, support.words)
        yield from dated.order(said, support.words)
        yield from doers.check(said, support.words)
        yield from turned.check(said, support.words)
        yield from universal.check(said, support.words)
        yield from parts.check(said, support.words, places)
        yield from check_wording(said, support.words, about)
        yield from joined.check(said, support)
