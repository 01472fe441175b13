"""Who owns the vectors: tried with real processes, since that is what the lock and the server are for."""

from __future__ import annotations

import gc
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from test_vectors import EMBEDDER, NORLAND, SUDLAND, keep, nearest

from library.errors import LibraryError, VectorsBusy
from library.owner import Access, connect
from library.vectors import Vectors
from settings import Settings

ROOT = Path(__file__).parents[2]

# Holds the vectors as a command does until its standard input closes.
COMMAND = """
import sys
from library.owner import connect
from settings import get_settings
connection = connect(get_settings())
print("holds", connection.where, flush=True)
sys.stdin.read()
connection.close()
print("released", flush=True)
"""

# Starts the server as the page does and lives until its standard input closes.
PAGE = """
import sys
from library.owner import connect
from settings import get_settings
connection = connect(get_settings(), share=True, say=lambda message: print(message, flush=True))
print("serves", flush=True)
sys.stdin.read()
"""

# A page with the real library: answers each line of standard input with the files of the nearest passages.
SEARCHING_PAGE = """
import sys
from library.library import Library
from settings import get_settings
library = Library(get_settings(), share=True)
library.vectors
print("serves", flush=True)
for question in sys.stdin:
    with library.reading():
        among = [s.id for s in library.statements()] or ["none"]
        near = library.vectors.nearest_passages(library.embedder.embed_query(question), among, 3)
        names = [name.split(":")[0] for name, _ in near]
        print(" ".join(library.statement(name).file for name in names) or "nothing", flush=True)
"""


def until(condition: Callable[[], object], what: str, seconds: float = 20.0) -> None:
    """Wait for a condition outside this process."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"not within {seconds:.0f} s: {what}"
        time.sleep(0.02)


def is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def server_pid(home: Path) -> int:
    return int(json.loads((home / "chroma-server.json").read_text())["pid"])


def kill_server(home: Path, page: subprocess.Popen[str]) -> None:
    """As if the machine had lost it: the server is gone, and so is the page that started it."""
    server = server_pid(home)
    page.kill()
    page.wait()
    os.kill(server, signal.SIGKILL)
    until(lambda: not (home / "chroma-server.json").exists(), "its keeper has noticed")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "record"


@pytest.fixture
def settings(home: Path) -> Settings:
    return Settings(home=home, lock_wait=0.3)


@pytest.fixture
def start(home: Path) -> Iterator[Callable[[str], subprocess.Popen[str]]]:
    """Starts a process on the library; at the end it is gone, and so is every server it started."""
    started: list[subprocess.Popen[str]] = []

    def run(code: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env=os.environ | {"RECORD_HOME": str(home)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield run
    gc.collect()  # a connection that a failed test left behind would keep the server
    server = server_pid(home) if (home / "chroma-server.json").exists() else None
    for process in started:
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout, process.stderr):
            stream.close()
    if server:
        until(lambda: not is_alive(server), "the server has ended")


def says(process: subprocess.Popen[str], line: str) -> None:
    """Wait for a line of the process's output that begins like this."""
    heard = process.stdout.readline()
    assert heard.startswith(line), heard or process.stderr.read()


def serves(page: subprocess.Popen[str]) -> None:
    """Wait until the page has its server, whatever it waits for itself."""
    while (heard := page.stdout.readline()).startswith("Waiting"):
        pass
    assert heard == "serves\n", heard or page.stderr.read()


# --- one command at a time, where no server runs --------------------------------------------------------------------


def test_a_second_command_is_refused_in_plain_words_when_the_first_does_not_end(
    start: Callable[[str], subprocess.Popen[str]], settings: Settings
):
    says(start(COMMAND), "holds")
    told: list[str] = []
    with pytest.raises(VectorsBusy) as refusal:
        connect(settings, say=told.append)
    assert str(settings.home) in str(refusal.value)
    assert "Try again" in str(refusal.value)
    assert len(told) == 1 and told[0].startswith("Waiting for another command")


def test_a_second_command_waits_for_the_first_and_then_goes_on(
    start: Callable[[str], subprocess.Popen[str]], home: Path
):
    first = start(COMMAND)
    says(first, "holds")
    waiting, got = threading.Event(), []
    second = threading.Thread(
        target=lambda: got.append(connect(Settings(home=home, lock_wait=30), say=lambda _: waiting.set()))
    )
    second.start()
    assert waiting.wait(10)
    assert not got
    first.stdin.close()
    second.join(10)
    assert got and got[0].is_owner
    got[0].close()


def test_a_command_that_was_killed_leaves_no_lock_behind(
    start: Callable[[str], subprocess.Popen[str]], settings: Settings
):
    first = start(COMMAND)
    says(first, "holds")
    first.kill()
    first.wait()
    connection = connect(settings)
    assert connection.is_owner
    connection.close()


def test_two_libraries_do_not_wait_for_each_other(
    start: Callable[[str], subprocess.Popen[str]], settings: Settings, tmp_path: Path
):
    says(start(COMMAND), "holds")
    other = connect(Settings(home=tmp_path / "another", lock_wait=0.3))
    assert other.is_owner
    other.close()


def test_the_command_line_says_that_the_library_is_busy_and_fails(
    start: Callable[[str], subprocess.Popen[str]], home: Path, python, tmp_path: Path
):
    says(start(COMMAND), "holds")
    run = python("-m", "ingest", "doctor", home=home, lock_wait=0.3)
    assert run.returncode == 1
    assert "Waiting for another command" in run.stderr
    assert "did not finish within" in run.stderr
    assert "Traceback" not in run.stderr
    assert run.stdout == ""


def test_a_page_is_refused_in_plain_words_while_a_command_holds_the_folder(
    start: Callable[[str], subprocess.Popen[str]], settings: Settings
):
    says(start(COMMAND), "holds")
    with pytest.raises(VectorsBusy, match="Try again"):
        connect(settings, share=True)


def test_a_page_waits_for_a_command_and_then_starts_its_server(
    start: Callable[[str], subprocess.Popen[str]], home: Path
):
    command = start(COMMAND)
    says(command, "holds")
    page = start(PAGE)
    says(page, "Waiting for another command")
    command.stdin.close()
    says(page, "serves")
    assert is_alive(server_pid(home))


def test_a_library_folder_that_cannot_be_made_is_reported_with_what_to_do(tmp_path: Path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(LibraryError, match="RECORD_HOME"):
        connect(Settings(home=tmp_path / "file"))


# --- the page's server -----------------------------------------------------------------------------------------------


def test_commands_join_the_server_of_the_page_and_a_second_page_starts_no_other(
    start: Callable[[str], subprocess.Popen[str]], home: Path, settings: Settings
):
    says(start(PAGE), "serves")
    server = server_pid(home)
    connect(settings, share=True).close()
    says(start(PAGE), "serves")
    assert server_pid(home) == server
    command = start(COMMAND)
    says(command, "holds http://127.0.0.1:")
    one = connect(settings)  # both at the same time
    assert not one.is_owner and one.where.startswith("http://127.0.0.1:")
    access = Access(settings)
    keep(Vectors(access, EMBEDDER, EMBEDDER.name), NORLAND)
    assert Vectors(access, EMBEDDER, EMBEDDER.name).ids() == {p.id for p in NORLAND[1]}
    access.close()
    one.close()  # whoever keeps a connection keeps the server


def test_two_pages_that_open_at_once_share_one_server(start: Callable[[str], subprocess.Popen[str]], home: Path):
    pages = [start(PAGE) for _ in range(3)]
    for page in pages:
        serves(page)
    children = [p for p in Path("/proc").glob("[0-9]*/cmdline") if _runs_chroma_in(p, home)]
    assert len(children) == 1


def _runs_chroma_in(cmdline: Path, home: Path) -> bool:
    try:
        words = cmdline.read_bytes().decode().split("\0")
    except OSError:
        return False
    return "run" in words and str(home / "vectors") in words


@pytest.mark.parametrize("way", [signal.SIGKILL, signal.SIGTERM])
def test_the_server_ends_when_the_page_is_killed_and_the_folder_is_free_again(
    start: Callable[[str], subprocess.Popen[str]], home: Path, settings: Settings, way: signal.Signals
):
    page = start(PAGE)
    says(page, "serves")
    vectors = Vectors(Access(settings), EMBEDDER, EMBEDDER.name)
    keep(vectors, NORLAND)
    vectors.access.close()
    server = server_pid(home)
    page.send_signal(way)
    page.wait()
    until(lambda: not is_alive(server), "the server has ended")
    alone = Vectors(Access(Settings(home=home, lock_wait=20)), EMBEDDER, EMBEDDER.name)
    assert alone.ids() == {p.id for p in NORLAND[1]}, "what the server kept is there"
    alone.access.close()
    assert not (home / "chroma-server.json").exists()


def test_the_server_lives_as_long_as_anybody_uses_it(
    start: Callable[[str], subprocess.Popen[str]], home: Path, settings: Settings
):
    page = start(PAGE)
    says(page, "serves")
    vectors = Vectors(Access(settings), EMBEDDER, EMBEDDER.name)
    server = server_pid(home)
    page.kill()
    page.wait()
    time.sleep(1.5)  # the keeper looks twice a second
    keep(vectors, NORLAND)
    assert is_alive(server)
    vectors.access.close()
    until(lambda: not is_alive(server), "the server has ended")


def test_the_next_call_after_the_server_has_gone_opens_the_folder_itself(
    start: Callable[[str], subprocess.Popen[str]], home: Path
):
    page = start(PAGE)
    says(page, "serves")
    patient = Settings(home=home, lock_wait=20)
    vectors = Vectors(Access(patient), EMBEDDER, EMBEDDER.name)
    keep(vectors, NORLAND)
    kill_server(home, page)
    assert nearest(vectors, "women list")[0] == "norland:1"
    keep(vectors, SUDLAND)
    assert len(vectors.ids()) == 5
    with pytest.raises(VectorsBusy):
        connect(Settings(home=home, lock_wait=0.1))  # now this process is the owner
    vectors.access.close()


def test_the_next_call_after_a_new_page_has_started_joins_its_server(
    start: Callable[[str], subprocess.Popen[str]], home: Path
):
    page = start(PAGE)
    says(page, "serves")
    vectors = Vectors(Access(Settings(home=home, lock_wait=20)), EMBEDDER, EMBEDDER.name)
    keep(vectors, NORLAND)
    kill_server(home, page)
    serves(start(PAGE))
    assert nearest(vectors, "women list")[0] == "norland:1"
    another = connect(Settings(home=home))
    assert not another.is_owner
    another.close()
    vectors.access.close()


def test_several_threads_recover_together_after_the_server_has_gone(
    start: Callable[[str], subprocess.Popen[str]], home: Path
):
    page = start(PAGE)
    says(page, "serves")
    vectors = Vectors(Access(Settings(home=home, lock_wait=3)), EMBEDDER, EMBEDDER.name)
    keep(vectors, NORLAND)
    kill_server(home, page)
    results: list[object] = []

    def ask() -> None:
        try:
            results.append(nearest(vectors, "women list")[0])
        except LibraryError as error:
            results.append(error)

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    vectors.access.close()
    assert results == ["norland:1"] * 3


def test_a_record_of_a_server_that_is_not_there_is_no_hindrance(home: Path, settings: Settings):
    home.mkdir()
    for record in ('{"port": 9, "pid": 1}', "half a rec", "{}"):
        (home / "chroma-server.json").write_text(record)
        connection = connect(settings)
        assert connection.is_owner, record
        connection.close()


# --- the page and the command line on the same library ----------------------------------------------------------------


def test_the_page_finds_at_once_what_the_command_line_loads_and_removes_meanwhile(
    start: Callable[[str], subprocess.Popen[str]], home: Path, python, tmp_path: Path
):
    one, two = tmp_path / "one.txt", tmp_path / "two.txt"
    one.write_text("Norland votes\n\nThe candidates held rallies in the stadium of the capital city.\n")
    two.write_text("Sudland votes\n\nFishing boats carried ballot boxes to the outer islands of the sea.\n")
    page = start(SEARCHING_PAGE)
    says(page, "serves")

    def ask(question: str) -> list[str]:
        page.stdin.write(question + "\n")
        page.stdin.flush()
        return page.stdout.readline().split()

    assert ask("ballot boxes on boats") == ["nothing"]
    run = python("-m", "ingest", "add", one, two, home=home)
    assert run.returncode == 0, run.stderr
    assert ask("ballot boxes on boats")[0] == "two.txt"
    assert ask("rallies in a stadium")[0] == "one.txt"
    run = python("-m", "ingest", "remove", "two.txt", home=home)
    assert run.returncode == 0, run.stderr
    assert set(ask("ballot boxes on boats")) == {"one.txt"}
