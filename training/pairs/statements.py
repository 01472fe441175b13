"""A paragraph of a statement, with the line that search shows above a passage."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of a statement in English, cut into sentences; ``heading`` is the section it stands in."""

    country: str
    year: int
    line: str
    heading: str
    sentences: tuple[str, ...]

    def text(self, *, without: int | None = None) -> str:
        """The sentences joined, less one of them."""
        return " ".join(sentence for place, sentence in enumerate(self.sentences) if place != without)


def line_above(country: str, election: str, day: date) -> str:
    """As `library.context.context_line` writes it, without the section."""
    return f"{country}, {election}, {day:%-d %B %Y}"
