"""``python -m tests.documents [WORD ...]``: the measures of the set, or of the files whose names hold a word."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable
from functools import reduce
from operator import add

from tests.documents.catalogue import entries
from tests.documents.measure import Score, Share, score
from tests.documents.sample import entries_of_the_sample

COLUMNS = ("furniture", "cells", "headers", "quotes", "fields", "speakers", "voices")


def main(words: list[str]) -> None:
    """Print a line a document, what is wrong with it below, and the totals."""
    print(f"{'document':46}{'agreement':>10}" + "".join(f"{name:>10}" for name in COLUMNS))
    for name, some in (("made documents", entries()), ("sample documents", entries_of_the_sample())):
        found = [_shown(score(entry)) for entry in some if not words or any(word in entry.file for word in words)]
        if found:
            print(f"{f'{len(found)} {name}':46}{overall(found):10.4f}", end="")
            print("".join(f"{together(found, column).value:10.3f}" for column in COLUMNS))


def _shown(one: Score) -> Score:
    """The score, printed."""
    print(f"{one.file:46}{one.agreement:10.4f}" + "".join(f"{getattr(one, name)!s:>10}" for name in COLUMNS))
    for name in COLUMNS:
        for fault in getattr(one, name).wrong:
            print(f"    {name}: {fault}")
    return one


def together(found: Iterable[Score], column: str) -> Share:
    """One measure over several documents."""
    return reduce(add, (getattr(one, column) for one in found), Share(0, 0))


def overall(found: Collection[Score]) -> float:
    """Character-level agreement over all documents, the longer counting more."""
    return sum(one.agreement * one.characters for one in found) / sum(one.characters for one in found)


if __name__ == "__main__":
    main(sys.argv[1:])
