"""Numbers written in digits or words, in English, Russian, French and Spanish: their value and the tokens they take."""

from __future__ import annotations

import re
from dataclasses import dataclass

from judge.checks.tables import facts, table
from judge.checks.words import Words

_FRENCH_TWENTIES = ("vingt", "vingts")


@dataclass(frozen=True)
class Numeral:
    """A number: its value, its tokens (half open) and the digits after its decimal mark."""

    value: float
    first: int
    last: int
    decimals: int = 0
    in_digits: bool = False
    grouped: bool = False
    """Whether it is written with a thousands mark, so that it is no year."""
    with_unit: bool = False
    """Whether a unit (per cent, points) is among its tokens."""


def numeral_at(words: Words, place: int) -> Numeral | None:
    """The number that begins at a token, with a scale that follows it (``1.2 million``); None if there is none."""
    token = words.tokens[place]
    if token.text[0].isdecimal():
        value, decimals = digits(token.text, words.language)
        grouped = len(re.sub(r"\D.*", "", token.text)) < 4 <= len(re.sub(r"\D", "", token.text))
        last = place + 1
        while (scale := _scale(words, last)) and scale > 100:
            value, last, decimals, grouped = round(value * scale, 6), last + 1, 0, True
        return Numeral(value, place, last, decimals, in_digits=True, grouped=grouped)
    return _half_of(words, place) or _in_words(words, place)


def _half_of(words: Words, place: int) -> Numeral | None:
    """ "half a million", "half a dozen"."""
    said = [token.folded for token in words.tokens[place : place + 3]]
    if len(said) < 3 or said[0] != "half" or said[1] != "a" or words.language != "en":
        return None
    size = facts()["scales"]["en"].get(said[2]) or (facts()["numbers"]["en"]["dozen"] if said[2] == "dozen" else 0)
    return Numeral(size / 2, place, place + 3) if size else None


def digits(written: str, language: str) -> tuple[float, int]:
    """The value of digits with thousands and decimal marks as the language sets them, and its number of decimals.

    A mark followed by exactly three digits groups thousands where the language groups so; English never sets a decimal
    comma, the others never a grouping comma.
    """
    plain = re.sub(r"[\s'’]", "", written)
    marks = re.findall(r"[.,]", plain)
    if not marks:
        return float(plain), 0
    group = "," if language == "en" else "."
    if len(marks) > 1:  # the first mark of several groups, whichever it is: a decimal mark stands once, and last
        group = marks[0]
    elif len(marks) == 1 and (marks[0] != group or not re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", plain)):
        group = ""
    whole = plain.replace(group, "") if group else plain
    whole = whole.replace(",", ".")
    whole = whole.replace(".", "", whole.count(".") - 1)
    return float(whole), len(whole.partition(".")[2])


def _scale(words: Words, place: int) -> int:
    if place >= len(words.tokens):
        return 0
    token = words.tokens[place]
    if len(token.text) == 1 and token.start != words.tokens[place - 1].end:
        return 0
    return int(facts()["scales"].get(words.language, {}).get(token.folded, 0))


def _in_words(words: Words, place: int) -> Numeral | None:
    """Words are added from left to right while each is smaller than what the last left open; "no one" is nobody."""
    if place and (words.tokens[place - 1].folded, words.tokens[place].folded) == ("no", "one"):
        return None
    ones, scales = facts()["numbers"].get(words.language, {}), facts()["scales"].get(words.language, {})
    total, current, last, here = 0.0, None, place, place
    while here < len(words.tokens):
        word = words.tokens[here].folded
        if word in ones and (added := _add(current, ones[word], word)) is not None:
            current = added
        elif word in scales and _may_scale(words, here, current):
            scale = scales[word]
            if scale == 100:
                current = (current or 1) * 100
            else:
                total, current = total + (current if current is not None else 1) * scale, 0.0
        elif here > place and _joins(words, here, total, current):
            here += 1
            continue
        else:
            break
        here += 1
        last = here
    return None if last == place else Numeral(total + (current or 0.0), place, last)


def _add(current: float | None, value: int, word: str) -> float | None:
    """The number with another word; None where that begins a new one."""
    if current is None or (current == 0 and value):
        return float(value)
    if word == "dozen":
        return current * value
    if word in _FRENCH_TWENTIES and current % 100 == 4:
        return current + 76
    if value >= 100:
        return current + value if current >= 1000 else None
    if value >= 20:
        return current + value if current % 100 == 0 else None
    if value >= 10:
        return current + value if current % 100 in (0, 60, 80) else None
    return current + value if value and current % 10 == 0 and current % 100 != 10 else None


def _may_scale(words: Words, here: int, current: float | None) -> bool:
    before = words.tokens[here - 1].folded if here else ""
    if words.language in ("fr", "es") and words.tokens[here].folded in ("cent", "ciento") and before in ("pour", "por"):
        return False
    if current is not None:
        return current > 0
    # Alone only as "a hundred", "mille", "cent", "mil", "тысяча": "thousands of people" gives no number.
    return before in ("a", "per") if words.language == "en" else words.tokens[here].folded in table("alone", "all")


def _joins(words: Words, here: int, total: float, current: float | None) -> bool:
    """Whether a hyphen or "and" stands between two words of one number."""
    token = words.tokens[here]
    if here + 1 >= len(words.tokens):
        return False
    following = words.tokens[here + 1].folded
    value = facts()["numbers"].get(words.language, {}).get(following)
    if value is None and following not in facts()["scales"].get(words.language, {}):
        return False
    if token.text == "-":
        return True
    if token.folded != facts()["joiners"].get(words.language):
        return False
    if words.language == "en":
        return bool(total and not current) or bool(current and current % 100 == 0)
    return value is not None and value < 20 and bool(current and current >= 20 and current % 10 == 0)
