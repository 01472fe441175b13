"""All vectors made anew beside the old ones, which answer until the new ones are complete."""

from __future__ import annotations

import fcntl
from collections.abc import Callable

from library.errors import VectorsBusy
from library.library import Library
from library.records import Statement
from library.vectors import Vectors

Told = Callable[[int, int, Statement], None]
"""Told before each statement: how many are done, how many there are, which is next."""


def reindex(library: Library, tell: Told = lambda *_: None) -> int:
    """Make all vectors anew with the embedding model that is set; the number of passages.

    Stopped or killed, it can be run again and embeds nothing twice. Statements that are loaded meanwhile are taken in.

    Raises:
        VectorsBusy: another reindex is running.
        LibraryError: catalog or vectors cannot be used; the old vectors still answer.
    """
    with (library.settings.home / "reindex.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise VectorsBusy("The vectors of this library are being made anew already. Wait for that.") from error
        return _reindex(library, tell)


def _reindex(library: Library, tell: Told) -> int:
    generation = library.generations.begin(library.embedder.name)
    vectors = library.vectors_of(generation)
    done: dict[str, Statement] = {}
    while not library.generations.activate(generation.number, lambda: _is_complete(library, done)):
        _catch_up(library, vectors, done, tell)
    return sum(library.catalog.passage_counts().values())


def _is_complete(library: Library, done: dict[str, Statement]) -> bool:
    return {s.id: s for s in library.statements()} == done


def _catch_up(library: Library, vectors: Vectors, done: dict[str, Statement], tell: Told) -> None:
    """Bring the new vectors to the state of the catalog."""
    statements = library.statements()
    for gone in done.keys() - {s.id for s in statements}:
        vectors.remove(gone)
        del done[gone]
    for n, statement in enumerate(statements):
        if done.get(statement.id) == statement:
            continue
        tell(n, len(statements), statement)
        library.embed(statement, library.catalog.passages(statement.id), vectors)
        done[statement.id] = statement
