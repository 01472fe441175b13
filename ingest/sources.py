"""Where statements come from: files and folders on this machine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from ingest.document import Source, UnreadableSource
from settings import Settings

READABLE = (".md", ".markdown", ".txt", ".html", ".htm", ".docx", ".pdf")


def files_in(path: Path) -> list[Path]:
    """The file itself, or all files of a known format below a folder, by name; links and hidden files left out."""
    if not path.is_dir():
        return [path]
    below = (p for p in path.rglob("*") if not any(part.startswith(".") for part in p.relative_to(path).parts))
    return sorted(p for p in below if p.is_file() and not p.is_symlink() and p.suffix.lower() in READABLE)


def paths_of(names: Iterable[str]) -> Iterator[str]:
    """The names, each folder replaced by the files in it; an address stays as it is."""
    for name in names:
        if is_address(name) or not Path(name).is_dir():
            yield name
        else:
            yield from map(str, files_in(Path(name)))


def is_address(name: str) -> bool:
    """Whether this is a web address and not a path."""
    return name.lower().startswith(("http://", "https://"))


def open_source(name: str, settings: Settings) -> Source:
    """The bytes of a file.

    Raises:
        UnreadableSource: it is not there, too large, or not to be read.
    """
    if is_address(name):
        raise UnreadableSource("Addresses are not read yet. Save the page or PDF and add the file.")
    path = Path(name)
    try:
        path = path.resolve(strict=True)
        if path.is_dir():
            raise UnreadableSource("This is a folder without readable statements.")
        if not path.is_file():
            raise UnreadableSource("This is neither a file nor a folder.")
        size = path.stat().st_size
        if size > settings.max_bytes:
            raise UnreadableSource(
                f"The file has {size / 1e6:.0f} MB, more than the {settings.max_bytes / 1e6:.0f} MB that are read. "
                "Split it, or raise RECORD_MAX_BYTES."
            )
        return Source(path.name, path.read_bytes(), str(path))
    except FileNotFoundError as error:
        raise UnreadableSource("There is no such file. Check the path.") from error
    except (OSError, RuntimeError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UnreadableSource(f"The file cannot be opened: {reason}. Check the path and your permissions.") from error
