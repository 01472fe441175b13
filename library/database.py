"""The database under the catalog: opening and migrating it, reading one state of it, changing it in one step."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.exc import DatabaseError

from library.errors import CatalogUnusable

HEAD = "0005"
"""The newest migration; a catalog that says so needs no look at the migrations."""


class Database:
    """One SQL database. Errors of the driver leave it as `LibraryError` with what to do about them."""

    def __init__(self, address: str) -> None:
        """Open (and where needed create or migrate) the database at a SQLAlchemy address.

        Raises:
            LibraryError: it cannot be opened or is of a newer version.
        """
        self.address = address
        self.engine: Engine = create_engine(address)
        self._snapshots = threading.local()
        if self.is_sqlite:
            event.listen(self.engine, "connect", prepare_sqlite)
        try:
            self._migrate()
        except (DatabaseError, OSError) as error:
            raise CatalogUnusable(
                f"The catalog at {address} cannot be opened: {error.__cause__ or error}. "
                "Check that RECORD_HOME is a folder you may write to and that its disk is not full."
            ) from error

    @property
    def is_sqlite(self) -> bool:
        """Whether SQLite is under it."""
        return self.engine.dialect.name == "sqlite"

    def _migrate(self) -> None:
        with self.engine.begin() as connection:
            version = _version(connection)
            if version == HEAD:
                return
            if self.is_sqlite:
                # Python's driver opens a transaction only at the first write: two first starts would both migrate.
                connection.exec_driver_sql("BEGIN IMMEDIATE")
                if (version := _version(connection)) == HEAD:
                    return
            if version and version > HEAD:
                raise CatalogUnusable(
                    f"The catalog at {self.address} was made by a newer version of this program. Update the program."
                )
            # Alembic takes a third of a second to import, so only where there is something to do.
            from alembic import command
            from alembic.config import Config

            config = Config()
            config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
            config.attributes["connection"] = connection
            command.upgrade(config, "head")

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All reading of this thread within sees one state, whatever others change meanwhile."""
        if self._snapshot is not None:
            yield
            return
        with self._translated("read"), self.engine.connect() as connection:
            if self.is_sqlite:
                connection.exec_driver_sql("BEGIN")
                connection.execute(text("SELECT number FROM revision"))  # the first read fixes the state
            self._snapshots.connection = connection
            try:
                yield
            finally:
                self._snapshots.connection = None

    @property
    def _snapshot(self) -> Connection | None:
        return getattr(self._snapshots, "connection", None)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection to read from: that of the snapshot, if one is held."""
        if (held := self._snapshot) is not None:
            yield held
            return
        with self._translated("read"), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction, visible to others as a whole or not at all; counts as one revision of the catalog.

        Raises:
            CatalogUnusable: it cannot be written (disk full, no permission, locked for long); nothing was kept.
        """
        with self._translated("written"), self.engine.begin() as connection:
            if self.is_sqlite:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection
            connection.execute(text("UPDATE revision SET number = number + 1"))

    def revision(self) -> int:
        """How often the catalog was changed."""
        with self.reading() as connection:
            return int(connection.execute(text("SELECT number FROM revision")).scalar_one())

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    @contextmanager
    def _translated(self, what: str) -> Iterator[None]:
        try:
            yield
        except DatabaseError as error:
            raise CatalogUnusable(
                f"The catalog at {self.address} could not be {what}: {error.orig}. {_advice(str(error.orig))}"
            ) from error


def _advice(message: str) -> str:
    """What to do about an error of the database; what was kept before it is kept still."""
    if "full" in message:
        return "The disk is full: make room and try again. Nothing that was loaded before is lost."
    if "readonly" in message or "unable to open" in message:
        return "Check that you may write to the library's folder (RECORD_HOME). Nothing was changed."
    if "locked" in message:
        return "Another command writes to it for long. Try again when it has ended. Nothing was changed."
    if "malformed" in message or "not a database" in message:
        return "The file is damaged: bring it back from a backup, or remove it and load the statements again."
    return "Nothing was changed. Run `python -m ingest doctor`."


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return str(found) if found else None


def prepare_sqlite(connection: Any, _record: object) -> None:
    """Set up a new connection: others may read while one writes, and who meets a lock waits for it."""
    cursor = connection.cursor()
    cursor.execute("PRAGMA busy_timeout=20000")
    _switch_to_wal(cursor)
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _switch_to_wal(cursor: Any) -> None:
    """SQLite does not wait for the lock that this takes on a new file, so that two first starts at once need tries."""
    until = time.monotonic() + 10
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.02)
