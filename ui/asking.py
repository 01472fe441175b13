"""A question on its way, in a thread of its own: the page shows what stands so far, and can be left or stopped."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from library.errors import LibraryError
from retrieval.desk import Desk
from retrieval.scope import Filters
from retrieval.writing.model import ChatModel
from retrieval.writing.task import Step


@dataclass(frozen=True)
class Stage:
    """How far it is, at one moment."""

    running: bool
    stopping: bool
    step: Step | None
    """None while the statements are searched."""
    trouble: str = ""
    """Why there is no answer."""


class Asking:
    """One question, asked as soon as this is made."""

    def __init__(
        self,
        desk: Desk,
        question: str,
        history: Sequence[Mapping[str, str]],
        filters: Filters,
        chat: ChatModel | None,
    ) -> None:
        self.question = question
        self.chat = chat
        self._lock = threading.Lock()
        self._asked_to_stop = threading.Event()
        self._step: Step | None = None
        self._trouble = ""
        work = (desk, history, filters)
        self._thread = threading.Thread(target=self._run, args=work, name="asking", daemon=True)
        self._thread.start()

    def stage(self) -> Stage:
        """How it stands now."""
        running = self._thread.is_alive()
        with self._lock:
            return Stage(running, self._asked_to_stop.is_set(), self._step, self._trouble)

    def stop(self) -> None:
        """Ask the model to write no further; what was proven until then stays."""
        self._asked_to_stop.set()

    def end(self, seconds: float | None = None) -> None:
        """Wait until it has ended, at most so long."""
        self._thread.join(seconds)

    def _run(self, desk: Desk, history: Sequence[Mapping[str, str]], filters: Filters) -> None:
        trouble = "The answer ended unexpectedly; the page's log says why. Ask again."
        try:
            for step in desk.ask_stream(self.question, history, filters, self.chat, self._asked_to_stop.is_set):
                with self._lock:
                    self._step = step
            trouble = ""
        except LibraryError as error:
            trouble = str(error)
        finally:
            with self._lock:
                self._trouble = trouble
