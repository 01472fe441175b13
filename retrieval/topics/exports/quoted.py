"""Reports of quotations: a topic election by election, a summary, elections side by side, recommendations; where a chat
model wrote a point, with the quotations that carry it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

from library.labels import Label
from library.records import Citation
from library.state import State
from retrieval.exports.blocks import Block
from retrieval.exports.citation import citation, fields_of
from retrieval.topics.comparison import Comparison
from retrieval.topics.elections import Labelled
from retrieval.topics.exports.report import Report
from retrieval.topics.recommendations import Recommendation
from retrieval.topics.records import Summary
from retrieval.topics.wording import DIRECTIONS, OUTCOMES, STATUSES
from retrieval.writing.telling import told


def said_report(
    title: str, said: Mapping[str, Sequence[Labelled]], state: State, picture: Mapping[str, Any] | None = None
) -> Report:
    """Every sentence on a topic, by election."""
    blocks: list[Block] = []
    rows: list[dict[str, object]] = []
    for election, found in said.items():
        blocks.append(Block("heading", election))
        for one in found:
            cited = one.citation(len(rows) + 1)
            blocks.append(Block("item", f"{marked(one.label)} {citation(cited)}"))
            rows.append(_row(election, one.label, cited))
    return _report(title, blocks, rows, state, picture)


def summary_report(title: str, summary: Summary, state: State) -> Report:
    """The points of a summary, by election; a written one with the quotations that carry it."""
    blocks = [Block("text", summary.note), *_points(summary)]
    if summary.writing:
        blocks.append(Block("text", told(summary.writing, [point.how for point in summary.points])))
    return _report(title, blocks, _point_rows(summary), state)


def comparison_report(title: str, comparison: Comparison, state: State) -> Report:
    """What was said then and now, the figures that changed, and recommendations with their follow-up."""
    summary = comparison.summary
    blocks = [Block("text", summary.note), *_points(summary)]
    if comparison.changes:
        blocks.append(Block("heading", "Figures that changed"))
    for change in comparison.changes:
        blocks.append(Block("subheading", f"{change.country}: {figures(change.before)} → {figures(change.after)}"))
        blocks += [Block("item", f"Then: {citation(change.then)}"), Block("item", f"Now: {citation(change.now)}")]
    if comparison.recommendations:
        blocks.append(Block("heading", "Recommendations"))
    blocks += [block for one in comparison.recommendations for block in _recommendation(one)]
    rows = _point_rows(summary)
    for one in comparison.recommendations:
        rows.append({"election": one.election, **_told("neutral", "recommendation"), **fields_of(one.citation)})
    return _report(title, blocks, rows, state)


def recommendations_report(
    title: str, made: Sequence[Recommendation], titles: Mapping[str, str], state: State
) -> Report:
    """The table of recommendations; ``titles`` are the topics' names for people."""
    blocks: list[Block] = []
    for election, of_election in groupby(made, key=lambda one: one.election):
        blocks.append(Block("heading", election))
        blocks += [block for one in of_election for block in _recommendation(one)]
    rows: list[dict[str, object]] = [
        {
            "election": one.election,
            "number": one.number,
            "addressee": one.addressee,
            "topics": [titles.get(topic, topic) for topic in one.topics],
            "priority": "priority" if one.priority else "",
            "follow_up": [f"{f.election}: {OUTCOMES[f.outcome]}" for f in one.follow_up],
            "follow_up_quotes": [f.citation.quote for f in one.follow_up],
            **fields_of(one.citation),
        }
        for one in made
    ]
    return _report(title, blocks, rows, state)


def marked(label: Label) -> str:
    """The direction and status of a sentence, in brackets."""
    told = [DIRECTIONS[label.direction].word if label.status != "recommendation" else "", STATUSES[label.status]]
    return f"[{', '.join(filter(None, told))}]"


def figures(said: Iterable[str]) -> str:
    """Figures as a sentence gives them, one after the other."""
    return ", ".join(said)


def _points(summary: Summary) -> Iterator[Block]:
    by_number = {c.n: c for c in summary.citations}
    for election, points in groupby(summary.points, key=lambda p: p.election):
        yield Block("heading", election)
        for point in points:
            if point.how == "quoted":
                yield from (Block("item", f"{marked(point.label)} {citation(by_number[n])}") for n in point.citations)
            else:
                yield Block("item", f"{marked(point.label)} {point.text}")
                yield from (Block("quote", citation(by_number[n])) for n in point.citations)


def _point_rows(summary: Summary) -> list[dict[str, object]]:
    by_number = {c.n: c for c in summary.citations}
    return [
        _row(point.election, point.label, by_number[n])
        | ({"point": "" if point.how == "quoted" else point.text} if summary.writing else {})
        for point in summary.points
        for n in point.citations
    ]


def _recommendation(one: Recommendation) -> Iterator[Block]:
    facts = [f"No. {one.number}" if one.number else "", "priority" if one.priority else "", one.addressee or ""]
    told = ", ".join(filter(None, facts))
    yield Block("item", f"{f'[{told}] ' if told else ''}{citation(one.citation)}")
    for follow_up in one.follow_up:
        yield Block("item", f"{follow_up.election}, {OUTCOMES[follow_up.outcome]}: {citation(follow_up.citation)}")


def _row(election: str, label: Label, cited: Citation) -> dict[str, object]:
    return {"election": election, **_told(label.direction, label.status), **fields_of(cited)}


def _told(direction: str, status: str) -> dict[str, object]:
    return {"direction": direction, "status": status}


def _report(
    title: str,
    blocks: Sequence[Block],
    rows: Sequence[Mapping[str, object]],
    state: State,
    picture: Mapping[str, Any] | None = None,
) -> Report:
    return Report(title, blocks, rows, str(state), datetime.now(UTC), picture)
