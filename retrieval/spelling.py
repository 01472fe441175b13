"""Slips of the pen in a question: a word that neither the record nor the language knows, one or two letters beside one
that the record uses."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from library.library import Library
from library.text import stems
from library.vocabulary import vocabulary
from retrieval.clues import FRAME

LEAST_LETTERS = 4
"""Shorter words are left alone: one wrong letter makes another word of them; in words of four letters only swapped ones
are mended."""
LONG = 9
"""Letters from which two slips are mended, and not only one."""
_WORD = re.compile(r"(?<![\w'’-])[^\W\d_A-ZА-ЯÀ-Þ][^\W\d_]*(?![\w'’-])")
"""A word in small letters: names are never made into others, since a name that is not there must be missed."""


def mended(question: str, library: Library, language: str) -> str:
    """The question with its misspelt words as the record spells them; the same where there are none."""

    def right(match: re.Match[str]) -> str:
        word = match[0]
        return (
            word
            if len(word) < LEAST_LETTERS or _is_known(word, library, language)
            else _nearest(word, library, language)
        )

    return _WORD.sub(right, question)


def _is_known(word: str, library: Library, language: str) -> bool:
    """Whether the record holds the word in some form, or the embedding model has it whole (common English words)."""
    if word.casefold() in _asking(language):
        return True
    stem = stems(word, language)
    # A function word has no stem; what the model's tokenizer does not cut is a word of English.
    return not stem or library.catalog.document_frequency(stem[0]) > 0 or library.embedder.count_tokens(word) == 3


def _nearest(word: str, library: Library, language: str) -> str:
    """The word of the record that is written most alike and begins with the same letter, else the word itself."""
    known, asking = vocabulary(library, language), _asking(language)
    most = 2 if len(word) >= LONG else 1
    near = process.extract(word, [*known, *asking], scorer=OSA.distance, score_cutoff=most, limit=20)
    found = [(distance, -known.get(other, 0), other) for other, distance, _ in near if other[0] == word[0]]
    if len(word) == LEAST_LETTERS:
        found = [one for one in found if sorted(one[2]) == sorted(word)]
    return min(found)[2] if found else word


@lru_cache(maxsize=8)
def _asking(language: str) -> frozenset[str]:
    return frozenset(FRAME.get(language, "").split())
