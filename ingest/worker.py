"""The process in which documents are read: ``python -m ingest.worker``, the other end of `ingest.pool`.

It takes requests from standard input and answers on standard output, each a pickle with its length before it. It
holds no more memory than the settings allow, is killed by the system when a document takes far too long, and ends
with the process that started it.
"""

from __future__ import annotations

import logging
import os
import resource
import signal
import sys
import threading
import time
import warnings
from collections.abc import Callable

from ingest.document import Source, UnreadableSource
from ingest.pool import receive, send
from ingest.reading import understand, voiced
from settings import Settings

TASKS: dict[str, Callable[..., object]] = {"understand": understand, "voiced": voiced}
WARM_UP = Source("warm_up.txt", b"Norland votes\n\nNORTHTOWN, 4 May 2020. The local elections were calm.")
"""Read first, so that the time it takes to build tables is not that of the first document."""
GRACE = 10.0
"""Seconds beyond the limit after which the system ends this process; whoever started it does so earlier."""
BACKGROUND = 4
"""How far this process stands back (see ``nice``), so that embedding in the other one goes first; more, and on a busy
machine a document would run into its time limit."""


def main() -> None:
    """Answer requests until there is nobody to answer to."""
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not get between the answers
    logging.disable(logging.ERROR)
    warnings.simplefilter("ignore")
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    settings: Settings = receive(requests)
    _limit(settings)
    understand(WARM_UP, settings)
    send(answers, ("ready", None))
    while True:
        try:
            task, arguments = receive(requests)
        except EOFError:
            return
        # The default of this signal ends the process, even one that is stuck in a library and runs no Python.
        signal.setitimer(signal.ITIMER_REAL, settings.max_seconds + GRACE)
        try:
            answer: tuple[str, object] = ("done", TASKS[task](*arguments))
        except UnreadableSource as error:
            answer = ("refused", str(error))
        signal.setitimer(signal.ITIMER_REAL, 0)
        send(answers, answer)


def _limit(settings: Settings) -> None:
    os.nice(BACKGROUND)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":  # others do not keep to it
        resource.setrlimit(resource.RLIMIT_AS, (settings.max_memory, settings.max_memory))


def _end_with(parent: int) -> None:
    """Kill this process and whatever it started when ``parent`` has gone."""
    while os.getppid() == parent:
        time.sleep(0.5)
    os.killpg(os.getpgrp(), signal.SIGKILL)


if __name__ == "__main__":
    main()
