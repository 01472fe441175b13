"""Elections side by side on a topic: what was said, which figures changed, what became of recommendations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from judge.checks.figures import figures
from judge.checks.words import Words
from library.labels import Wanted
from library.library import Library
from library.records import Citation
from library.text import stems
from retrieval.places import mentioned_in
from retrieval.scope import resolve
from retrieval.topics.elections import Admit, Labelled, anything, sentences, votes
from retrieval.topics.recommendations import Recommendation, recommendations
from retrieval.topics.records import Point, Summary
from retrieval.topics.summary import summarise

SAME_MEASURE = 0.55
"""Share of the words, figures left out, that two sentences have in common when they measure the same."""
NUMBER = re.compile(r"\d|^(?:one|two|three|four|five|six|seven|eight|nine|ten|per|cent)$")


@dataclass(frozen=True)
class Change:
    """The same measure in two elections of a country, as both texts give it."""

    country: str
    then: Citation
    now: Citation
    before: tuple[str, ...]
    after: tuple[str, ...]
    """The figures that differ, as written."""


@dataclass(frozen=True)
class Comparison:
    """What is said on a topic election by election."""

    summary: Summary
    sides: tuple[tuple[str, tuple[Point, ...]], ...]
    changes: tuple[Change, ...]
    recommendations: tuple[Recommendation, ...]


def compare(library: Library, topic: str, scope: str = "", admit: Admit = anything) -> Comparison:
    """The elections of a scope side by side on a topic, as far as their statements are admitted.

    Raises:
        LibraryError: the library cannot be read.
    """
    summary = summarise(library, topic, scope, admit=admit)
    sides = tuple((name, tuple(points)) for name, points in groupby(summary.points, key=lambda p: p.election))
    resolved = resolve(f"in {scope}", library.statements(), is_mentioned=mentioned_in(library))
    among = votes([s for s in resolved.statements if admit(s)])
    said = sentences(library, among, Wanted(summary.topics)) if summary.topics else {}
    changes: list[Change] = []
    for country, of_country in groupby(among, key=lambda v: v.country):
        for earlier, later in pairwise(of_country):
            changes += _changes(country, said.get(earlier.name, ()), said.get(later.name, ()))
    made = [r for r in recommendations(library, scope, admit) if set(r.topics) & set(summary.topics)]
    return Comparison(summary, sides, tuple(changes), tuple(made))


def _changes(country: str, then: Sequence[Labelled], now: Sequence[Labelled]) -> list[Change]:
    found = []
    for new in now:
        alike = [(likeness, old) for old in then if (likeness := _likeness(old, new)) >= SAME_MEASURE]
        if alike:
            old = max(alike, key=lambda pair: pair[0])[1]
            before, after = _figures(old), _figures(new)
            if before and after and before != after:
                found.append(Change(country, old.citation(1), new.citation(2), before, after))
    return found


def _likeness(one: Labelled, other: Labelled) -> float:
    if one.statement.language != other.statement.language:
        return 0.0
    first, second = ({s for s in stems(s.text) if not NUMBER.search(s)} for s in (one, other))
    return len(first & second) / max(1, min(len(first), len(second)))


def _figures(said: Labelled) -> tuple[str, ...]:
    return tuple(f.words for f in figures(Words(said.text)) if f.measure in ("count", "share"))
