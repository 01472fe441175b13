"""The library: one door to the catalog and the vectors, which it keeps in step."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, suppress
from datetime import datetime
from functools import cached_property

import numpy as np

from library.catalog import Catalog
from library.checks import Checks
from library.context import context_line
from library.corrections import Corrections, as_read, corrected
from library.database import Database
from library.embedding import Embedder, embedder_for
from library.embedding_cache import CachedEmbeddings
from library.errors import CatalogUnusable, LibraryError, VectorsUnreachable, VectorsUnusable
from library.generations import Generation, Generations
from library.labels import Labels
from library.owner import Access
from library.records import Correction, Edition, Passage, Statement
from library.sentence_vectors import SentenceVectors
from library.vectors import Vectors, mismatch, model_of, sentence_texts, texts_of
from settings import Settings

EMBEDDED_AT_ONCE = 1_024
"""Texts of one call to the model: a book has tens of thousands, and somebody may want to stop in between."""


class Library:
    """All statements that were loaded. Opening it is cheap: model and vectors are loaded when first needed."""

    def __init__(self, settings: Settings, *, share: bool = False, say: Callable[[str], None] = lambda _: None) -> None:
        """``share`` starts a server for the vectors, so that others can use the library at the same time;
        ``say`` is told in plain words what is being waited for.

        Raises:
            LibraryError: the catalog cannot be opened.
        """
        self.settings = settings
        self._access = Access(settings, share=share, say=say)
        try:
            settings.home.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CatalogUnusable(
                f"The library folder {settings.home} cannot be made: {error.strerror}. "
                "Set RECORD_HOME to a folder that you may write to."
            ) from error
        self._database = Database(settings.catalog or f"sqlite:///{settings.home.resolve() / 'catalog.sqlite'}")
        self.catalog = Catalog(self._database)
        self.corrections = Corrections(self._database)
        self.checks = Checks(self._database)
        self.generations = Generations(self._database)
        self.sentence_vectors = SentenceVectors(self._database)
        self.labels = Labels(self._database)
        self._vectors: Vectors | None = None
        self._opening = threading.RLock()

    @cached_property
    def embedder(self) -> Embedder:
        """The embedding model, loaded on first use (seconds)."""
        return embedder_for(self.settings)

    @cached_property
    def embeddings(self) -> CachedEmbeddings:
        """The embedding model with its memory: what was embedded once is not embedded again."""
        file = self.settings.home.resolve() / "embeddings.sqlite"
        return CachedEmbeddings(self.embedder, self.embedder.identity, file)

    @property
    def vectors(self) -> Vectors:
        """The active vectors, connected on first use; see `library.owner` for who owns them.

        Raises:
            EmbeddingMismatch: they were made with another model than the one that is set.
        """
        with self._opening:
            active = self.generations.active() or self._first_generation()
            if active.model != self.embedder.name:
                raise mismatch(active.model, self.embedder.name)
            if self._vectors is None or self._vectors.generation != active.number:
                self._vectors = self.vectors_of(active)
                self._take_over_sentences(self._vectors)
            return self._vectors

    def vectors_of(self, generation: Generation) -> Vectors:
        """The vectors of a generation, active or not."""
        return Vectors(self._access, self.embeddings, generation.model, generation.number)

    def _first_generation(self) -> Generation:
        """That of a new library, or of one whose vectors are older than the count of generations."""
        model = model_of(self._access.open(), 1)
        return self.generations.begin(model or self.embedder.name, active=True)

    def _take_over_sentences(self, vectors: Vectors) -> None:
        """Bring the vectors of sentences into the catalog where an earlier version kept them in Chroma."""
        statements = self.statements()
        if not statements or self.sentence_vectors.any(vectors.generation):
            return
        for statement in statements:
            said = vectors.sentences(self.catalog.passages(statement.id))
            self.sentence_vectors.keep(vectors.generation, said)
        vectors.forget_former()

    def close(self) -> None:
        """Let go of catalog and vectors."""
        with self._opening:
            self._vectors = None
            self._access.close()
        if "embeddings" in self.__dict__:
            self.embeddings.close()
        self._database.close()

    # --- reading -----------------------------------------------------------------------------------------------

    def reading(self) -> AbstractContextManager[None]:
        """All reading within sees one state of the library, whatever is loaded or removed meanwhile."""
        return self._database.snapshot()

    def statements(self) -> list[Statement]:
        """All statements, by country and date."""
        return self.catalog.statements()

    def vectors_said(self, passage_ids: Sequence[str]) -> dict[str, np.ndarray]:
        """By passage id, the vectors of its sentences as rows; a passage without them is left out."""
        return self.sentence_vectors.of(self.vectors.generation, passage_ids)

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

    # --- changing ----------------------------------------------------------------------------------------------

    def prepare(self, editions: Sequence[Edition], stop: Callable[[], bool] = lambda: False) -> None:
        """Embed all that several editions need, sorted by length; adding them then finds it in the cache.

        ``stop`` is asked now and then; what was embedded until then is kept.
        """
        texts = {text for e in editions for text in texts_of(e.passages, contexts_of(e.statement, e.passages))}
        texts |= {text for e in editions for text in sentence_texts(e.passages)}
        ordered = sorted(texts, key=lambda text: (len(text), text))
        for n in range(0, len(ordered), EMBEDDED_AT_ONCE):
            if stop():
                return
            self.embeddings.embed_documents(ordered[n : n + EMBEDDED_AT_ONCE])

    def add(self, edition: Edition, *, replaces: str | None = None) -> None:
        """Keep a statement: first its vectors, then, in one transaction, the catalog, which makes it visible.

        Raises:
            LibraryError: it could not be kept; the library is as before.
        """
        statement, vectors = edition.statement, self.vectors
        contexts = contexts_of(statement, edition.passages)
        surplus = {p.id for p in self.catalog.passages(statement.id)} - {p.id for p in edition.passages}
        self.generations.announce(statement.id)
        vectors.add(statement, edition.passages, contexts)
        said = vectors.sentences(edition.passages)
        self.catalog.add(edition, contexts, said, replaces=replaces, generation=vectors.generation)
        vectors.forget(surplus)  # the same text, cut otherwise than before
        self.sweep()

    def replace(self, old: Statement, new: Statement) -> Statement:
        """Let ``new``, which is in the library, take the place of ``old``, of which the record is kept; the new state.

        What a person set right for the old one goes for the new one too, unless that was set right itself.

        Raises:
            LibraryError: one of them is not there any more, or it could not be done; nothing is lost.
        """
        own = {one.field for one in self.corrections.of(new.source, new.id)}
        inherited = [one for one in self.corrections.of(old.source, old.id) if one.field not in own]
        if inherited:
            new = self.correct(new, *inherited)
        self.supersede(old.id, new.id)
        return new

    def touch(self, statement_id: str, fingerprint: str, retrieved_at: datetime) -> None:
        """Note that the same text was read again, from other bytes."""
        self.catalog.touch(statement_id, fingerprint, retrieved_at)

    def remove(self, statement_id: str) -> None:
        """Forget a statement; it is not found from now on, and its vectors go a little later."""
        self.catalog.remove(statement_id)
        # The vectors of nobody are harmless: that they cannot be reached now is no reason to fail.
        with suppress(VectorsUnreachable, VectorsUnusable):
            self.sweep()

    def supersede(self, statement_id: str, by: str) -> None:
        """Forget a statement whose source holds the text of another now; that one keeps the record of it."""
        self.catalog.supersede(statement_id, by)
        with suppress(VectorsUnreachable, VectorsUnusable):
            self.sweep()

    def sweep(self) -> int:
        """Take away the vectors that nothing needs any more; of how many statements."""
        for old in self.generations.retired():
            self.forget_generation(old)
        return self.generations.sweep(lambda statement_id: self.vectors.remove(statement_id))

    def forget_generation(self, generation: Generation) -> None:
        """Take away the vectors of a generation that nobody reads."""
        self.vectors.forget_generation(generation.number)
        self.sentence_vectors.forget_generation(generation.number)
        self.generations.forget(generation.number)

    def corrected(self, statement: Statement) -> Statement:
        """The statement as read, with what a person has set right for its source or its text before."""
        return corrected(statement, self.corrections.of(statement.source, statement.id))

    def correct(self, statement: Statement, *corrections: Correction) -> Statement:
        """Set fields of a statement right, for now and for every later reading of its source; the new state."""
        for one in corrections:
            self.corrections.keep(statement, one)
        return self.revise(corrected(statement, corrections))

    def uncorrect(self, statement: Statement, field: str) -> Statement:
        """Take a correction back: the field is again as it was read; the new state."""
        self.corrections.forget(statement, field)
        return self.revise(as_read(statement, field))

    def revise(self, statement: Statement) -> Statement:
        """Keep a changed description; passages are embedded with country, election and date, so these change too."""
        passages = self.catalog.passages(statement.id)
        contexts = contexts_of(statement, passages)
        self.embed(statement, passages, self.vectors)
        self.catalog.revise(statement, contexts)
        return statement

    def embed(self, statement: Statement, passages: Sequence[Passage], vectors: Vectors) -> None:
        """Make and keep all vectors of a statement that is in the catalog, in one generation."""
        vectors.add(statement, passages, contexts_of(statement, passages))
        self.sentence_vectors.keep(vectors.generation, vectors.sentences(passages))


def contexts_of(statement: Statement, passages: Sequence[Passage]) -> list[str]:
    """The context lines of passages, which are embedded and searched with them."""
    return [context_line(statement, p.section) for p in passages]
