"""Proof: whether a written sentence says nothing but what the texts that it cites say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from judge.checks import Objection, Places, objections
from judge.checks.words import Words, words_of
from judge.judgement import Judge, Judgement
from library.text import sentence_spans
from retrieval.writing.wording import Wording, strange_words

UNITS = 4
"""Texts that the judge reads for one sentence; more cost time and tell little."""
SURE = 0.5
"""Entailment from which a sentence may have a word or two that its text lacks."""
DENIED = 0.85
"""Contradiction from which even a sentence in the text's own words does not stand."""
STRANGE = 0.2
"""Share of a sentence's words of content that the text may lack where the judge is sure."""
_MARKS = re.compile(r"\s*\[\d+(?:\s*[,;–-]\s*\d+)*\]")


@dataclass(frozen=True)
class Source:
    """One numbered text that the model was given and may cite."""

    text: str
    """Verbatim words of the statement."""
    about: str
    """What it is about without saying so: country, election, days, bodies, speaker; see `retrieval.claims.units.about`."""
    speaker: str | None
    """Who says it, where it is one person and not the observers together."""
    language: str


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
        language = cited[0].language
        said = words_of(sentence)
        text, context = _serving(said, cited)
        found = objections(text, sentence, context=context, places=self._places, text_language=language)
        yield from map(_told, found)
        wording = strange_words(said, words_of(text, language), words_of(context))
        yield from wording.minted
        if not found:
            yield from self._judged(sentence, text, context, wording)

    def _judged(self, sentence: str, text: str, context: str, wording: Wording) -> Iterator[str]:
        judgement = self._judge.relation(f"{context}\n{text}", sentence)
        if wording.share > STRANGE or (wording.strange and judgement.entailment < SURE):
            yield f"The cited text does not say: {', '.join(wording.strange)}."
        elif judgement.contradiction >= DENIED:
            yield _DENIES


_DENIES = "The cited text seems to say something else."


def _told(objection: Objection) -> str:
    return f"“{objection.words}”: {objection.message}"


def _serving(said: Words, cited: Sequence[Source]) -> tuple[str, str]:
    """The sentences of the cited texts that have most of the words, as few as have them all; and what they are about."""
    pieces = [(words_of(source.text[a:b], source.language), source) for source in cited for a, b in _spans(source)]
    missing = set(said.stems)
    chosen: list[int] = []
    while True:
        best = max(range(len(pieces)), key=lambda n: (len(pieces[n][0].stems & missing), -n))
        gained = pieces[best][0].stems & missing
        if (not gained and chosen) or best in chosen:
            break
        chosen.append(best)
        missing -= gained
    texts = [pieces[n][0].text for n in sorted(chosen)]
    about = dict.fromkeys(pieces[n][1].about for n in sorted(chosen))
    return " ".join(texts), " ".join(about)


def _spans(source: Source) -> list[tuple[int, int]]:
    return sentence_spans(source.text, source.language) or [(0, len(source.text))]


__all__ = ["Judgement", "Proof", "Prover", "Source"]
