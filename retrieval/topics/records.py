"""What the topic chain returns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from library.labels import Label
from library.records import Citation, How, Passage, Statement
from library.writing import Writing
from retrieval.choice import note_number

Length = Literal["short", "standard", "full"]
Absence = Literal["not addressed", "not observed", "out of record"]
"""Why there are no points: the statements do not speak of it; the mission did not look at it (a format without
systematic observation of election day); or no statement is on that election at all."""


@dataclass(frozen=True, eq=False)
class Said:
    """Sentences that may become a point: one, or neighbours that belong together, with what is known of them."""

    statement: Statement
    passage: Passage
    first: int
    last: int
    """Places of the first and the last sentence in the passage."""
    label: Label
    nearness: float = 0.0
    """Cosine of its vector with that of the topic asked for, the best of its sentences."""
    words: float = 0.0
    """Share of the topic's words (by how rare they are) that it holds, 0 to 1."""
    around: float = 0.0
    """The same for its whole passage with the heading."""
    topics: float = 0.0
    """How sure it is that it speaks of the topics asked for."""

    @property
    def start(self) -> int:
        """Where it begins in the statement, after the number of a footnote."""
        sentence = self.passage.sentences[self.first]
        return sentence.start + note_number(self.passage, sentence, self.statement.language)

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.passage.sentences[self.last].end

    @property
    def text(self) -> str:
        """Its words as they stand there."""
        return self.passage.words(self.start, self.end)


@dataclass(frozen=True)
class Point:
    """One thing that is said on the topic of one election: verbatim, or written by a chat model and proven."""

    text: str
    citations: tuple[int, ...]
    election: str
    """Country and year, as a heading."""
    label: Label
    how: How = "quoted"


@dataclass(frozen=True)
class Coverage:
    """How many statements were searched, and how many of them speak of the topic (translations are not counted)."""

    searched: int
    addressing: int


@dataclass(frozen=True)
class Summary:
    """What is said on a topic in a scope, or why nothing is."""

    topic: str
    scope: str
    topics: tuple[str, ...]
    """Names of the topics of the taxonomy that it was understood as."""
    points: tuple[Point, ...]
    citations: tuple[Citation, ...]
    coverage: Coverage
    silent: tuple[tuple[str, Absence], ...]
    """Elections in scope of which nothing is said, with the reason."""
    note: str
    seconds: float
    writing: Writing | None = None
    """None where no chat model was asked."""
