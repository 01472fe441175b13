"""``python -m tests.documents [WORD ...]``: the measures of the set, or of the files whose names hold a word."""

from __future__ import annotations

import sys
from functools import reduce
from operator import add

from tests.documents.catalogue import entries
from tests.documents.measure import Score, Share, score

COLUMNS = ("furniture", "cells", "quotes", "fields", "speakers", "voices")


def main(words: list[str]) -> None:
    """Print a line a document, what is wrong with it below, and the totals."""
    print(f"{'document':38}{'agreement':>10}" + "".join(f"{name:>10}" for name in COLUMNS))
    found: list[Score] = []
    for entry in entries():
        if words and not any(word in entry.file for word in words):
            continue
        one = score(entry)
        found.append(one)
        print(f"{one.file:38}{one.agreement:10.4f}" + "".join(f"{getattr(one, name)!s:>10}" for name in COLUMNS))
        for name in COLUMNS:
            for fault in getattr(one, name).wrong:
                print(f"    {name}: {fault}")
    if found:
        print(f"{f'{len(found)} documents':38}{overall(found):10.4f}", end="")
        print("".join(f"{reduce(add, (getattr(s, name) for s in found), Share(0, 0)).value:10.3f}" for name in COLUMNS))


def overall(found: list[Score]) -> float:
    """Character-level agreement over all documents, the longer counting more."""
    return sum(one.agreement * one.characters for one in found) / sum(one.characters for one in found)


if __name__ == "__main__":
    main(sys.argv[1:])
