"""Documents are read by processes that are watched: what hangs, swells or breaks is a reason and harms nobody."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.document import Source, UnreadableSource
from ingest.pool import Readers
from library.records import Speaker
from settings import Settings

ROOT = Path(__file__).parents[2]
GOOD = Source("norland.txt", b"Norland votes\n\nNORTHTOWN, 4 May 2020 \xe2\x80\x93 Voting was calm.\n", "/norland.txt")
LONG = Source("long.txt", b"Voting was calm in the town of Northtown, and nobody had to wait. " * 60_000, "/long.txt")
"""Four million letters, seconds of work."""


def pids(parent: int) -> list[int]:
    """The reading processes of a process."""
    found = subprocess.run(["ps", "-eo", "pid,ppid,args"], capture_output=True, text=True, check=True).stdout
    rows = [line.split(None, 2) for line in found.splitlines()[1:]]
    return [int(pid) for pid, of, args in rows if int(of) == parent and "ingest.worker" in args]


def refusal(readers: Readers, source: Source) -> str:
    with pytest.raises(UnreadableSource) as refused:
        readers.understand(source)
    return str(refused.value)


def until(condition: Callable[[], bool], seconds: float = 10) -> bool:
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.02)
    return condition()


def test_a_document_comes_back_read_described_and_voiced_and_refusals_come_back_as_such():
    with Readers(Settings(), 1) as readers:
        reading = readers.understand(GOOD)
        assert reading.statement.title == "Norland votes"
        assert str(reading.statement.date) == "2020-05-04"
        assert (reading.statement.file, reading.statement.source) == ("norland.txt", "/norland.txt")
        assert [block.text for block in reading.blocks] == reading.text.split("\n\n")
        spans = [reading.text[s.start : s.end] for block in reading.sentences for s in block]
        assert spans[0] == "Norland votes" and spans[-1].endswith("Voting was calm.")
        assert "empty" in refusal(readers, Source("empty.txt", b" "))
        (worker,) = pids(os.getpid())
        assert readers.understand(GOOD) == reading
        assert pids(os.getpid()) == [worker], "a refusal does not cost a process"
    assert until(lambda: not pids(os.getpid()))


def test_sentences_are_told_apart_anew_for_other_speakers():
    with Readers(Settings(), 1) as readers:
        text = b"Norland votes\n\n\xe2\x80\x9cWe saw queues in nearly every town,\xe2\x80\x9d said Ada Lind.\n"
        reading = readers.understand(Source("a.txt", text, "/a.txt"))
        (quote,) = readers.voiced(reading.blocks, [Speaker("Ada Lind")], "en")[-1]
        assert (quote.voice, quote.speaker) == ("speaker", "Ada Lind")
        (quote,) = readers.voiced(reading.blocks, [Speaker("Per Lund")], "en")[-1]
        assert quote.speaker is None


def test_what_takes_too_long_is_given_up_with_the_setting_that_allows_more_and_the_next_is_read():
    with Readers(Settings(max_seconds=4), 1) as readers:
        assert readers.understand(GOOD)
        started = time.monotonic()
        assert "RECORD_MAX_SECONDS" in refusal(readers, LONG)
        assert time.monotonic() - started < 9
        assert readers.understand(GOOD).statement.title == "Norland votes"


def test_what_takes_too_much_memory_is_given_up_with_the_setting_that_allows_more_and_the_next_is_read():
    with Readers(Settings(max_memory=400_000_000), 1) as readers:
        assert readers.understand(GOOD)
        huge = Source("huge.txt", bytes(200_000_000) + GOOD.data, "/huge.txt")
        assert "RECORD_MAX_MEMORY" in refusal(readers, huge)
        assert readers.understand(GOOD).statement.title == "Norland votes"


def test_a_reader_that_crashes_is_a_reason_and_the_next_document_is_read():
    with Readers(Settings(), 1) as readers:
        readers.understand(GOOD)
        (worker,) = pids(os.getpid())
        threading.Timer(0.3, os.kill, (worker, signal.SIGSEGV)).start()
        reason = refusal(readers, LONG)
        assert "broke down" in reason and "signal 11" in reason
        assert readers.understand(GOOD).statement.title == "Norland votes"


def test_several_documents_are_read_at_once_each_by_one_process():
    with Readers(Settings(), 2) as readers:
        threads = [threading.Thread(target=readers.understand, args=(GOOD,)) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(pids(os.getpid())) == 2


def test_closing_ends_what_is_being_read():
    readers = Readers(Settings(), 1)
    readers.understand(GOOD)
    reasons: list[str] = []
    thread = threading.Thread(target=lambda: reasons.append(refusal(readers, LONG)))
    thread.start()
    time.sleep(0.2)
    started = time.monotonic()
    readers.close()
    thread.join()
    assert time.monotonic() - started < 1
    assert reasons == ["Reading was stopped."]
    assert refusal(readers, GOOD) == "Reading was stopped."


HOLDER = """
import sys, threading
from ingest.document import Source
from ingest.pool import Readers
from settings import Settings
readers = Readers(Settings(), 1)
readers.understand(Source("a.txt", b"Norland votes", "/a.txt"))
print("ready", flush=True)
long = Source("b.txt", b"Voting was calm in the town of Northtown, and nobody had to wait. " * 60_000, "/b.txt")
readers.understand(long) if sys.argv[1] == "busy" else sys.stdin.read()
"""


@pytest.mark.parametrize("doing", ["idle", "busy"])
def test_the_processes_end_with_whoever_started_them_even_when_it_is_killed(doing: str):
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, doing], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert holder.stdout and holder.stdout.readline() == b"ready\n"
    (worker,) = pids(holder.pid)
    time.sleep(0.2)
    holder.kill()
    holder.communicate()
    assert until(lambda: not Path(f"/proc/{worker}").exists())


def test_a_reading_process_starts_without_the_models():
    loaded = "import sys, ingest.worker; print({'torch', 'chromadb', 'transformers', 'sqlalchemy'} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", loaded], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout == "set()\n"
