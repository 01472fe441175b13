"""The page, served as ``make run`` serves it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def served(home: Path, *, sample: bool = True) -> Iterator[str]:
    """The address of the page over the library in ``home``, in a process of its own that ends afterwards."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = ["-m", "streamlit", "run", "app.py", "--server.address", "127.0.0.1", "--server.port", str(port)]
    env = os.environ | {"RECORD_HOME": str(home), "RECORD_SAMPLE": str(sample).lower()}
    server = subprocess.Popen([sys.executable, *command], cwd=ROOT, env=env)
    try:
        base = f"http://127.0.0.1:{port}"
        _wait(base, server)
        yield base
    finally:
        server.terminate()
        server.wait(20)


def _wait(base: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        assert server.poll() is None, "the page's server ended"
        try:
            urllib.request.urlopen(f"{base}/_stcore/health", timeout=1)
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise AssertionError("the page did not come up in 60 seconds")
