"""What the prover is measured with: sentences and the texts that they cite; apart those it may be fitted to."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from evals.definitions import normal
from library.library import Library
from library.records import Passage, Statement
from retrieval.claims.units import about
from retrieval.writing.proof import Source

HERE = Path(__file__).parent
PARTS = 3
HELD_OUT = 2
"""Of every three unfaithful sentences the last is held out; of the faithful ones those of ``held_out.yaml``."""


@dataclass(frozen=True)
class Case:
    """A written sentence and the texts that it cites."""

    sentence: str
    cited: tuple[Source, ...]
    kind: str = "faithful"


def faithful(library: Library) -> list[Case]:
    """The faithful sentences for development: ``sentences`` near to their texts' words, ``freer`` ones, and those that
    were ``once_held_out``."""
    return [case for part in ("sentences", "freer", "once_held_out") for case in part_of_faithful(library, part)]


def held_out(library: Library) -> list[Case]:
    """The faithful sentences that nobody looks at while the prover is made."""
    return _by_file(library, _read("held_out.yaml")["sentences"])


def part_of_faithful(library: Library, part: str) -> list[Case]:
    """One part of them."""
    told = _read("faithful.yaml")
    places = Cited(library, told["statements"])
    return [Case(row["says"], places.of(row["cites"])) for row in told[part]]


def other_faithful(library: Library) -> list[Case]:
    """Faithful sentences over other statements (`tests.unseen`), all for development."""
    told = _read("development.yaml")
    places = Cited(library, told["statements"])
    return [Case(row["says"], places.of(row["cites"])) for row in told["sentences"]]


def prompted(library: Library, part: str) -> list[Case]:
    """Faithful sentences as a model writes them when it is asked, for development: ``development``,
    ``once_held_out`` and ``freely_worded`` over the sample, ``other`` over the statements of `tests.unseen`."""
    return _by_file(library, _read("prompted.yaml")[part])


def near(library: Library, part: str) -> list[Case]:
    """Unfaithful sentences in their texts' own words: ``development`` or ``held_out``."""
    places = Cited(library, {s.file: s.file for s in library.statements()})
    return [Case(row["says"], places.of(row["cites"]), row["kind"]) for row in _read("near.yaml")[part]]


def unfaithful(library: Library, *, held_out: bool) -> list[Case]:
    """The same of the sentences written by hand that their citations do not carry, with their kinds."""
    places = Cited(library, _read("faithful.yaml")["statements"])
    rows = _read("unfaithful.yaml")["sentences"]
    return [
        Case(row["says"], places.of(row["cites"]), row["kind"])
        for n, row in enumerate(rows)
        if _is_held_out(n) == held_out
    ]


def claims_by_hand(library: Library, claims: Path) -> list[Case]:
    """The claims of a corpus (``gold/claims.jsonl``) with the passages of their evidence; their kind is ``supported``,
    or how they depart from it. They were written to be hard: even the supported ones hardly use their text's words."""
    by_file = {Path(s.file).name: s for s in library.statements()}
    passages = {name: library.catalog.passages(s.id) for name, s in by_file.items()}
    cases = []
    for row in map(json.loads, claims.read_text(encoding="utf-8").splitlines()):
        found = [
            next(
                (p for p in passages[e["file"]] if normal(e["quote"]) in normal(p.text) and p.voice != "headline"), None
            )
            for e in row["evidence"]
        ]
        if found and None not in found:
            named = [by_file[e["file"]] for e in row["evidence"]]
            cited = dict.fromkeys(source_of(s, p) for s, p in zip(named, found, strict=True) if p)
            kind = row["kind"] if row["verdict"] != "supported" else "supported"
            cases.append(Case(row["claim"], tuple(cited), kind))
    return cases


def source_of(statement: Statement, passage: Passage) -> Source:
    """A passage as a sentence cites it."""
    return Source(
        text=passage.text,
        about=about(statement, passage, passage.speaker),
        speaker=passage.speaker,
        language=statement.language,
        kind=statement.kind,
    )


class Cited:
    """Finds cited passages by words in them."""

    def __init__(self, library: Library, names: dict[str, str]) -> None:
        self._library = library
        self._names = names
        self._by_file = {s.file: s for s in library.statements()}

    def of(self, cites: list[str]) -> tuple[Source, ...]:
        return tuple(self._source(*cite.split(": ", 1)) for cite in cites)

    def _source(self, name: str, words: str) -> Source:
        statement = self._by_file[self._names[name]]
        found = [p for p in self._library.catalog.passages(statement.id) if words in p.text and p.voice != "headline"]
        assert len(found) == 1, f"{len(found)} passages of {statement.file} have {words!r}"
        return source_of(statement, found[0])


def _by_file(library: Library, rows: list[dict[str, Any]]) -> list[Case]:
    places = Cited(library, {s.file: s.file for s in library.statements()})
    return [Case(row["says"], places.of(row["cites"])) for row in rows]


def _read(name: str) -> Any:
    return yaml.safe_load((HERE / name).read_text(encoding="utf-8"))


def _is_held_out(n: int) -> bool:
    return n % PARTS == HELD_OUT
