"""Records as rows of the catalog's tables, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import UTC, date, datetime
from typing import Any

from library import schema
from library.records import AsRead, Box, Country, Origin, Passage, Sentence, Speaker, Statement

_DATES = ("election_date", "date")


def statement_row(statement: Statement) -> dict[str, object]:
    """The row of a statement."""
    columns = {column.name for column in schema.statements.c}
    row = {field.name: getattr(statement, field.name) for field in fields(statement) if field.name in columns}
    return row | {
        "bodies": list(statement.bodies),
        "country": statement.country.name if statement.country else None,
        "country_code": statement.country.code if statement.country else None,
        "speakers": [{"name": s.name, "role": s.role} for s in statement.speakers],
        "retrieved_at": in_utc(statement.retrieved_at),
        "page_labels": list(statement.page_labels),
        "origins": {name: _origin_json(origin) for name, origin in statement.origins.items()},
    }


def statement_of(row: Mapping[str, Any]) -> Statement:
    """The statement of a row."""
    values = dict(row)
    name, code = values.pop("country"), values.pop("country_code")
    values["country"] = Country(name, code) if name else None
    values["bodies"] = tuple(values["bodies"])
    values["speakers"] = tuple(Speaker(s["name"], s["role"]) for s in values["speakers"])
    values["page_labels"] = tuple(values["page_labels"])
    values["origins"] = {field: _origin(origin) for field, origin in values["origins"].items()}
    return Statement(**values)


def statement_json(statement: Statement) -> dict[str, object]:
    """The row of a statement with its dates as text, so that JSON can hold it."""
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in statement_row(statement).items()
    }


def statement_from_json(kept: Mapping[str, Any]) -> Statement:
    """The statement that `statement_json` wrote."""
    values = dict(kept)
    for name in _DATES:
        values[name] = date.fromisoformat(values[name]) if values[name] else None
    values["retrieved_at"] = datetime.fromisoformat(values["retrieved_at"]) if values["retrieved_at"] else None
    return statement_of(values)


def in_utc(moment: datetime | None) -> datetime | None:
    """A moment as UTC without a zone, as every time in the catalog is."""
    return moment.astimezone(UTC).replace(tzinfo=None) if moment and moment.tzinfo else moment


def _origin_json(origin: Origin) -> dict[str, object]:
    written: dict[str, object] = {"where": origin.where, "sure": round(origin.sure, 3)}
    if origin.read:
        before = origin.read.origin
        written["read"] = {"value": origin.read.value, "origin": _origin_json(before) if before else None}
    return written


def _origin(written: Mapping[str, Any]) -> Origin:
    read = written.get("read")
    before = AsRead(read["value"], _origin(read["origin"]) if read["origin"] else None) if read else None
    return Origin(written["where"], written["sure"], before)


def passage_row(passage: Passage, number: int) -> dict[str, object]:
    """The row of a passage; ``number`` is its row in the full-text index."""
    values = {column.name: getattr(passage, column.name) for column in schema.passages.c if column.name != "number"}
    return values | {"number": number}


def passage_of(row: Mapping[str, Any], sentences: tuple[Sentence, ...]) -> Passage:
    """The passage of a row, which holds its text beside its columns."""
    values = {name: value for name, value in row.items() if name != "number"}
    return Passage(sentences=sentences, **values)


def sentence_rows(passage: Passage) -> list[dict[str, object]]:
    """The rows of a passage's sentences."""
    return [
        {"passage_id": passage.id, "ordinal": n, "start": s.start, "end": s.end, "voice": s.voice, "speaker": s.speaker}
        for n, s in enumerate(passage.sentences)
    ]


def boxes_json(sentences: tuple[tuple[Box, ...], ...]) -> list[list[list[float]]]:
    """The boxes of a passage's sentences, each as page, left, top, right, bottom."""
    return [[[b.page, *(round(v, 5) for v in (b.x0, b.y0, b.x1, b.y1))] for b in boxes] for boxes in sentences]


def boxes_of(written: list[list[list[float]]]) -> tuple[tuple[Box, ...], ...]:
    """What `boxes_json` wrote."""
    return tuple(tuple(Box(int(page), *rest) for page, *rest in boxes) for boxes in written)
