"""The version of a library: a short name for what it holds, which changes whenever a statement does."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, fields

from library.records import Statement

_BOOKKEEPING = frozenset(("source", "retrieved_at", "fingerprint", "origins"))
"""Fields that may change while a statement says the same."""
_TELLING = tuple(field.name for field in fields(Statement) if field.name not in _BOOKKEEPING)


@dataclass(frozen=True)
class State:
    """What a library held at one moment."""

    version: str
    """Twelve hexadecimal digits. Two libraries with the same statements, described alike, have the same."""
    statements: int

    def __str__(self) -> str:
        """For people: the number of statements and the version."""
        plural = "" if self.statements == 1 else "s"
        return f"{self.statements:,} statement{plural} (library version {self.version})"


def state_of(statements: Iterable[Statement]) -> State:
    """The state of a library that holds these statements: their words (by id) and how they are described."""
    described = sorted(repr([getattr(statement, name) for name in _TELLING]) for statement in statements)
    return State(hashlib.sha256("\n".join(described).encode()).hexdigest()[:12], len(described))
