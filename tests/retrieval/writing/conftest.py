from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from tests.retrieval.writing.scripted import Script, Scripted, serving
from tests.retrieval.writing.small_model import small_model


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Script], Scripted]]:
    """Starts scripted chat servers; they end with the test. No key is set in the environment."""
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with ExitStack() as open_servers:
        yield lambda script: open_servers.enter_context(serving(script))


@pytest.fixture(scope="session")
def small() -> Iterator[str]:
    """The address of a real small model on this machine."""
    with small_model() as address:
        yield address
