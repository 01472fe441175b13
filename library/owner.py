"""One owner for the vectors: a Chroma server in the library's folder, or one command under an exclusive lock.

Two processes on one embedded Chroma folder lose vectors without any error (measured, see docs/architecture.md), so
nobody opens the folder without holding ``vectors.lock``. The page starts a server that holds the lock as long as it
lives; commands connect to it, or, where there is none, hold the lock themselves while they run.
"""

from __future__ import annotations

import fcntl
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING
from urllib.parse import urlsplit

import httpx

from library.errors import LibraryError, VectorsBusy, VectorsUnreachable
from settings import Settings

if TYPE_CHECKING:
    from chromadb.api import ClientAPI

SERVER_START_SECONDS = 30.0


@dataclass
class Connection:
    """A way to the vectors; ``lock`` is the open lock file where this process is itself the owner."""

    client: ClientAPI
    where: str
    lock: IO[str] | None = None

    def close(self) -> None:
        """Let go of the vectors, so that another process may own them."""
        if self.lock is not None:
            self.client.close()  # type: ignore[attr-defined]
            self.lock.close()
            self.lock = None


def connect(settings: Settings, *, say: Callable[[str], None] = lambda _: None) -> Connection:
    """The vectors of these settings: a server elsewhere, this library's running server, or the folder itself.

    ``say`` is told in plain words when there is something to wait for.

    Raises:
        VectorsUnreachable: the server that the settings name does not answer.
        VectorsBusy: another command holds the folder for longer than ``settings.lock_wait`` seconds.
    """
    if settings.chroma:
        return Connection(_remote(settings), settings.chroma)
    deadline, told = time.monotonic() + settings.lock_wait, False
    while True:
        if lock := _lock(settings.home):
            # Nobody owns the folder: a record that a dead server left may name a port that another library uses now.
            _record(settings.home).unlink(missing_ok=True)
            return Connection(_embedded(settings.home), str(_folder(settings.home)), lock)
        if port := _running_server(settings.home):
            return Connection(_http("127.0.0.1", port), f"http://127.0.0.1:{port}")
        if time.monotonic() > deadline:
            raise VectorsBusy(
                f"Another command is working on the library in {settings.home} and did not finish within "
                f"{settings.lock_wait:.0f} seconds. Try again when it has ended, or keep the page open "
                "(`make run`): then commands and page share one server."
            )
        if not told:
            say("Waiting for another command that is using this library …")
            told = True
        time.sleep(0.2)


def ensure_server(settings: Settings, *, say: Callable[[str], None] = lambda _: None) -> None:
    """Start this library's Chroma server unless one is running; it ends with the process that started it.

    Raises:
        VectorsBusy: a command holds the folder for longer than ``settings.lock_wait`` seconds.
        LibraryError: the server did not start.
    """
    if settings.chroma:
        return
    deadline, told = time.monotonic() + settings.lock_wait, False
    while (lock := _lock(settings.home)) is None:
        if _running_server(settings.home):
            return
        if time.monotonic() > deadline:
            raise VectorsBusy(
                f"A command is working on the library in {settings.home} and did not finish within "
                f"{settings.lock_wait:.0f} seconds. Reload the page when it has ended."
            )
        if not told:
            say("Waiting for a command that is loading statements into this library …")
            told = True
        time.sleep(0.2)
    with lock:
        _record(settings.home).unlink(missing_ok=True)
        log = (settings.home / "chroma.log").open("a")
        with log:
            # The child inherits the lock with its file descriptor and so keeps the folder for as long as it lives.
            keeper = subprocess.Popen(
                [
                    sys.executable,
                    "-m",
                    "library.owner",
                    str(settings.home),
                    str(os.getpid()),
                    str(lock.fileno()),
                ],
                pass_fds=[lock.fileno()],
                cwd=Path(__file__).parent.parent,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
    started = time.monotonic()
    while time.monotonic() - started < SERVER_START_SECONDS:
        if _running_server(settings.home):
            return
        if keeper.poll() is not None:
            break
        time.sleep(0.1)
    raise LibraryError(f"The Chroma server of {settings.home} did not start; {settings.home / 'chroma.log'} says why.")


def _folder(home: Path) -> Path:
    return home / "vectors"


def _record(home: Path) -> Path:
    return home / "chroma-server.json"


def _lock(home: Path) -> IO[str] | None:
    """The open, locked file, or None where another process holds it."""
    try:
        home.mkdir(parents=True, exist_ok=True)
        file = (home / "vectors.lock").open("w")
    except OSError as error:
        raise LibraryError(
            f"The library folder {home} cannot be written: {error.strerror}. "
            "Set RECORD_HOME to a folder that you may write to."
        ) from error
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        return None
    return file


def _running_server(home: Path) -> int | None:
    """Port of this library's server, where one answers."""
    try:
        port = int(json.loads(_record(home).read_text())["port"])
        httpx.get(f"http://127.0.0.1:{port}/api/v2/heartbeat", timeout=2.0, trust_env=False).raise_for_status()
    except (OSError, ValueError, KeyError, httpx.HTTPError):
        return None
    return port


def _chroma_settings(**values: object) -> object:
    from chromadb.config import Settings as ChromaSettings

    return ChromaSettings(anonymized_telemetry=False, **values)  # type: ignore[arg-type]


def _embedded(home: Path) -> ClientAPI:
    import chromadb

    return chromadb.PersistentClient(str(_folder(home)), settings=_chroma_settings())  # type: ignore[arg-type]


def _http(host: str, port: int, *, ssl: bool = False, headers: dict[str, str] | None = None) -> ClientAPI:
    import chromadb

    return chromadb.HttpClient(host=host, port=port, ssl=ssl, headers=headers, settings=_chroma_settings())  # type: ignore[arg-type]


def _remote(settings: Settings) -> ClientAPI:
    address = urlsplit(settings.chroma or "")
    if address.scheme not in ("http", "https") or not address.hostname:
        raise VectorsUnreachable(f"RECORD_CHROMA is {settings.chroma!r}; it must look like http://host:8000.")
    headers = {"Authorization": f"Bearer {settings.chroma_token}"} if settings.chroma_token else None
    ssl = address.scheme == "https"
    try:
        return _http(address.hostname, address.port or (443 if ssl else 8000), ssl=ssl, headers=headers)
    except (ValueError, httpx.HTTPError) as error:
        raise VectorsUnreachable(
            f"The Chroma server at {settings.chroma} does not answer: {error}. Start it, or unset RECORD_CHROMA."
        ) from error


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def keep_server(home: Path, parent: int, lock: int) -> None:
    """Run the Chroma server of ``home`` until the process ``parent`` is gone; the body of the keeper process."""
    port = _free_port()
    server = subprocess.Popen(
        [
            str(Path(sys.executable).with_name("chroma")),
            *("run", "--path", str(_folder(home)), "--host", "127.0.0.1", "--port", str(port)),
        ],
        pass_fds=[lock],
        env=os.environ | {"ANONYMIZED_TELEMETRY": "False"},
    )
    signal.signal(signal.SIGTERM, lambda *_: server.terminate())
    record = _record(home)
    draft = record.with_suffix(".new")
    draft.write_text(json.dumps({"port": port, "pid": server.pid}))
    draft.replace(record)
    try:
        while server.poll() is None and os.getppid() == parent:
            time.sleep(0.5)
    finally:
        record.unlink(missing_ok=True)
        server.terminate()
        server.wait(10)


if __name__ == "__main__":
    keep_server(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
