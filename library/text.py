"""Sentences and words of running text, in the languages that observers write in."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

import snowballstemmer
import yaml

_TABLE = Path(__file__).with_name("text.yaml")

# A sentence end: the mark, quotes and brackets that close with it, footnote marks that hang on it.
# `»` may stand off by a space, as French sets it; a straight quote after a space would open the next sentence.
_END = re.compile(
    r"(?<![.!?…])[.!?…]+(?:[\"”“’'»)\]]|\s?»)*(?:\[\^?\w{1,4}\])*[¹²³⁰-⁹]*(?:(?<=[^\W\d][.!?])\d{1,3})?(?=\s+(\S)|\s*$)"
)
_GAP = re.compile(r"\n\s*\n")
_OPENERS = "\"“”„«‘’'([–—-¿¡*_•"
_FIRST_WORD = re.compile(rf"[\s{re.escape(_OPENERS)}]*([^\W_]*)(\W?)")
_LAST_TOKEN = re.compile(r"[^\s\"“”„«»()\[\]]+$")
_LONGEST_TOKEN = 40
_ENUMERATOR = re.compile(r"[\W_]*(?:\d{1,3}|[A-Za-zА-Яа-я]|[IVX]{1,5})$")

_WORD = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+")
_CLITIC = re.compile(r"(?<=\w)['’](?:s|re|ll|ve|d|m)\b", re.IGNORECASE)


def sentence_spans(text: str, language: str = "en") -> list[tuple[int, int]]:
    """Spans of the sentences of ``text`` in order, white space around them left out, everything else covered.

    Quotes are cut into their sentences too; a closing mark stays with the sentence that it closes.
    """
    return [span for first, last in _paragraphs(text) for span in _sentences(text, first, last)]


def words(text: str) -> list[str]:
    """Case-folded words and numbers; ``1,006`` and ``41.7`` stay whole, a possessive ``'s`` goes."""
    return [word.casefold() for word in _WORD.findall(_CLITIC.sub(" ", text))]


def stems(text: str, language: str = "en") -> list[str]:
    """Stems of the words that carry meaning: function and question words of the language are left out."""
    stop = _stop_words(language)
    return [_stem(word, language) for word in words(text) if word not in stop]


def stems_of_all(text: str, language: str = "en") -> list[str]:
    """Stems of all words, little ones too: for expressions whose words must stand side by side."""
    return [_stem(word, language) for word in words(text)]


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in _GAP.finditer(text):
        yield start, gap.start()
        start = gap.end()
    yield start, len(text)


def _sentences(text: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    start = first
    for end in _END.finditer(text, first, last):
        if end.end() < last and _is_border(text, start, end):
            yield from _stripped(text, start, end.end())
            start = end.end()
    yield from _stripped(text, start, last)


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    if body := piece.strip():
        begin = start + len(piece) - len(piece.lstrip())
        yield begin, begin + len(body)


def _is_border(text: str, start: int, end: re.Match[str]) -> bool:
    """Whether a new sentence begins after a sentence mark."""
    following = _FIRST_WORD.match(text, end.end())
    word = following.group(1) if following else ""
    if word[:1].islower():
        return False
    if text[end.start()] != ".":
        return True
    if end.start() == start or text[end.start() - 1].isspace():
        return False
    before = _LAST_TOKEN.search(text, max(start, end.start() - _LONGEST_TOKEN), end.start())
    token = before.group().strip("'’*_–—-,;:") if before else ""
    if len(end.group()) == 1 and _ENUMERATOR.match(text[start : min(end.start(), start + 60)].strip()[:12]):
        # "1. The Election Code ..." or "J. Brown said": the number or initial belongs to what follows.
        return False
    if len(end.group()) > 1 and not end.group().startswith(("..", ".[")):
        # A quote or bracket closes with the mark: that ends a sentence, whatever the abbreviation.
        return True
    return not _holds_together(token, word)


def _holds_together(token: str, following: str) -> bool:
    """Whether the full stop after ``token`` marks an abbreviation that the next word belongs to."""
    tables = _abbreviations()
    folded = token.casefold()
    if folded in tables["before_names"] or _is_initial(token):
        return True
    if folded in tables["before_numbers"]:
        return following[:1].isdigit() or (len(following) > 0 and set(following) <= set("IVXLC"))
    if folded in tables["anywhere"] or _is_dotted(token):
        return following not in tables["openers"]
    return False


def _is_initial(token: str) -> bool:
    """``J`` or the last part of ``J.-P``: a letter that stands for a name; I and Я are words."""
    last = re.split(r"[.\-–]", token)[-1]
    return len(last) == 1 and last.isupper() and (last not in "IЯ" or len(token) > 1) and not _is_dotted(token)


def _is_dotted(token: str) -> bool:
    """``U.S``, ``p.m``, ``т.е``: single letters between full stops."""
    return bool(re.fullmatch(r"(?:[^\W\d_]\.)+[^\W\d_]", token))


@cache
def _facts() -> dict[str, dict[str, str]]:
    loaded: dict[str, dict[str, str]] = yaml.safe_load(_TABLE.read_text(encoding="utf-8"))
    return loaded


@cache
def _abbreviations() -> dict[str, frozenset[str]]:
    return {name: frozenset(value.split()) for name, value in _facts()["abbreviations"].items()}


@cache
def _stop_words(language: str) -> frozenset[str]:
    return frozenset(_facts()["stop_words"].get(language, "").split())


class _Stemmers(threading.local):
    """One stemmer a thread and language: they keep the word they work on in themselves."""

    def __init__(self) -> None:
        self.by_language: dict[str, snowballstemmer.stemmer] = {}

    def stem(self, word: str, algorithm: str) -> str:
        if algorithm not in self.by_language:
            self.by_language[algorithm] = snowballstemmer.stemmer(algorithm)
        return str(self.by_language[algorithm].stemWord(word))


_STEMMERS = _Stemmers()


@lru_cache(maxsize=200_000)
def _stem(word: str, language: str) -> str:
    algorithm = _facts()["stemmers"].get(language)
    return _STEMMERS.stem(word.replace("ё", "е"), algorithm) if algorithm else word
