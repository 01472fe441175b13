"""A check on its way: a text is checked sentence by sentence while people look at it, or at other pages."""

from __future__ import annotations

from collections.abc import Callable

from retrieval.claims.review.keeping import keep
from retrieval.claims.review.making import review
from retrieval.claims.review.records import Review
from retrieval.desk import Desk
from ui.background import Background


class Checking(Background[Review]):
    """The check of one text, in the background. When it ends, also by being stopped, it is kept in the catalog."""

    def __init__(self, desk: Desk, text: str, before: Review | None = None) -> None:
        """``before`` is a check of the same text that was stopped, and now goes on."""
        self.text = text
        done = before.claims if before else ()

        def check(tell: Callable[[Review], None], is_stopped: Callable[[], bool]) -> None:
            made = review(desk, text, tell, is_stopped, done)
            tell(made)
            if made.claims:
                keep(desk.library, made)

        super().__init__(check, "checking", "The check ended unexpectedly; the page's log says why. Try again.")
