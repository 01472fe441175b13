"""The figures as a table for the README, and the failures as a page for a person."""

from __future__ import annotations

from collections.abc import Mapping

from evals.corpus import GoldQuestion
from evals.definitions import covered, mean
from evals.scores import Scores
from library.records import Answer


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


def failures_report(scores: Scores) -> str:
    """Every question that was not answered fully, with what was wanted and what came."""
    return "\n".join(["# Failures", *(_failure(gold, answer) for gold, answer in scores.failures)]) + "\n"


def _failure(gold: GoldQuestion, answer: Answer) -> str:
    found = [(p.statement.file, p.passage.text) for p in answer.passages]
    lines = [f"\n## {gold.id} · {gold.type} · {answer.status}", f"\n{gold.question}"]
    if answer.standalone != answer.question:
        lines.append(f"\nUnderstood as: {answer.standalone}")
    lines.append(f"\nScope: {answer.scope}")
    for evidence in gold.evidence:
        rank = next((n for n, p in enumerate(found, 1) if covered([p], [evidence], []) == 1), None)
        lines.append(
            f"- wanted ({f'found at {rank}' if rank else 'not found'}): {evidence['file']}: {evidence['quote']}"
        )
    if not gold.answerable:
        lines.append("- wanted: a refusal")
    lines += [f"- said: {c.statement.file}: {c.quote}" for c in answer.citations]
    return "\n".join(lines)
