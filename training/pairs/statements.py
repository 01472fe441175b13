"""The sample's statements as paragraphs of sentences, with the line that search shows above a passage."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from library.text import sentence_spans


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


def read_paragraphs(folder: Path) -> list[Paragraph]:
    """The paragraphs of all English statements (``.md`` with front matter) in a folder."""
    found: list[Paragraph] = []
    for file in sorted(folder.glob("*.md")):
        _, front, body = file.read_text(encoding="utf-8").split("---\n", 2)
        fields = yaml.safe_load(front)
        if fields["language"] == "en":
            found += _of_one(fields, body)
    return found


def line_above(country: str, election: str, day: date) -> str:
    """As `library.context.context_line` writes it, without the section."""
    return f"{country}, {election}, {day:%-d %B %Y}"


def _of_one(fields: dict[str, object], body: str) -> Iterator[Paragraph]:
    country, day = str(fields["country"]), fields["election_date"]
    assert isinstance(day, date)
    line, heading = line_above(country, str(fields["election"]), day), ""
    for block in body.split("\n\n"):
        text = " ".join(block.split())
        if text.startswith("#"):
            heading = text.lstrip("# ") if text.startswith("##") else heading
        elif text:
            sentences = tuple(text[start:end] for start, end in sentence_spans(text))
            yield Paragraph(country, day.year, line, heading, sentences)
