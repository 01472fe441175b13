"""What a document is: who issued it, when, about which election. Never invented: what the text does not say is None."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import get_args

from ingest.describe.bodies import bodies_of
from ingest.describe.calendar import as_date
from ingest.describe.country import country_of
from ingest.describe.dates import Dateline, dateline, published
from ingest.describe.election import election_round, election_type
from ingest.describe.election_day import election_day
from ingest.describe.facts import Fact, T, fact
from ingest.describe.kind import kind_of
from ingest.describe.language import read_language
from ingest.describe.mission import mission_format
from ingest.describe.parts import Parts, parts_of
from ingest.describe.speakers import speakers_of
from ingest.describe.translation import translation_of
from ingest.document import Document, Source
from library.countries import country_named
from library.records import Country, Kind, Origin, Speaker

_DECLARED = 0.97
"""How sure a fact is that the front matter of a file declares: someone wrote it there for us."""


@dataclass(frozen=True)
class Description:
    """The metadata of a statement that can be known from its document; the fields are those of `Statement`."""

    title: str
    kind: Kind
    bodies: tuple[str, ...]
    country: Country | None
    election_type: str | None
    election_round: str | None
    election_date: date | None
    date: date | None
    place: str | None
    language: str
    speakers: tuple[Speaker, ...]
    mission_format: str | None
    translation_of: str | None
    fictional: bool
    origins: Mapping[str, Origin] = field(default_factory=dict)
    """By field, where it was read and how sure that is. A field without a value has one only where that says
    something: a ``translation_of`` that is None with an origin belongs to a translation of an unknown original."""


def describe(document: Document, source: Source) -> Description:
    """What is declared (front matter, HTML metadata) goes before what the text says."""
    parts, declared = parts_of(document), document.metadata
    line = dateline(parts)
    language = _language(declared, parts)
    speakers = speakers_of(document.blocks, language.value)
    day = _published(document, source, parts, line)
    kind = _declared(_kind(declared)) or kind_of(
        parts,
        dated=day.value is not None,
        spoken=bool(speakers),
        inline=bool(line and line.day and parts.lead.startswith(line.text)),
    )
    turn = _declared(_round(declared)) or election_round(parts)
    read: dict[str, Fact[object]] = {
        "title": _title(parts, declared, source),
        "kind": kind,
        "bodies": _declared(_words(declared, "observers")) or bodies_of(parts, speakers),
        "country": _declared(_country(declared)) or country_of(parts, line),
        "election_type": _declared(_election(declared)) or election_type(parts),
        "election_round": turn,
        "election_date": _declared(as_date(declared.get("election_date")))
        or election_day(parts, line, day.value, kind.value, turn.value),
        "date": day,
        "place": fact(line.place, "dateline", line.sure) if line and line.place else Fact(None),
        "language": language,
        "speakers": fact(speakers, "text", 0.9 if all(s.role for s in speakers) else 0.75) if speakers else Fact(()),
        "mission_format": mission_format(parts, kind.value),
        "translation_of": translation_of(parts, _word(declared, "translation_of"), language.value),
        "fictional": fact(True, "file", _DECLARED) if declared.get("fictional") is True else Fact(False),
    }
    values = {name: one.value for name, one in read.items()}
    origins = {name: one.origin for name, one in read.items() if one.origin}
    return Description(**values, origins=origins)  # type: ignore[arg-type]


def _declared(value: T | None) -> Fact[T] | None:
    """A fact that the file declares; None where it does not, so that the text is asked."""
    return fact(value, "file", _DECLARED) if value else None


def _title(parts: Parts, declared: Mapping[str, object], source: Source) -> Fact[str]:
    if not parts.title:
        return fact(source.stem, "file", 0.3)
    return fact(parts.title, *(("file", _DECLARED) if _word(declared, "title") else ("title", 0.85)))


def _published(document: Document, source: Source, parts: Parts, line: Dateline | None) -> Fact[date | None]:
    """The declared day goes first, but a web page's own day (it may be that of a move) after the dateline."""
    said = as_date(document.metadata.get("date"))
    web = source.suffix in (".html", ".htm", ".xhtml") or source.place.startswith(("http:", "https:"))
    if said and not web:
        return fact(said, "file", 0.99 if line and line.day == said else _DECLARED)
    return published(parts, line, source, said)


def _word(declared: Mapping[str, object], key: str) -> str | None:
    value = declared.get(key)
    return " ".join(str(value).split()) or None if isinstance(value, str | int) else None


def _words(declared: Mapping[str, object], key: str) -> tuple[str, ...]:
    value = declared.get(key)
    several = value if isinstance(value, list) else [value] if value else []
    return tuple(" ".join(str(one).split()) for one in several if one)


def _country(declared: Mapping[str, object]) -> Country | None:
    name = _word(declared, "country")
    return country_named(name) if name else None


def _kind(declared: Mapping[str, object]) -> Kind | None:
    named = (_word(declared, "kind") or "").lower()
    return next((kind for kind in get_args(Kind) if kind == named), None)


_ROUND = re.compile(r"\s*\((first round|second round|repeat)\)$", re.I)


def _election(declared: Mapping[str, object]) -> str | None:
    named = _word(declared, "election")
    return _ROUND.sub("", named) if named else None


def _round(declared: Mapping[str, object]) -> str | None:
    match = _ROUND.search(_word(declared, "election") or "")
    return match[1].lower() if match else None


def _language(declared: Mapping[str, object], parts: Parts) -> Fact[str]:
    """ISO 639-1: the declared one (``fr-FR`` is ``fr``), else that of the text."""
    named = (_word(declared, "language") or "").lower()
    if re.fullmatch(r"[a-z]{2}(?:[-_]\w+)?", named):
        return fact(named[:2], "file", 0.95)
    return read_language(parts.text)
