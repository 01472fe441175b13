"""The language of a document."""

from __future__ import annotations

import threading
from functools import cache

import py3langid

_LIKELY = (
    "en ru fr es pt de it uk be ro bg mk sr hr bs sl sk cs pl hu sq tr az ka hy kk ky mn ar nl el lv lt et"  # noqa: SIM905
).split()
_ENOUGH = 6_000
_LOCK = threading.Lock()


@cache
def _ready() -> None:
    py3langid.set_languages(_LIKELY)


def language_of(text: str) -> str:
    """ISO 639-1 code of the language that most of the text is in; English where there is too little to tell."""
    sample = text[:_ENOUGH]
    if sum(letter.isalpha() for letter in sample) < 20:
        return "en"
    with _LOCK:  # the classifier and its choice of languages are shared by the whole process
        _ready()
        code, _ = py3langid.classify(sample)
    return str(code)
