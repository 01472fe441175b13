"""Quoted words: what a sentence sets in quotation marks must stand so in its text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from judge.checks.objection import Objection

_QUOTED = re.compile(
    r"“([^”]+)”|„([^“”]+)[“”]|«\s?([^»]+?)\s?»|\"([^\"]+)\"|(?<!\w)[‘']([^’']+(?:['’]\w+[^’']*)*)[’'](?!\w)"
)
_GAP = re.compile(r"\s*(?:\[(?:\.\.\.|…)\]|\((?:\.\.\.|…)\)|\.\.\.|…)\s*")
_LETTER = re.compile(r"\[(\w)\](?=\w)")
"""A first letter made small or capital: "[t]he voters"."""
_INSERTED = re.compile(r"\[[^\]]*\]")
_WORD = re.compile(r"[^\W_]+(?:['’\u00ad][^\W_]+)*")
_LEAST_WORDS = 2
"""A single quoted word is a name or a word held at arm's length; it must occur, but says little by itself."""
_LIKE = 60.0


@dataclass(frozen=True)
class Quotation:
    """Words between quotation marks, at ``start:end`` of their text (marks left out)."""

    words: str
    start: int
    end: int


def quotations(text: str) -> list[Quotation]:
    """All quotations of a text, whatever its marks."""
    found = []
    for match in _QUOTED.finditer(text):
        group = next(n for n in range(1, 6) if match[n] is not None)
        if _WORD.search(match[group]):
            found.append(Quotation(match[group], *match.span(group)))
    return found


def pieces(quotation: str) -> list[list[str]]:
    """The folded words of a quotation, cut where it leaves words out (…) or has words in brackets put in."""
    cut = [part for gap in _GAP.split(_LETTER.sub(r"\1", quotation)) for part in _INSERTED.split(gap)]
    return [words for part in cut if (words := folded_words(part))]


def folded_words(text: str) -> list[str]:
    """Words without regard to case, kinds of apostrophes and quotation marks, dashes, ligatures, soft hyphens and the
    dots of ``ё``, which most print without."""
    return [word for word, _, _ in word_places(text)]


def word_places(text: str) -> list[tuple[str, int, int]]:
    """The same with their places in the text."""
    found = []
    for match in _WORD.finditer(text):
        plain = unicodedata.normalize("NFKC", match.group()).replace("’", "'").replace("\u00ad", "")
        found.append((plain.casefold().replace("ё", "е"), *match.span()))
    return found


def occurs(quotation: str, text: str) -> bool:
    """Whether the words stand in the text in this order, one piece after the other."""
    there, place = folded_words(text), 0
    for piece in pieces(quotation):
        found = _find(piece, there, place)
        if found is None:
            return False
        place = found + len(piece)
    return True


def _find(piece: list[str], there: list[str], start: int) -> int | None:
    for place in range(start, len(there) - len(piece) + 1):
        if there[place] == piece[0] and there[place : place + len(piece)] == piece:
            return place
    return None


def check(text: str, sentence: str) -> Iterator[Objection]:
    """Objections to quoted words that do not stand in the text, with the words that come nearest."""
    for quotation in quotations(sentence):
        if occurs(quotation.words, text):
            continue
        span = nearest(quotation.words, text)
        words = text[span[0] : span[1]] if span else None
        message = f"The text says “{words}”." if words else "These words are not in the text."
        long = len(folded_words(quotation.words)) >= _LEAST_WORDS
        yield Objection(
            "quotation", quotation.words, quotation.start, quotation.end, message, long, words, *(span or (None, None))
        )


def nearest(quotation: str, text: str) -> tuple[int, int] | None:
    """The part of a text that is most like a quotation; None where nothing is much like it."""
    if not text or not quotation:
        return None
    found = fuzz.partial_ratio_alignment(quotation.casefold(), text.casefold(), score_cutoff=_LIKE)
    if found is None or len(text.casefold()) != len(text):
        return None
    start, end = found.dest_start, found.dest_end
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return (start, end) if end > start else None
