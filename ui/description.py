"""A statement's description in words: its fields, where each was read, and which of them a person should check."""

from __future__ import annotations

from collections.abc import Mapping

from library.corrections import entered
from library.records import Origin, Passage, Statement
from ui.text import escaped

LABELS: Mapping[str, str] = {
    "title": "Title",
    "kind": "Kind of document",
    "bodies": "Issued by",
    "country": "Country",
    "election_type": "Election",
    "election_round": "Round",
    "election_date": "Election day",
    "date": "Published",
    "place": "Place",
    "language": "Language",
    "speakers": "Speakers",
    "mission_format": "Mission",
    "translation_of": "Translation of",
    "fictional": "Fictional",
}
"""How the fields of `library.corrections.FIELDS` are called on the page, in the order they are shown in."""

_WHERE: Mapping[str, str] = {
    "person": "entered by a person",
    "file": "declared by the file",
    "title": "from the title",
    "dateline": "from the dateline",
    "opening": "from the first page",
    "text": "from the text",
    "compared": "compared with other statements",
    "default": "assumed, since nothing is said",
}
UNSURE = 0.6
"""Below this a person should look."""
_EXPECTED = ("country", "date", "bodies")
"""What every statement has: one without it was not read right."""


def to_check(statement: Statement) -> dict[str, str]:
    """The fields that a person should look at, each with the reason."""
    reasons = {}
    for field in LABELS:
        origin = statement.origins.get(field)
        if origin and origin.where == "person":
            continue
        if field in _EXPECTED and not getattr(statement, field):
            reasons[field] = "not found"
        elif origin and origin.sure < UNSURE:
            reasons[field] = "not sure"
    return reasons


def read_where(origin: Origin | None) -> str:
    """Where a field was read, in words; empty where that is not known."""
    return _WHERE[origin.where] if origin else ""


def shown(field: str, statement: Statement) -> str:
    """The value of a field for people to read; empty where there is none."""
    value = getattr(statement, field)
    match field:
        case "election_date" | "date":
            return f"{value:%-d %B %Y}" if value else ""
        case "speakers":
            return "; ".join(f"{s.name} ({s.role})" if s.role else s.name for s in value)
        case "fictional":
            return "yes, made up: the country does not exist" if value else ""
    return entered(field, statement)


def facts_html(statement: Statement, more: Mapping[str, str]) -> str:
    """The fields with their origins as a list of terms, and ``more`` facts below them; empty ones are left out."""
    doubts = to_check(statement)
    rows = [
        _row(LABELS[field], shown(field, statement), _remark(field, statement, doubts))
        for field in LABELS
        if shown(field, statement) or field in doubts or _corrected(field, statement)
    ]
    rows += [_row(name, value, "") for name, value in more.items() if value]
    return f'<dl class="otr otr-facts">{"".join(rows)}</dl>'


def _corrected(field: str, statement: Statement) -> bool:
    origin = statement.origins.get(field)
    return bool(origin and origin.where == "person")


def _remark(field: str, statement: Statement, doubts: Mapping[str, str]) -> str:
    where = read_where(statement.origins.get(field))
    if field not in doubts:
        return f'<span class="otr-where">{escaped(where)}</span>' if where else ""
    reason = " · ".join(filter(None, [where, f"{doubts[field]}, please check"]))
    return f'<span class="otr-doubt"><span aria-hidden="true">⚠</span> {escaped(reason)}</span>'


def _row(name: str, value: str, remark: str) -> str:
    said = escaped(value) if value else '<span class="otr-none">none</span>'
    return f"<dt>{escaped(name)}</dt><dd>{said} {remark}</dd>"


def heading(statement: Statement) -> str:
    """Country, date and kind of a statement, for lists."""
    country = statement.country.name if statement.country else "Country not known"
    day = f"{statement.date:%-d %b %Y}" if statement.date else "no date"
    return f"{country} · {day} · {statement.kind}"


def page_of(statement: Statement, page: int) -> str:
    """A page by the number that is printed on it; where that differs, also by its place in the file."""
    label = statement.page_labels[page - 1] if page <= len(statement.page_labels) else ""
    return f"page {label} ({ordinal(page)} of the file)" if label and label != str(page) else f"page {page}"


def place(statement: Statement, passage: Passage) -> str:
    """Where a passage stands: page where there are pages, and paragraph."""
    paragraph = f"paragraph {passage.paragraph}"
    return f"{page_of(statement, passage.page)}, {paragraph}" if passage.page else paragraph


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 4th, 11th …"""
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
