"""Loading in the background: one queue for the whole page, whoever adds to it, that goes on while people ask."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ingest.load import Outcome, load
from ingest.progress import Progress
from library.errors import LibraryError
from library.library import Library


@dataclass(frozen=True)
class State:
    """What a page shows of the loading, at one moment."""

    running: bool
    stopping: bool
    """Whether it was asked to stop and ends after the current statement."""
    progress: Progress | None
    """None while the first document is not begun."""
    outcomes: tuple[Outcome, ...]
    """What happened to each source of this loading, in their order."""
    waiting: tuple[str, ...]
    """Sources without an outcome: those that are loaded now, or that were left when it was stopped."""
    trouble: str = ""
    """Why it ended early, where nobody stopped it."""


def in_words(state: State) -> str:
    """How far the loading is: documents, passages, pace, time left, and the source that is worked on."""
    now = state.progress
    if now is None or not now.total:
        number = len(state.waiting)
        return f"Getting ready to load {number} document{'' if number == 1 else 's'} …"
    behind = len(state.waiting) - (now.total - now.documents)
    parts = [
        f"{now.documents} of {now.total} documents",
        now.pace or f"{now.passages:,} passages",
        f"{behind} more wait" if behind > 0 else "",
        now.name,
    ]
    return " · ".join(filter(None, parts))


class Loading:
    """The sources that are to be loaded, and the thread that loads them one after the other.

    What waits is also kept in the library's folder, so that after a crash the page can offer to go on.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._lock = threading.Lock()
        self._asked_to_stop = threading.Event()
        self._note = library.settings.home / "waiting.json"
        self._waiting: list[str] = _noted(self._note)
        self._outcomes: list[Outcome] = []
        self._progress: Progress | None = None
        self._thread: threading.Thread | None = None
        self._trouble = ""

    def state(self) -> State:
        """How it stands now."""
        with self._lock:
            return State(
                self._thread is not None,
                self._asked_to_stop.is_set(),
                self._progress,
                tuple(self._outcomes),
                tuple(self._waiting),
                self._trouble,
            )

    def add(self, sources: Iterable[str]) -> None:
        """Load these too: at once, or after what is being loaded. What was left before goes on as well.

        Raises:
            OSError: the list of what waits cannot be kept; nothing was begun.
        """
        with self._lock:
            waiting = list(dict.fromkeys([*self._waiting, *sources]))
            _write(self._note, waiting)
            if self._thread is None and not self._waiting:
                self._outcomes = []
            self._waiting = waiting
            if self._thread is None and waiting:
                self._asked_to_stop.clear()
                self._progress, self._trouble = None, ""
                self._thread = threading.Thread(target=self._run, name="loading", daemon=True)
                self._thread.start()

    def stop(self) -> None:
        """Ask it to end after the current statement; what is loaded stays, the rest waits."""
        self._asked_to_stop.set()

    def dismiss(self) -> None:
        """Forget what happened, and what was left, unless it is running."""
        with self._lock:
            if self._thread is None:
                self._outcomes, self._waiting, self._trouble = [], [], ""
                self._note.unlink(missing_ok=True)

    def wait(self, seconds: float) -> None:
        """Until nothing is being loaded, at most so long."""
        if thread := self._thread:
            thread.join(seconds)

    def _run(self) -> None:
        trouble = "Loading ended unexpectedly; the page's log says why. What was loaded is kept."
        try:
            while batch := self._next():
                for outcome in load(self._library, batch, self._tell, self._asked_to_stop.is_set):
                    self._done(outcome, batch.pop(0))
        except (LibraryError, OSError) as error:
            trouble = str(error)
        finally:
            self._ended(trouble)

    def _next(self) -> list[str]:
        """All that waits; nothing where there is none or it shall stop, and then the thread counts as ended."""
        with self._lock:
            if self._waiting and not self._asked_to_stop.is_set():
                return list(self._waiting)
            self._thread = None
            return []

    def _ended(self, trouble: str) -> None:
        with self._lock:
            if self._thread is threading.current_thread():
                self._thread, self._trouble = None, trouble
            if not self._waiting:
                self._note.unlink(missing_ok=True)

    def _done(self, outcome: Outcome, source: str) -> None:
        with self._lock:
            self._outcomes.append(outcome)
            self._waiting.remove(source)

    def _tell(self, progress: Progress) -> None:
        with self._lock:
            self._progress = progress


def _noted(note: Path) -> list[str]:
    """What waited when the page was last closed; a note that cannot be read only costs the offer to go on."""
    try:
        return [str(source) for source in json.loads(note.read_text(encoding="utf-8"))]
    except (OSError, ValueError):
        return []


def _write(note: Path, waiting: list[str]) -> None:
    """Whole or not at all, so that what is read back is never half of it."""
    draft = note.with_suffix(".draft")
    draft.write_text(json.dumps(waiting, ensure_ascii=False), encoding="utf-8")
    draft.replace(note)
