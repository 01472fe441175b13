"""Recommendations as a table: number, addressee, topic, priority, election, and what later statements say of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from library.labels import Wanted
from library.library import Library
from library.records import Citation
from library.text import stems
from retrieval.places import mentioned_in
from retrieval.scope import resolve
from retrieval.topics.elections import Admit, Labelled, Vote, anything, sentences, votes

Outcome = Literal["fully", "partly", "not", "unclear"]
NUMBER = re.compile(r"^\W*(\d{1,3})[.)]\s")
PRIORITY = re.compile(r"priorit|приоритет|prioritari", re.I)
ADDRESSEE = re.compile(
    r"\b(?:the )?((?:public )?authorit(?:y|ies)|parliament|government|legislat\w+|election (?:commission|administration)|"
    r"[A-Z]{2,6}|[A-Z][a-z]+ (?:Commission|Council|Chamber|Board|Court|Authority|Office)|political parties|parties|media|"
    r"law|prosecut\w+|courts|police|broadcaster)\b(?=[^.;]{0,60}?\b(?:should|could|must|are encouraged|is encouraged))",
)
IMPLIED = re.compile(r"\b(?:calls? on|urges?|encourages?) (?:the )?([A-Za-z ]{3,40}?) to\b", re.I)
FULLY = re.compile(r"fully|in full|\b(?:was|were|has been|have been) (?:implemented|followed|addressed)|as .{2,40}had recommended|"
                   r"addressed a|полностью|pleinement|plenamente", re.I)  # fmt: skip
PARTLY = re.compile(r"part(?:ly|ially)|in part|частично|partiel|parcial", re.I)
NOT = re.compile(
    r"unaddressed|not (?:been )?(?:addressed|implemented|acted)|outstanding|none of|remain|не выполнен|en suspens|pendient",
    re.I,
)
ALIKE = 0.25


@dataclass(frozen=True)
class FollowUp:
    """What a later statement says of it, as the document says it."""

    election: str
    outcome: Outcome
    citation: Citation


@dataclass(frozen=True)
class Recommendation:
    """One recommendation, at the place where it is made."""

    number: str | None
    addressee: str | None
    topics: tuple[str, ...]
    priority: bool
    election: str
    citation: Citation
    follow_up: tuple[FollowUp, ...]


def recommendations(library: Library, scope: str = "", admit: Admit = anything) -> list[Recommendation]:
    """All recommendations of a scope, by election and place, as far as their statements are admitted.

    What became of them is looked for in all later statements on the country.

    Raises:
        LibraryError: the library cannot be read.
    """
    resolved = resolve(f"in {scope}", library.statements(), is_mentioned=mentioned_in(library))
    among = votes([s for s in resolved.statements if admit(s)])
    countries = {vote.country for vote in among}
    every = [vote for vote in votes(library.statements()) if vote.country in countries]
    made = sentences(library, among, Wanted(statuses=("recommendation",)))
    followed = sentences(library, every, Wanted(statuses=("follow-up",)))
    found: list[Recommendation] = []
    for vote in among:
        later = [other for other in every if other.country == vote.country and other.year > vote.year]
        follow_ups = [(other, said) for other in later for said in followed[other.name]]
        for said in _with_topics(made[vote.name]):
            found.append(_recommendation(said, vote, len(found) + 1, follow_ups))
    return found


def _with_topics(made: Sequence[Labelled]) -> list[Labelled]:
    """The recommendations, of which a sentence without a number goes on with the topics of the one right before it in
    its passage ("The findings of the audit should be made public.")."""
    found: list[Labelled] = []
    for said in made:
        goes_on = found and found[-1].passage.id == said.passage.id and found[-1].ordinal + 1 == said.ordinal
        if goes_on and not NUMBER.match(said.text):
            topics = {**found[-1].label.topics, **said.label.topics}
            said = replace(said, label=replace(said.label, topics=topics))
        found.append(said)
    return found


def _recommendation(said: Labelled, vote: Vote, n: int, follow_ups: Sequence[tuple[Vote, Labelled]]) -> Recommendation:
    number = NUMBER.match(said.text)
    addressee = ADDRESSEE.search(said.text) or IMPLIED.search(said.text)
    return Recommendation(
        number.group(1) if number else None,
        addressee.group(1) if addressee else None,
        tuple(sorted(said.label.spoken_of)),
        bool(PRIORITY.search(said.passage.section or "")),
        vote.name,
        said.citation(n),
        tuple(
            FollowUp(other.name, outcome_of(later.text), later.citation(n))
            for other, later in follow_ups
            if _is_of(said, later)
        ),
    )


def outcome_of(text: str) -> Outcome:
    """Whether a sentence says that something was implemented fully, partly or not; unclear where it says several."""
    patterns: tuple[tuple[Outcome, re.Pattern[str]], ...] = (("partly", PARTLY), ("not", NOT), ("fully", FULLY))
    said = [name for name, pattern in patterns if pattern.search(text)]
    return said[0] if len(said) == 1 else "unclear"


def _is_of(recommended: Labelled, later: Labelled) -> bool:
    """Whether a later sentence speaks of this recommendation: the same topic, and words of it."""
    shared = (recommended.label.spoken_of & later.label.spoken_of) - {"follow_up"}
    own, other = set(stems(recommended.text)), set(stems(later.text))
    return bool(shared) and len(own & other) >= ALIKE * max(1, min(len(own), len(other)))
