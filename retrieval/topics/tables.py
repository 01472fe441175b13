"""``python -m retrieval count | compare | recommendations``: what is counted, side by side, or a table."""

from __future__ import annotations

import argparse
import csv
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from retrieval.answer_json import citation_as_json
from retrieval.batch import Misuse, rows
from retrieval.desk import Desk
from retrieval.topics.comparison import Comparison
from retrieval.topics.counts import Count
from retrieval.topics.recommendations import Recommendation
from retrieval.topics.topic_json import summary_as_json

COLUMNS = (
    *("election", "number", "priority", "addressee", "topics"),
    *("recommendation", "follow_up", "file", "page", "paragraph"),
)


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The three commands with their options."""
    count = commands.add_parser("count", help="in how many elections something was said, with every case")
    count.add_argument("question", nargs="?", metavar="QUESTION")
    count.add_argument("--batch", type=Path, metavar="FILE", help="one JSON object a line: {id, question}")
    count.add_argument("--json", action="store_true", help="JSON on standard output, one object a line")
    count.set_defaults(run=_count)
    compare = commands.add_parser("compare", help="two or more elections side by side on a topic")
    compare.add_argument("topic", metavar="TOPIC")
    compare.add_argument("--scope", default="", metavar="TEXT", help='"Norland 2018 and 2023"')
    compare.add_argument("--json", action="store_true", help="JSON on standard output")
    compare.set_defaults(run=_compare)
    table = commands.add_parser("recommendations", help="recommendations with addressee, topic and follow-up")
    table.add_argument("--scope", default="", metavar="TEXT", help="countries and years")
    table.add_argument("--csv", type=Path, metavar="FILE", help="write a table to this file")
    table.add_argument("--json", action="store_true", help="JSON on standard output, one object a line")
    table.set_defaults(run=_recommendations)


def _count(options: argparse.Namespace, say: Callable[[str], None]) -> None:
    if (options.question is None) == (options.batch is None):
        raise Misuse('Give either a question ("In how many elections …?") or --batch FILE.jsonl.')
    single = {"id": None, "question": options.question}
    asked = [row for _, row in rows(options.batch, "question")] if options.batch else [single]

    def lines(desk: Desk) -> Iterable[str]:
        for one in asked:
            count = desk.count(one["question"])
            yield _json(count_as_json(count, one.get("id"))) if options.json else _count_text(count)

    _print(lines, say)


def _compare(options: argparse.Namespace, say: Callable[[str], None]) -> None:
    def lines(desk: Desk) -> Iterable[str]:
        comparison = desk.compare(options.topic, options.scope)
        yield _json(comparison_as_json(comparison)) if options.json else _comparison_text(comparison)

    _print(lines, say)


def _recommendations(options: argparse.Namespace, say: Callable[[str], None]) -> None:
    def lines(desk: Desk) -> Iterable[str]:
        found = [recommendation_as_json(one) for one in desk.recommendations(options.scope)]
        if not found:
            say(f"No recommendation was found in {options.scope or 'the library'}.")
        if options.csv:
            write_csv(options.csv, found)
            say(f"{len(found)} recommendations written to {options.csv}.")
        elif options.json:
            yield from map(_json, found)
        else:
            for one in found:
                known = (one["election"], one["number"] or "–", one["addressee"] or "–", one["recommendation"])
                yield " · ".join(known)

    _print(lines, say)


def _print(lines: Callable[[Desk], Iterable[str]], say: Callable[[str], None]) -> None:
    desk = Desk.from_settings(say=say)
    try:
        for line in lines(desk):
            print(line, flush=True)
    finally:
        desk.library.close()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def count_as_json(count: Count, identifier: str | None = None) -> dict[str, object]:
    """A count as a line of JSON."""
    return {
        "id": identifier,
        "question": count.question,
        "topics": list(count.topics),
        "directions": list(count.directions),
        "count": count.numerator,
        "of": count.denominator,
        "unknown": list(count.unknown),
        "cases": [{"election": c.election, "citations": list(c.citations)} for c in count.cases],
        "citations": [citation_as_json(c) for c in count.citations],
        "scope": count.scope,
        "note": count.note,
        "seconds": count.seconds,
    }


def comparison_as_json(comparison: Comparison) -> dict[str, object]:
    """A comparison as one object: the summary, the figures that changed, and recommendations."""
    return summary_as_json(comparison.summary) | {
        "changes": [
            {
                "country": c.country,
                "then": citation_as_json(c.then),
                "now": citation_as_json(c.now),
                "before": list(c.before),
                "after": list(c.after),
            }
            for c in comparison.changes
        ],
        "recommendations": [recommendation_as_json(one) for one in comparison.recommendations],
    }


def recommendation_as_json(one: Recommendation) -> dict[str, Any]:
    """A recommendation as one flat object with its citation."""
    statement, passage = one.citation.statement, one.citation.passage
    return {
        "election": one.election,
        "number": one.number,
        "priority": one.priority,
        "addressee": one.addressee,
        "topics": list(one.topics),
        "recommendation": one.citation.quote,
        "follow_up": [{"election": f.election, "outcome": f.outcome, "quote": f.citation.quote} for f in one.follow_up],
        "file": statement.file,
        "page": passage.page,
        "paragraph": passage.paragraph,
    }


def write_csv(path: Path, found: Iterable[dict[str, Any]]) -> None:
    """Write the table for a spreadsheet (UTF-8 with a mark, as spreadsheets need it).

    Raises:
        Misuse: the file cannot be written.
    """
    try:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS)
            writer.writeheader()
            for one in found:
                said = "; ".join(f"{f['election']}: {f['outcome']}" for f in one["follow_up"])
                writer.writerow(one | {"topics": ", ".join(one["topics"]), "follow_up": said} | _harmless(one))
    except OSError as error:
        raise Misuse(f"{path} cannot be written: {error.strerror}.") from error


def _harmless(one: dict[str, Any]) -> dict[str, str]:
    """Text of a document that a spreadsheet would take for a formula, marked as text."""
    fields = {name: str(one[name] or "") for name in ("recommendation", "addressee", "file")}
    return {name: "'" + value if value[:1] in "=+-@" else value for name, value in fields.items() if value}


def _count_text(count: Count) -> str:
    by_number = {c.n: c for c in count.citations}
    lines = [count.note]
    for case in count.cases:
        lines.append(case.election)
        lines += [f"  – {by_number[n].quote} ({by_number[n].statement.file})" for n in case.citations]
    return "\n".join(lines)


def _comparison_text(comparison: Comparison) -> str:
    lines = []
    for election, points in comparison.sides:
        lines += [election, *(f"  – {point.text}" for point in points)]
    if comparison.changes:
        lines.append("Figures that changed")
    for c in comparison.changes:
        lines += [
            f"  then: {c.then.quote} ({c.then.statement.file})",
            f"  now:  {c.now.quote} ({c.now.statement.file})",
        ]
    return "\n".join([*lines, comparison.summary.note])
