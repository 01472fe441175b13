"""Every topic in every election, counted from the labels of all sentences: what the matrix on *Topics* shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from library.labels import Direction, Wanted
from library.library import Library
from library.records import Statement
from retrieval.topics.elections import Admit, Labelled, Vote, anything, sentences, votes

Standing = Literal["said", "not addressed", "not observed"]
"""Whether statements speak of a topic; where they do not, whether their mission looked at it at all."""
ONE_SIDED = 2
"""An election is good or bad in a topic where one side has so many times as many sentences as the other."""


@dataclass(frozen=True)
class Cell:
    """How the statements on one election speak of one topic."""

    standing: Standing
    sentences: Mapping[Direction, int]
    """How many speak of it, by what they find."""
    statements: int
    """How many statements speak of it."""

    @property
    def total(self) -> int:
        """Sentences that speak of it."""
        return sum(self.sentences.values())

    @property
    def direction(self) -> Direction:
        """What they find on the whole; neutral where they only tell facts and recommend."""
        good, bad = self.sentences.get("positive", 0), self.sentences.get("negative", 0)
        if not (good or bad or self.sentences.get("mixed")):
            return "neutral"
        if good > ONE_SIDED * bad and good >= self.sentences.get("mixed", 0):
            return "positive"
        return "negative" if bad > ONE_SIDED * good and bad >= self.sentences.get("mixed", 0) else "mixed"


@dataclass(frozen=True)
class Overview:
    """Elections by topics; there is a cell for each pair."""

    votes: tuple[Vote, ...]
    topics: tuple[str, ...]
    cells: Mapping[tuple[str, str], Cell]
    """By the name of the election and the topic."""
    searched: int
    """Statements that were counted, translations left out."""
    without_election: tuple[Statement, ...]
    """Statements whose country or year is not known, so that they are in no cell."""

    def addressing(self, topic: str) -> int:
        """How many statements speak of a topic."""
        return sum(self.cells[vote.name, topic].statements for vote in self.votes)


def overview(library: Library, topics: Sequence[str], admit: Admit = anything) -> Overview:
    """The elections of all admitted statements by these topics; no text is read for it.

    Raises:
        LibraryError: the library cannot be read.
    """
    statements = [s for s in library.statements() if admit(s)]
    among = votes(statements)
    vote_of = {statement.id: vote.name for vote in among for statement in vote.statements}
    counted: dict[tuple[str, str], Counter[Direction]] = {}
    speaking: dict[tuple[str, str], set[str]] = {}
    for tally in library.labels.tally():
        if name := vote_of.get(tally.statement_id):
            counted.setdefault((name, tally.topic), Counter())[tally.direction] += tally.sentences
            speaking.setdefault((name, tally.topic), set()).add(tally.statement_id)
    cells = {
        (vote.name, topic): Cell(
            _standing(vote, topic, (vote.name, topic) in counted),
            counted.get((vote.name, topic), {}),
            len(speaking.get((vote.name, topic), ())),
        )
        for vote in among
        for topic in topics
    }
    homeless = [s for s in statements if s.country is None or not (s.election_date or s.date)]
    return Overview(tuple(among), tuple(topics), cells, len(vote_of), tuple(homeless))


def _standing(vote: Vote, topic: str, said: bool) -> Standing:
    if said:
        return "said"
    return "not addressed" if vote.observed([topic]) else "not observed"


def quotations(library: Library, topic: str, admit: Admit = anything) -> dict[str, list[Labelled]]:
    """By election, every sentence of the admitted statements that speaks of a topic, the surest first.

    Raises:
        LibraryError: the library cannot be read.
    """
    found = sentences(library, votes([s for s in library.statements() if admit(s)]), Wanted((topic,)))
    return {name: sorted(said, key=lambda s: -s.label.topics.get(topic, 0.0)) for name, said in found.items() if said}
