"""The kinds of file that a review can be written as."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from retrieval.claims.exports.claim_review import as_claim_reviews
from retrieval.claims.exports.data import as_json
from retrieval.claims.exports.outline import MEANING, TITLE, outline
from retrieval.claims.exports.spreadsheet import as_csv
from retrieval.claims.review.records import Review
from retrieval.exports.markdown import as_markdown


@dataclass(frozen=True)
class Format:
    """A kind of file."""

    label: str
    ending: str
    mime: str
    write: Callable[[Review], bytes]
    is_text: bool = True
    """Whether it can be shown in a terminal."""

    def name_of(self, review: Review) -> str:
        """A file name that tells the day and the check."""
        return f"check-{review.made_at:%Y-%m-%d}-{review.id[:8]}{self.ending}"


def _word(review: Review) -> bytes:
    from retrieval.exports.word import as_word  # python-docx takes a tenth of a second to import

    return as_word(outline(review), TITLE, MEANING, review.made_at)


def _claim_reviews(review: Review) -> bytes:
    return as_claim_reviews(review).encode()


FORMATS: Mapping[str, Format] = {
    "markdown": Format("Markdown", ".md", "text/markdown", lambda r: as_markdown(outline(r)).encode()),
    "docx": Format(
        "Word",
        ".docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        _word,
        is_text=False,
    ),
    # The mark at its beginning tells spreadsheets that it is UTF-8.
    "csv": Format("CSV", ".csv", "text/csv", lambda r: as_csv(r).encode("utf-8-sig")),
    "json": Format("JSON", ".json", "application/json", lambda r: as_json(r).encode()),
    "claimreview": Format("ClaimReview (JSON-LD)", ".jsonld", "application/ld+json", _claim_reviews),
}
"""By the name that the command line takes."""
