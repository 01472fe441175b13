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
    causes: dict[str, list[tuple[GoldQuestion, Answer]]] = {}
    for gold, answer in scores.failures:
        causes.setdefault(_cause(gold, answer), []).append((gold, answer))
    ordered = sorted(causes.items(), key=lambda cause: -len(cause[1]))
    lines = ["# Failures by cause", "", *(f"- {name}: {len(found)}" for name, found in ordered)]
    for name, found in ordered:
        lines += [f"\n# {name.capitalize()}", *(_failure(gold, answer) for gold, answer in found)]
    return "\n".join(lines) + "\n"


def _cause(gold: GoldQuestion, answer: Answer) -> str:
    """Where on its way a question went wrong first."""
    if not gold.answerable:
        return "answered though the record does not say"
    searched = {statement.file for statement in answer.searched}
    if not {evidence["file"] for evidence in gold.evidence + gold.also_in} & searched:
        return "searched in the wrong statements"
    found = [(p.statement.file, p.passage.text) for p in answer.passages]
    if covered(found, gold.evidence, gold.also_in) < 1:
        return "evidence not among the passages found"
    if answer.status != "answered":
        return "refused though the record answers it"
    quotes = [(c.statement.file, c.quote) for c in answer.citations]
    if covered(quotes, gold.evidence, gold.also_in) < 1:
        return "evidence found, but not quoted"
    return "evidence found after the first five passages"


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
