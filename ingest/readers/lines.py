"""Putting the lines of a paragraph back together, with the words that a line end has cut in two."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_CUT = re.compile(r"([^\W_]+(?:[-'’][^\W_]+)*)[-\u2010\u00ad]$")
_STARTS = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_TAIL = 100
"""The end of a line that is looked at: longer than any word, and short however long the line is."""
_KEEPS_HYPHEN = frozenset(("self", "vice", "well", "quasi", "vis"))
_OPENS_COMPOUND = frozenset(("ex", "post", "anti", "non", "mid", "cross", "counter"))
_STANDS_APART = frozenset(("first", "second", "third", "public"))
_FUSES = frozenset(
    "over under with there where here some every when what through inter news main work them your".split()
)
"""First halves of words that are written as one."""
_HANGS_ON_HYPHEN = frozenset(
    "то либо нибудь таки ci là même mêmes speaking language based led backed funded owned run related making"
    " sponsored nominated term scale checking finding buying stuffing".split()
)
_TENS = frozenset("twenty thirty forty fifty sixty seventy eighty ninety".split())
_ONES = frozenset("one two three four five six seven eight nine first second third fourth fifth".split())
_LEAST_WORD = 3
_SENTENCE_END = re.compile(r"[.!?…:](?:[\s\"'”’»)\]]|\[\^?\w{1,4}\])*$")
LIST_NUMBER = re.compile(r"(?:\(?\d{1,3}[.)]|\(?[a-z]\))\s+(?=\S)")
"""``1.``, ``(2)`` or ``a)`` at the beginning of a list item."""


def ends_sentence(text: str) -> bool:
    """Whether the text closes a sentence, so that what follows may be a new paragraph."""
    return bool(_SENTENCE_END.search(text[-_TAIL:]))


def vocabulary(lines: Iterable[str]) -> frozenset[str]:
    """The words of a document that stand whole within a line, in lower case: the witnesses for cut words."""
    words: set[str] = set()
    cut = False
    for line in lines:
        found = _WORD.findall(line.lower())
        whole = found[1:] if cut else found
        cut = bool(_CUT.search(line.rstrip()[-_TAIL:]))
        words.update(whole[:-1] if cut else whole)
    return frozenset(words)


def join_lines(lines: Sequence[str], words: frozenset[str] = frozenset()) -> str:
    """The lines as one text; a word cut by a hyphen at a line end is made whole.

    The hyphen stays where it belongs to the word: where ``words`` knows only the hyphenated form, before a
    capital or a digit, and after ``self`` and its like.
    """
    joined = ""
    for line in map(str.strip, lines):
        if line and joined:
            dropped, between = seam(joined, line, words)
            joined = joined[: len(joined) - dropped] + between + line
        else:
            joined += line
    return joined


def seam(before: str, line: str, words: frozenset[str]) -> tuple[int, str]:
    """How a line goes on after the text before it: how many of its last characters go, and what comes between."""
    cut, start = _CUT.search(before[-_TAIL:]), _STARTS.match(line)
    if cut and start:
        keep = before[-1] != "\u00ad" and _hyphen_belongs(cut.group(1), start.group(), words)
        return (0 if keep else 1), ""
    return (1 if before[-1] == "\u00ad" else 0), " "


def _hyphen_belongs(left: str, right: str, words: frozenset[str]) -> bool:
    whole, hyphenated = (left + right).lower(), f"{left}-{right}".lower()
    if (whole in words) != (hyphenated in words):
        return hyphenated in words
    if left.isupper() and right.isupper() and left.isalpha():
        # Two acronyms, or one that was cut.
        return left.lower() in words and right.lower() in words
    if left[-1].isdigit() or not right[0].islower() or left.lower() in _KEEPS_HYPHEN or right in _HANGS_ON_HYPHEN:
        return True
    if left.lower() in _TENS and right in _ONES:
        return True
    if left.lower() in _STANDS_APART and len(right) > _LEAST_WORD:
        return True
    # "vote-buying": two words that stand on their own elsewhere; "under-mined" is what a hyphenation makes.
    opens = left.lower() in _OPENS_COMPOUND or (len(left) >= _LEAST_WORD and left.lower() in words)
    return opens and len(right) >= _LEAST_WORD and right in words and left.lower() not in _FUSES
