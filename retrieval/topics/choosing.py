"""Which sentences are the points of a summary: the most telling first, none twice, every election heard."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from library.labels import Direction
from library.text import stems
from retrieval.scope import election_of
from retrieval.topics.records import Length, Said

MOST: dict[Length, int] = {"short": 5, "standard": 12, "full": 60}
SAME = 0.6
"""Share of the words of the shorter of two points that makes them say the same of one election."""
LONGEST, MOST_TOGETHER = 520, 3
"""Characters and sentences of a point, where neighbours belong together."""
FIGURE = re.compile(
    r"\d[\d,.]*|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|third|fully|partly|none)\b", re.I
)
NEAR, PERHAPS_NEAR, LABELLED_NEAR, CERTAIN, WORDED = 0.42, 0.15, 0.1, 0.6, 0.35
SPEAKS, PERHAPS_SPEAKS = 0.5, 0.35
"""How sure the label has to be of a sentence that is a point, and of one that fills a place that is left. Labels count
from less on (`library.labels.SURE`); what a summary cites should not be beside its topic."""
LEANS = re.compile(
    r"(?:both|it|its|they|their|them|these|those|this|he|she|his|her|the latter|of these|in (?:\w+ )?of these|"
    r"in (?:these|practice|most of these|many of them)|however|nonetheless|nevertheless|the remaining|most of the others|(?:the )?(?:police|prosecutor\S*|investigations?|inquir\w+)|des enquêtes|"
    r"они|это|эти|их|он|она|однако|ils?|elles?|ces|ce|cela|celui-ci|estos?|estas?)\b",
    re.I,
)
"""How a sentence begins that is not understood without the one before."""


def relevance(said: Said) -> float:
    """How well a point fits the topic and how much it tells, for ranking."""
    figures = len(FIGURE.findall(said.text))
    return (
        1.0 * said.nearness
        + 0.7 * said.words
        + 0.3 * said.around
        + 0.5 * said.topics
        + 0.07 * min(3, figures)
        + 0.08 * (said.label.direction != "neutral")
        + 0.06 * (said.label.status in ("recommendation", "follow-up"))
        - 0.12 * (said.passage.sentences[said.first].voice == "speaker")
    )


def is_on_topic(said: Said, narrow: bool, has_topics: bool) -> bool:
    """Whether a sentence speaks of the topic at all."""
    near = said.nearness > LABELLED_NEAR or said.statement.language != "en"
    if not narrow:
        return said.topics >= SPEAKS and (near or said.topics >= CERTAIN)
    if has_topics:
        return (said.topics > 0 and near and (said.words > WORDED or said.topics >= SPEAKS)) or said.nearness > NEAR
    return said.words > WORDED or said.nearness > NEAR


def choose(material: Sequence[Said], most: int, narrow: bool, has_topics: bool) -> list[Said]:
    """The points of a summary, at most so many, elections in turn until each has had its share."""
    on_topic = [said for said in material if is_on_topic(said, narrow, has_topics)]
    if len(on_topic) < most:  # there is room for what is near the topic without being labelled with it
        on_topic += [s for s in material if s not in on_topic and _is_near(s, has_topics)]
    once = set(map(id, _without_repetition(on_topic)))
    ranked = sorted(_together(material, once, {id(s) for s in on_topic}), key=relevance, reverse=True)
    elections = {election_of(s.statement) for s in ranked}
    share = -(-most // max(1, len(elections)))
    chosen: list[Said] = []
    for limit in (share, most):
        for said in ranked:
            taken = sum(election_of(one.statement) == election_of(said.statement) for one in chosen)
            if len(chosen) < most and taken < limit and said not in chosen:
                chosen.append(said)
    return chosen


def _is_near(said: Said, has_topics: bool) -> bool:
    """Whether a sentence may speak of the topic: by its labels where the topic is one of these, else by its meaning."""
    return said.topics > PERHAPS_SPEAKS and said.nearness > PERHAPS_NEAR if has_topics else said.nearness > NEAR


def _together(material: Sequence[Said], once: set[int], on_topic: set[int]) -> Iterator[Said]:
    """The sentences of ``once``; neighbours, and one that leans on the one before, become one point."""
    for _, group in groupby(material, key=lambda s: s.passage.id):
        current: Said | None = None
        for said in group:
            follows = current is not None and said.first == current.last + 1
            leans = id(said) not in on_topic and LEANS.match(said.text.lstrip('"“«—– '))
            if current and follows and (id(said) in once or leans) and _fits(current, said):
                current = _joined(current, said)
                continue
            if current:
                yield current
            current = said if id(said) in once else None
        if current:
            yield current


def _fits(one: Said, other: Said) -> bool:
    voices = {one.passage.sentences[n].voice == "speaker" for n in (one.last, other.first)}
    return len(voices) == 1 and other.end - one.start <= LONGEST and other.last - one.first < MOST_TOGETHER


def _joined(one: Said, other: Said) -> Said:
    label = replace(one.label, direction=_both(one.label.direction, other.label.direction))
    return replace(
        one,
        last=other.last,
        label=label,
        nearness=max(one.nearness, other.nearness),
        words=max(one.words, other.words),
        topics=max(one.topics, other.topics),
    )


def _both(one: Direction, other: Direction) -> Direction:
    if "neutral" in (one, other) or one == other:
        return other if one == "neutral" else one
    return "mixed"


def _without_repetition(material: Sequence[Said]) -> list[Said]:
    """Of sentences that say the same of one election the one that tells most: the more figures, the release before a
    longer document, the more words."""
    kept: list[Said] = []
    for said in sorted(material, key=_telling):
        if not any(_same(said, other) for other in kept):
            kept.append(said)
    return kept


def _telling(said: Said) -> tuple[int, bool, int, str]:
    figures = len(set(FIGURE.findall(said.text)))
    return -figures, said.statement.kind != "press release", -len(said.text), said.statement.file


def _same(one: Said, other: Said) -> bool:
    if election_of(one.statement) != election_of(other.statement):
        return False
    first = set(stems(one.text, one.statement.language))
    second = set(stems(other.text, other.statement.language))
    return len(first & second) >= SAME * max(1, min(len(first), len(second)))
