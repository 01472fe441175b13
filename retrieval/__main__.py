"""The command line of the second journey. Results on standard output, messages on standard error."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from library.errors import LibraryError
from library.records import Answer, Citation
from retrieval.answer_json import answer_as_json
from retrieval.batch import Misuse, read, rows
from retrieval.claims.command import add_to as add_check
from retrieval.desk import Desk
from retrieval.topics.command import add_to as add_topic
from retrieval.topics.tables import add_to as add_tables
from retrieval.writing.telling import MARKS, told

DONE, FAILED, MISUSED = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 0 (done), 1 (it failed) or 2 (wrong use)."""
    options = _parser().parse_args(arguments)
    try:
        options.run(options, _say)
        return DONE
    except Misuse as error:
        _say(str(error))
        return MISUSED
    except LibraryError as error:
        _say(str(error))
        return FAILED
    except KeyboardInterrupt:
        return FAILED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m retrieval", description="Ask the statements in the library.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    ask = commands.add_parser("ask", help="answer a question in the observers' own words")
    ask.add_argument("question", nargs="?", metavar="QUESTION")
    ask.add_argument("--history", type=Path, metavar="FILE", help="JSON list of earlier turns {role, content}")
    ask.add_argument("--batch", type=Path, metavar="FILE", help="one JSON object a line: {id, question, history}")
    ask.add_argument("--quoted", action="store_true", help="in the observers' own words, whatever chat model is set")
    ask.add_argument("--json", action="store_true", help="JSON on standard output, one object a line")
    ask.set_defaults(run=_ask)
    add_check(commands)
    add_topic(commands)
    add_tables(commands)
    return parser


def _say(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


def _ask(options: argparse.Namespace, say: Callable[[str], None]) -> None:
    if (options.question is None) == (options.batch is None):
        raise Misuse('Give either a question ("…") or --batch FILE.jsonl.')
    if options.question is not None and not options.question.strip():
        raise Misuse("The question is empty.")
    asked = list(_batch(options.batch)) if options.batch else [_single(options)]
    desk = Desk.from_settings(share=options.batch is not None, say=say)
    try:
        if not desk.library.statements():
            say("The library is empty. Load statements with `python -m ingest add PATH`.")
        for one in asked:
            answer = (desk.ask_quoted if options.quoted else desk.ask)(one["question"], one.get("history") or ())
            if answer.writing and answer.writing.trouble:
                say(answer.writing.trouble)
            if options.json:
                print(json.dumps(answer_as_json(answer, one.get("id")), ensure_ascii=False), flush=True)
            else:
                print(as_text(answer), flush=True)
    finally:
        desk.library.close()


def _single(options: argparse.Namespace) -> dict[str, Any]:
    history: list[Mapping[str, str]] = []
    if options.history:
        try:
            history = _history(json.loads(read(options.history)), str(options.history))
        except ValueError as error:
            raise Misuse(f"{options.history}: not JSON ({error}).") from error
    return {"id": None, "question": options.question, "history": history}


def _batch(path: Path) -> Iterator[dict[str, Any]]:
    for where, row in rows(path, "question"):
        yield row | {"history": _history(row.get("history") or [], where)}


def _history(turns: object, where: str) -> list[Mapping[str, str]]:
    if isinstance(turns, list) and all(
        isinstance(t, dict) and t.get("role") in ("user", "assistant") and isinstance(t.get("content"), str)
        for t in turns
    ):
        return turns
    raise Misuse(f'{where}: history must be a list of {{"role": "user" or "assistant", "content": "…"}}.')


def as_text(answer: Answer) -> str:
    """The answer for a terminal: sentences with marks, then where each stands, and who wrote them."""
    lines = []
    if answer.standalone != answer.question:
        lines.append(f"Understood as: {answer.standalone}\n")
    for sentence in answer.sentences:
        marks = "".join(f"[{n}]" for n in sentence.citations)
        how = MARKS[sentence.how] if answer.mode == "written" else ""
        lines.append(f"{sentence.text} {marks}" + (f" ({how})" if how else ""))
        if sentence.translation and answer.writing:
            lines.append(f"  (translated by {answer.writing.model}, not proven: {sentence.translation})")
    if answer.citations:
        lines.append("")
    lines += [f"[{c.n}] {_place(c)}" for c in answer.citations]
    lines.append(("\n" if lines else "") + answer.note)
    lines += [told(answer.writing, [s.how for s in answer.sentences])] if answer.writing else []
    return "\n".join(lines) + "\n"


def _place(citation: Citation) -> str:
    statement, passage = citation.statement, citation.passage
    who = f"{citation.speaker.name}, {citation.speaker.role}".rstrip(", ") if citation.speaker else ""
    parts = [
        who or " and ".join(statement.bodies),
        statement.title,
        statement.country.name if statement.country else "",
        statement.date.isoformat() if statement.date else "",
        f"page {passage.page}" if passage.page else f"paragraph {passage.paragraph}",
        statement.file,
    ]
    return " · ".join(part for part in parts if part)


if __name__ == "__main__":
    sys.exit(main())
