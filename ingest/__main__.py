"""The command line of the first journey. Results on standard output, messages on standard error."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from ingest.load import Outcome, load
from ingest.progress import Meter, stopped_by_the_keyboard
from library.corrections import FIELDS, NotAValue, correction, entered
from library.doctor import examine, mend
from library.errors import LibraryError
from library.library import Library
from library.records import Origin, Passage, Statement
from library.reindex import reindex
from settings import get_settings
from topics.labelling import label

DONE, FAILED, MISUSED = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 0 (done), 1 (some source failed) or 2 (wrong use)."""
    options = _parser().parse_args(arguments)
    try:
        # What may take long shares the library, so that people can ask meanwhile.
        library = Library(get_settings(), share=options.shares, say=_say)
        try:
            return int(options.run(library, options))
        finally:
            library.close()
    except LibraryError as error:
        _say(str(error))
        return FAILED
    except KeyboardInterrupt:
        _say("Stopped. What was loaded so far is kept.")
        return FAILED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m ingest", description="Load statements into the library.")
    parser.set_defaults(shares=False)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    add = commands.add_parser("add", help="load files, folders (.md .txt .html .docx .pdf) and web addresses")
    add.add_argument("sources", nargs="+", metavar="PATH|ADDRESS")
    add.add_argument("--json", action="store_true", help="one JSON object a source on standard output")
    add.add_argument("--again", action="store_true", help="read also what is in the library unchanged")
    add.set_defaults(run=_add, shares=True)

    listing = commands.add_parser("list", help="what is loaded")
    listing.add_argument("--json", action="store_true", help="one JSON object a statement")
    listing.set_defaults(run=_list)

    show = commands.add_parser("show", help="a statement with its passages")
    show.add_argument("id", metavar="ID", help="id (or its first 8 characters) or file name")
    show.add_argument("--json", action="store_true", help="one JSON object")
    show.set_defaults(run=_show)

    remove = commands.add_parser("remove", help="forget statements")
    remove.add_argument("ids", nargs="+", metavar="ID")
    remove.set_defaults(run=_remove)

    edit = commands.add_parser("edit", help="set a field of a description right, for now and for later readings")
    edit.add_argument("id", metavar="ID")
    edit.add_argument(
        "--set",
        action="append",
        default=[],
        type=_assignment,
        metavar="FIELD=VALUE",
        help=f"{', '.join(FIELDS)}; lists are separated by ;",
    )
    edit.add_argument("--undo", action="append", default=[], metavar="FIELD", help="take a correction back")
    edit.add_argument("--note", default="", help="why, kept with the correction")
    edit.set_defaults(run=_edit)

    commands.add_parser("reindex", help="make all vectors anew").set_defaults(run=_reindex, shares=True)
    labels = commands.add_parser("label", help="label sentences by topic where that is older than the labeller")
    labels.add_argument("--again", action="store_true", help="label all statements anew")
    labels.set_defaults(run=_label_all)
    doctor = commands.add_parser("doctor", help="find what does not fit together")
    doctor.add_argument("--mend", action="store_true", help="mend what can be mended without reading files again")
    doctor.set_defaults(run=_doctor, shares=True)
    return parser


def _say(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


def _add(library: Library, options: argparse.Namespace) -> int:
    statuses: Counter[str] = Counter()
    meter = Meter()
    with stopped_by_the_keyboard(_say) as stop:
        for outcome in load(library, options.sources, meter.show, stop, again=options.again):
            statuses[outcome.status] += 1
            meter.clear()
            print(json.dumps(outcome.as_json(), ensure_ascii=False) if options.json else _line(outcome), flush=True)
        meter.clear()
        if stop():
            _say(f"Stopped after {statuses.total()} sources. They are kept; the same command goes on from here.")
            return FAILED
    if statuses.keys() <= {"skipped"}:
        _say("There are no readable files there (.md .txt .html .docx .pdf).")
        return FAILED
    return FAILED if statuses["failed"] else DONE


def _line(outcome: Outcome) -> str:
    reason = f": {outcome.reason}" if outcome.reason else ""
    passages = f" ({outcome.passages} passages)" if outcome.status in ("added", "updated") else ""
    return f"{outcome.status:<9} {outcome.file}{passages}{reason}"


def _list(library: Library, options: argparse.Namespace) -> int:
    counts = library.catalog.passage_counts()
    statements = library.statements()
    for statement in statements:
        if options.json:
            print(json.dumps(_described(statement, counts.get(statement.id, 0)), ensure_ascii=False))
        else:
            country = statement.country.name if statement.country else "country unknown"
            day = statement.date.isoformat() if statement.date else "no date   "
            print(f"{statement.id}  {day}  {country:<16} {statement.kind:<21} {statement.file}\n    {statement.title}")
    if not statements:
        _say("The library is empty. Load statements with `python -m ingest add PATH`.")
    return DONE


def _described(statement: Statement, passages: int) -> dict[str, object]:
    return {
        "statement_id": statement.id,
        "file": statement.file,
        "source": statement.source,
        "title": statement.title,
        "country": statement.country.name if statement.country else None,
        "country_code": statement.country.code if statement.country else None,
        "date": statement.date.isoformat() if statement.date else None,
        "election_date": statement.election_date.isoformat() if statement.election_date else None,
        "election": statement.election_type,
        "election_round": statement.election_round,
        "kind": statement.kind,
        "bodies": list(statement.bodies),
        "place": statement.place,
        "language": statement.language,
        "speakers": [{"name": s.name, "role": s.role} for s in statement.speakers],
        "mission_format": statement.mission_format,
        "translation_of": statement.translation_of,
        "fictional": statement.fictional,
        "pages": statement.pages,
        "scanned": statement.scanned,
        "address": statement.address,
        "retrieved_at": _moment(statement.retrieved_at),
        "fingerprint": statement.fingerprint,
        "passages": passages,
    }


def _moment(when: datetime | None) -> str | None:
    return when.isoformat(timespec="seconds") if when else None


def _show(library: Library, options: argparse.Namespace) -> int:
    with library.reading():
        statement = library.statement(options.id)
        passages = library.catalog.passages(statement.id)
        replaced = library.catalog.replaced(statement.id)
    described = _described(statement, len(passages))
    if options.json:
        origins = {field: _origin(origin) for field, origin in statement.origins.items()}
        versions = [{"title": r.statement.title, "replaced_at": _moment(r.replaced_at)} for r in replaced]
        whole = described | {
            "origins": origins,
            "replaced": versions,
            "passages": [_passage(p, statement) for p in passages],
        }
        print(json.dumps(whole, ensure_ascii=False))
        return DONE
    for name, value in described.items():
        if value not in (None, [], "", False):
            print(f"{name:<15} {_readable(value)}{_source_of(name, statement)}")
    for old in replaced:
        print(f"{'replaced':<15} {old.statement.title} ({_moment(old.replaced_at)})")
    for passage in passages:
        where = f"page {_page(passage, statement)}, " if passage.page else ""
        who = f" · {passage.speaker or passage.voice}"
        print(f"\n[{where}paragraph {passage.paragraph}{who}]\n{passage.text}")
    return DONE


def _origin(origin: Origin) -> dict[str, object]:
    return {"where": origin.where, "sure": origin.sure}


def _source_of(name: str, statement: Statement) -> str:
    """Where a field was read, in brackets, and how sure it is where it is not."""
    origin = statement.origins.get({"election": "election_type"}.get(name, name))
    if origin is None:
        return ""
    sure = "" if origin.sure >= 1 else f", {origin.sure:.0%} sure"
    return f"  ({origin.where}{sure})"


def _page(passage: Passage, statement: Statement) -> str:
    """The physical page, and the number printed on it where that is another."""
    label = _label(passage, statement)
    return f"{passage.page} (printed {label})" if label and label != str(passage.page) else str(passage.page)


def _label(passage: Passage, statement: Statement) -> str | None:
    labels = statement.page_labels
    return labels[passage.page - 1] or None if passage.page and passage.page <= len(labels) else None


def _readable(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(", ".join(filter(None, v.values())) if isinstance(v, dict) else str(v) for v in value)
    return str(value)


def _passage(passage: Passage, statement: Statement) -> dict[str, object]:
    return {
        "text": passage.text,
        "page": passage.page,
        "page_label": _label(passage, statement),
        "section": passage.section,
        "paragraph": passage.paragraph,
        "voice": passage.voice,
        "speaker": passage.speaker,
    }


def _remove(library: Library, options: argparse.Namespace) -> int:
    failed = False
    for name in options.ids:
        try:
            statement = library.statement(name)
        except LibraryError as error:
            _say(str(error))
            failed = True
            continue
        library.remove(statement.id)
        print(f"removed   {statement.file}")
    return FAILED if failed else DONE


def _assignment(argument: str) -> tuple[str, str]:
    field, equals, value = argument.partition("=")
    if not equals or field.strip().replace("-", "_") not in FIELDS:
        raise argparse.ArgumentTypeError(f"write FIELD=VALUE, where FIELD is one of {', '.join(FIELDS)}")
    return field.strip().replace("-", "_"), value


def _edit(library: Library, options: argparse.Namespace) -> int:
    statement = library.statement(options.id)
    made = [correction(field, value, options.note) for field, value in options.set]
    if not made and not options.undo:
        raise NotAValue("Say what to change: --set FIELD=VALUE, or --undo FIELD.")
    for field in options.undo:
        statement = library.uncorrect(statement, field.replace("-", "_"))
    for one in made:
        statement = library.correct(statement, one)
    for field in dict.fromkeys([*(f.replace("-", "_") for f in options.undo), *(one.field for one in made)]):
        print(f"{field:<15} {entered(field, statement) or '(none)'}")
    return DONE


def _label_all(library: Library, options: argparse.Namespace) -> int:
    _say(f"{label(library, again=options.again)} statements labelled.")
    return DONE


def _reindex(library: Library, _options: argparse.Namespace) -> int:
    passages = reindex(library, lambda done, total, s: _say(f"[{done + 1}/{total}] {s.file}"))
    print(f"{passages} passages of {len(library.statements())} statements indexed with {library.embedder.name}.")
    return DONE


def _doctor(library: Library, options: argparse.Namespace) -> int:
    if options.mend:
        mend(library)
    faults = examine(library)
    for fault in faults:
        print(f"{fault.what} Mend with: {fault.remedy}")
    if not faults:
        print(f"All is well: {len(library.statements())} statements, every passage has its vector.")
    return FAILED if faults else DONE


if __name__ == "__main__":
    sys.exit(main())
