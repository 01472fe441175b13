"""The language of a document."""

from __future__ import annotations

import threading
from collections import Counter
from functools import cache

import py3langid

from ingest.describe.facts import Fact, fact

_LIKELY = (
    "en ru fr es pt de it uk be ro bg mk sr hr bs sl sk cs pl hu sq tr az ka hy kk ky mn ar nl el lv lt et"
).split()
_ENOUGH = 3_000
_PARAGRAPH = 800
_LOCK = threading.Lock()


@cache
def _ready() -> None:
    py3langid.set_languages(_LIKELY)


def language_of(text: str) -> str:
    """ISO 639-1 code of the language that most of the text is in."""
    return read_language(text).value


def read_language(text: str) -> Fact[str]:
    """ISO 639-1 code of the language that most of the text is in; English where there is too little to tell.

    Paragraph by paragraph: the classifier would give a text with one Russian sentence to Russian.
    """
    letters: Counter[str] = Counter()
    with _LOCK:  # the classifier and its choice of languages are shared by the whole process
        _ready()
        for paragraph in text[:_ENOUGH].split("\n\n"):
            count = sum(letter.isalpha() for letter in paragraph)
            if count >= 20:
                letters[str(py3langid.classify(paragraph[:_PARAGRAPH])[0])] += count
    if not letters:
        return fact("en", "default", 0.3)
    best, most = letters.most_common(1)[0]
    return fact(best, "text", most / letters.total() if most >= 150 else 0.6)
