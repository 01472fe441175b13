"""A quotation with all that tells where it stands: as one line to be copied, and field by field."""

from __future__ import annotations

from typing import Protocol

from library.records import Passage, Speaker, Statement, Voice


class Quoted(Protocol):
    """Words of a statement at their place: a citation, or a piece of quoted."""

    @property
    def statement(self) -> Statement: ...
    @property
    def passage(self) -> Passage: ...
    @property
    def quote(self) -> str: ...
    @property
    def voice(self) -> Voice: ...
    @property
    def speaker(self) -> Speaker | None: ...


def citation(quoted: Quoted) -> str:
    """The quote with who says it, the document, country, date, page or paragraph, file and address."""
    statement = quoted.statement
    facts = [
        who(quoted),
        f"“{statement.title}”",
        statement.kind,
        statement.country.name if statement.country else "",
        f"{statement.date:%-d %B %Y}" if statement.date else "",
        place(quoted),
        statement.file,
        web_address(statement) or "",
    ]
    marks = [
        "fictional" if statement.fictional else "",
        f"translation of {statement.translation_of}" if statement.translation_of else "",
        "recognised from a scan" if statement.scanned else "",
    ]
    noted = "; ".join(filter(None, marks))
    return f"“{quoted.quote}” — {', '.join(filter(None, facts))}" + (f" ({noted})" if noted else "")


def who(quoted: Quoted) -> str:
    """The speaker with the role, or else the bodies that issued the statement."""
    if speaker := quoted.speaker:
        return f"{speaker.name}, {speaker.role}" if speaker.role else speaker.name
    bodies = " and ".join(quoted.statement.bodies)
    if quoted.voice == "reported":
        return f"reported by {bodies or 'the observers'}"
    return bodies


def place(quoted: Quoted) -> str:
    """Page (as printed, and by its place in the file where that differs) and paragraph."""
    statement, passage = quoted.statement, quoted.passage
    paragraph = f"paragraph {passage.paragraph}"
    if not passage.page:
        return paragraph
    label = statement.page_labels[passage.page - 1] if passage.page <= len(statement.page_labels) else ""
    page = f"{label} (page {passage.page} of the file)" if label and label != str(passage.page) else str(passage.page)
    return f"page {page}, {paragraph}"


def web_address(statement: Statement) -> str | None:
    """The address of a statement on the web, where it was fetched from one or the page declares one."""
    return next((a for a in (statement.address, statement.source) if a and a.startswith(("https://", "http://"))), None)


def fields_of(quoted: Quoted) -> dict[str, object]:
    """Everything about a quotation, by name; dates are ISO, what is not known is None."""
    statement, passage = quoted.statement, quoted.passage
    return {
        "quote": quoted.quote,
        "voice": quoted.voice,
        "speaker": quoted.speaker.name if quoted.speaker else None,
        "role": quoted.speaker.role or None if quoted.speaker else None,
        "bodies": list(statement.bodies),
        "title": statement.title,
        "kind": statement.kind,
        "country": statement.country.name if statement.country else None,
        "date": statement.date.isoformat() if statement.date else None,
        "election_date": statement.election_date.isoformat() if statement.election_date else None,
        "page": passage.page,
        "paragraph": passage.paragraph,
        "language": statement.language,
        "fictional": statement.fictional,
        "file": statement.file,
        "statement_id": statement.id,
        "address": web_address(statement),
    }
