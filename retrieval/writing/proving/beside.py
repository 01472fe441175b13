"""What stands beside a figure: the words that tell what it is of, as far as the next figure or comma."""

from __future__ import annotations

from collections.abc import Sequence

from judge.checks.figures import Figure, figures
from judge.checks.polarity import denials
from judge.checks.tables import table
from judge.checks.words import Token, Words

_CROSSED = 0.5
"""What a word counts that stands before one of two figures and after the other."""
_REACH = 6
"""Words of content to either side of a figure that tell what it is of."""
_NOT = "not"
_STRONG = frozenset(";:")
_AND = frozenset("and и et y".split())
_COMMA = frozenset(",–—")
Beside = tuple[frozenset[str], frozenset[str]]


def beside(figure: Figure, words: Words) -> Beside:
    """Stems of the words of content before and after a figure, as far as the next figures of its sentence."""
    ahead, behind = sides(figure, words)
    return words.content(ahead) | _denied(ahead, words), words.content(behind) | _denied(behind, words)


def _denied(side: Sequence[Token], words: Words) -> frozenset[str]:
    """A mark of what is denied there: "two had not reported"."""
    return frozenset({_NOT} if any(t in denial.reached for denial in denials(words) for t in side) else ())


def around(figure: Figure, words: Words) -> list[Token]:
    """The words of content on both sides of a figure."""
    return [token for side in sides(figure, words) for token in side]


def sides(figure: Figure, words: Words) -> tuple[list[Token], list[Token]]:
    """The words of content before a figure, the nearest first, and behind it."""
    first = next(t.place for t in words.tokens if t.end > figure.start)
    last = next((t.place for t in words.tokens if t.start >= figure.end), len(words.tokens))
    start, end = words.sentence_at(first)
    others = [f for f in figures(words) if f is not figure and f.measure not in ("year", "day")]
    others = [f for f in others if f.sentence == figure.sentence]
    ended = max((f.end for f in others if f.end <= figure.start), default=None)
    begun = min((f.start for f in others if f.start >= figure.end and f.value != figure.part_of), default=None)
    before = 0 if ended is None else _border(words, ended, figure.start)
    after = len(words.text) if begun is None else _border(words, figure.end, begun)
    ahead = _up_to_comma(words, [t for t in words.tokens[start:first] if t.start >= before][::-1])
    commas = 1 + opens(figure, words)
    behind = _up_to_comma(words, [t for t in words.tokens[last:end] if t.end <= after], commas)
    return ahead, behind


def opens(figure: Figure, words: Words) -> bool:
    """Whether a share opens its sentence: what is said of it stands behind a comma ("in four per cent of observations,
    ballots were ...")."""
    ahead = [t for t in words.tokens[figure.sentence :] if t.end <= figure.start]
    return figure.measure == "share" and not any(words.is_content(t) for t in ahead)


def _up_to_comma(words: Words, tokens: list[Token], commas: int = 1) -> list[Token]:
    """The words of content before the first comma (or as many of them) that has any before it, or "and"."""
    found: list[Token] = []
    beside, contrasts = "", table("contrasts", words.language)
    for token in tokens:
        if token.text in _COMMA and (found or beside in _AND):
            commas -= 1
            if not commas:
                break
        if found and token.folded in contrasts:
            break
        beside = token.folded
        if words.is_content(token):
            found.append(token)
    return found[:_REACH]


def _border(words: Words, start: int, end: int) -> int:
    """Where, between two figures, what is said of the first ends: at the strongest word or mark that parts them."""
    between = [t for t in words.tokens if start <= t.start and t.end <= end]
    contrasts = table("contrasts", words.language)
    for parting in (_STRONG, contrasts, _AND, _COMMA):
        if found := [t for t in between if t.folded in parting]:
            return found[-1 if parting is _AND else 0].start  # "observers and experts of the office and 68 members"
    return end if len(between) <= 1 else start


def likeness(one: Beside, other: Beside) -> float:
    """How many words stand beside both figures; one that changed sides counts half."""
    same = len(one[0] & other[0]) + len(one[1] & other[1])
    return same + _CROSSED * (len(one[0] & other[1] - other[0]) + len(one[1] & other[0] - other[1]))
