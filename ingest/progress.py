"""How far a load has come, how that is shown on a terminal, and how a load is stopped from there."""

from __future__ import annotations

import shutil
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TextIO

SURE_AFTER = 5.0
"""Seconds before the time that is left is estimated."""


@dataclass(frozen=True)
class Progress:
    """How far a load has come."""

    documents: int
    """Sources that are done, whatever came of them."""
    total: int
    passages: int
    """Passages that were added."""
    rate: float
    """Passages a second so far."""
    seconds_left: float | None
    """As far as can be told from the time that was taken until now; None while it is too early."""
    name: str
    """The source that is worked on; empty when all is done."""

    @property
    def part(self) -> float:
        """The part that is done, from 0 to 1."""
        return self.documents / self.total if self.total else 1.0

    @property
    def pace(self) -> str:
        """Passages, rate and time left in words; empty while it is too early to tell."""
        if self.seconds_left is None:
            return ""
        return f"{self.passages:,} passages, {self.rate:.0f} a second, {_duration(self.seconds_left)} left"


Tell = Callable[[Progress], None]


class Counter:
    """Counts what is done, and tells it.

    Sources are embedded several at once and then kept one by one in no time. So the pace is taken at the end of such a
    batch, and from when the models were ready.
    """

    def __init__(self, total: int, tell: Tell, clock: Callable[[], float] = time.monotonic) -> None:
        self._total, self._tell, self._clock = total, tell, clock
        self._began: float | None = None
        self._documents = self._passages = 0
        self._rate = 0.0
        self._seconds_each: float | None = None

    def ready(self) -> None:
        """Time counts from here."""
        if self._began is None:
            self._began = self._clock()

    def working_on(self, name: str) -> None:
        """Tell what is worked on now."""
        left = None if self._seconds_each is None else self._seconds_each * (self._total - self._documents)
        self._tell(Progress(self._documents, self._total, self._passages, self._rate, left, name))

    def done(self, passages: int) -> None:
        """Count a source, with the passages that were added of it."""
        self._documents += 1
        self._passages += passages

    def end_of_batch(self) -> None:
        """Take the pace."""
        elapsed = self._clock() - self._began if self._began is not None else 0.0
        if self._documents and elapsed > 0:
            self._rate = self._passages / elapsed
            self._seconds_each = elapsed / self._documents if elapsed > SURE_AFTER else None


class Meter:
    """Shows progress on standard error: one line that changes on a terminal, else a line a source."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._terminal = self._stream.isatty()
        self._shown = False
        self._last: tuple[int, str] | None = None

    def show(self, progress: Progress) -> None:
        """Show it."""
        pace = f" ({progress.pace})" if progress.pace else ""
        if self._terminal:
            line = f"[{progress.documents}/{progress.total}]{pace} {progress.name}"
            width = shutil.get_terminal_size().columns - 1
            self._write(f"\r\x1b[K{line[:width]}" if progress.name else "\r\x1b[K")
            self._shown = bool(progress.name)
        elif progress.name and progress.total > 1 and self._last != (progress.documents, progress.name):
            self._last = (progress.documents, progress.name)
            self._write(f"[{progress.documents + 1}/{progress.total}] {progress.name}{pace}\n")

    def clear(self) -> None:
        """Take the changing line away, so that something else can be written."""
        if self._shown:
            self._write("\r\x1b[K")
            self._shown = False

    def _write(self, words: str) -> None:
        self._stream.write(words)
        self._stream.flush()


@contextmanager
def stopped_by_the_keyboard(say: Callable[[str], None]) -> Iterator[Callable[[], bool]]:
    """Within, Ctrl+C asks for a stop at the next good place, which the given function tells; once more breaks off."""
    asked = threading.Event()

    def note(*_: object) -> None:
        say("Stopping after this statement (Ctrl+C again to break off at once) …")
        asked.set()
        signal.signal(signal.SIGINT, before)

    before = signal.signal(signal.SIGINT, note)
    try:
        yield asked.is_set
    finally:
        signal.signal(signal.SIGINT, before)


def _duration(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60} min"
