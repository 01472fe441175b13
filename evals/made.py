"""Statements made up for measuring speed: any number, each different, with nothing in them that matters.

Hardly two sentences are alike (towns, figures and clauses are drawn for each), since what was embedded once is not
embedded again.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import yaml


def make_statements(folder: Path, count: int, words: int, seed: int = 1) -> int:
    """Write ``count`` statements of about ``words`` words into a folder; the number of words in all."""
    author = _Author(seed)
    countries = [author.name() + "ia" for _ in range(max(1, count // 10))]
    total = 0
    for n in range(count):
        text = "\n\n".join(author.paragraphs(author.chance.choice(countries), words))
        total += len(text.split())
        (folder / f"statement_{n:04}.md").write_text(text + "\n", encoding="utf-8")
    return total


class _Author:
    """Writes the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self._parts: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("made.yaml").read_text("utf-8"))

    def paragraphs(self, country: str, words: int) -> Iterator[str]:
        """A statement's headline, opening, headings and paragraphs."""
        day = date(2005, 1, 1) + timedelta(days=self.chance.randrange(7_000))
        speaker = f"{self._one('people')} {self.name()}"
        yield f"# {country}'s parliamentary elections of {day:%Y} held in {self.name()} as planned, observers say"
        yield (
            f"{self.name().upper()}, {day + timedelta(days=1):%-d %B %Y} – {country}'s parliamentary elections on "
            f"{day:%-d %B} were observed in {self._number()} polling stations, said {speaker}, Head of the mission."
        )
        written = 40
        while written < words:
            if self.chance.random() < 0.4:
                yield f"## {self._one('headings')}"
            paragraph = " ".join(self._sentence() for _ in range(self.chance.randrange(3, 7)))
            if self.chance.random() < 0.2:
                paragraph = f"“{paragraph}” said {speaker}."
            written += len(paragraph.split())
            yield paragraph

    def name(self) -> str:
        """A name for a town or a person."""
        return "".join(self._one("syllables") for _ in range(self.chance.randrange(2, 4))).capitalize()

    def _sentence(self) -> str:
        line = f"{self._one('who')} {self._one('did')} {self._one('where')}, {self._one('but')}."
        line = re.sub("<n>", lambda _: self._number(), line)
        line = re.sub("<town>", lambda _: self.name(), line)
        return line[0].upper() + line[1:]

    def _number(self) -> str:
        return str(self.chance.randrange(2, 1_000))

    def _one(self, kind: str) -> str:
        return self.chance.choice(self._parts[kind])
