"""What every test relies on: no network beyond this machine, and a library folder of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from settings import Settings, get_settings

if TYPE_CHECKING:
    from library.library import Library
    from retrieval.desk import Desk

ROOT = Path(__file__).resolve().parents[1]
SEED = ROOT.parent / "shared" / "seed" / "kazakhstan_2023_press_release.txt"
LOOPBACK = "127.0.0.1,::1,localhost"
NOWHERE = "http://127.0.0.9:9"
"""A proxy that is not there; outside LOOPBACK, so that a try to reach it from within a test is reported."""


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Block sockets beyond loopback for every test; before pytest-socket reads its options."""
    config.option.allow_hosts = LOOPBACK
    config.option.allow_unix_socket = True


@pytest.fixture(scope="session", autouse=True)
def record_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """``RECORD_HOME`` for the whole run: a temporary folder instead of ``./record``.

    Settings of whoever runs the tests (``RECORD_*`` and ``.env``) do not count. Processes started by a test
    inherit the folder, and a proxy that is not there, since pytest-socket only sees this process.
    """
    home = tmp_path_factory.mktemp("record")
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.upper().startswith("RECORD_")]:
            patch.delenv(name)
        patch.setitem(Settings.model_config, "env_file", None)
        patch.setenv("RECORD_HOME", str(home))
        for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
            patch.setenv(name, NOWHERE)
            patch.setenv(name.lower(), NOWHERE)
        patch.setenv("NO_PROXY", LOOPBACK)
        patch.setenv("no_proxy", LOOPBACK)
        patch.setenv("HF_HUB_OFFLINE", "1")
        patch.setenv("ANONYMIZED_TELEMETRY", "False")
        get_settings.cache_clear()
        yield home
    get_settings.cache_clear()


@pytest.fixture(scope="session")
def seed_file() -> Path:
    """The one real statement, which lies beside the repository; without it the test is skipped."""
    if not SEED.is_file():
        pytest.skip(f"the real statement is not here: {SEED}")
    return SEED


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The browser for the page test; without one the test is skipped."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    pytest.skip("no Chromium here; on Debian: apt-get install chromium")


# --- a library with the sample loaded, and the commands as processes of their own ---------------------------------
# Imported within the fixtures: models read the environment that `record_home` sets when they are imported.


@pytest.fixture(scope="session")
def pristine_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library folder with the sample loaded, closed. Nobody opens it: copy it (`sample_home`, `sample_library`)."""
    from ingest.load import load
    from library.library import Library

    home = tmp_path_factory.mktemp("pristine") / "record"
    library = Library(Settings(home=home))
    outcomes = list(load(library, [str(ROOT / "sample" / "statements")]))
    library.close()
    assert {outcome.status for outcome in outcomes} == {"added"}, outcomes
    return home


@pytest.fixture
def sample_home(pristine_sample: Path, tmp_path: Path) -> Path:
    """A folder of its own with the sample loaded, for a test that writes or that runs commands."""
    return Path(shutil.copytree(pristine_sample, tmp_path / "record"))


@pytest.fixture(scope="session")
def sample_library(pristine_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The sample, opened once; for tests that only read."""
    from library.library import Library

    home = Path(shutil.copytree(pristine_sample, tmp_path_factory.mktemp("reading") / "record"))
    library = Library(Settings(home=home))
    yield library
    library.close()


@pytest.fixture(scope="session")
def sample_desk(sample_library: Library) -> Desk:
    """A desk over the sample; for tests that only read."""
    from retrieval.desk import Desk

    return Desk(sample_library)


@pytest.fixture
def empty_library(tmp_path: Path) -> Iterator[Library]:
    """A new library in a folder of its own."""
    from library.library import Library

    library = Library(Settings(home=tmp_path / "record"))
    yield library
    library.close()


@pytest.fixture
def python(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs ``python ARGUMENT ...`` in the repository; ``home`` is its RECORD_HOME, ``settings`` are ``RECORD_*``."""

    def run(*arguments: object, home: Path = tmp_path / "record", **settings: object):
        env = os.environ | {"RECORD_HOME": str(home)}
        env |= {f"RECORD_{name.upper()}": str(value) for name, value in settings.items()}
        command = [sys.executable, *map(str, arguments)]
        return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=120)

    return run
