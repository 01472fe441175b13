"""A Word file as the archive that it is: its XML parts, opened without trust."""

from __future__ import annotations

import io
import lzma
import posixpath
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from lxml import etree

from ingest.document import Source, UnreadableSource

BODY = "word/document.xml"
"""Where the body usually lies."""
_STRICT = (
    b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
)
"""The namespace of files saved as "strict", and the one that all others have."""
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


def body_of(names: Sequence[str]) -> str | None:
    """The part that is the body of a Word file, None where the archive is no such file."""
    inside = [name for name in names if name.startswith("word/document") and name.endswith(".xml")]
    return BODY if BODY in inside else next(iter(sorted(inside)), None)


_LARGEST_PART = 40_000_000
"""Bytes of one XML part. A report of 300 pages has 5 million; as a tree, this takes twelve times the memory."""


@dataclass
class Package:
    """The parts of a Word file, under one common limit: the sizes that an archive declares may be lies."""

    archive: zipfile.ZipFile
    left: int

    def body(self) -> etree._Element | None:
        """The root of the body."""
        relations = self.xml("_rels/.rels")
        for relation in relations.iter(_RELATION) if relations is not None else ():
            if relation.get("Type", "").endswith("/officeDocument"):
                return self.xml(posixpath.normpath(relation.get("Target", "").lstrip("/")))
        return self.xml(body_of(self.archive.namelist()) or BODY)

    def xml(self, name: str) -> etree._Element | None:
        """The root of a part, None where the archive has none."""
        try:
            part = self.archive.open(name)
        except KeyError:
            return None
        with part:
            data = part.read(min(self.left, _LARGEST_PART) + 1)
        self.left -= len(data)
        if self.left < 0 or len(data) > _LARGEST_PART:
            raise _TooLarge
        if b"<!DOCTYPE" in data[:2000] or b"<!ENTITY" in data:
            raise ValueError("a Word file declares no entities")
        return etree.fromstring(
            data.replace(*_STRICT), etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        )


class _TooLarge(Exception):
    """An archive that expands beyond the limit."""


@contextmanager
def opened(source: Source, max_expanded: int) -> Iterator[Package]:
    """The package, to be read within.

    Raises `UnreadableSource` for a file that is damaged, protected, or expands beyond ``max_expanded`` bytes.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
            yield Package(archive, max_expanded)
    except _TooLarge as error:
        raise UnreadableSource(
            f"{source.name} is far larger inside than it looks: it expands beyond {max_expanded:,} bytes and was not"
            " opened. Save it again without pictures, or raise RECORD_MAX_EXPANDED_BYTES if you trust it."
        ) from error
    except RuntimeError as error:  # what zipfile raises for a password; NotImplementedError is one too
        raise UnreadableSource(f"{source.name} is protected. Save it without a password.") from error
    # zipfile and its decompressors raise any of these on damaged data.
    except (
        zipfile.BadZipFile,
        zlib.error,
        lzma.LZMAError,
        etree.LxmlError,
        EOFError,
        OSError,
        ValueError,
    ) as error:
        raise UnreadableSource(f"{source.name} is damaged or cut off. Download or save it again.") from error
