"""From the bytes of a source to a described statement: all that is done before the library is looked at.

Done in a process of its own (`ingest.worker`), since nobody knows what a document does to its reader.
"""

from __future__ import annotations

import codecs
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ingest.describe import describe
from ingest.document import Block, Reading, Source
from ingest.readers import read
from ingest.voices import voices_of
from library.records import Sentence, Speaker, Statement
from settings import Settings

_MARKED = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_TEXT = (".html", ".txt", ".md")


def understand(source: Source, settings: Settings) -> Reading:
    """Read and describe a source.

    Raises:
        UnreadableSource: it is no statement that can be read.
    """
    document = read(_as_declared(source), settings)
    found, text = describe(document, source), document.text
    statement = Statement(
        id=statement_id(text),
        file=source.name,
        source=source.place,
        pages=document.pages,
        page_labels=document.page_labels,
        scanned=document.scanned,
        address=_address(source, document.metadata),
        retrieved_at=source.retrieved_at,
        fingerprint=hashlib.sha256(source.data).hexdigest(),
        title=found.title,
        kind=found.kind,
        bodies=found.bodies,
        country=found.country,
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
        origins=found.origins,
    )
    sentences = voiced(document.blocks, statement.speakers, statement.language, statement.bodies)
    return Reading(statement, text, document.blocks, sentences)


def statement_id(text: str) -> str:
    """The id of a text: the same words have the same id, however they are spaced."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:16]


def voiced(
    blocks: Sequence[Block], speakers: Sequence[Speaker], language: str, bodies: Sequence[str] = ()
) -> tuple[tuple[Sentence, ...], ...]:
    """The sentences of each block, with who says them; spans are those of the blocks joined by blank lines."""
    return tuple(tuple(sentences) for sentences in voices_of(blocks, speakers, language, bodies))


def _address(source: Source, declared: Mapping[str, object]) -> str | None:
    """The address that a page declares for itself, else the one that it was fetched from."""
    for address in (declared.get("source_url"), source.place):
        if isinstance(address, str) and address.startswith(("http://", "https://")):
            return address
    return None


def _as_declared(source: Source) -> Source:
    """A text whose encoding the web server named, in UTF-8 with its mark, so that no reader has to guess."""
    if source.charset is None or source.suffix not in _TEXT or source.data.startswith(_MARKED):
        return source
    try:
        name = codecs.lookup(source.charset).name
        # Browsers read these as the Windows code page, and so pages are written.
        text = source.data.decode("cp1252" if name in ("iso8859-1", "ascii") else name)
    except (LookupError, UnicodeError):
        return source
    return replace(source, data=codecs.BOM_UTF8 + text.encode())
