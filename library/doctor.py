"""Where catalog and vectors do not fit together, in plain words, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select, text

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
        library.vectors.forget_generation(old.number)
        library.generations.forget(old.number)
    for statement in _not_as_corrected(library):
        library.revise(library.corrected(statement))
    kept, wanted, without_words = _kept(library), _wanted(library), library.catalog.without_words()
    for statement in library.statements():
        if statement.id in without_words or not wanted.get(statement.id, set()) <= kept:
            library.revise(statement)
    library.vectors.forget(_orphans(library, kept, wanted))
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
        kept = _kept(library)
    except EmbeddingMismatch as error:
        return [*faults, Fault(str(error), REINDEX)]
    wanted = _wanted(library)
    if incomplete := [s.file for s in library.statements() if not wanted.get(s.id, set()) <= kept]:
        faults.append(Fault(f"Vectors of {_named(incomplete)} are missing: parts are found by words only.", MEND))
    if orphans := _orphans(library, kept, wanted):
        faults.append(Fault(f"{len(orphans)} vectors belong to nothing that is loaded (never shown).", MEND))
    return faults


def _kept(library: Library) -> set[str]:
    return library.vectors.ids() | library.vectors.sentence_ids()


def _wanted(library: Library) -> dict[str, set[str]]:
    """By statement, the ids of all vectors that it should have (as `library.vector_ids` says them)."""
    p, s = schema.passages.c, schema.sentences.c
    sentences = select(p.statement_id, p.id, s.ordinal).outerjoin_from(schema.passages, schema.sentences)
    wanted: dict[str, set[str]] = {}
    with library.catalog.database.reading() as connection:
        for statement_id, passage_id, ordinal in connection.execute(sentences):
            names = wanted.setdefault(statement_id, set())
            names.add(passage_id)
            if ordinal is not None:
                names.add(f"{passage_id}:{ordinal}")
    return wanted


def _orphans(library: Library, kept: set[str], wanted: dict[str, set[str]]) -> set[str]:
    """Vectors of what is neither shown nor about to be shown or forgotten."""
    unclaimed = library.generations.unclaimed()
    known = set().union(*wanted.values())
    return {name for name in kept - known if name.split(":")[0] not in unclaimed}


def _named(files: list[str]) -> str:
    return ", ".join(files[:5]) + (f" and {len(files) - 5} more" if len(files) > 5 else "")
