"""Elections as the unit of counting: rounds, joint texts and translations of one vote belong together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from library.labels import Label
from library.library import Library
from library.records import Citation, Passage, Statement
from retrieval.scope import election_of
from retrieval.topics.material import without_translations

NOT_SYSTEMATIC = frozenset({"limited", "assessment", "expert"})
"""Formats of missions that do not observe voting, counting and tabulation systematically."""
OF_ELECTION_DAY = frozenset({"voting", "counting", "tabulation_results"})


@dataclass(frozen=True)
class Vote:
    """One election with the statements on it, translations left out."""

    country: str
    year: int
    statements: tuple[Statement, ...]

    @property
    def name(self) -> str:
        """Country and year."""
        return f"{self.country} {self.year}"

    def observed(self, topics: Iterable[str]) -> bool:
        """Whether its missions looked at what these topics are about: not election day, in some formats."""
        if not set(topics) & OF_ELECTION_DAY:
            return True
        return any(s.mission_format not in NOT_SYSTEMATIC for s in self.statements)


@dataclass(frozen=True, eq=False)
class Labelled:
    """A sentence with its label."""

    statement: Statement
    passage: Passage
    ordinal: int
    label: Label

    @property
    def text(self) -> str:
        """Its words."""
        sentence = self.passage.sentences[self.ordinal]
        return self.passage.words(sentence.start, sentence.end)

    def citation(self, n: int) -> Citation:
        """The sentence as the citation of this number."""
        sentence = self.passage.sentences[self.ordinal]
        speaker = self.statement.speaker_named(sentence.speaker)
        return Citation(
            n, self.statement, self.passage, self.text, sentence.start, sentence.end, sentence.voice, speaker
        )


def votes(statements: Sequence[Statement], language: str = "en") -> list[Vote]:
    """The elections that statements are about, in order of country and time; those without country or year left out."""
    of: dict[tuple[str, int], list[Statement]] = {}
    for statement in without_translations(statements, language):
        if election := election_of(statement):
            of.setdefault(election, []).append(statement)
    return [Vote(country, year, tuple(found)) for (country, year), found in sorted(of.items())]


def sentences(library: Library, statements: Sequence[Statement]) -> list[Labelled]:
    """All sentences of statements but headings, each with its label."""
    labels = library.labels.of([s.id for s in statements])
    return [
        Labelled(statement, passage, n, labels[passage.id, n])
        for statement in statements
        for passage in library.catalog.passages(statement.id)
        for n, sentence in enumerate(passage.sentences)
        if passage.voice != "headline" and sentence.voice != "headline" and (passage.id, n) in labels
    ]
