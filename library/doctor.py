"""Where catalog and vectors do not fit together, in plain words, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import func, select, text

from library import schema
from library.errors import EmbeddingMismatch
from library.library import Library
from library.records import Statement

MEND = "python -m ingest doctor --mend"
REINDEX = "python -m ingest reindex"
RELOAD = "python -m ingest add FILE (load the statement again)"


@dataclass(frozen=True)
class Fault:
    """Something that does not fit together, with the command that mends it."""

    what: str
    remedy: str


def examine(library: Library) -> list[Fault]:
    """All faults of a library; none where all is well.

    Raises:
        LibraryError: catalog or vectors cannot be read at all.
    """
    return [*_of_catalog(library), *_of_corrections(library), *_of_vectors(library)]


def mend(library: Library) -> None:
    """Mend what `examine` gives `MEND` as the remedy for.

    Raises:
        LibraryError: catalog or vectors cannot be used.
    """
    for old in library.generations.unfinished():
        library.forget_generation(old)
    for statement in _not_as_corrected(library):
        library.revise(library.corrected(statement))
    incomplete, without_words = _incomplete(library), library.catalog.without_words()
    for statement in library.statements():
        if statement.id in without_words or statement.id in incomplete:
            library.revise(statement)
    library.vectors.forget(_orphans(library))
    library.sweep()


def _of_catalog(library: Library) -> list[Fault]:
    faults = []
    with library.catalog.database.reading() as connection:
        if library.catalog.database.is_sqlite:
            state = connection.execute(text("PRAGMA quick_check(1)")).scalar()
            if state != "ok":
                what = f"The catalog {library.catalog.database.address} is damaged ({state})."
                faults.append(Fault(what, "bring catalog.sqlite back from a backup, or load the statements again"))
        beyond = connection.execute(
            text(
                'SELECT count(*) FROM texts t JOIN (SELECT statement_id, max("end") AS last FROM passages '
                "GROUP BY statement_id) p ON p.statement_id = t.statement_id WHERE p.last > length(t.text)"
            )
        ).scalar_one()
    if beyond:
        faults.append(Fault(f"{beyond} statements have passages beyond the end of their text.", RELOAD))
    without_words = library.catalog.without_words()
    if without := [s.file for s in library.statements() if s.id in without_words]:
        faults.append(Fault(f"{_named(without)} cannot be found by words.", MEND))
    known = {p.stem for p in (library.settings.home / "snapshots").glob("*")}
    lost = [s.file for s in library.statements() if s.source.startswith("http") and s.fingerprint not in known]
    if lost:
        faults.append(Fault(f"The snapshot of {_named(lost)} is missing.", "python -m ingest add ADDRESS"))
    return faults


def _of_corrections(library: Library) -> list[Fault]:
    files = [s.file for s in _not_as_corrected(library)]
    return [Fault(f"Corrections of {_named(files)} were not carried out.", MEND)] if files else []


def _not_as_corrected(library: Library) -> list[Statement]:
    return [s for s in library.statements() if library.corrected(s) != s]


def _of_vectors(library: Library) -> list[Fault]:
    faults = [
        Fault(f"A reindex with the embedding model {g.model} was not finished.", f"{REINDEX}, or to drop it {MEND}")
        for g in library.generations.unfinished()
    ]
    try:
        incomplete = _incomplete(library)
    except EmbeddingMismatch as error:
        return [*faults, Fault(str(error), REINDEX)]
    if files := [s.file for s in library.statements() if s.id in incomplete]:
        faults.append(Fault(f"Vectors of {_named(files)} are missing: parts are found by words only.", MEND))
    if orphans := _orphans(library):
        faults.append(Fault(f"{len(orphans)} vectors belong to nothing that is loaded (never shown).", MEND))
    return faults


def _incomplete(library: Library) -> set[str]:
    """Ids of statements that lack vectors of passages or sentences."""
    kept, counts = library.vectors.ids(), library.sentence_vectors.counts(library.vectors.generation)
    return {
        statement_id
        for passage_id, statement_id, sentences in _passages(library)
        if passage_id not in kept or counts.get(passage_id, 0) != sentences
    }


def _passages(library: Library) -> Iterator[tuple[str, str, int]]:
    """Of every passage its id, that of its statement, and the number of its sentences."""
    p, s = schema.passages.c, schema.sentences.c
    query = (
        select(p.id, p.statement_id, func.count(s.ordinal))
        .outerjoin_from(schema.passages, schema.sentences)
        .group_by(p.id, p.statement_id)
    )
    with library.catalog.database.reading() as connection:
        for passage_id, statement_id, sentences in connection.execute(query):
            yield str(passage_id), str(statement_id), int(sentences)


def _orphans(library: Library) -> set[str]:
    """Vectors of what is neither shown nor about to be shown or forgotten."""
    unclaimed = library.generations.unclaimed()
    known = {passage_id for passage_id, _, _ in _passages(library)}
    return {name for name in library.vectors.ids() - known if name.partition(":")[0] not in unclaimed}


def _named(files: list[str]) -> str:
    return ", ".join(files[:5]) + (f" and {len(files) - 5} more" if len(files) > 5 else "")
