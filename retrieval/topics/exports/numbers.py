"""Reports of numbers: the matrix of topics by election."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from library.labels import Direction
from library.state import State
from retrieval.exports.blocks import Block
from retrieval.topics.exports.pictures import matrix_picture
from retrieval.topics.exports.report import Report
from retrieval.topics.overview import Overview
from retrieval.topics.wording import DIRECTIONS, SILENT, in_words, sign_of

DIRECTED: tuple[Direction, ...] = tuple(DIRECTIONS)


def matrix_report(title: str, overview: Overview, titles: Mapping[str, str], state: State) -> Report:
    """Every cell of the matrix; ``titles`` are the topics' names for people."""
    signs = [f"{sign.sign} {sign.word}: {sign.means}" for sign in (*DIRECTIONS.values(), *SILENT.values())]
    blocks = [Block("text", f"{overview.searched} statements on {len(overview.votes)} elections were counted.")]
    blocks += [Block("item", text) for text in signs]
    rows: list[dict[str, object]] = []
    for vote in overview.votes:
        blocks.append(Block("heading", vote.name))
        for topic in overview.topics:
            cell = overview.cells[vote.name, topic]
            blocks.append(Block("item", f"{sign_of(cell).sign} {titles[topic]}: {in_words(cell)}"))
            rows.append(
                {"country": vote.country, "year": vote.year, "topic": titles[topic], "standing": cell.standing}
                | {"direction": cell.direction if cell.total else "", "sentences": cell.total}
                | {direction: cell.sentences.get(direction, 0) for direction in DIRECTED}
                | {"statements_speaking": cell.statements, "statements": len(vote.statements)}
                | {"files": [s.file for s in vote.statements]}
            )
    return Report(title, blocks, rows, str(state), datetime.now(UTC), matrix_picture(title, overview, titles))
