"""A text checked sentence by sentence, with word of how far it is, and a way to stop."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import UTC, datetime

from library.checks import check_id
from library.state import state_of
from retrieval.claims.article import sentences_of
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

    unknown = [(one.text, one.before) for one in said if (one.start, one.end) not in known]
    with closing(desk.check_each(unknown)) as checks:
        for one in said:
            tell(so_far())
            if stop():
                break
            claims.append(known.get((one.start, one.end)) or Reviewed(one.start, one.end, next(checks)))
    return so_far()
