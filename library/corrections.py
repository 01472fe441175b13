"""What a person sets right in a description. It goes before what is read, and stays when a file is read again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any, get_args

from sqlalchemy import delete, insert, or_, select

from library import schema
from library.countries import country_named
from library.database import Database
from library.errors import LibraryError
from library.records import AsRead, Correction, Country, Kind, Origin, Speaker, Statement


class NotAValue(LibraryError):
    """What was entered cannot be the value of that field; the message says what can."""


@dataclass(frozen=True)
class _Kind:
    """How a field is written by people and in JSON."""

    enter: Callable[[str], object]
    """From what a person types to JSON; raises `NotAValue`."""
    load: Callable[[Any], object]
    """From JSON to the value that a `Statement` holds."""
    dump: Callable[[Any], object]
    """From the value that a `Statement` holds to JSON."""


def _text(entered: str) -> object:
    return " ".join(entered.split()) or None


def _required(entered: str) -> object:
    if not entered.strip():
        raise NotAValue("This field cannot be empty.")
    return _text(entered)


def _day(entered: str) -> object:
    try:
        return date.fromisoformat(entered.strip()).isoformat() if entered.strip() else None
    except ValueError as error:
        raise NotAValue(f"{entered!r} is not a date. Write year-month-day, for example 2023-03-19.") from error


def _one_of(*values: str, empty: bool = True) -> Callable[[str], object]:
    def enter(entered: str) -> object:
        word = " ".join(entered.lower().split())
        if word in values:
            return word
        if not word and empty:
            return None
        raise NotAValue(f"{entered!r} is not known here. Choose one of: {', '.join(values)}.")

    return enter


def _language(entered: str) -> object:
    code = entered.strip().lower()
    if len(code) == 2 and code.isascii() and code.isalpha():
        return code
    raise NotAValue(f"{entered!r} is not a language code. Write two letters, for example en, ru or fr.")


def _list(entered: str) -> object:
    return [" ".join(one.split()) for one in entered.split(";") if one.strip()]


def _speakers(entered: str) -> object:
    people = [one.partition(",") for one in entered.split(";") if one.strip()]
    return [{"name": " ".join(name.split()), "role": " ".join(role.split())} for name, _, role in people]


def _yes(entered: str) -> object:
    return {"yes": True, "true": True, "no": False, "false": False}.get(entered.strip().lower(), False)


def _same(value: Any) -> object:
    return value


_TEXT = _Kind(_text, _same, _same)
_DAY = _Kind(_day, lambda v: date.fromisoformat(v) if v else None, lambda v: v.isoformat() if v else None)
FIELDS: dict[str, _Kind] = {
    "title": _Kind(_required, _same, _same),
    "kind": _Kind(_one_of(*get_args(Kind), empty=False), _same, _same),
    "bodies": _Kind(_list, tuple, list),
    "country": _Kind(_text, lambda v: country_named(v) if v else None, lambda v: v.name if v else None),
    "election_type": _TEXT,
    "election_round": _Kind(_one_of("first round", "second round", "repeat"), _same, _same),
    "election_date": _DAY,
    "date": _DAY,
    "place": _TEXT,
    "language": _Kind(_language, _same, _same),
    "speakers": _Kind(
        _speakers,
        lambda v: tuple(Speaker(s["name"], s["role"]) for s in v),
        lambda v: [{"name": s.name, "role": s.role} for s in v],
    ),
    "mission_format": _Kind(_one_of("full", "limited", "assessment", "expert"), _same, _same),
    "translation_of": _TEXT,
    "fictional": _Kind(_yes, bool, bool),
}
"""The fields that a person may correct, by their name in `Statement`."""


def correction(field: str, entered: str, note: str = "") -> Correction:
    """What a person typed, as a correction; nothing typed means that there is no such thing.

    Lists are separated by semicolons; a speaker is ``Name, role``.

    Raises:
        NotAValue: the field does not exist, or this cannot be its value.
    """
    if field not in FIELDS:
        raise NotAValue(f"There is no field {field}. The fields are: {', '.join(FIELDS)}.")
    return Correction(field, FIELDS[field].enter(entered), " ".join(note.split()), datetime.now(UTC))


def entered(field: str, statement: Statement) -> str:
    """The value of a field as a person would type it."""
    value = getattr(statement, field)
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case Country():
            return value.name
        case date():
            return value.isoformat()
        case tuple():
            return "; ".join(f"{v.name}, {v.role}".rstrip(", ") if isinstance(v, Speaker) else str(v) for v in value)
        case _:
            return str(value)


def corrected(statement: Statement, corrections: Sequence[Correction]) -> Statement:
    """The statement with what a person set right; its origins tell that, and what was read."""
    values: dict[str, Any] = {}
    origins = dict(statement.origins)
    for one in corrections:
        field, before = FIELDS[one.field], origins.get(one.field)
        read = before.read if before and before.read else AsRead(field.dump(getattr(statement, one.field)), before)
        values[one.field] = field.load(one.value)
        origins[one.field] = Origin("person", 1.0, read)
    return replace(statement, **values, origins=origins) if values else statement


def as_read(statement: Statement, field: str) -> Statement:
    """The statement with a field as it was read, where a person had corrected it."""
    origin = statement.origins.get(field)
    if origin is None or origin.read is None:
        return statement
    origins = {name: other for name, other in statement.origins.items() if name != field}
    if origin.read.origin:
        origins[field] = origin.read.origin
    value: Any = FIELDS[field].load(origin.read.value)
    return replace(statement, **{field: value}, origins=origins)


class Corrections:
    """The corrections that are kept, by the source they belong to."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, source: str, statement_id: str) -> tuple[Correction, ...]:
        """Those of a source, or of a statement with the same text that was read elsewhere before."""
        c = schema.corrections
        query = select(c).where(or_(c.c.source == source, c.c.statement_id == statement_id)).order_by(c.c.id)
        with self._database.reading() as connection:
            found = {
                row.field: Correction(row.field, row.value, row.note, row.made_at) for row in connection.execute(query)
            }
        return tuple(found.values())

    def keep(self, statement: Statement, correction: Correction) -> None:
        """Keep a correction; it takes the place of an earlier one of the same field."""
        c = schema.corrections
        with self._database.writing() as connection:
            connection.execute(delete(c).where(c.c.source == statement.source, c.c.field == correction.field))
            connection.execute(
                insert(c),
                {
                    "source": statement.source,
                    "statement_id": statement.id,
                    "field": correction.field,
                    "value": correction.value,
                    "note": correction.note,
                    "made_at": (correction.made_at or datetime.now(UTC)).replace(tzinfo=None),
                },
            )

    def forget(self, statement: Statement, field: str) -> None:
        """Forget what a person set for a field."""
        c = schema.corrections
        with self._database.writing() as connection:
            where = or_(c.c.source == statement.source, c.c.statement_id == statement.id)
            connection.execute(delete(c).where(where, c.c.field == field))
