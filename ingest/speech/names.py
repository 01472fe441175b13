"""Persons named in running text: a name of several words, what stands before it, and the word for their office."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from library.countries import find_countries

_TABLE = Path(__file__).with_name("speech.yaml")


def _upper_class() -> str:
    """The capitals of all alphabets that have them, as the inside of a character class."""
    ranges: list[list[int]] = []
    for code in range(0x41, 0x587):
        if chr(code).isupper():
            if ranges and ranges[-1][1] == code - 1:
                ranges[-1][1] = code
            else:
                ranges.append([code, code])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)


UPPER = _upper_class()
"""For use in a character class: ``[{UPPER}]`` is a capital."""
_INITIALS = rf"[{UPPER}]\.(?:[ -]?[{UPPER}]\.)*"
_WORD = rf"(?:[dDlLO]['’]|al-|el-|ad-|as-)?[{UPPER}]\w{{0,30}}(?:['’-]\w{{1,30}}){{0,4}}"
_PART = rf"(?:{_INITIALS}|(?:St|Ste|Mr|Mrs|Ms|Dr|Sr|Sra|Dra|Hon|Prof|Amb|H\.E)\.|{_WORD})"
_FULL_STOPPED = re.compile(r"(?:St|Ste)\.")


_GENITIVE_PLACE = re.compile(r"^[А-ЯЁ][а-яё]+(?:ии|ы)$")


@dataclass(frozen=True)
class Person:
    """A name in a text. ``start`` is where the name begins, ``run`` where the capitalised words before it do."""

    name: str
    start: int
    end: int
    run: int

    @property
    def whole(self) -> bool:
        """Whether it is more than a surname."""
        return " " in self.name


@cache
def words_of(table: str, language: str | None = None) -> tuple[str, ...]:
    """The words or patterns of one table of speech.yaml."""
    found = _tables()[table]
    listed = found if isinstance(found, str) else found.get(language or "en") or found["en"]
    return tuple(listed.split()) if isinstance(listed, str) else ()


@cache
def _tables() -> dict[str, str | dict[str, str]]:
    loaded: dict[str, str | dict[str, str]] = yaml.safe_load(_TABLE.read_text(encoding="utf-8"))
    return loaded


@cache
def _role_word() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:sub|vice-?|co-?|ex-?)?(?:{'|'.join(words_of('roles'))})(?![\w-])", re.IGNORECASE)


def names_office(text: str) -> bool:
    """Whether a text holds a word for an office or function."""
    return bool(_role_word().search(text))


@cache
def _run() -> re.Pattern[str]:
    particles = "|".join(words_of("particles"))
    return re.compile(
        rf"(?<![\w'’.-]){_PART}(?:[ ](?:(?:{particles})[ ]){{0,3}}(?:d['’])?{_PART}|[ ][ei][ ]{_WORD}(?![ ]{_WORD})){{0,9}}"
    )


def persons_in(text: str) -> list[Person]:
    """The persons that a text names, in order; a surname alone is one too (``Person.whole`` tells)."""
    return [person for match in _run().finditer(text) if (person := _person(match, text))]


def _person(match: re.Match[str], text: str) -> Person | None:
    tokens = list(re.finditer(r"\S+", match.group()))
    first = _first_of_name(tokens)
    tokens = tokens[first:]
    if len(tokens) > 2 and (_GENITIVE_PLACE.search(tokens[0].group()) or _owns([token.group() for token in tokens])):
        tokens = tokens[1:]  # "министр внутренних дел Грузии Пётр Гнатов", "депутат Мажилиса Пётр Гнатов"
    while tokens and tokens[0].group().casefold() in words_of("particles") and tokens[0].group()[0].islower():
        tokens = tokens[1:]
    if not tokens:
        return None
    start, end = match.start() + tokens[0].start(), match.start() + tokens[-1].end()
    name = re.sub(r"['’]s?$", "", text[start:end])
    return None if _is_no_name(name) else Person(name, start, start + len(name), match.start())


def _first_of_name(tokens: Sequence[re.Match[str]]) -> int:
    """The token where the name begins: after titles, offices and abbreviations of bodies."""
    first = 0
    leading = True
    for n, token in enumerate(tokens):
        word = token.group().casefold()
        bare = re.sub(r"['’]s?$", "", word).replace(".", "")
        if (
            bare in words_of("titles")
            or (len(bare) > 2 and _role_word().fullmatch(bare))
            or bare == "mp"
            or leading
            and (bare in _no_names() or _is_abbreviation(token.group()))
        ):
            first = n + 1
        else:
            leading = False
    return first


def _owns(words: Sequence[str]) -> bool:
    """Whether the first of these Russian words is no name but a genitive: it does not agree with the man's name after it."""
    man = re.fullmatch(r"[А-ЯЁ][а-яё]*[бвгджзйклмнпрстфхцчшщ]", words[1]) and not words[1].endswith("ич")
    return bool(man and re.fullmatch(r"[А-ЯЁ][а-яё]+[ая]", words[0]) and words[-1][-1] not in "ая")


def _is_abbreviation(word: str) -> bool:
    bare = re.sub(r"^[dDlL]['’]|['’]s?$", "", word).replace("/", "")
    return len(bare) > 1 and bare.isupper() and len(word) <= 8 and "." not in word


@cache
def _no_names() -> frozenset[str]:
    return frozenset(words_of("no_names"))


def _is_no_name(name: str) -> bool:
    words = name.casefold().replace("’", "'").split()
    if any(word in _no_names() and word not in words_of("particles") for word in words) or len(name) < 3:
        return True
    if len(words) == 1 or len(words) == 2:
        return any(m.start == 0 and m.end == len(name) for m in find_countries(name))
    return False


def surname(name: str) -> str:
    """The last word of a name, with what hangs on it; folded for comparison."""
    words = name.split()
    return fold(words[-1]) if words else ""


def fold(name: str) -> str:
    """A name without case, accents and typographic marks."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace("ё", "е").replace("’", "'"))
    return "".join(c for c in plain if not unicodedata.combining(c))


def nominative(name: str, text: str) -> str:
    """A Russian name that stands in the genitive ("по словам Анны Холм"), as it is in the nominative.

    A form that the text has elsewhere goes before one by rule.
    """
    given, _, family = name.rpartition(" ")
    first = [_nominative(word, last=False, text=text) for word in given.split()]
    return " ".join([*first, "-".join(_nominative(part, last=True, text=text) for part in family.split("-"))])


def _nominative(word: str, *, last: bool, text: str) -> str:
    for form in dict.fromkeys(_forms(word, last)):
        if form != word and re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text):
            return form
    return next(iter(_forms(word, last)), word)


def _forms(word: str, last: bool) -> Iterator[str]:
    """What a genitive may come from, the likeliest first."""
    if re.search(r"(?:ов|ев|ёв|ин|ын)а$", word) and last:
        yield word[:-1]
    elif word.endswith(("овой", "евой", "иной")) and last:
        yield f"{word[:-2]}а"
    elif word.endswith("ого") and last:
        yield f"{word[:-3]}ий"
        yield f"{word[:-3]}ый"
    elif word.endswith("ы"):
        yield f"{word[:-1]}а"
    elif word.endswith("ии"):
        yield f"{word[:-1]}я"
    elif word.endswith(("ги", "ки", "хи", "жи", "ши")):
        yield f"{word[:-1]}а"
    elif re.search(r"[аеиоуы]я$", word):
        yield f"{word[:-1]}й"
    elif word.endswith("я"):
        yield f"{word[:-1]}ь"
    elif re.search(r"[бвгджзклмнпрстфхцчшщ]а$", word):
        yield word[:-1]
