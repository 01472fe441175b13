"""A text checked sentence by sentence, with word of how far it is, and a way to stop."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from library.checks import check_id
from library.state import state_of
from retrieval.claims.article import Said, sentences_of
from retrieval.claims.review.records import Review, Reviewed
from retrieval.desk import Desk

LONGEST_TEXT = 20_000
"""Characters that are checked at once: an article of 3,000 words."""


def review(
    desk: Desk,
    text: str,
    tell: Callable[[Review], None] = lambda _: None,
    stop: Callable[[], bool] = lambda: False,
    done: Sequence[Reviewed] = (),
) -> Review:
    """The check of a text, sentence by sentence.

    ``tell`` is given how it stands before each sentence; ``stop`` is asked then, and ends it with what there is;
    ``done`` are sentences of an earlier check of the same text against the same library, which are not checked again.

    Raises:
        LibraryError: the library cannot be read.
    """
    statements = desk.library.statements()
    state = state_of(statements)
    said = list(sentences_of(text, statements))
    known = {(one.start, one.end): one for one in done}
    claims: list[Reviewed] = []

    def so_far() -> Review:
        return Review(check_id(text, state), text, tuple(claims), len(said), state, datetime.now(UTC))

    for sentence in said:
        tell(so_far())
        if stop():
            break
        claims.append(known.get((sentence.start, sentence.end)) or _checked(desk, sentence))
    return so_far()


def _checked(desk: Desk, sentence: Said) -> Reviewed:
    return Reviewed(sentence.start, sentence.end, desk.check(sentence.text, sentence.before))
