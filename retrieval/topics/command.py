"""``python -m retrieval topic``: a topic in a scope, or a file of them."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from itertools import groupby
from pathlib import Path

from retrieval.batch import Misuse, rows
from retrieval.desk import Desk
from retrieval.topics.records import Summary
from retrieval.topics.topic_json import summary_as_json
from retrieval.writing.telling import MARKS, told


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command with its options."""
    topic = commands.add_parser("topic", help="sum up what is said on a topic")
    topic.add_argument("topic", nargs="?", metavar="TOPIC")
    topic.add_argument("--scope", default="", metavar="TEXT", help='countries and years: "Norland since 2018"')
    topic.add_argument("--length", choices=["short", "standard", "full"], default="standard")
    topic.add_argument("--batch", type=Path, metavar="FILE", help="one JSON object a line: {id, topic, scope}")
    topic.add_argument("--quoted", action="store_true", help="in the observers' own words, whatever chat model is set")
    topic.add_argument("--json", action="store_true", help="JSON on standard output, one object a line")
    topic.set_defaults(run=run)


def run(options: argparse.Namespace, say: Callable[[str], None]) -> None:
    """Sum up what the options name and print it.

    Raises:
        Misuse: not just one of topic and batch is given, or the file cannot be read.
        LibraryError: the library cannot be read.
    """
    if (options.topic is None) == (options.batch is None):
        raise Misuse('Give either a topic ("…") or --batch FILE.jsonl.')
    if options.topic is not None and not options.topic.strip():
        raise Misuse("The topic is empty.")
    single = {"id": None, "topic": options.topic, "scope": options.scope}
    asked = [row for _, row in rows(options.batch, "topic")] if options.batch else [single]
    desk = Desk.from_settings(share=options.batch is not None, say=say)
    try:
        if not desk.library.statements():
            say("The library is empty. Load statements with `python -m ingest add PATH`.")
        for one in asked:
            summarise = desk.topic_quoted if options.quoted else desk.topic
            summary = summarise(one["topic"], str(one.get("scope") or ""), options.length)
            if summary.writing and summary.writing.trouble:
                say(summary.writing.trouble)
            print(json.dumps(summary_as_json(summary, one.get("id")), ensure_ascii=False) if options.json
                  else as_text(summary), flush=True)  # fmt: skip
    finally:
        desk.library.close()


def as_text(summary: Summary) -> str:
    """The summary for a terminal: points by election, then where each stands."""
    lines = []
    is_written = any(point.how != "quoted" for point in summary.points)
    for election, points in groupby(summary.points, key=lambda p: p.election):
        lines.append(election)
        for point in points:
            how = f" ({MARKS[point.how]})" if is_written and MARKS[point.how] else ""
            lines.append(f"  – {point.text} {''.join(f'[{n}]' for n in point.citations)}{how}")
    lines += [""] if lines else []
    for c in summary.citations:
        where = f"page {c.passage.page}" if c.passage.page else f"paragraph {c.passage.paragraph}"
        lines.append(f"[{c.n}] {c.statement.title} · {where} · {c.statement.file}")
    lines += [told(summary.writing, [p.how for p in summary.points])] if summary.writing else []
    return "\n".join([*lines, summary.note]) + "\n"
