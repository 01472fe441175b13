"""Parts and multiples in words: ``half``, ``two fifths``, ``one in five``, ``doubled``, ``un tiers``, ``вдвое``."""

from __future__ import annotations

from judge.checks.calendar import day_at, is_year
from judge.checks.expressions import follows
from judge.checks.numerals import Numeral, numeral_at
from judge.checks.tables import facts, table
from judge.checks.words import Words

_ARTICLES = frozenset("a an un une le la el".split())
_OF = frozenset("of de des du d del".split())
_BETWEEN = {"en": "in", "ru": "из", "fr": "sur", "es": "cada", "de": "von", "pt": "cada"}
_BEFORE_WHOLE = frozenset("every each about around roughly some cada environ около".split())
_MOST_WORDS_BETWEEN = 5
_ROUND = frozenset({2, 3, 4, 5, 6, 7, 8, 10, 20})
"""What people take for the whole of a share that they round."""


def share_at(words: Words, place: int) -> Numeral | None:
    """The share (0 to 1) that begins at a token, or None."""
    tokens, parts = words.tokens, facts()["shares"].get(words.language, {})
    word = tokens[place].folded
    if word in parts and word in table("bare shares", "all"):
        if _is_length(words, place + 1):
            return None
        return Numeral(1 / parts[word], place, place + 1)
    numeral = numeral_at(words, place)
    after = numeral.last if numeral else place + 1
    if after < len(tokens) and tokens[after].text == "-":
        after += 1
    if after < len(tokens) and tokens[after].folded in parts and (numeral or word in _ARTICLES):
        if _names_part(words, after, numeral):
            end = after + 1 + (after + 1 < len(tokens) and tokens[after + 1].folded in table("parts", words.language))
            return Numeral((numeral.value if numeral else 1) / parts[tokens[after].folded], place, end)
        return None
    return _one_in(words, numeral) if numeral else None


def _is_length(words: Words, place: int) -> bool:
    """Whether "half" stands before a unit: "half a year", "half an hour"."""
    following = [token.folded for token in words.tokens[place : place + 2]]
    return len(following) == 2 and following[0] in _ARTICLES and following[1] in table("halved", words.language)


def times_at(words: Words, place: int) -> Numeral | None:
    """The multiple that a token names: 2 for ``doubled``."""
    value = facts()["times"].get(words.language, {}).get(words.tokens[place].folded)
    return Numeral(float(value), place, place + 1) if value is not None else None


def _names_part(words: Words, after: int, numeral: Numeral | None) -> bool:
    """ "a third of the lists", "two fifths"; not "a third party", "a fourth debate"."""
    tokens = words.tokens
    following = tokens[after + 1].folded if after + 1 < len(tokens) else "."
    if numeral and numeral.value > 1:
        return True
    return (
        tokens[after].folded in ("quarter", "tiers", "tercio", "quart")
        or following in _OF
        or following in table("parts", words.language)
        or not following[0].isalpha()
    )


def _one_in(words: Words, numeral: Numeral) -> Numeral | None:
    """``one in five``, ``one candidate in seven``, ``un sur cinq``, ``uno de cada cinco``, ``2/3``."""
    tokens = words.tokens
    if numeral.last < len(tokens) - 1 and tokens[numeral.last].text == "/":
        whole = numeral_at(words, numeral.last + 1)
        return _part_of(numeral, whole) if whole and whole.in_digits and numeral.in_digits else None
    for place in range(numeral.last, min(numeral.last + _MOST_WORDS_BETWEEN + 1, len(tokens) - 1)):
        if tokens[place].folded == "out" and tokens[place + 1].folded == "of":
            whole = _whole_at(words, place + 2)
            # "Four out of five stations" rounds a share; "36 out of 40" tells two counts.
            in_words = whole and not whole.in_digits and not numeral.in_digits and whole.value in _ROUND
            return _part_of(numeral, whole) if whole and in_words else None
        if tokens[place].folded == _BETWEEN.get(words.language):
            whole = _whole_at(words, place + 1)
            named = place > numeral.last  # "one candidate in seven municipalities" is no share
            if whole and named and whole.last < len(tokens):
                following = tokens[whole.last]  # nor is "one candidate stood in 31 of 60 districts"
                if words.is_content(following) or (whole.in_digits and following.folded in _OF):
                    return None
            return _part_of(numeral, whole) if whole and _is_whole(words, whole) else None
        if not words.is_content(tokens[place]) and tokens[place].folded not in _OF and tokens[place].text != "-":
            return None
    return None


def _whole_at(words: Words, place: int) -> Numeral | None:
    """The number after "in" or "out of", maybe behind "every" or "about"."""
    if place < len(words.tokens) - 1 and words.tokens[place].folded in _BEFORE_WHOLE:
        place += 1
    return numeral_at(words, place) if place < len(words.tokens) else None


def _is_whole(words: Words, whole: Numeral) -> bool:
    """Whether a number after "in" is what a share is of: no year, day or per cent, and nothing that it counts itself
    ("four in 12 districts")."""
    if is_year(words, whole) or day_at(words, whole) or follows(words, whole.last, "per cent"):
        return False
    counts = whole.last < len(words.tokens) and words.is_content(words.tokens[whole.last])
    return words.language not in ("en",) or not counts or not whole.in_digits


def _part_of(part: Numeral, whole: Numeral) -> Numeral | None:
    if not 0 < part.value < whole.value <= 1000 or part.value > 20:
        return None
    return Numeral(part.value / whole.value, part.first, whole.last)
