"""A review as JSON: every claim as `check --json` writes it, with its place, its citations in full and what was set."""

from __future__ import annotations

import json

from library.checks import Ruling
from retrieval.claims.check_json import check_as_json
from retrieval.claims.review.records import Review, Reviewed
from retrieval.claims.review.wording import reasons, standing
from retrieval.exports.citation import citation, fields_of


def as_json(review: Review) -> str:
    """One JSON object, indented."""
    written = {
        "id": review.id,
        "checked_at": review.made_at.isoformat(timespec="seconds"),
        "library": {"version": review.state.version, "statements": review.state.statements},
        "finished": review.is_finished,
        "sentences": review.sentences,
        "claims": [_claim(number, claim) for number, claim in enumerate(review.claims, 1)],
        "text": review.text,
    }
    return json.dumps(written, ensure_ascii=False, indent=2) + "\n"


def _claim(number: int, claim: Reviewed) -> dict[str, object]:
    check = claim.check
    written = check_as_json(check)
    return {
        "number": number,
        "start": claim.start,
        "end": claim.end,
        **{name: value for name, value in written.items() if name not in ("id", "evidence", "seconds")},
        "verdict": claim.verdict,
        "check_verdict": check.verdict,
        "in_words": standing(claim).word,
        "reasons": reasons(check),
        "person": _ruling(claim.ruling),
        "searched": [{"statement_id": s.id, "file": s.file, "title": s.title} for s in check.searched],
        "evidence": [{"relation": e.bearing} | fields_of(e) | {"citation": citation(e)} for e in check.evidence],
    }


def _ruling(ruling: Ruling | None) -> dict[str, object] | None:
    if ruling is None:
        return None
    made_at = ruling.made_at.isoformat(timespec="seconds")
    return {"verdict": ruling.verdict, "note": ruling.note, "set_at": made_at}
