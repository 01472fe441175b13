"""The matrix and the time line as Vega-Lite specifications: plain data, drawn by the page or written as a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from library.labels import Direction
from retrieval.topics.overview import Cell, Overview
from retrieval.topics.wording import DIRECTIONS, SILENT, in_words, sign_of

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
COLOURS: Mapping[Direction, str] = {
    "positive": "#2f8f6b",
    "negative": "#cf4a46",
    "mixed": "#d39a2a",
    "neutral": "#8a8f98",
}
"""Also told apart by signs, and by light and dark."""
SIDES: Mapping[Direction, int] = {"positive": 1, "neutral": 1, "mixed": -1, "negative": -1}
"""Above or below the line of time."""
MOST = 60
"""Elections in one picture; more cannot be read."""


def matrix_picture(title: str, overview: Overview, titles: Mapping[str, str]) -> dict[str, Any]:
    """Topics by election: colour and sign for the direction, strength and figure for how much is said."""
    votes = overview.votes[:MOST]
    values = [
        {
            "election": vote.name,
            "topic": titles[topic],
            "direction": cell.direction if cell.total else None,
            "sentences": cell.total,
            "shown": f"{sign_of(cell).sign}{cell.total or ''}",
            "told": in_words(cell),
        }
        for vote in votes
        for topic in overview.topics
        for cell in [overview.cells[vote.name, topic]]
    ]
    left_out = len(overview.votes) - len(votes)
    notes = ["Sentences that speak of a topic, and what they find:", _legend()]
    notes += [f"{left_out} more elections are not shown"] if left_out else []
    x = {"field": "topic", "type": "nominal", "sort": None, "title": None}
    y = {"field": "election", "type": "nominal", "sort": None, "title": None}
    return {
        "$schema": SCHEMA,
        "title": {"text": title, "subtitle": notes, "anchor": "start"},
        "data": {"values": values},
        "width": {"step": 34},
        "height": {"step": 22},
        "encoding": {
            "x": x | {"axis": {"orient": "top", "labelAngle": -50, "labelLimit": 220, "domain": False, "ticks": False}},
            "y": y | {"axis": {"domain": False, "ticks": False, "labelLimit": 220}},
        },
        "layer": [
            {"mark": {"type": "rect", "cornerRadius": 3, "stroke": "white"}, "encoding": _coloured()},
            {"mark": {"type": "text", "fontSize": 11}, "encoding": {"text": {"field": "shown"}}},
        ],
        "config": {"view": {"stroke": None}, "background": "white"},
    }


def _legend() -> str:
    return ", ".join(f"{sign.sign} {sign.word}" for sign in (*DIRECTIONS.values(), *SILENT.values()))


def _coloured() -> dict[str, Any]:
    names = list(COLOURS)
    scale = {"domain": names, "range": list(COLOURS.values())}
    strength = {"type": "sqrt", "range": [0.15, 0.85]}
    return {
        "color": {"field": "direction", "type": "nominal", "scale": scale, "legend": None},
        "opacity": {"field": "sentences", "type": "quantitative", "scale": strength, "legend": None},
    }


def timeline_picture(title: str, cells: Sequence[tuple[str, Cell]]) -> dict[str, Any]:
    """One topic in one country, election by election: what is found good above the line, what is found bad below."""
    values = [
        {
            "election": name,
            "direction": sign.word,
            "sentences": SIDES[direction] * cell.sentences.get(direction, 0),
            "shown": f"{sign.sign}{cell.sentences[direction]}",
        }
        for name, cell in cells
        for direction, sign in DIRECTIONS.items()
        if cell.sentences.get(direction)
    ]
    silent = [{"election": name, "told": in_words(cell)} for name, cell in cells if not cell.total]
    words = [DIRECTIONS[d].word for d in COLOURS]
    x = {"field": "election", "type": "ordinal", "sort": [name for name, _ in cells], "title": None}
    y = {
        "field": "sentences",
        "type": "quantitative",
        "stack": "zero",
        "title": "sentences",
        "axis": {"tickMinStep": 1, "labelExpr": "abs(datum.value)"},
    }
    colour = {"field": "direction", "scale": {"domain": words, "range": list(COLOURS.values())}, "title": None}
    order = {"field": "direction"}
    return {
        "$schema": SCHEMA,
        "title": title,
        "width": {"step": 90},
        "height": 220,
        "data": {"values": values},
        "encoding": {"x": x | {"axis": {"labelAngle": 0}, "scale": {"domain": [name for name, _ in cells]}}},
        "layer": [
            {"mark": {"type": "bar", "size": 44}, "encoding": {"y": y, "color": colour, "order": order}},
            {
                "mark": {"type": "text", "fontSize": 12, "fontWeight": "bold"},
                "encoding": {"y": y | {"bandPosition": 0.5}, "text": {"field": "shown"}, "order": order,
                             "detail": {"field": "direction"}},
            },
            {
                "data": {"values": silent},
                "mark": {"type": "text", "angle": 270, "fontStyle": "italic"},
                "encoding": {"text": {"field": "told"}, "y": {"datum": 0}},
            },
        ],
    }  # fmt: skip
