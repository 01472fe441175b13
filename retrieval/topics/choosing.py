"""Which sentences are the points of a summary: on the topic, the most telling first, none twice, every election heard."""

from __future__ import annotations

import re
from collections.abc import Sequence

from library.text import stems
from retrieval.scope import election_of
from retrieval.topics.records import Said

MOST = {"short": 5, "standard": 12, "full": 60}
SAME = 0.6
"""Share of the words of the shorter of two sentences that makes them say the same of one election."""
FIGURE = re.compile(r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|half|third|per cent)\b", re.I)


def relevance(said: Said) -> float:
    """How well a sentence fits the topic and how much it tells, for ranking."""
    return (
        0.9 * said.nearness
        + 0.8 * said.words
        + 0.3 * said.around
        + 0.5 * said.topics
        + 0.08 * bool(FIGURE.search(said.text))
        + 0.05 * (said.label.direction != "neutral")
        - 0.06 * (said.passage.sentences[said.ordinal].voice == "speaker")
    )


def is_on_topic(said: Said, narrow: bool) -> bool:
    """Whether a sentence speaks of the topic at all."""
    if narrow:
        return said.words > 0.3 or said.nearness > 0.42 or (said.topics > 0 and said.nearness > 0.3)
    return said.topics > 0 or said.nearness > 0.45


def choose(material: Sequence[Said], most: int, narrow: bool) -> list[Said]:
    """The sentences of the summary, at most so many, elections in turn until each has had its share."""
    ranked = sorted((s for s in material if is_on_topic(s, narrow)), key=relevance, reverse=True)
    chosen: list[Said] = []
    taken: dict[object, int] = {}
    elections = {election_of(s.statement) for s in ranked}
    share = max(1, most // max(1, len(elections)))
    for limit in (share, most):
        for said in ranked:
            election = election_of(said.statement)
            if len(chosen) >= most or taken.get(election, 0) >= limit or said in chosen:
                continue
            if any(_same(said, other) for other in chosen):
                continue
            chosen.append(said)
            taken[election] = taken.get(election, 0) + 1
    return chosen


def _same(one: Said, other: Said) -> bool:
    if election_of(one.statement) != election_of(other.statement):
        return False
    first = set(stems(one.text, one.statement.language))
    second = set(stems(other.text, other.statement.language))
    return len(first & second) >= SAME * min(len(first), len(second))
