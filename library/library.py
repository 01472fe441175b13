"""The library: one door to the catalog and the vectors, which it keeps in step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from library.catalog import Catalog
from library.context import context_line
from library.embedding import Embedder, embedder_for
from library.errors import LibraryError
from library.owner import connect
from library.records import Passage, Statement
from library.vectors import Vectors
from settings import Settings


@dataclass(frozen=True)
class Fault:
    """Something that `Library.doctor` found, with the command that mends it."""

    what: str
    remedy: str


class Library:
    """All statements that were loaded. Opening it is cheap: model and vectors are loaded when first needed."""

    def __init__(self, settings: Settings, *, say: Callable[[str], None] = lambda _: None) -> None:
        """``say`` is told in plain words what is being waited for.

        Raises:
            LibraryError: the catalog cannot be opened.
        """
        self.settings = settings
        self._say = say
        try:
            settings.home.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise LibraryError(
                f"The library folder {settings.home} cannot be made: {error.strerror}. "
                "Set RECORD_HOME to a folder that you may write to."
            ) from error
        self.catalog = Catalog(settings.catalog or f"sqlite:///{settings.home.resolve() / 'catalog.sqlite'}")

    @cached_property
    def embedder(self) -> Embedder:
        """The embedding model, loaded on first use (seconds)."""
        return embedder_for(self.settings)

    @cached_property
    def vectors(self) -> Vectors:
        """The vectors, connected on first use; see `library.owner` for who owns them."""
        return Vectors(lambda: connect(self.settings, say=self._say), self.embedder)

    def close(self) -> None:
        """Let go of catalog and vectors."""
        if "vectors" in self.__dict__:
            self.vectors.close()
            del self.__dict__["vectors"]
        self.catalog.close()

    def statements(self) -> list[Statement]:
        """All statements, by country and date."""
        return self.catalog.statements()

    def statement(self, name: str) -> Statement:
        """The statement with this id, start of an id (8 characters or more) or file name.

        Raises:
            LibraryError: there is none, or several.
        """
        found = [s for s in self.statements() if name in (s.id, s.file) or (len(name) >= 8 and s.id.startswith(name))]
        if len(found) == 1:
            return found[0]
        if found:
            raise LibraryError(f"{name} is the name of {len(found)} statements; use the id (`python -m ingest list`).")
        raise LibraryError(f"There is no statement {name} in the library; `python -m ingest list` shows all.")

    def add(self, statement: Statement, passages: Sequence[Passage], *, replaces: str | None = None) -> None:
        """Keep a statement: first its vectors, then, in one transaction, the catalog, which makes it visible."""
        contexts = [context_line(statement, p.section) for p in passages]
        self.vectors.add(statement, passages, contexts)
        self.catalog.add(statement, passages, contexts, replaces=replaces)
        if replaces and replaces != statement.id:
            self.vectors.remove(replaces)

    def remove(self, statement_id: str) -> None:
        """Forget a statement: first the catalog, so that it is not found any more, then its vectors."""
        self.catalog.remove(statement_id)
        self.vectors.remove(statement_id)

    def doctor(self) -> list[Fault]:
        """Where catalog and vectors differ; empty where all is well."""
        kept = self.vectors.ids()
        known = {p.id for s in self.statements() for p in self.catalog.passages(s.id)}
        faults = []
        if missing := known - kept:
            faults.append(
                Fault(
                    f"{len(missing)} passages have no vectors and are found by words only.",
                    "python -m ingest reindex",
                )
            )
        if orphans := kept - known:
            faults.append(
                Fault(
                    f"{len(orphans)} vectors belong to no statement (harmless: never shown).",
                    "python -m ingest reindex",
                )
            )
        return faults

    def reindex(self, progress: Callable[[int, int, Statement], None] = lambda *_: None) -> int:
        """Make all vectors anew, e.g. with another embedding model; the number of passages.

        ``progress`` is told before each statement: how many are done, how many there are, which is next.
        """
        self.__dict__.pop("vectors", None)
        vectors = Vectors(lambda: connect(self.settings, say=self._say), self.embedder, anew=True)
        self.__dict__["vectors"] = vectors
        statements, done = self.statements(), 0
        for n, statement in enumerate(statements):
            progress(n, len(statements), statement)
            passages = self.catalog.passages(statement.id)
            vectors.add(statement, passages, [context_line(statement, p.section) for p in passages])
            done += len(passages)
        return done
