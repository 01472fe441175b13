"""Files that a command reads: one JSON object a line, or plain text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any


class Misuse(Exception):
    """The command was used in a way that it cannot follow; the message says what it takes."""


def rows(path: Path, key: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The objects of a file, each with its place in words; every one has text under ``key``.

    Raises:
        Misuse: the file cannot be read, or a line is no such object.
    """
    for number, line in enumerate(read(path).splitlines(), 1):
        if not line.strip():
            continue
        where = f"{path}, line {number}"
        try:
            row = json.loads(line)
        except ValueError as error:
            raise Misuse(f"{where}: not JSON ({error}).") from error
        if not isinstance(row, dict) or not isinstance(row.get(key), str) or not row[key].strip():
            raise Misuse(f'{where}: must be an object with a "{key}".')
        yield where, row


def read(path: Path) -> str:
    """The text of a file.

    Raises:
        Misuse: it cannot be read.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise Misuse(f"{path} cannot be read: {getattr(error, 'strerror', None) or error}.") from error
