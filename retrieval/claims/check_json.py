"""A check as the line that ``check --json`` writes; scripts rely on these names."""

from __future__ import annotations

from retrieval.claims.records import Check, Evidence, Part, Quoted
from retrieval.claims.review.wording import quotation_in_words


def check_as_json(check: Check, identifier: str | None = None) -> dict[str, object]:
    """The documented object; what is not known is null."""
    return {
        "id": identifier,
        "claim": check.claim,
        "verdict": check.verdict,
        "flags": list(check.flags),
        "parts": [_part(part) for part in check.parts],
        "evidence": [_evidence(e) for e in check.evidence],
        "quotations": [_quoted(q) for q in check.quotations],
        "explanation": check.explanation,
        "scope": check.scope,
        "note": check.note,
        "seconds": check.seconds,
    }


def _part(part: Part) -> dict[str, object]:
    return {
        "text": part.text,
        "start": part.start,
        "end": part.end,
        "verdict": part.verdict,
        "flags": list(part.flags),
        "evidence": [_evidence(e) for e in part.evidence],
    }


def _evidence(evidence: Evidence) -> dict[str, object]:
    return {
        "file": evidence.statement.file,
        "statement_id": evidence.statement.id,
        "title": evidence.statement.title,
        "page": evidence.passage.page,
        "paragraph": evidence.passage.paragraph,
        "speaker": evidence.speaker.name if evidence.speaker else None,
        "quote": evidence.quote,
        "relation": evidence.bearing,
    }


def _quoted(quoted: Quoted) -> dict[str, object]:
    return {
        "words": quoted.words,
        "status": quoted.status,
        "in_words": quotation_in_words(quoted),
        "found": _evidence(quoted.found) if quoted.found else None,
        "differences": [{"claimed": d.claimed, "stated": d.stated} for d in quoted.differences],
    }
