"""The line that is embedded and searched with each passage, so that equal words from other elections lie apart."""

from __future__ import annotations

from library.records import Statement

MOST_CHARACTERS = 160


def context_line(statement: Statement, section: str | None) -> str:
    """Country, election, date and section of a passage, e.g. ``Norland, local elections, 18 October 2020. Media``.

    At most `MOST_CHARACTERS` long: it shares the embedding model's limit with the passage.
    """
    day = statement.election_date or statement.date
    election = statement.election_type
    if election and statement.election_round:
        election = f"{election} ({statement.election_round})"
    parts = [
        statement.country.name if statement.country else None,
        election,
        f"{day:%-d %B %Y}" if day else None,
    ]
    line = ", ".join(part for part in parts if part) or statement.title
    if section:
        line = f"{line}. {section}"
    return line if len(line) <= MOST_CHARACTERS else line[: MOST_CHARACTERS - 1].rstrip() + "…"
