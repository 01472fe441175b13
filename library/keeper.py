"""The keeper of a library's Chroma server: a process that runs the server for as long as anybody uses it.

It inherits the lock on the folder with its file descriptor and passes it to the server, so that the folder stays
locked until both are gone, however they end.
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
from pathlib import Path
from typing import IO

from library.errors import LibraryError


def vectors_folder(home: Path) -> Path:
    """Where Chroma keeps the vectors of a library."""
    return home / "vectors"


def server_record(home: Path) -> Path:
    """The file that says at which port a library's server answers."""
    return home / "chroma-server.json"


def opened(home: Path, name: str) -> IO[str]:
    """A file of the library, open for locking. Raises `LibraryError` where the folder cannot be written."""
    try:
        home.mkdir(parents=True, exist_ok=True)
        return (home / name).open("w")
    except OSError as error:
        raise LibraryError(
            f"The library folder {home} cannot be written: {error.strerror}. "
            "Set RECORD_HOME to a folder that you may write to, and make room if its disk is full."
        ) from error


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def keep_server(home: Path, lock: int) -> None:
    """Run the Chroma server of ``home`` until nobody uses it; the body of the keeper process."""
    port = _free_port()
    server = subprocess.Popen(
        [
            str(Path(sys.executable).with_name("chroma")),
            *("run", "--path", str(vectors_folder(home)), "--host", "127.0.0.1", "--port", str(port)),
        ],
        pass_fds=[lock],
        env=os.environ | {"ANONYMIZED_TELEMETRY": "False"},
    )
    signal.signal(signal.SIGTERM, lambda *_: server.terminate())
    record = server_record(home)
    draft = record.with_suffix(".new")
    draft.write_text(json.dumps({"port": port, "pid": server.pid}))
    draft.replace(record)
    users = opened(home, "vectors.users")
    try:
        while server.poll() is None and not _is_free(users):
            time.sleep(0.5)
    finally:
        record.unlink(missing_ok=True)
        server.terminate()
        server.wait(10)


def _is_free(users: IO[str]) -> bool:
    """Whether nobody uses the server; from then on nobody can begin to."""
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


if __name__ == "__main__":
    keep_server(Path(sys.argv[1]), int(sys.argv[2]))
