"""A review as CSV for spreadsheets: a row for each piece of evidence, at least one for each claim."""

from __future__ import annotations

import csv
import io

from retrieval.claims.exports.citation import fields_of
from retrieval.claims.review.records import Review, Reviewed
from retrieval.claims.review.wording import reasons, standing

EVIDENCE = (
    *("relation", "quote", "speaker", "role", "bodies", "title", "kind", "country", "date", "page", "paragraph"),
    *("language", "fictional", "file", "statement_id", "address"),
)
COLUMNS = (
    *("number", "claim", "verdict", "in_words", "set_by", "check_verdict", "note_of_person", "set_at"),
    *("flags", "reasons", "explanation", "scope", "searched"),
    *EVIDENCE,
    *("checked_at", "library_version", "library_statements"),
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes a spreadsheet take a cell for a formula."""


def as_csv(review: Review) -> str:
    """The table with its header. A cell that a spreadsheet would take for a formula begins with an apostrophe."""
    written = io.StringIO()
    writer = csv.DictWriter(written, COLUMNS, restval="")
    writer.writeheader()
    about = {
        "checked_at": review.made_at.isoformat(timespec="seconds"),
        "library_version": review.state.version,
        "library_statements": review.state.statements,
    }
    for number, claim in enumerate(review.claims, 1):
        told = {"number": number} | _claim(claim) | about
        for found in [fields_of(e) for e in claim.check.evidence] or [{}]:
            row = told | {name: found.get(name) for name in EVIDENCE}
            writer.writerow({name: safe(value) for name, value in row.items()})
    return written.getvalue()


def _claim(claim: Reviewed) -> dict[str, object]:
    check, ruling = claim.check, claim.ruling
    return {
        "claim": check.claim,
        "verdict": claim.verdict,
        "in_words": standing(claim).word,
        "set_by": "person" if ruling else "check",
        "check_verdict": check.verdict,
        "note_of_person": ruling.note if ruling else "",
        "set_at": ruling.made_at.isoformat(timespec="seconds") if ruling else "",
        "flags": list(check.flags),
        "reasons": " ".join(reasons(check)),
        "explanation": check.explanation,
        "scope": check.scope,
        "searched": len(check.searched),
    }


def safe(value: object) -> object:
    """A cell that no spreadsheet takes for a formula; lists in one cell, what is not known is empty."""
    if value is None:
        return ""
    if isinstance(value, list):
        value = "; ".join(map(str, value))
    if isinstance(value, str) and value.lstrip(" \u00a0").startswith(_FORMULA):
        return f"'{value}"
    return value
