"""The first journey from end to end: sources in, described statements with passages in the library."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from typing import Literal

from ingest.boxes import boxes_of
from ingest.document import Reading, UnreadableSource
from ingest.intake import Intake, Taken, Waiting
from ingest.passages import cut
from ingest.pool import Readers
from ingest.progress import Counter, Tell
from ingest.sources import Found, is_address, keep_snapshot, sources_in
from library.countries import find_countries
from library.errors import (
    CatalogUnusable,
    EmbeddingMismatch,
    GenerationReplaced,
    LibraryError,
    VectorsBusy,
    VectorsUnreachable,
    VectorsUnusable,
)
from library.library import Library
from library.records import Country, Edition, Statement
from topics.labelling import label

Status = Literal["added", "updated", "unchanged", "duplicate", "skipped", "failed"]

TEXTS_AT_ONCE = 512
"""Passages and sentences that are embedded together: enough to sort them by length, few enough to stop soon."""
STOPS_ALL = (CatalogUnusable, EmbeddingMismatch, VectorsBusy, VectorsUnreachable, VectorsUnusable)
"""What stops one source stops all: nobody waits for the same lock once a file."""


@dataclass(frozen=True)
class Outcome:
    """What happened to one source; ``reason`` is in plain words wherever it was not simply added."""

    source: str
    file: str
    status: Status
    statement_id: str | None = None
    title: str | None = None
    passages: int = 0
    reason: str | None = None

    def as_json(self) -> dict[str, object]:
        """The line of ``ingest add --json``."""
        return asdict(self)


def load(
    library: Library,
    names: Iterable[str],
    tell: Tell = lambda _: None,
    stop: Callable[[], bool] = lambda: False,
    *,
    again: bool = False,
) -> Iterator[Outcome]:
    """Load files, folders and addresses; a bad one is reported and the others go on.

    Each statement is kept on its own as soon as it is ready, so that whatever ends a load, the next one goes on where
    it ended. ``stop`` is asked between statements. With ``again``, sources that the library holds unchanged are read
    once more: by readers that have learned since, or with the speakers that a person has set right.
    """
    sources = sources_in(names)
    with Readers(library.settings, len(sources)) as readers:
        yield from _Load(library, readers, sources, Counter(len(sources), tell), stop, again).run()


@dataclass(frozen=True)
class _Turn:
    """A source whose turn it is: taken, or not for a reason; with its edition, if it was read."""

    found: Found
    taken: Taken | None = None
    edition: Edition | None = None
    refusal: str = ""

    @property
    def texts(self) -> int:
        """How many texts are embedded for it."""
        return sum(1 + len(p.sentences) for p in self.edition.passages) if self.edition else 0


class _Load:
    """One load on its way."""

    def __init__(
        self,
        library: Library,
        readers: Readers,
        sources: Sequence[Found],
        counter: Counter,
        stop: Callable[[], bool],
        again: bool,
    ) -> None:
        self._library, self._readers, self._counter, self._stop = library, readers, counter, stop
        self._again = again
        self._intake = Intake(sources, library.settings, readers, self._seems_known)
        self._open: deque[Found] = deque()
        """Sources that were taken in and have no outcome yet."""
        self._countries: set[str] = set()

    def run(self) -> Iterator[Outcome]:
        """The outcomes, in the order of the sources."""
        with self._intake:
            try:
                while turns := self._batch():
                    for turn in turns:
                        if self._stop():
                            return
                        yield self._outcome(turn)
                    self._counter.end_of_batch()
                    with suppress(LibraryError):  # what keeps labels from being made is told where they are needed
                        label(self._library, stop=self._stop)
            except LibraryError as error:
                for found in [*self._open, *self._intake.left()]:
                    yield Outcome(found.name, found.file, "failed", reason=str(error))
            self._counter.working_on("")

    def _batch(self) -> list[_Turn]:
        """The next source, and those behind it that are ready, embedded together."""
        turns: list[_Turn] = []
        waiting = self._intake.next(wait=True)
        self._countries = set(self._library.catalog.countries()) if waiting else set()
        while waiting:
            self._open.append(waiting.found)
            if not turns:
                self._counter.working_on(waiting.found.file)
            turns.append(self._turn(waiting))
            full = sum(turn.texts for turn in turns) >= TEXTS_AT_ONCE
            waiting = None if full or self._stop() else self._intake.next(wait=False)
        if editions := [turn.edition for turn in turns if turn.edition]:
            self._library.prepare(editions, self._stop)
        return turns

    def _turn(self, waiting: Waiting) -> _Turn:
        try:
            taken = waiting.future.result()
            return _Turn(waiting.found, taken, self._edition(taken.reading) if taken.reading else None)
        except UnreadableSource as error:
            return _Turn(waiting.found, refusal=str(error))

    def _edition(self, reading: Reading) -> Edition:
        """The statement as it will be kept: with what people corrected, cut to the embedding model's measure."""
        library = self._library
        library.vectors  # noqa: B018  # whatever is wrong with them is better known before anything is embedded
        read = replace(reading.statement, country=_known_as(reading.statement.country, sorted(self._countries)))
        statement = library.corrected(read)
        if statement.country:
            self._countries.add(statement.country.name)
        sentences = reading.sentences
        if _voiced_by(statement) != _voiced_by(read):
            sentences = self._readers.voiced(reading.blocks, statement.speakers, statement.language, statement.bodies)
        embedder = library.embedder
        self._counter.ready()
        passages = cut(statement, reading.text, reading.blocks, sentences, embedder.count_each, embedder.limit)
        return Edition(statement, reading.text, tuple(passages), boxes_of(reading.blocks, passages))

    def _outcome(self, turn: _Turn) -> Outcome:
        """What becomes of a source; it is decided now, by what the library holds when its turn has come."""
        self._counter.working_on(turn.found.file)
        try:
            outcome = self._kept(turn)
        except STOPS_ALL:
            raise
        except (UnreadableSource, LibraryError) as error:
            outcome = Outcome(turn.found.name, turn.found.file, "failed", reason=str(error))
        self._open.popleft()
        self._counter.done(outcome.passages if outcome.status in ("added", "updated") else 0)
        return outcome

    def _kept(self, turn: _Turn) -> Outcome:
        if turn.taken is None:
            status: Status = "skipped" if turn.found.left_out else "failed"
            return Outcome(turn.found.name, turn.found.file, status, reason=turn.refusal)
        taken, catalog = turn.taken, self._library.catalog
        before, same = catalog.find("source", taken.source.place), catalog.find("fingerprint", taken.fingerprint)
        if before and before.fingerprint == taken.fingerprint and not self._again:
            self._snapshot(taken)
            return self._known(taken, "unchanged", before, "This is in the library already.")
        if same and not before:
            return self._known(taken, "duplicate", same, f"The same file is in the library as {same.file}.")
        if turn.edition is None:  # it seemed known when it was taken, and is not any more
            taken = self._intake.take(turn.found, read=True)
            assert taken.reading is not None
            turn = replace(turn, taken=taken, edition=self._edition(taken.reading))
        assert turn.edition is not None
        return self._added(taken, turn.edition, before)

    def _added(self, taken: Taken, edition: Edition, before: Statement | None) -> Outcome:
        """What becomes of a source whose bytes are new: its text may be known nevertheless."""
        library, statement = self._library, edition.statement
        twin = library.catalog.find("id", statement.id)
        if twin and twin.source != statement.source:
            if before:
                library.supersede(before.id, twin.id)
            return self._known(taken, "duplicate", twin, f"The same text is in the library as {twin.file}.")
        self._snapshot(taken)
        if twin:
            return self._read_again(taken, edition, twin)
        self._add(edition, before.id if before else None)
        reason = "It had changed; its new text took the place of the old." if before else None
        return self._known(taken, "updated" if before else "added", statement, reason)

    def _read_again(self, taken: Taken, edition: Edition, before: Statement) -> Outcome:
        """The same text from other bytes: what else has changed is kept."""
        same_passages = self._library.catalog.passages(before.id) == list(edition.passages)
        if same_passages and _as_described(before, edition.statement):
            if edition.boxes:
                self._add(edition)
            else:
                self._library.touch(before.id, taken.fingerprint, taken.source.retrieved_at)
            same_bytes = taken.fingerprint == before.fingerprint
            reason = "Nothing has changed." if same_bytes else "Its bytes have changed, its text has not."
            return self._known(taken, "unchanged", before, reason)
        if same_passages and not edition.boxes:
            self._library.revise(edition.statement)
        else:
            self._add(edition)
        return self._known(taken, "updated", edition.statement, "Its description has changed, its text has not.")

    def _add(self, edition: Edition, replaces: str | None = None) -> None:
        try:
            self._library.add(edition, replaces=replaces)
        except GenerationReplaced:  # a reindex ended just now: the new vectors are asked for by themselves
            self._library.add(edition, replaces=replaces)

    def _known(self, taken: Taken, status: Status, statement: Statement, reason: str | None) -> Outcome:
        count = self._library.catalog.passage_count(statement.id)
        return Outcome(taken.source.place, taken.source.name, status, statement.id, statement.title, count, reason)

    def _snapshot(self, taken: Taken) -> None:
        if is_address(taken.source.place):
            keep_snapshot(taken.source, self._library.settings)

    def _seems_known(self, place: str, fingerprint: str) -> bool:
        """Whether a source need not be read; it is looked at again when its turn has come."""
        before = self._library.catalog.find("source", place)
        if before:
            return before.fingerprint == fingerprint and not self._again
        return self._library.catalog.find("fingerprint", fingerprint) is not None


def _as_described(kept: Statement, read: Statement) -> bool:
    """Whether a statement is described as it is kept, whenever and from whatever bytes it was read."""
    return replace(read, fingerprint=kept.fingerprint, retrieved_at=kept.retrieved_at) == kept


def _voiced_by(statement: Statement) -> tuple[object, ...]:
    """What the voices of sentences depend on."""
    return statement.speakers, statement.language, statement.bodies


def _known_as(country: Country | None, names: Sequence[str]) -> Country | None:
    """The country by the name that the library has for it already, where the text spells it in another language."""
    if country is None or country.code or country.name in names:
        return country
    mentions = find_countries(country.name, extra=names, slips=False)  # two names a letter apart are two countries
    whole = [m for m in mentions if m.start == 0 and m.end == len(country.name)]
    return whole[0].country if whole else country
