"""Processes that read documents, watched: one that takes too long or breaks is replaced, and the reason is told.

A document can make any library loop, swell or crash. So each is read by a worker (`ingest.worker`) that is killed
after ``settings.max_seconds``, and that the system lets have no more than ``settings.max_memory``.
"""

from __future__ import annotations

import os
import pickle
import queue
import re
import signal
import struct
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, Self

from ingest.document import Block, Reading, Source, UnreadableSource
from library.records import Sentence, Speaker
from settings import Settings

MOST = 8
"""Most processes: beyond, embedding cannot keep up with reading anyway."""
START_SECONDS = 60.0
LAST_WORDS = 4_000
_OUT_OF_MEMORY = re.compile(r"MemoryError|bad_alloc|allocate", re.I)
_LENGTH = struct.Struct(">Q")


def send(stream: IO[bytes], message: object) -> None:
    """Write one message."""
    data = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(_LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def receive(stream: IO[bytes]) -> Any:
    """The next message.

    Raises:
        EOFError: the other side has gone.
    """
    head = stream.read(_LENGTH.size)
    length = _LENGTH.unpack(head)[0] if len(head) == _LENGTH.size else 0
    data = stream.read(length)
    if not length or len(data) < length:
        raise EOFError
    return pickle.loads(data)


class Readers:
    """Reads documents in processes of their own, as many at once as there are (they start when first needed).

    May be used from several threads, each of which waits for its own document.
    """

    def __init__(self, settings: Settings, useful: int = MOST) -> None:
        """At most ``useful`` processes, and no more than this machine has cores."""
        self.count = max(1, min(useful, os.cpu_count() or 1, MOST))
        self._settings = settings
        self._workers = [_Worker(settings) for _ in range(self.count)]
        self._idle: queue.LifoQueue[_Worker] = queue.LifoQueue()
        for worker in self._workers:
            self._idle.put(worker)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End all processes, also those that are reading: whoever waits for them is told that it was stopped."""
        for worker in self._workers:
            worker.end()

    def understand(self, source: Source) -> Reading:
        """The source as read and described, see `ingest.reading`.

        Raises:
            UnreadableSource: it cannot be read, or not within the limits.
        """
        reading: Reading = self._ask("understand", source, self._settings)
        return reading

    def voiced(
        self, blocks: Sequence[Block], speakers: Sequence[Speaker], language: str, bodies: Sequence[str] = ()
    ) -> tuple[tuple[Sentence, ...], ...]:
        """The sentences of each block with who says them, see `ingest.reading`.

        Raises:
            UnreadableSource: it took too long.
        """
        sentences: tuple[tuple[Sentence, ...], ...] = self._ask("voiced", blocks, speakers, language, bodies)
        return sentences

    def _ask(self, task: str, *arguments: object) -> Any:
        worker = self._idle.get()
        try:
            return worker.ask(task, arguments)
        finally:
            self._idle.put(worker)


class _Worker:
    """One process, started when it is first asked and again after it was killed or broke."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._process: subprocess.Popen[bytes] | None = None
        self._errors: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115  # lives as long as this does
        self._changing = threading.Lock()
        self._ended = self._late = False

    def ask(self, task: str, arguments: tuple[object, ...]) -> Any:
        """What the process answers. Raises `UnreadableSource` with its refusal, or with how it failed to answer."""
        process = self._running()
        kind, answer = self._exchange(process, (task, arguments), self._settings.max_seconds)
        if kind == "refused":
            raise UnreadableSource(answer)
        return answer

    def _running(self) -> subprocess.Popen[bytes]:
        with self._changing:
            if self._ended:
                raise UnreadableSource("Reading was stopped.")
            if self._process is not None and self._process.poll() is None:
                return self._process
            self._errors.seek(0)
            self._errors.truncate()
            process = self._process = subprocess.Popen(
                [sys.executable, "-m", "ingest.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._errors,
                cwd=Path(__file__).parent.parent,
                # Each of these would start threads that take memory and get in the way of the other workers.
                env=os.environ | {"OMP_THREAD_LIMIT": "1", "OPENBLAS_NUM_THREADS": "1"},
                start_new_session=True,
            )
        self._exchange(process, self._settings, START_SECONDS)
        return process

    def _exchange(self, process: subprocess.Popen[bytes], message: object, seconds: float) -> Any:
        """The answer to one message; where none comes in time the process is killed."""
        assert process.stdin and process.stdout
        self._late = False
        timer = threading.Timer(seconds, self._expire, (process,))
        timer.daemon = True
        timer.start()
        try:
            send(process.stdin, message)
            return receive(process.stdout)
        except (EOFError, OSError) as error:
            _kill(process)
            raise UnreadableSource(self._why(process)) from error
        finally:
            timer.cancel()

    def _expire(self, process: subprocess.Popen[bytes]) -> None:
        self._late = True
        _kill(process)

    def end(self) -> None:
        """Kill the process, for good."""
        with self._changing:
            self._ended = True
            if self._process is not None:
                _kill(self._process)

    def _why(self, process: subprocess.Popen[bytes]) -> str:
        """Why a process gave no answer, in plain words."""
        if self._ended:
            return "Reading was stopped."
        if self._late:
            return (
                f"Reading took longer than {self._settings.max_seconds:g} seconds and was given up. "
                "Split the document, save it in another format, or raise RECORD_MAX_SECONDS."
            )
        last = self._last_words()
        if _OUT_OF_MEMORY.search(last):
            return (
                f"Reading needs more memory than the {self._settings.max_memory / 1e6:,.0f} MB that it may have. "
                "Split the document, or raise RECORD_MAX_MEMORY."
            )
        how = last or f"signal {-process.returncode}"
        return (
            f"The reader broke down on this document ({how}). It may be damaged, or need more memory than "
            "RECORD_MAX_MEMORY allows. Save it in another format and add that."
        )

    def _last_words(self) -> str:
        """The last line that the process wrote to standard error: with Python, the exception."""
        size = self._errors.seek(0, os.SEEK_END)
        self._errors.seek(max(0, size - LAST_WORDS))
        lines = self._errors.read().decode(errors="replace").split("\n")
        return next((line.strip()[:200] for line in reversed(lines) if line.strip()), "")


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End a process and whatever it started (it leads a group of its own)."""
    if process.poll() is None:
        with suppress(ProcessLookupError):  # another thread was quicker
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
