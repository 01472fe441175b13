"""Where statements come from: files and folders on this machine, and addresses on the web."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.document import Source, UnreadableSource
from settings import Settings

READABLE = (".md", ".markdown", ".txt", ".text", ".html", ".htm", ".xhtml", ".docx", ".pdf")
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.I)


@dataclass(frozen=True)
class Found:
    """A source by name, before it is opened: a path or an address."""

    name: str
    left_out: str | None = None
    """Why it is not read, for what lies in a folder and is no statement."""

    @property
    def file(self) -> str:
        """Its base name."""
        return Path(self.name).name or self.name


def sources_in(names: Iterable[str]) -> list[Found]:
    """The sources of these names in their order, each once; a folder is replaced by what lies in it."""
    found = [one for name in names for one in _found(name)]
    return list({one.name: one for one in found}.values())


def _found(name: str) -> Iterator[Found]:
    if is_address(name) or not _is_folder(name):
        yield Found(name)
    else:
        yield from list(files_in(Path(name))) or [Found(name)]  # opening an empty one will say so


def _is_folder(name: str) -> bool:
    """Whether this is a folder; a name that no path can have is none, and opening it will say why."""
    try:
        return Path(name).is_dir()
    except (OSError, ValueError):
        return False


def files_in(folder: Path) -> Iterator[Found]:
    """What lies in a folder and in those below it, by name. Links are not followed and hidden files not seen."""
    problems: list[OSError] = []
    found: list[Found] = []
    for place, folders, files in os.walk(folder, onerror=problems.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        links = [name for name in folders if (Path(place) / name).is_symlink()]
        found += [_judged(Path(place) / name) for name in [*files, *links] if not name.startswith(".")]
    found += [Found(str(problem.filename)) for problem in problems]  # opening it will say why
    yield from sorted(found, key=lambda one: Path(one.name).parts)


def _judged(path: Path) -> Found:
    if path.is_symlink():
        return Found(
            str(path), "This is a link, which is not followed in a folder. Add what it leads to by its own name."
        )
    if path.suffix.lower() not in READABLE:
        kind = f"files of the kind {path.suffix}" if path.suffix else "files without an ending such as .pdf"
        return Found(str(path), f"In folders, {kind} are not read. Add it by its own name if it is a statement.")
    return Found(str(path))


def is_address(name: str) -> bool:
    """Whether this is a web address and not a path."""
    return bool(_ADDRESS.match(name))


def open_source(name: str, settings: Settings) -> Source:
    """The bytes of a file.

    Raises:
        UnreadableSource: it is not there, too large, or not to be read.
    """
    path = Path(name)
    try:
        path = path.resolve(strict=True)
        if path.is_dir():
            next(path.iterdir(), None)
            raise UnreadableSource("This is a folder without readable statements. Check the path.")
        if not path.is_file():
            raise UnreadableSource("This is neither a file nor a folder.")
        with path.open("rb") as file:
            # No more than this is held, also of a file that grows meanwhile.
            data = file.read(settings.max_bytes + 1)
    except FileNotFoundError as error:
        raise UnreadableSource("There is no such file. Check the path.") from error
    except (OSError, RuntimeError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UnreadableSource(f"The file cannot be opened: {reason}. Check the path and your permissions.") from error
    if len(data) > settings.max_bytes:
        raise UnreadableSource(
            f"The file has more than the {settings.max_bytes / 1e6:g} MB that are read. "
            "Split it, or raise RECORD_MAX_BYTES."
        )
    return Source(path.name, data, str(path))


def fingerprint(data: bytes) -> str:
    """What tells these bytes from all others."""
    return hashlib.sha256(data).hexdigest()


def keep_upload(name: str, data: bytes, settings: Settings) -> str:
    """Keep a file that was handed over without a place of its own; its path, the same for the same name and bytes.

    Two uploads of one name with different content are two sources: neither takes the place of the other.

    Raises:
        OSError: it cannot be kept.
    """
    return str(_keep(settings.home / "uploads" / fingerprint(data)[:16] / (Path(name).name or "upload"), data))


def keep_snapshot(source: Source, settings: Settings) -> Path:
    """Keep what an address gave, as it came, in ``snapshots`` under its fingerprint.

    Raises:
        UnreadableSource: it cannot be kept.
    """
    path = settings.home / "snapshots" / (fingerprint(source.data) + source.suffix)
    try:
        return _keep(path, source.data)
    except OSError as error:
        raise UnreadableSource(
            f"The snapshot cannot be kept in {path.parent}: {error.strerror}. Make room, or check your permissions."
        ) from error


def _keep(path: Path, data: bytes) -> Path:
    """Write a file whole or not at all; one that is there already stays."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f".{path.name[:80]}.{os.getpid()}")
        draft.write_bytes(data)
        draft.replace(path)
    return path
