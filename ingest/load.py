"""The first journey from end to end: sources in, described statements with passages in the library."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Literal

from ingest.describe import describe
from ingest.document import Document, Source, UnreadableSource
from ingest.passages import cut
from ingest.readers import read
from ingest.sources import open_source, paths_of
from library.countries import find_countries
from library.errors import EmbeddingMismatch, LibraryError, VectorsBusy
from library.library import Library
from library.records import Country, Edition, Passage, Statement

Status = Literal["added", "updated", "unchanged", "duplicate", "skipped", "failed"]
Progress = Callable[[int, int, str], None]
"""Told before each source: how many are done, how many there are, the name of the next."""


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


def load(library: Library, names: Iterable[str], progress: Progress = lambda *_: None) -> Iterator[Outcome]:
    """Load files and folders one by one; a bad one is reported and the others go on."""
    sources = list(dict.fromkeys(paths_of(names)))
    for n, name in enumerate(sources):
        progress(n, len(sources), Path(name).name)
        try:
            yield _load_one(library, name)
        except (VectorsBusy, EmbeddingMismatch) as error:
            # What stops one stops all: nobody waits for the same lock once a file.
            for left in sources[n:]:
                yield Outcome(left, Path(left).name, "failed", reason=str(error))
            return
        except (UnreadableSource, LibraryError) as error:
            yield Outcome(name, Path(name).name, "failed", reason=str(error))


def _load_one(library: Library, name: str) -> Outcome:
    source = open_source(name, library.settings)
    fingerprint = hashlib.sha256(source.data).hexdigest()
    before = library.catalog.find("source", source.place)
    same = library.catalog.find("fingerprint", fingerprint)
    if before and before.fingerprint == fingerprint:
        return _outcome(source, "unchanged", before, library, "This file is in the library already.")
    if same and not before:
        return _outcome(source, "duplicate", same, library, f"The same file is in the library as {same.file}.")
    document = read(source, library.settings)
    statement = _statement(document, source, fingerprint, library.catalog.countries())
    twin = library.catalog.find("id", statement.id)
    if twin and twin.source != statement.source:
        if before:
            library.remove(before.id)
        return _outcome(source, "duplicate", twin, library, f"The same text is in the library as {twin.file}.")
    statement = library.corrected(statement)
    if twin and replace(statement, fingerprint=twin.fingerprint, retrieved_at=twin.retrieved_at) == twin:
        library.touch(twin.id, fingerprint, source.retrieved_at)
        return _outcome(source, "unchanged", twin, library, "The file has changed, but not what it says.")
    passages: list[Passage] = cut(
        statement, document.text, document.blocks, library.embedder.count_tokens, library.embedder.limit
    )
    edition = Edition(statement, document.text, tuple(passages))
    library.add(edition, replaces=before.id if before else None)
    return Outcome(
        source.place,
        source.name,
        "updated" if before else "added",
        statement.id,
        statement.title,
        len(passages),
        "The file had changed; its new text took the place of the old." if before else None,
    )


def _outcome(source: Source, status: Status, statement: Statement, library: Library, reason: str) -> Outcome:
    count = library.catalog.passage_count(statement.id)
    return Outcome(source.place, source.name, status, statement.id, statement.title, count, reason)


def _known_as(country: Country | None, names: Sequence[str]) -> Country | None:
    """The country by the name that the library has for it already, where the text spells it in another language."""
    if country is None or country.code or country.name in names:
        return country
    mentions = find_countries(country.name, extra=names)
    return mentions[0].country if mentions else country


def _statement(document: Document, source: Source, fingerprint: str, countries: Sequence[str]) -> Statement:
    found = describe(document, source)
    return Statement(
        id=hashlib.sha256(" ".join(document.text.split()).encode()).hexdigest()[:16],
        file=source.name,
        source=source.place,
        pages=document.pages,
        page_labels=document.page_labels,
        scanned=document.scanned,
        retrieved_at=source.retrieved_at,
        fingerprint=fingerprint,
        title=found.title,
        kind=found.kind,
        bodies=found.bodies,
        country=_known_as(found.country, countries),
        election_type=found.election_type,
        election_round=found.election_round,
        election_date=found.election_date,
        date=found.date,
        place=found.place,
        language=found.language,
        speakers=found.speakers,
        mission_format=found.mission_format,
        translation_of=found.translation_of,
        fictional=found.fictional,
    )
