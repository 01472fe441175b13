"""One sentence that says what a verdict rests on, in the claim's language, and what was searched."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from library.records import Statement
from retrieval.claims.records import Evidence, Flag, Verdict
from retrieval.scope import Scope

_TABLE = Path(__file__).with_name("explanations.yaml")


def explanation(verdict: Verdict, flags: Sequence[Flag], evidence: Sequence[Evidence], language: str) -> str:
    """It names the document, its date and, for a quotation, the speaker; of itself it neither praises nor blames."""
    spoken = language if language in _facts()["verdicts"] else "en"
    told = [_facts()["flags"][flag][spoken] for flag in flags]
    reasons = f" ({', '.join(told)})" if told else ""
    telling = [e for e in evidence if e.bearing != "context"]
    pattern = str(_facts()["verdicts"][spoken][verdict])
    if verdict == "not_addressed" or not telling:
        return str(_facts()["verdicts"][spoken]["not_addressed"]).format(flags=reasons)
    return pattern.format(where=_where(telling[0], spoken), flags=reasons)


def note(scope: Scope, everything: Sequence[Statement]) -> str:
    """What was searched, in plain words."""
    if not everything:
        return "The library is empty. Add statements first."
    if scope.missing or not scope.statements:
        return f"Not in the record: there is no {scope.missing_kind} on {scope.missing or 'this'}."
    count = len(scope.statements)
    files = ", ".join(s.file for s in scope.statements[:8]) + (" …" if count > 8 else "")
    return f"{count} statement{'' if count == 1 else 's'} searched ({scope.words}): {files}."


def _where(evidence: Evidence, language: str) -> str:
    statement = evidence.statement
    date = statement.date.isoformat() if statement.date else "–"
    if evidence.speaker:
        return str(_facts()["by"][language]).format(speaker=evidence.speaker.name, title=statement.title, date=date)
    return str(_facts()["document"][language]).format(title=statement.title, date=date)


@cache
def _facts() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(_TABLE.read_text(encoding="utf-8"))
    return loaded
