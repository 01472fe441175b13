"""A text that a written sentence may cite."""

from __future__ import annotations

from dataclasses import dataclass

from library.records import Kind


@dataclass(frozen=True)
class Source:
    """One numbered text that the model was given and may cite."""

    text: str
    """Verbatim words of the statement."""
    about: str
    """What it is about without saying so: country, election, days, bodies, speaker (`retrieval.claims.units.about`)."""
    speaker: str | None
    """Who says it, where it is one person and not the observers together."""
    language: str
    kind: Kind = "statement"
    """The kind of document that it is of."""
