"""Names of countries that no table knows: recognised by their stem, in any language that observers write in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz.distance import OSA

# Cyrillic to Latin, in the spelling that the folding below brings Latin names to.
_LATIN = dict(
    zip(
        "абвгдезийклмнопрстуфхцчшщыэьъ",
        "a b v g d e z i i k l m n o p r s t u f h ts ch sh sh i e".split() + ["", ""],
        strict=True,
    )
)
_LATIN |= {"ё": "e", "ж": "zh", "ю": "yu", "я": "ya"}
_FOLDS = (
    ("ph", "f"),
    ("kh", "h"),
    ("ck", "k"),
    ("tz", "ts"),
    ("w", "v"),
    ("x", "ks"),
    ("q", "k"),
    ("y", "i"),
    ("j", "i"),
)
# What may follow the stem: English, French and Spanish name endings, adjectives and people; Russian cases and
# adjectives in Latin letters, folded.
_ENDINGS = re.compile(
    r"(?:i?(?:a|e|ia|ie|o|os|as|es|um|us)?|i?an[aeos]?s?|ians?|ien(?:s|ne|nes)?|ese|ish|ites?|ers?|ic|i[sk]|ais(?:e|es)?"
    r"|ois(?:e|es)?|n[aeos]?s?|is|im|ei|oi|ii|iu|iei|iia|om|em|u|i|s?k(?:a|o|i|u|oi|ii|aia|oie|ie|ogo|omu|om|im|imi|ih|uiu)"
    r"|tsi|tsev|tsam|tsami)"
)
_LEAST_STEM = 4
_MOST_KEPT = 50_000


class Invented:
    """A name and what it takes to recognise it."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._words = [fold(word) for word in name.split()]
        self.size = len(self._words)
        self._stem = _stem_of(self._words[-1]) if self._words else ""

    def length_at(self, words: list[str], *, slips: bool = True) -> int:
        """How many of these words name it, from the first on: all of its own, or none; misspelt too, with ``slips``."""
        if len(words) < self.size or not self._words:
            return 0
        *leading, last = [fold(word) for word in words]
        return self.size if leading == self._words[:-1] and self._is_form(last, slips=slips) else 0

    def may_begin(self, word: str, *, slips: bool = True) -> bool:
        """Whether the name may begin with this word."""
        if self.size > 1:
            return fold(word) == self._words[0]
        return bool(self.length_at([word], slips=slips))

    def _is_form(self, word: str, *, slips: bool) -> bool:
        own = self._words[-1]
        if word == own:
            return True
        if len(self._stem) < _LEAST_STEM:
            return False
        if word.startswith(self._stem) and _ENDINGS.fullmatch(word[len(self._stem) :]):
            return True
        return slips and self.size == 1 and _is_slip(word, own)


class InventedNames:
    """Several names. What a word may begin is kept, since most words of all texts are the same and begin none."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = [Invented(name) for name in names]
        self._kept: dict[tuple[str, bool], tuple[Invented, ...]] = {}

    def that_begin(self, word: str, *, slips: bool = True) -> tuple[Invented, ...]:
        """Those that may begin with this word, in their order."""
        found = self._kept.get((word, slips))
        if found is None:
            found = tuple(name for name in self._names if name.may_begin(word, slips=slips))
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            self._kept[word, slips] = found
        return found


def _is_slip(word: str, name: str) -> bool:
    """One wrong, missing or swapped letter in a name of six letters or more, two in one of nine or more."""
    if len(name) < 6 or word[:1] != name[:1]:
        return False
    allowed = 2 if len(name) >= 9 else 1
    return OSA.distance(word, name, score_cutoff=allowed) <= allowed


def _stem_of(word: str) -> str:
    """The name without the vowels that adjectives and cases replace: ``kestrov`` of ``Kestrovia``."""
    stem = re.sub(r"[aeiou]+$", "", word)
    return stem if len(stem) >= _LEAST_STEM else word


@lru_cache(maxsize=100_000)
def fold(word: str) -> str:
    """A word in plain Latin letters, near enough to how it sounds that spellings of one name agree."""
    lower = re.sub(r"['’]s?$|[.*]+$", "", word.casefold())
    latin = "".join(_LATIN.get(letter, letter) for letter in lower)
    bare = "".join(c for c in unicodedata.normalize("NFKD", latin) if not unicodedata.combining(c))
    for written, sound in _FOLDS:
        bare = bare.replace(written, sound)
    return re.sub(r"(?<=[^aeiou])c(?=[aou])|\bc(?=[aourl])", "k", bare)


def romanised(name: str, text: str = "") -> str:
    """A name as an English text would write it: Russian letters and cases, the French ``-ie`` and accents go.

    So that one country has one name in the library, whatever the language of the statement. ``text`` shows in which
    other cases a Russian name occurs, and so what its nominative is.
    """
    if re.search("[А-Яа-яЁё]", name):
        return " ".join(_transcribed(_nominative(word, text)) for word in name.split())
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return re.sub(r"(?<=[^aeiou\W])ie\b", "ia", plain)


_CASES = re.compile(r"(?:ией|ии|ию|ия|ие|ой|ей|ом|ем|а|я|ы|и|у|ю|е)$")


def _nominative(word: str, text: str) -> str:
    """The nominative of a Russian name, from its own ending and those that it has elsewhere in the text."""
    stem = _CASES.sub("", word)
    if len(stem) < 3:
        return word
    forms = re.findall(rf"\b{re.escape(stem)}([а-яё]{{0,3}})\b", text)
    endings = {word[len(stem) :], *forms}
    if endings & {"ия", "ии", "ию", "ией"}:
        return f"{stem}ия"
    if "" in endings or (endings & {"ом", "ем"} and not endings & {"ы", "ой"}):
        return stem
    if endings & {"а", "ы", "ой"}:
        return f"{stem}а"
    return f"{stem}я" if endings & {"я", "ю"} else word


def _transcribed(word: str) -> str:
    """A Russian word in Latin letters."""
    latin = "".join(_LATIN.get(letter, letter) for letter in word.casefold())
    return re.sub("iya$", "ia", latin).capitalize()
