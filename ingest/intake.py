"""Sources opened and read ahead of their turn, several at once; they come out in the order they were named in."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Self

from ingest.document import Reading, Source, UnreadableSource
from ingest.pool import Readers
from ingest.sources import Found, fingerprint, is_address, open_source
from ingest.web import Web
from settings import Settings

AHEAD = 16
"""Sources that are read before their turn; more would only take memory."""

Known = Callable[[str, str], bool]
"""Whether the library seems to hold a source (its place, its fingerprint) already."""


@dataclass(frozen=True)
class Taken:
    """A source that was opened, and read unless the library seemed to hold the same bytes."""

    source: Source
    """Without its bytes, unless it was fetched from an address."""
    fingerprint: str
    reading: Reading | None


@dataclass(frozen=True)
class Waiting:
    """A source and what comes of it: the future raises `UnreadableSource` if it cannot be opened or read."""

    found: Found
    future: Future[Taken]


class Intake:
    """Opens and reads sources in the background, as far ahead as is useful."""

    def __init__(self, sources: Iterable[Found], settings: Settings, readers: Readers, known: Known) -> None:
        self._sources = iter(sources)
        self._settings, self._readers, self._known = settings, readers, known
        self._web = Web(settings)
        # More than there are readers, so that some can wait for the disk or a web site meanwhile.
        self._threads = ThreadPoolExecutor(2 * readers.count, thread_name_prefix="intake")
        self._queue: deque[Waiting] = deque()
        self._fill()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)

    def next(self, *, wait: bool) -> Waiting | None:
        """The next source; None where there is none, or where it is not ready and ``wait`` is False."""
        if not self._queue or not (wait or self._queue[0].future.done()):
            return None
        waiting = self._queue.popleft()
        self._fill()
        return waiting

    def left(self) -> list[Found]:
        """All sources whose turn has not come."""
        return [*(waiting.found for waiting in self._queue), *self._sources]

    def take(self, found: Found, *, read: bool = False) -> Taken:
        """Open a source and read it; with ``read`` also where the library seems to hold it.

        Raises:
            UnreadableSource: it cannot be opened or read.
        """
        fetched = is_address(found.name)
        source = self._web.fetch(found.name) if fetched else open_source(found.name, self._settings)
        mark = fingerprint(source.data)
        reading = None
        if read or not self._known(source.place, mark):
            reading = self._readers.understand(source)
        return Taken(source if fetched else replace(source, data=b""), mark, reading)

    def _fill(self) -> None:
        while len(self._queue) < AHEAD and (found := next(self._sources, None)):
            if found.left_out:
                refused: Future[Taken] = Future()
                refused.set_exception(UnreadableSource(found.left_out))
                self._queue.append(Waiting(found, refused))
            else:
                self._queue.append(Waiting(found, self._threads.submit(self.take, found)))
