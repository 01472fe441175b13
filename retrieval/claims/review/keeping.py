"""A review as it is kept in the catalog, and back. Statements and passages that are quoted are kept with it, each once,
so that a link shows what was said then, whatever became of them since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields, is_dataclass
from typing import Any

from library.checks import KeptCheck
from library.library import Library
from library.records import Passage, Sentence, Speaker, Statement
from library.rows import statement_from_json, statement_json
from retrieval.claims.records import Check, Difference, Evidence, Part, Quoted
from retrieval.claims.review.records import Review, Reviewed


def keep(library: Library, review: Review) -> None:
    """Keep a review, so that a link opens it again.

    Raises:
        CatalogUnusable: it cannot be written.
    """
    packing = _Packing()
    claims = [{"start": c.start, "end": c.end, "check": packing.packed(c.check)} for c in review.claims]
    result = {
        "claims": claims,
        "sentences": review.sentences,
        "searched": list(packing.searched),
        "statements": {name: statement_json(s) for name, s in packing.statements.items()},
        "passages": {name: asdict(p) for name, p in packing.passages.items()},
    }
    library.checks.keep(KeptCheck(review.id, review.text, review.state, review.made_at, result))


def opened(library: Library, kept: KeptCheck) -> Review | None:
    """The review that was kept, with what people set since; None where this version cannot read it."""
    try:
        result = kept.result
        unpacking = _Unpacking(result, library.statements())
        claims = tuple(Reviewed(c["start"], c["end"], unpacking.check(c["check"])) for c in result["claims"])
        review = Review(kept.id, kept.text, claims, result["sentences"], kept.state, kept.made_at)
    except (KeyError, TypeError, ValueError, IndexError):
        return None
    return review.ruled(library.checks.rulings(kept.text))


class _Packing:
    """Makes JSON of a check; statements, passages and lists of what was searched become references."""

    def __init__(self) -> None:
        self.statements: dict[str, Statement] = {}
        self.passages: dict[str, Passage] = {}
        self.searched: dict[tuple[str, ...], int] = {}

    def packed(self, value: object) -> object:
        match value:
            case Statement():
                self.statements[value.id] = value
                return value.id
            case Passage():
                self.passages[value.id] = value
                return value.id
            case Check():
                ids = tuple(s.id for s in value.searched)
                number = self.searched.setdefault(ids, len(self.searched))
                return self._fields(value, leave="searched") | {"searched": number}
            case tuple() | list():
                return [self.packed(one) for one in value]
            case _ if is_dataclass(value):
                return self._fields(value)
        return value

    def _fields(self, value: Any, leave: str = "") -> dict[str, object]:
        return {f.name: self.packed(getattr(value, f.name)) for f in fields(value) if f.name != leave}


class _Unpacking:
    """Puts statements and passages back in the place of their references."""

    def __init__(self, result: Mapping[str, Any], statements: Sequence[Statement]) -> None:
        self._statements = {name: statement_from_json(s) for name, s in result["statements"].items()}
        known = {s.id: s for s in statements} | self._statements
        # Of what was searched, statements that are gone and were not quoted are left out; the note has their number.
        self._searched = [tuple(known[name] for name in ids if name in known) for ids in result["searched"]]
        self._passages = {name: _passage(p) for name, p in result["passages"].items()}

    def check(self, packed: Mapping[str, Any]) -> Check:
        own = {
            "flags": tuple(packed["flags"]),
            "parts": tuple(self._part(p) for p in packed["parts"]),
            "evidence": self._all(packed["evidence"]),
            "quotations": tuple(self._quoted(q) for q in packed["quotations"]),
            "searched": self._searched[packed["searched"]],
        }
        return Check(**{**packed, **own})

    def _part(self, packed: Mapping[str, Any]) -> Part:
        return Part(**{**packed, "flags": tuple(packed["flags"]), "evidence": self._all(packed["evidence"])})

    def _quoted(self, packed: Mapping[str, Any]) -> Quoted:
        found = self._evidence(packed["found"]) if packed["found"] else None
        differences = tuple(Difference(**d) for d in packed["differences"])
        return Quoted(**{**packed, "found": found, "differences": differences})

    def _all(self, packed: Sequence[Mapping[str, Any]]) -> tuple[Evidence, ...]:
        return tuple(self._evidence(one) for one in packed)

    def _evidence(self, packed: Mapping[str, Any]) -> Evidence:
        own = {
            "statement": self._statements[packed["statement"]],
            "passage": self._passages[packed["passage"]],
            "speaker": Speaker(**packed["speaker"]) if packed["speaker"] else None,
        }
        return Evidence(**{**packed, **own})


def _passage(packed: Mapping[str, Any]) -> Passage:
    return Passage(**{**packed, "sentences": tuple(Sentence(**s) for s in packed["sentences"])})
