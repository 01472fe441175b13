"""What a page with nothing checked yet offers: examples from the library, and checks that were made before."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

import streamlit as st

from judge.checks.quotations import quotations
from library.library import Library
from library.records import Passage, Sentence, Statement
from retrieval.desk import Desk
from retrieval.scope import year_of
from ui.text import plain

SHOWN = 8
LABEL = 100
_FIGURE = re.compile(r"\b(?!(\d)\1)([1-9])([1-9])(?= per cent| %|%)")
_LENGTH = range(50, 170)
"""Characters of a sentence that makes a good example."""


def earlier(library: Library, show: Callable[[str], None]) -> None:
    """The newest checks, to be opened again; ``show`` is called with the id of the one that is chosen."""
    recent = library.checks.recent(SHOWN)
    if not recent:
        return
    st.subheader("Checked before", anchor=False)
    with st.container(key="statements", gap=None):
        for identifier, text, made_at in recent:
            words = " ".join(text.split())
            words = f"{words[:LABEL]}…" if len(words) > LABEL else words
            st.button(
                f"{plain(words)}  \n:gray[{plain(f'{made_at:%-d %b %Y, %H:%M} UTC')}]",
                key=f"earlier-{identifier}",
                type="tertiary",
                width="stretch",
                wrap=True,
                on_click=show,
                args=(identifier,),
            )


@st.cache_data(show_spinner="Looking for examples …")
def examples(_desk: Desk, ids: tuple[str, ...]) -> list[str]:
    """Up to three claims made of the library's own sentences: one as it stands, one with another figure, a quotation.

    Made anew when ``ids`` change.
    """
    statements = [s for s in _desk.library.statements() if s.id in ids and s.country and year_of(s)]
    english = [s for s in statements if s.language == "en"] or statements
    passages = {s.id: _desk.library.catalog.passages(s.id) for s in english[-12:]}
    found = [*islice(_claims(english[-12:], passages, _figure), 2)]
    found[1:] = [_FIGURE.sub(r"\3\2", claim, count=1) for claim in found[1:]]
    return [*found, *islice(_claims(english[-12:][::-1], passages, _quotation), 1)]


def _claims(
    statements: Sequence[Statement],
    passages: dict[str, list[Passage]],
    claim: Callable[[Statement, Passage, Sentence], str | None],
) -> Iterator[str]:
    """The first claim of each statement that one can be made of."""
    for statement in statements:
        made = (claim(statement, p, s) for p in passages.get(statement.id, ()) for s in p.sentences)
        if found := next(filter(None, made), None):
            yield found


def _figure(statement: Statement, passage: Passage, sentence: Sentence) -> str | None:
    words = passage.words(sentence.start, sentence.end)
    if sentence.voice != "narrative" or len(words) not in _LENGTH or not _FIGURE.search(words):
        return None
    country = statement.country.name if statement.country else ""
    return f"{country} {year_of(statement)}: {words}"


def _quotation(statement: Statement, passage: Passage, sentence: Sentence) -> str | None:
    words = passage.words(sentence.start, sentence.end)
    named = sentence.voice == "speaker" and sentence.speaker and sentence.speaker in words
    return words if named and len(words) in _LENGTH and quotations(words) else None
