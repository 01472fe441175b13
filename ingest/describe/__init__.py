"""What a document is: who issued it, when, about which election. Never invented: what the text does not say is None."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import get_args

from ingest.describe.bodies import bodies_of
from ingest.describe.calendar import as_date
from ingest.describe.country import country_of
from ingest.describe.dates import dateline, election_day, published
from ingest.describe.election import election_round, election_type, mission_format
from ingest.describe.kind import kind_of
from ingest.describe.language import language_of
from ingest.describe.parts import parts_of
from ingest.describe.speakers import speakers_of
from ingest.document import Document, Source
from library.countries import country_named
from library.records import Country, Kind, Speaker


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


def describe(document: Document, source: Source) -> Description:
    """What is declared (front matter, HTML metadata) goes before what the text says."""
    parts, declared = parts_of(document), document.metadata
    line = dateline(parts)
    kind = _declared_kind(declared) or kind_of(parts, line is not None)
    day = as_date(declared.get("date")) or published(parts, line)
    speakers = speakers_of(parts)
    name = _word(declared, "country")
    return Description(
        title=parts.title or source.stem,
        kind=kind,
        bodies=_words(declared, "observers") or bodies_of(parts, speakers),
        country=country_named(name) if name else country_of(parts, line),
        election_type=_declared_election(declared) or election_type(parts),
        election_round=_declared_round(declared) or election_round(parts),
        election_date=as_date(declared.get("election_date")) or election_day(parts, line, day, kind),
        date=day,
        place=line.place if line else None,
        language=_language(declared, parts.text),
        speakers=speakers,
        mission_format=mission_format(parts, kind),
        translation_of=_word(declared, "translation_of"),
        fictional=declared.get("fictional") is True,
    )


def _word(declared: Mapping[str, object], key: str) -> str | None:
    value = declared.get(key)
    return " ".join(str(value).split()) or None if isinstance(value, str | int) else None


def _words(declared: Mapping[str, object], key: str) -> tuple[str, ...]:
    value = declared.get(key)
    several = value if isinstance(value, list) else [value] if value else []
    return tuple(" ".join(str(one).split()) for one in several if one)


def _declared_kind(declared: Mapping[str, object]) -> Kind | None:
    named = (_word(declared, "kind") or "").lower()
    return next((kind for kind in get_args(Kind) if kind == named), None)


_ROUND = re.compile(r"\s*\((first round|second round|repeat)\)$", re.I)


def _declared_election(declared: Mapping[str, object]) -> str | None:
    named = _word(declared, "election")
    return _ROUND.sub("", named) if named else None


def _declared_round(declared: Mapping[str, object]) -> str | None:
    match = _ROUND.search(_word(declared, "election") or "")
    return match[1].lower() if match else None


def _language(declared: Mapping[str, object], text: str) -> str:
    """ISO 639-1: the declared one (``fr-FR`` is ``fr``), else that of the text."""
    named = (_word(declared, "language") or "").lower()
    if re.fullmatch(r"[a-z]{2}(?:[-_]\w+)?", named):
        return named[:2]
    return language_of(text)
