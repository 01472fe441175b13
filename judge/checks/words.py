"""Words and marks of a text with their places, and the stems by which words of one language are compared."""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import snowballstemmer

from judge.checks.tables import language_of, table

_TOKEN = re.compile(
    r"\d{1,3}(?:[,.'’\u00a0\u202f\u2009 ]\d{3})+(?![\d])(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
    r"|\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)['’](?=[^\W\d_]{2})"
    r"|[^\W\d_]+(?:['’][^\W\d_]+)*|[^\w\s]",
    re.IGNORECASE,
)
_UNGROUPED = re.compile(r"\d+(?:[.,]\d+)?")
_STEMMERS = {"en": "english", "ru": "russian", "fr": "french", "es": "spanish"}
_ENDS = frozenset(".;:!?…")
_CLAUSE_MARKS = frozenset(",;:–—()")
_CLITIC = re.compile(r"['’]s?$")


@dataclass(frozen=True)
class Token:
    """A word, a number or a mark: ``text[start:end]``."""

    text: str
    start: int
    end: int
    place: int
    """Its place among the tokens of its text."""

    @cached_property
    def folded(self) -> str:
        """In lower case, without apostrophe (``l'``), possessive (``'s``) or the dots of ``ё``."""
        lower = self.text.casefold().replace("ё", "е")
        return _CLITIC.sub("", lower) or lower

    @property
    def is_word(self) -> bool:
        """Whether it is made of letters."""
        return self.text[0].isalpha()


class Words:
    """A text cut into tokens, in its language."""

    def __init__(self, text: str, language: str | None = None) -> None:
        self.text = text
        self.language = language or language_of(text)
        self.tokens = tuple(Token(m.group(), m.start(), m.end(), n) for n, m in enumerate(_pieces(text, self.language)))

    def stem(self, token: Token) -> str:
        """The stem of a word; the thing itself where it is none."""
        return stem(token.folded, self.language) if token.is_word else token.folded

    def is_content(self, token: Token) -> bool:
        """Whether a word carries meaning by itself: no function word, number or mark."""
        return token.is_word and token.folded not in table("function words", self.language)

    def content(self, tokens: Sequence[Token]) -> frozenset[str]:
        """Stems of the words of content among some tokens."""
        return frozenset(self.stem(token) for token in tokens if self.is_content(token))

    @cached_property
    def stems(self) -> frozenset[str]:
        """Stems of all its words of content."""
        return self.content(self.tokens)

    def sentence_at(self, place: int) -> tuple[int, int]:
        """The tokens (half open) of the sentence, or part of it up to a semicolon or colon, that a token stands in."""
        first, last = place, place
        while first > 0 and not self._ends(first - 1):
            first -= 1
        while last < len(self.tokens) and not self._ends(last):
            last += 1
        return first, last

    def clause_at(self, place: int) -> tuple[int, int]:
        """The tokens (half open) between the commas and contrasts around a token."""
        first, last = place, place
        start, end = self.sentence_at(place)
        while first > start and not self._parts_clauses(first - 1):
            first -= 1
        while last < end and (last == place or not self._parts_clauses(last)):
            last += 1
        return first, last

    def _parts_clauses(self, place: int) -> bool:
        return self.tokens[place].text in _CLAUSE_MARKS or self.tokens[place].folded in table(
            "contrasts", self.language
        )

    def _ends(self, place: int) -> bool:
        token = self.tokens[place]
        if token.text not in _ENDS:
            return False
        before = self.tokens[place - 1] if place else None
        short = before is not None and before.end == token.start and before.folded in table("abbreviations", "all")
        return not (token.text == "." and short)

    def around(self, place: int, reach: int) -> Sequence[Token]:
        """The tokens no further than ``reach`` from one, in its sentence."""
        first, last = self.sentence_at(place)
        return self.tokens[max(first, place - reach) : min(last, place + reach + 1)]


@lru_cache(maxsize=2_000)
def words_of(text: str, language: str | None = None) -> Words:
    """A text cut into tokens; the same object for the same text, so that what is read from it is read once."""
    return Words(text, language)


def _pieces(text: str, language: str) -> list[re.Match[str]]:
    """The tokens; in English a plain space does not group digits ("in 12 300-seat halls")."""
    found: list[re.Match[str]] = []
    place = 0
    while match := _TOKEN.search(text, place):
        if " " in match.group() and (language == "en" or not _grouped(match.group())):
            match = _UNGROUPED.match(text, match.start()) or match
        found.append(match)
        place = match.end()
    return found


def _grouped(digits: str) -> bool:
    """Whether every group but the first is three digits long, parted by one kind of mark."""
    return len(set(re.findall(r"[^\d]", digits.split(",")[0]))) == 1


@lru_cache(maxsize=100_000)
def stem(word: str, language: str) -> str:
    """The stem of a folded word; accents do not count."""
    algorithm = _STEMMERS.get(language)
    plain = _POOL.stem(word, algorithm) if algorithm else word
    bare = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return bare or word


class _Stemmers(threading.local):
    """One stemmer a thread and language: they keep the word they work on in themselves."""

    def __init__(self) -> None:
        self.by_name: dict[str, snowballstemmer.stemmer] = {}

    def stem(self, word: str, algorithm: str) -> str:
        if algorithm not in self.by_name:
            self.by_name[algorithm] = snowballstemmer.stemmer(algorithm)
        return str(self.by_name[algorithm].stemWord(word))


_POOL = _Stemmers()
