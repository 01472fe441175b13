"""A review as CSV for spreadsheets: a row for each piece of evidence, at least one for each claim."""

from __future__ import annotations

from collections.abc import Iterator

from retrieval.claims.review.records import Review, Reviewed
from retrieval.claims.review.wording import quotation_in_words, reasons, standing
from retrieval.exports.cells import table
from retrieval.exports.citation import fields_of

EVIDENCE = (
    *("relation", "quote", "speaker", "role", "bodies", "title", "kind", "country", "date", "page", "paragraph"),
    *("language", "fictional", "file", "statement_id", "address"),
)
COLUMNS = (
    *("number", "claim", "verdict", "in_words", "set_by", "check_verdict", "note_of_person", "set_at"),
    *("flags", "quotations", "reasons", "explanation", "scope", "searched"),
    *EVIDENCE,
    *("checked_at", "library_version", "library_statements"),
)


def as_csv(review: Review) -> str:
    """The table with its header."""
    return table(COLUMNS, _rows(review))


def _rows(review: Review) -> Iterator[dict[str, object]]:
    about = {
        "checked_at": review.made_at.isoformat(timespec="seconds"),
        "library_version": review.state.version,
        "library_statements": review.state.statements,
    }
    for number, claim in enumerate(review.claims, 1):
        told = {"number": number} | _claim(claim) | about
        found = [fields_of(e) | {"relation": e.bearing} for e in claim.check.evidence]
        for one in found or [dict[str, object]()]:
            yield told | {name: one.get(name) for name in EVIDENCE}


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
        "quotations": " ".join(f"“{q.words}”: {quotation_in_words(q)}" for q in check.quotations),
        "reasons": " ".join(reasons(check)),
        "explanation": check.explanation,
        "scope": check.scope,
        "searched": len(check.searched),
    }
