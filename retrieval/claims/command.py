"""``python -m retrieval check``: a claim, a file of claims, or an article."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator
from pathlib import Path

from retrieval.batch import Misuse, read, rows
from retrieval.claims.article import sentences_of
from retrieval.claims.check_json import check_as_json
from retrieval.claims.exports.formats import FORMATS
from retrieval.claims.exports.writing import require_writable, write
from retrieval.claims.records import Check, Evidence
from retrieval.claims.review.wording import quotation_in_words
from retrieval.desk import Desk


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command with its options."""
    check = commands.add_parser("check", help="hold a claim against the record")
    check.add_argument("claim", nargs="?", metavar="CLAIM")
    check.add_argument("--batch", type=Path, metavar="FILE", help="one JSON object a line: {id, claim}")
    check.add_argument("--file", type=Path, metavar="FILE", help="an article: every sentence of it is checked")
    check.add_argument("--json", action="store_true", help="JSON on standard output, one object a line")
    check.add_argument("--format", choices=FORMATS, help="write a claim or an article as such a document")
    check.add_argument("--out", type=Path, metavar="FILE", help="where to; else to standard output")
    check.set_defaults(run=run)


def run(options: argparse.Namespace, say: Callable[[str], None]) -> None:
    """Check what the options name and print it.

    Raises:
        Misuse: not just one of claim, batch and file is given, or a file cannot be read.
        LibraryError: the library cannot be read.
    """
    given = [one for one in (options.claim, options.batch, options.file) if one is not None]
    if len(given) != 1:
        raise Misuse('Give a claim ("…"), --batch FILE.jsonl or --file ARTICLE.')
    if options.claim is not None and not options.claim.strip():
        raise Misuse("The claim is empty.")
    _require_sense(options)
    lines = list(rows(options.batch, "claim")) if options.batch else []
    article = read(options.file) if options.file else ""
    desk = Desk.from_settings(share=options.claim is None, say=say)
    try:
        if not desk.library.statements():
            say("The library is empty. Load statements with `python -m ingest add PATH`.")
        if options.format:
            write(desk, article or options.claim, options.format, options.out, say)
            return
        for place, check in _checks(desk, options.claim, [row for _, row in lines], article, say):
            print(json.dumps(place | check_as_json(check, _text(place.get("id"))), ensure_ascii=False) if options.json
                  else as_text(check), flush=True)  # fmt: skip
    finally:
        desk.library.close()


def _require_sense(options: argparse.Namespace) -> None:
    if options.format is None:
        if options.out is not None:
            raise Misuse(f"--out goes with --format ({', '.join(FORMATS)}).")
        return
    if options.batch or options.json:
        raise Misuse('--format writes one claim ("…") or one article (--file), and goes without --json.')
    require_writable(options.format, options.out)


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _checks(
    desk: Desk, claim: str | None, lines: list[dict[str, object]], article: str, say: Callable[[str], None]
) -> Iterator[tuple[dict[str, object], Check]]:
    """Every check with what its line says besides: the id of the claim, or the sentence's place in the article."""
    if claim is not None:
        yield {}, desk.check(claim)
    for row, check in zip(lines, desk.check_each([(str(row["claim"]), None) for row in lines]), strict=True):
        yield {"id": row.get("id")}, check
    said = list(sentences_of(article, desk.library.statements())) if article else []
    checks = desk.check_each([(one.text, one.before) for one in said])
    for n, one in enumerate(said, 1):
        say(f"{n} of {len(said)} sentences")
        yield {"start": one.start, "end": one.end}, next(checks)


def as_text(check: Check) -> str:
    """The check for a terminal: the verdict, why, and the words that it rests on."""
    lines = [check.claim, f"{check.verdict.replace('_', ' ')}: {check.explanation}"]
    if len(check.parts) > 1:
        lines += [f"  – {part.text} {part.verdict.replace('_', ' ')}" for part in check.parts]
    lines += [f"“{q.words}”: {quotation_in_words(q)}" for q in check.quotations]
    lines += [f"[{e.bearing}] {e.quote} ({_place(e)})" for e in check.evidence]
    return "\n".join([*lines, check.note]) + "\n"


def _place(evidence: Evidence) -> str:
    statement, passage = evidence.statement, evidence.passage
    where = f"page {passage.page}" if passage.page else f"paragraph {passage.paragraph}"
    who = evidence.speaker.name if evidence.speaker else " and ".join(statement.bodies)
    date = statement.date.isoformat() if statement.date else ""
    return " · ".join(part for part in (who, statement.title, date, where, statement.file) if part)
