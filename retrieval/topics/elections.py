"""Elections as the unit of counting: rounds, joint texts and translations of one vote belong together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from library.labels import EVERY, Label, Wanted
from library.library import Library
from library.records import Citation, Passage, Statement
from retrieval.scope import election_of
from retrieval.topics.material import without_translations

NOT_SYSTEMATIC = frozenset({"limited", "assessment", "expert"})
"""Formats of missions that do not observe voting, counting and tabulation systematically."""
OF_ELECTION_DAY = frozenset({"voting", "counting", "tabulation_results"})
AT_ONCE = 500
"""Passages that are read in one query."""
Admit = Callable[[Statement], bool]
"""Which statements of a scope are looked at."""


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


def anything(_statement: Statement) -> bool:
    """Admits every statement."""
    return True


def votes(statements: Sequence[Statement], language: str = "en") -> list[Vote]:
    """The elections that statements are about, in order of country and time; those without country or year left out."""
    of: dict[tuple[str, int], list[Statement]] = {}
    for statement in without_translations(statements, language):
        if election := election_of(statement):
            of.setdefault(election, []).append(statement)
    return [Vote(country, year, tuple(found)) for (country, year), found in sorted(of.items())]


def sentences(library: Library, among: Sequence[Vote], wanted: Wanted = EVERY) -> dict[str, list[Labelled]]:
    """By name of the election, the sentences of its statements that are wanted, headings left out, each with its label.

    Only the words of those are read, whatever the statements hold beside them.
    """
    of = {statement.id: (vote, statement) for vote in among for statement in vote.statements}
    labels = library.labels.of(of, wanted)
    passages: dict[str, Passage] = {}
    ids = list(dict.fromkeys(passage_id for passage_id, _ in labels))
    for n in range(0, len(ids), AT_ONCE):
        passages |= library.catalog.passages_by_id(ids[n : n + AT_ONCE])
    found: dict[str, list[Labelled]] = {vote.name: [] for vote in among}
    for (passage_id, n), label in labels.items():
        passage = passages[passage_id]
        vote, statement = of[passage.statement_id]
        if "headline" not in (passage.voice, passage.sentences[n].voice):
            found[vote.name].append(Labelled(statement, passage, n, label))
    return found
