"""The figures as tables for the README."""

from __future__ import annotations

from collections.abc import Mapping

from evals.definitions import mean
from evals.scores import Scores


def table(scores: Scores, stock: Mapping[str, float | None]) -> str:
    """Markdown: every figure beside the stock recipe's, then by type of question."""
    figures = scores.figures
    lines = ["| on the sample | stock recipe | On the Record |", "|---|---|---|"]
    names = [*figures, *(name for name in stock if name not in figures)]
    lines += [f"| {name} | {_shown(stock.get(name))} | {_shown(figures.get(name))} |" for name in names]
    lines += ["", "| type of question | questions | recall at 5 | recall at 10 | recall of the citations |"]
    lines += ["|---|---|---|---|---|"]
    for kind, rows in sorted(scores.by_type.items()):
        columns = [_shown(mean([row[n] for row in rows])) for n in range(3)]
        lines.append(f"| {kind} | {len(rows)} | {' | '.join(columns)} |")
    lines += [
        "",
        f"Wrongly refused: {len(scores.wrongly_refused)} ({', '.join(scores.wrongly_refused) or 'none'})",
        f"Answered though the record does not say: {len(scores.wrongly_answered)} "
        f"({', '.join(scores.wrongly_answered) or 'none'})",
    ]
    return "\n".join(lines)


def _shown(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"
