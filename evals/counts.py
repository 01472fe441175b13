"""Counting and comparison questions beside ``gold/counts.jsonl``, whose answers were counted by hand."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from evals.corpus import Corpus
from library.library import Library
from retrieval.desk import Desk


@dataclass(frozen=True)
class Judged:
    """A question with what was wanted and what came."""

    id: str
    kind: str
    asked: str
    wanted: str
    came: str
    right: bool


def judged(library: Library, corpus: Corpus) -> list[Judged]:
    """Every counting question: right where the elections and the denominator are; every comparison: where the two
    figures were found as one that changed."""
    path = corpus.folder / "gold" / "counts.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []
    desk = Desk(library)
    return [_count(desk, row) if row["kind"] == "count" else _comparison(desk, row) for row in rows]


def _count(desk: Desk, row: dict[str, Any]) -> Judged:
    count = desk.count(row["question"])
    elections = [case.election for case in count.cases]
    right = sorted(elections) == sorted(row["elections"]) and count.denominator == row["of"]
    wanted = f"{len(row['elections'])} of {row['of']}: {', '.join(row['elections'])}"
    came = f"{len(elections)} of {count.denominator}: {', '.join(elections)}"
    return Judged(row["id"], "count", row["question"], wanted, came, right)


def _comparison(desk: Desk, row: dict[str, Any]) -> Judged:
    changes = desk.compare(row["topic"], row["scope"]).changes
    right = any(set(row["before"]) <= set(c.before) and set(row["after"]) <= set(c.after) for c in changes)
    came = "; ".join(f"{', '.join(c.before)} -> {', '.join(c.after)}" for c in changes)
    asked = f"{row['topic']} ({row['scope']})"
    return Judged(row["id"], "comparison", asked, f"{row['before']} -> {row['after']}", came, right)


def counts_table(found: Sequence[Judged]) -> str:
    """Markdown: the share that is exactly right, and every question that is not."""
    lines = ["| counts and comparisons | questions | exactly right |", "|---|---|---|"]
    for kind in ("count", "comparison"):
        of = [one.right for one in found if one.kind == kind]
        lines.append(f"| {kind} | {len(of)} | {sum(of) / max(1, len(of)):.2f} |")
    wrong = [one for one in found if not one.right]
    lines += [""] + [f"- {one.id} {one.asked}: wanted {one.wanted}; came {one.came}" for one in wrong]
    return "\n".join(lines)
