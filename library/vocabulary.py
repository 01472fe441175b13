"""The words of the record as they are written, to tell a slip of the pen from a word of its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

from library.library import Library

MOST_CHARACTERS = 6_000_000
"""So much text is read (about a second): the words of the genre are all in it long before."""
_WORD = re.compile(r"[^\W\d_]{4,}(?:-[^\W\d_]+)*")


def vocabulary(library: Library, language: str) -> Mapping[str, int]:
    """The words of the statements in a language, in small letters, with how often each occurs; read once a state of the
    record."""
    return _counted(library, tuple(s.id for s in library.statements() if s.language == language))


@lru_cache(maxsize=2)
def _counted(library: Library, statement_ids: tuple[str, ...]) -> Mapping[str, int]:
    found: Counter[str] = Counter()
    left = MOST_CHARACTERS
    for name in statement_ids:
        text = library.catalog.text(name)[:left].casefold()
        found.update(_WORD.findall(text))
        left -= len(text)
        if left <= 0:
            break
    return found
