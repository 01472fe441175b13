"""One owner for the vectors: a Chroma server in the library's folder, or one command under an exclusive lock.

Two processes on one embedded Chroma folder lose vectors without any error (measured, see docs/architecture.md), so
nobody opens the folder without holding ``vectors.lock``. Whoever shares the library for long (the page, a load)
starts a server that holds the lock; others connect to it, or, where there is none, hold the lock themselves while
they run. Everyone who uses the server holds ``vectors.users`` together with the others; the server's keeper ends it
when nobody does. Locks end with the process that holds them, however it ends.
"""

from __future__ import annotations

import fcntl
import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING
from urllib.parse import urlsplit

import httpx

from library.errors import LibraryError, VectorsBusy, VectorsUnreachable, VectorsUnusable
from library.keeper import opened, server_record, vectors_folder
from settings import Settings

if TYPE_CHECKING:
    from chromadb.api import ClientAPI

SERVER_START_SECONDS = 30.0
_LOOK_SECONDS = 0.2


@dataclass
class Connection:
    """A way to the vectors, and the locks that go with it."""

    client: ClientAPI
    where: str
    is_owner: bool = False
    """Whether this process has the folder for itself."""
    locks: list[IO[str]] = field(default_factory=list)

    def close(self) -> None:
        """Let go of the vectors, so that another process may own them."""
        if self.is_owner and self.locks:
            self.client.close()  # type: ignore[attr-defined]
        while self.locks:
            self.locks.pop().close()


class Access:
    """One library's way to its vectors: a single connection, made when it is first needed and anew where it broke."""

    def __init__(self, settings: Settings, *, share: bool = False, say: Callable[[str], None] = lambda _: None) -> None:
        """The arguments are those of `connect`."""
        self._settings, self._share, self._say = settings, share, say
        self._connection: Connection | None = None
        self._opening = threading.Lock()

    def open(self, broken: Connection | None = None) -> Connection:
        """The connection; where it is the one that was found ``broken``, a new one. Raises what `connect` raises."""
        with self._opening:  # several threads may find out at once; the first one opens for all
            if self._connection is not None and self._connection is broken:
                self._connection.close()
                self._connection = None
            if self._connection is None:
                self._connection = connect(self._settings, share=self._share, say=self._say)
            return self._connection

    def close(self) -> None:
        """Let go of the vectors; they can be opened again."""
        with self._opening:
            if self._connection is not None:
                self._connection.close()
                self._connection = None


def connect(settings: Settings, *, share: bool = False, say: Callable[[str], None] = lambda _: None) -> Connection:
    """The vectors of these settings: a server elsewhere, this library's server, or the folder itself.

    With ``share`` a server is started where there is none, so that others can use the library at the same time.
    ``say`` is told in plain words when there is something to wait for.

    Raises:
        VectorsUnreachable: the server that the settings name does not answer.
        VectorsBusy: a command that does not share holds the folder for longer than ``settings.lock_wait`` seconds.
        LibraryError: this library's server did not start.
    """
    if settings.chroma:
        return Connection(_remote(settings), settings.chroma)
    deadline, told = time.monotonic() + settings.lock_wait, False
    while True:
        if connection := _join(settings.home):
            return connection
        if lock := _lock(settings.home):
            if not share:
                # Nobody owns the folder: a record that a dead server left may name a port that another library uses.
                server_record(settings.home).unlink(missing_ok=True)
                return Connection(_embedded(settings.home), str(vectors_folder(settings.home)), True, [lock])
            return _started(settings.home, lock)
        if time.monotonic() > deadline:
            raise VectorsBusy(
                f"Another command is working on the library in {settings.home} and did not finish within "
                f"{settings.lock_wait:.0f} seconds. Try again when it has ended."
            )
        if not told:
            say("Waiting for another command that is using this library …")
            told = True
        time.sleep(_LOOK_SECONDS)


def _join(home: Path) -> Connection | None:
    """A connection to this library's server, if one answers."""
    if not server_record(home).exists():
        return None
    users = opened(home, "vectors.users")
    try:
        fcntl.flock(users, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:  # the keeper is ending the server, since nobody used it
        users.close()
        return None
    if port := _running_server(home):
        try:
            return Connection(_http("127.0.0.1", port), f"http://127.0.0.1:{port}", locks=[users])
        except (ValueError, httpx.HTTPError):  # it ended in this moment
            pass
    users.close()
    return None


def _started(home: Path, lock: IO[str]) -> Connection:
    """A connection to a new server of this library, which keeps the lock for as long as it lives."""
    users = opened(home, "vectors.users")
    with lock:
        server_record(home).unlink(missing_ok=True)
        fcntl.flock(users, fcntl.LOCK_SH)
        with (home / "chroma.log").open("a") as log:
            # The child inherits the lock with its file descriptor.
            keeper = subprocess.Popen(
                [sys.executable, "-m", "library.keeper", str(home), str(lock.fileno())],
                pass_fds=[lock.fileno()],
                cwd=Path(__file__).parent.parent,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
    started = time.monotonic()
    while time.monotonic() - started < SERVER_START_SECONDS:
        if port := _running_server(home):
            return Connection(_http("127.0.0.1", port), f"http://127.0.0.1:{port}", locks=[users])
        if keeper.poll() is not None:
            break
        time.sleep(0.05)
    users.close()
    raise LibraryError(f"The Chroma server of {home} did not start; {home / 'chroma.log'} says why.")


def _lock(home: Path) -> IO[str] | None:
    """The open, locked file, or None where another process holds it."""
    file = opened(home, "vectors.lock")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        return None
    return file


def _running_server(home: Path) -> int | None:
    """Port of this library's server, where one answers."""
    try:
        port = int(json.loads(server_record(home).read_text())["port"])
        httpx.get(f"http://127.0.0.1:{port}/api/v2/heartbeat", timeout=2.0, trust_env=False).raise_for_status()
    except (OSError, ValueError, KeyError, httpx.HTTPError):
        return None
    return port


def _chroma_settings(**values: object) -> object:
    from chromadb.config import Settings as ChromaSettings

    return ChromaSettings(anonymized_telemetry=False, **values)  # type: ignore[arg-type]


def _embedded(home: Path) -> ClientAPI:
    import chromadb
    from chromadb.errors import ChromaError

    try:
        return chromadb.PersistentClient(str(vectors_folder(home)), settings=_chroma_settings())  # type: ignore[arg-type]
    except (ChromaError, ValueError, OSError) as error:
        raise VectorsUnusable(
            f"The vectors in {vectors_folder(home)} cannot be opened: {error}. Make room if the disk is full. If the "
            "folder is damaged, remove it and run `python -m ingest reindex`: the statements are kept elsewhere."
        ) from error


def _http(
    host: str,
    port: int,
    *,
    ssl: bool = False,
    headers: dict[str, str] | None = None,
    tenant: str = "default_tenant",
    database: str = "default_database",
) -> ClientAPI:
    import chromadb

    return chromadb.HttpClient(
        host=host,
        port=port,
        ssl=ssl,
        headers=headers,
        settings=_chroma_settings(),  # type: ignore[arg-type]
        tenant=tenant,
        database=database,
    )


def _remote(settings: Settings) -> ClientAPI:
    from chromadb.errors import ChromaError

    address = urlsplit(settings.chroma or "")
    if address.scheme not in ("http", "https") or not address.hostname:
        raise VectorsUnreachable(f"RECORD_CHROMA is {settings.chroma!r}; it must look like http://host:8000.")
    token = settings.chroma_token.get_secret_value() if settings.chroma_token else None
    # Servers behind a proxy ask for the first of these, Chroma's own hosting for the second.
    headers = {"Authorization": f"Bearer {token}", "X-Chroma-Token": token} if token else None
    ssl = address.scheme == "https"
    try:
        return _http(
            address.hostname,
            address.port or (443 if ssl else 8000),
            ssl=ssl,
            headers=headers,
            tenant=settings.chroma_tenant,
            database=settings.chroma_database,
        )
    except (ValueError, ChromaError, httpx.HTTPError) as error:
        advice = "Start it, or unset RECORD_CHROMA"
        if any(sign in str(error) for sign in ("401", "403", "Unauthorized", "Forbidden")):
            advice = "It asks for a token: set RECORD_CHROMA_TOKEN"
        raise VectorsUnreachable(
            f"The Chroma server at {settings.chroma} does not answer: {error}. {advice}."
        ) from error
