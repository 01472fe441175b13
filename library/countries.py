"""Countries named in running text: real ones in six languages, and those that only the library knows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product
from pathlib import Path

import yaml
from babel import Locale
from rapidfuzz.distance import OSA

from library.invented import InventedNames
from library.records import Country

_TABLE = Path(__file__).with_name("countries.yaml")
_LANGUAGES = ("en", "ru", "fr", "es", "pt", "de")
# Territories of CLDR that hold no elections of their own, or that are no territories.
_NOT_COUNTRIES = set("EU EZ UN QO XA XB ZZ AC CP CQ DG EA IC TA AQ BV HM TF GS IO UM".split())
# Given names and common nouns that CLDR also gives as a country's name in one of the languages.
_MISLEADING = {"dominique", "maurice", "man", "salvador", "island", "granada"}
_CAPITAL_NEEDED = frozenset(
    "jordan chad turkey china guinea oman polish swiss jersey mali niger cuba togo чад куба мали того перу inde turc "
    "grec chile chili georgia lao thai monaco bosnia gabon malta samoa tonga france".split()
)
# French elisions stand alone, so that "l'Ouzbékistan" is found; dotted abbreviations stay whole.
_TOKEN = re.compile(r"\b[lLdD]['’](?=\w)|(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’-][^\W_]+)*\*?|&")
_SMALL = {"of", "the", "and", "de", "du", "la", "le", "les", "des", "y", "del", "et", "и", "d", "l"}
_LONGEST_NAME = 6
_CASES = {
    "ая": ("ая", "ой", "ую"),
    "ия": ("ия", "ии", "ию", "ией"),
    "а": ("а", "ы", "и", "е", "у", "ой", "ей"),
    "я": ("я", "и", "е", "ю", "ей"),
    "ь": ("ь", "я", "ю", "ем", "е", "и", "ью"),
    "й": ("й", "я", "ю", "ем", "е"),
    "ые": ("ые", "ых", "ым", "ыми"),
    "ы": ("ы", "", "ов", "ам", "ами", "ах"),
}
_ADJECTIVE_ENDINGS = "ий ая ое ие ого ому ом им ой ую их ими".split()
_FRENCH_ENDINGS = ("", "s", "e", "es", "ne", "nes", "que", "ques")


@dataclass(frozen=True)
class CountryMention:
    """A country and the characters that name it: a name, a possessive or an adjective."""

    country: Country
    start: int
    end: int


@dataclass(frozen=True)
class _Token:
    word: str
    start: int
    end: int


def find_countries(text: str, extra: Iterable[str] = (), *, slips: bool = True) -> list[CountryMention]:
    """The countries that ``text`` names, in order and without overlap.

    ``extra`` are names that ISO does not know; they are also found as adjectives, in Russian, French and Spanish
    spelling and, with ``slips``, misspelt by a letter or two, as long names of real countries are.
    """
    invented = _invented(tuple(dict.fromkeys(extra)))
    tokens = [_Token(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text)]
    found: list[CountryMention] = []
    place = 0
    while place < len(tokens):
        country, size = _at(tokens, place, invented, slips=slips)
        if country:
            last = tokens[place + size - 1]
            found.append(CountryMention(country, tokens[place].start, last.end))
        place += size
    return found


def country_named(name: str) -> Country:
    """The country of that name: with its ISO code and usual name if it is real, else as written."""
    code = _code_of(name)
    return Country(_display()[code], code) if code else Country(" ".join(name.split()))


def is_real(name: str) -> bool:
    """Whether ISO knows a country by this name."""
    return _code_of(name) is not None


@cache
def capitals() -> dict[str, Country]:
    """Countries by their capitals, in lower case: a dateline often names nothing else."""
    rows = ((city, code) for code, facts in _facts().items() for city in facts.get("cap", "").split("|") if city)
    return {city.strip().casefold(): Country(_display()[code], code) for city, code in rows}


@lru_cache(maxsize=64)
def _invented(names: tuple[str, ...]) -> InventedNames:
    return InventedNames([name for name in names if name.strip() and not is_real(name)])


def _at(tokens: list[_Token], place: int, invented: InventedNames, *, slips: bool) -> tuple[Country | None, int]:
    """The country whose name begins at a token, longest first, and the tokens that it takes."""
    longest = min(_LONGEST_NAME, len(tokens) - place)
    if _key(tokens[place].word) not in _first_words():
        longest = 1
    for size in range(longest, 0, -1):
        phrase = " ".join(token.word for token in tokens[place : place + size])
        if code := _lookup(phrase):
            return Country(_display()[code], code), size
    for name in invented.that_begin(tokens[place].word, slips=slips):
        if size := name.length_at([token.word for token in tokens[place : place + name.size]], slips=slips):
            return Country(name.name), size
    if slips and (code := _misspelt(_key(tokens[place].word))):
        return Country(_display()[code], code), 1
    return None, 1


def _code_of(name: str) -> str | None:
    plain = re.sub(r"^(?:the|la|le|les|l['’]|el)\s*(?=\S)", "", name.strip(), flags=re.IGNORECASE)
    for form in (name.strip(), plain, re.sub(r"^Republic of (?:the )?", "", plain)):
        key = _key(form)
        if key in _names():
            return _names()[key]
    return None


def _lookup(phrase: str) -> str | None:
    key = _key(phrase)
    code = _names().get(key) or _adjectives().get(key)
    if code is None or (phrase[0].islower() and key in _CAPITAL_NEEDED):
        return None
    # Abbreviations are read as such only when written in capitals: "US", not "us".
    letters = phrase.replace(".", "").removesuffix("'s").removesuffix("’s")
    return code if len(key.replace(".", "")) > 3 or letters.isupper() or key in ("lao", "чад") else None


@lru_cache(maxsize=50_000)
def _key(phrase: str) -> str:
    """Folded for comparison: case, possessive, typographic marks; accents of Latin letters."""
    folded = phrase.casefold().replace("’", "'").replace("' ", "'").replace("ё", "е")
    folded = folded.removesuffix("'s").rstrip("'*")
    if re.search("[а-я]", folded):
        return folded
    bare = "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))
    return bare.replace("&", "and").replace("-", " ")


@cache
def _facts() -> dict[str, dict[str, str]]:
    loaded: dict[str, dict[str, str]] = yaml.safe_load(_TABLE.read_text(encoding="utf-8"))
    return loaded


@cache
def _display() -> dict[str, str]:
    territories = Locale("en").territories
    plain = {c: n for c, n in territories.items() if len(c) == 2 and c.isalpha() and c not in _NOT_COUNTRIES}
    return {
        code: _facts().get(code, {}).get("name") or name.replace("&", "and").replace("’", "'")
        for code, name in plain.items()
    }


@cache
def _names() -> dict[str, str]:
    """Country codes by every form of their names."""
    names: dict[str, str] = {}
    for code, display in _display().items():
        facts = _facts().get(code, {})
        listed = [display, *facts.get("also", "").split("|")]
        listed += [Locale(language).territories.get(code, "") for language in _LANGUAGES]
        for name in listed:
            for form in _forms(name):
                if (key := _key(form)) and key not in _MISLEADING:
                    names.setdefault(key, code)
    return names


@cache
def _adjectives() -> dict[str, str]:
    adjectives: dict[str, str] = {}
    for code, facts in _facts().items():
        english = [word for word in facts.get("adj", "").split("|") if word]
        forms = english + [f"{word}s" for word in english if not word.endswith(("s", "sh", "ese", "z"))]
        forms += [stem + end for stem in facts.get("ru", "").split("|") if stem for end in _ADJECTIVE_ENDINGS]
        forms += [stem + end for stem in facts.get("fr", "").split("|") if stem for end in _FRENCH_ENDINGS]
        for form in forms:
            adjectives.setdefault(_key(form), code)
    return adjectives


@cache
def _first_words() -> frozenset[str]:
    return frozenset(key.split()[0] for key in (*_names(), *_adjectives()) if " " in key)


def _forms(name: str) -> Iterator[str]:
    """A name in all its cases, if it is Russian."""
    if not re.search("[а-яё]", name):
        yield name
        return
    choices = [tuple(_cases(word)) for word in name.split()]
    inflected = sum(len(choice) > 1 for choice in choices)
    yield from (" ".join(words) for words in product(*choices)) if inflected <= 3 else iter([name])


def _cases(word: str) -> Iterator[str]:
    """The cases of a Russian noun or adjective; a name that ends in another vowel does not change."""
    for ending, cases in _CASES.items():
        if word.endswith(ending) and len(word) > len(ending) + 1:
            yield from (word[: -len(ending)] + case for case in cases)
            return
    yield word
    if word[0].isupper() and re.search("[бвгджзклмнпрстфхцчшщ]$", word) and not word.isupper():
        yield from (word + case for case in ("а", "у", "ом", "е"))


@lru_cache(maxsize=50_000)
def _misspelt(key: str) -> str | None:
    """A real country whose long name is one slip away."""
    if len(key) < 8 or key in _SMALL or not key.isascii():
        return None
    for name, code in _names().items():
        near = len(name) >= 8 and name[0] == key[0] and OSA.distance(name, key, score_cutoff=1) <= 1
        if near and " " not in name:
            return code
    return None
