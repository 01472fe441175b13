"""Letters that were lost where a font has one sign for two: "Ofce", "fndings", "ofice" where "Office" is printed.

Only what is certain is mended: just one way of filling the broken word makes one that is in the list beside this file,
or, where it is none that anyone writes, one that stands whole in the same document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path

from ingest.readers.pages.printed import Printed
from ingest.readers.pages.sheet import UNKNOWN

_LETTER = rf"[^\W\d_]|{UNKNOWN}"
_WORD = re.compile(rf"(?:{_LETTER})+")
_LOST = ("ff", "fi", "fl", "ffi", "ffl")
_OTHERS = ("tt", "ti", "tf", "ft", "fj", "th")
_STRANGE = re.compile(rf"f[bcdghjkmnpqvwxz]|{UNKNOWN}")
"""An f before these letters opens no syllable in the languages that observers write in."""
_MOST_PLACES = 3
_LONGEST = 40
_LIST = Path(__file__).with_name("ligatures.txt")


class Mender:
    """Puts lost letters back into the texts of one document.

    Only in a document that shows its loss by a word that cannot be: what is broken English may be good Romanian.
    """

    def __init__(self, words: frozenset[str], *, unknown: bool = False) -> None:
        """``words`` are those of the document, in lower case; ``unknown`` tells that some have `UNKNOWN` letters."""
        self._whole = frozenset(word for word in words if not _STRANGE.search(word))
        suspects = (word for word in words - self._whole if len(word) <= _LONGEST)
        self._loses = unknown or any(any(way in _known() for way, _ in _ways(word)) for word in suspects)

    def mended(self, text: Printed) -> Printed:
        """The text with its letters, its marks grown with them."""
        if not self._loses:
            return text
        changes: list[tuple[int, int, str]] = []
        for found in _WORD.finditer(text.text):
            if "f" in found.group().lower() or UNKNOWN in found.group():
                changes += [
                    (found.start() + at, found.start() + to, new) for at, to, new in self._changes(found.group())
                ]
        return text.with_changes(changes) if changes else text

    def _changes(self, word: str) -> list[tuple[int, int, str]]:
        """What to put where in a word; nothing where it is whole or nothing is certain."""
        low = word.lower()
        if len(word) > _LONGEST or low in _known():
            return []
        strange = bool(_STRANGE.search(low))
        ways = dict(_ways(low))
        known = [way for way in ways if way in _known()] or [way for way in ways if strange and way in self._whole]
        return ways[known[0]] if len(known) == 1 else []


def _ways(word: str) -> Iterator[tuple[str, list[tuple[int, int, str]]]]:
    """What a word may have been, and how it is made so: an f, or an unknown letter, was a ligature."""
    places = [place for place, letter in enumerate(word) if letter in ("f", UNKNOWN)][:_MOST_PLACES]
    for chosen in product(*(_choices(word, place) for place in places)):
        changes = [(place, place + 1, new) for place, new in zip(places, chosen, strict=True) if new != word[place]]
        if changes:
            letters = dict(zip(places, chosen, strict=True))
            yield "".join(letters.get(place, letter) for place, letter in enumerate(word)), changes


def _choices(word: str, place: int) -> tuple[str, ...]:
    if word[place] == UNKNOWN:
        return (*_LOST, *_OTHERS)
    # Of "ffi" the whole sign is lost: an f before an i that is there was a single one.
    fits = tuple(sign for sign in _LOST if sign != "ff" or word[place + 1 : place + 2] not in ("i", "l"))
    return ("f", *fits)


@cache
def _known() -> frozenset[str]:
    return frozenset(_LIST.read_text(encoding="utf-8").split())
