"""Work that goes on in a thread of its own while people look at the page: it can be watched, stopped and waited for."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from library.errors import LibraryError

T = TypeVar("T")
Work = Callable[[Callable[[T], None], Callable[[], bool]], None]
"""What is done: it tells how far it is by the first argument and asks by the second whether it shall end."""


@dataclass(frozen=True)
class Stage(Generic[T]):
    """How far it is, at one moment."""

    running: bool
    stopping: bool
    """Whether it was asked to stop and ends as soon as it can."""
    so_far: T | None
    """What it told last; None before that."""
    trouble: str = ""
    """Why it ended early, where nobody stopped it."""


class Background(Generic[T]):
    """One piece of work, begun as soon as this is made."""

    def __init__(self, work: Work[T], name: str, broken: str) -> None:
        """``broken`` is what people read where it ends by a fault of the program; the log then says more."""
        self._work = work
        self._broken = broken
        self._lock = threading.Lock()
        self._asked_to_stop = threading.Event()
        self._so_far: T | None = None
        self._trouble = ""
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def stage(self) -> Stage[T]:
        """How it stands now."""
        running = self._thread.is_alive()
        with self._lock:
            return Stage(running, self._asked_to_stop.is_set(), self._so_far, self._trouble)

    def stop(self) -> None:
        """Ask it to end; what it told until then stays."""
        self._asked_to_stop.set()

    def wait(self, seconds: float | None = None) -> None:
        """Until it has ended, at most so long."""
        self._thread.join(seconds)

    def _run(self) -> None:
        trouble = self._broken
        try:
            self._work(self._tell, self._asked_to_stop.is_set)
            trouble = ""
        except LibraryError as error:
            trouble = str(error)
        finally:
            with self._lock:
                self._trouble = trouble

    def _tell(self, so_far: T) -> None:
        with self._lock:
            self._so_far = so_far
