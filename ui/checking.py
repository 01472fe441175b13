"""Checking in the background: a text is checked sentence by sentence while people look at it, or at other pages."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from library.errors import LibraryError
from retrieval.claims.review.keeping import keep
from retrieval.claims.review.making import review
from retrieval.claims.review.records import Review
from retrieval.desk import Desk


@dataclass(frozen=True)
class Stage:
    """How far a check is, at one moment."""

    running: bool
    stopping: bool
    """Whether it was asked to stop and ends after the current sentence."""
    so_far: Review | None
    """None before the text is split."""
    trouble: str = ""
    """Why it ended early, where nobody stopped it."""


class Checking:
    """The check of one text, in a thread of its own. When it ends, it is kept in the catalog."""

    def __init__(self, desk: Desk, text: str, before: Review | None = None) -> None:
        """``before`` is a check of the same text that was stopped, and now goes on."""
        self.text = text
        self._desk = desk
        self._before = before
        self._lock = threading.Lock()
        self._asked_to_stop = threading.Event()
        self._so_far: Review | None = None
        self._trouble = ""
        self._thread = threading.Thread(target=self._run, name="checking", daemon=True)
        self._thread.start()

    def stage(self) -> Stage:
        """How it stands now."""
        running = self._thread.is_alive()
        with self._lock:
            return Stage(running, self._asked_to_stop.is_set(), self._so_far, self._trouble)

    def stop(self) -> None:
        """Ask it to end after the current sentence; what was checked until then is kept."""
        self._asked_to_stop.set()

    def wait(self, seconds: float) -> None:
        """Until it has ended, at most so long."""
        self._thread.join(seconds)

    def _run(self) -> None:
        trouble = "The check ended unexpectedly; the page's log says why. Try again."
        try:
            done = self._before.claims if self._before else ()
            made = review(self._desk, self.text, self._tell, self._asked_to_stop.is_set, done)
            self._tell(made)
            if made.claims:
                keep(self._desk.library, made)
            trouble = ""
        except LibraryError as error:
            trouble = str(error)
        finally:
            with self._lock:
                self._trouble = trouble

    def _tell(self, so_far: Review) -> None:
        with self._lock:
            self._so_far = so_far
