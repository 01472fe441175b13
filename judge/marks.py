"""Words of a text and a sentence, each with whether the other side has it too: what the model is told beside the words.

A small encoder is weak at telling whether a figure or a name of the sentence stands in the text at all. So each token
of the pair carries a mark (BERT's token type, extended from two to `MARKS`) that says it outright.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from snowballstemmer import stemmer

TEXT, SENTENCE = 0, 1
TEXT_WORD_SHARED, TEXT_NUMBER, TEXT_NUMBER_SHARED = 2, 3, 4
SENTENCE_WORD_SHARED, SENTENCE_NUMBER, SENTENCE_NUMBER_SHARED, SENTENCE_NAME = 5, 6, 7, 8
MARKS = 9

_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
_NUMBER_WORDS = (
    {word: str(value) for value, word in enumerate(_UNITS)}
    | {word: str(20 + 10 * step) for step, word in enumerate(_TENS)}
    | {
        f"{tens}-{unit}": str(20 + 10 * step + value)
        for step, tens in enumerate(_TENS)
        for value, unit in enumerate(_UNITS[1:10], 1)
    }
    | {word: f"{value}th" for value, word in enumerate(_ORDINALS, 1)}
    | {word: word for word in "half halves quarter quarters thirds hundred thousand million none".split()}
)
_WORD = re.compile(
    rf"(?P<digits>\d{{1,3}}(?:[ \u00a0\u202f]\d{{3}})+(?:[.,]\d+)?|\d+(?:[.,]\d+)*)"
    rf"|(?:{'|'.join(_TENS)})-(?:{'|'.join(_UNITS[1:10])})\b"
    r"|[^\W\d_]+",
    re.IGNORECASE,
)
_THOUSANDS = re.compile(r"[., \u00a0\u202f](?=\d{3}(?!\d))")
_stemmer = stemmer("english")


class Kind(Enum):
    """What a word is, as far as marks care."""

    WORD = 0
    NUMBER = 1
    NAME = 2


@dataclass(frozen=True)
class Word:
    """A word of a text: its span, and the key under which equal words meet: ``1,100`` and ``1100``, ``ten``, ``10``."""

    start: int
    end: int
    key: str
    kind: Kind


def words(text: str) -> list[Word]:
    """The words and figures of ``text`` in reading order; what lies between them is in no word."""
    found = []
    for match in _WORD.finditer(text):
        word = match.group()
        if match.group("digits"):
            key, kind = _figure(word), Kind.NUMBER
        elif value := _NUMBER_WORDS.get(word.lower()):
            key, kind = value, Kind.NUMBER
        else:
            # The first word of a sentence has its capital from there.
            named = word[0].isupper() and match.start() > 0 and text[match.start() - 2 : match.start() - 1] not in ".!?"
            key, kind = _stem(word.lower()), Kind.NAME if named else Kind.WORD
        found.append(Word(match.start(), match.end(), key, kind))
    return found


def marks_of_text(text: list[Word], sentence: list[Word]) -> list[int]:
    """The mark of each word of the text, given the words of the sentence."""
    shared = {word.key for word in sentence}
    return [
        (TEXT_NUMBER_SHARED if word.key in shared else TEXT_NUMBER)
        if word.kind is Kind.NUMBER
        else (TEXT_WORD_SHARED if word.key in shared else TEXT)
        for word in text
    ]


def marks_of_sentence(sentence: list[Word], text: list[Word]) -> list[int]:
    """The mark of each word of the sentence, given the words of the text."""
    shared = {word.key for word in text}
    lacking = {Kind.WORD: SENTENCE, Kind.NUMBER: SENTENCE_NUMBER, Kind.NAME: SENTENCE_NAME}
    present = {Kind.WORD: SENTENCE_WORD_SHARED, Kind.NUMBER: SENTENCE_NUMBER_SHARED, Kind.NAME: SENTENCE_WORD_SHARED}
    return [(present if word.key in shared else lacking)[word.kind] for word in sentence]


def _figure(digits: str) -> str:
    """``1,100``, ``1 100`` and ``1100`` alike; ``8,5`` and ``8.5`` alike."""
    return _THOUSANDS.sub("", digits).replace(",", ".")


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    return str(_stemmer.stemWord(word))
