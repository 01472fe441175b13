"""Years and days among the numbers of a text; the names of months are CLDR's."""

from __future__ import annotations

from functools import cache

from babel import Locale

from judge.checks.numerals import Numeral
from judge.checks.words import Token, Words

_EARLIEST, _LATEST = 1800, 2100
_YEAR_WORDS = frozenset("года году год годов годом г гг г.".split())


@cache
def months(language: str) -> dict[str, int]:
    """Numbers of the months by their folded names, long and short."""
    found: dict[str, int] = {}
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in Locale(language).months[context][width].items():
                found[name.casefold().rstrip(".").replace("ё", "е")] = int(number)
    # "May" is also a verb and "mar" a sea: three letters are a month only where a day stands beside them, as below.
    return found


def day_at(words: Words, numeral: Numeral) -> tuple[int, int] | None:
    """100 times the month plus the day where a number is a day ("23 October", "October 23", "23 de octubre"), and the
    first token after it; None where it is no day."""
    if not numeral.in_digits or not 1 <= numeral.value <= 31 or numeral.value != int(numeral.value):
        return None
    tokens, names = words.tokens, months(words.language)
    after = numeral.last
    while after < len(tokens) and tokens[after].folded in ("of", "de", "th", "st", "nd", "rd", "er"):
        after += 1
    if after < len(tokens) and (month := _month(tokens[after], names)):
        return month * 100 + int(numeral.value), after + 1
    before = tokens[numeral.first - 1] if numeral.first else None
    if words.language == "en" and before and (month := _month(before, names)):
        return month * 100 + int(numeral.value), numeral.last
    return None


def _month(token: Token, names: dict[str, int]) -> int:
    capital = token.text[0].isupper() or not token.text.isascii() or token.folded not in ("may", "march", "mar", "sept")
    return names.get(token.folded, 0) if capital else 0


def is_year(words: Words, numeral: Numeral) -> bool:
    """Whether four bare digits are a year: between 1800 and 2100, with nothing that they count after them."""
    if not numeral.in_digits or numeral.grouped or numeral.decimals or not _EARLIEST <= numeral.value <= _LATEST:
        return False
    tokens = words.tokens
    if numeral.last < len(tokens) and tokens[numeral.last].folded in _YEAR_WORDS:
        return True
    if numeral.first and tokens[numeral.first - 1].folded in ("some", "about", "over", "around", "than", "nearly"):
        return False
    following = [t.folded for t in tokens[numeral.last : numeral.last + 2]]
    return not (following and following[0] in _COUNTED)


_COUNTED = frozenset(
    "polling observers candidates voters people stations members complaints seats votes persons women men journalists "
    "observations ballots signatures bureaux candidats observateurs électeurs observadores candidatos mesas участков "
    "участках наблюдателей кандидатов избирателей".split()
)
