"""A review as schema.org ClaimReview (JSON-LD), a node for each claim that can be checked.

The rating is a name and no number: a number would rate the truth. Nothing is made up: who publishes the review and at
which address is for the newsroom to say; a document has an address where the statement has one.
"""

from __future__ import annotations

import json

from retrieval.claims.exports.outline import by_a_person
from retrieval.claims.records import Evidence
from retrieval.claims.review.records import Review, Reviewed
from retrieval.claims.review.wording import quotation_in_words, reasons, standing
from retrieval.exports.citation import place, web_address

ASPECT = "Whether election observation statements say so; not whether it is true"
_RELATIONS = {"supports": "Supports the claim", "contradicts": "Contradicts the claim"}
Node = dict[str, object]


def as_claim_reviews(review: Review, url: str | None = None) -> str:
    """JSON-LD; ``url`` is where the review will be published, which search engines ask for."""
    nodes = [_node(review, claim, url) for claim in review.claims if standing(claim).name != "not_checkable"]
    return json.dumps({"@context": "https://schema.org", "@graph": nodes}, ensure_ascii=False, indent=2) + "\n"


def _node(review: Review, claim: Reviewed, url: str | None) -> Node:
    check = claim.check
    made_at = claim.ruling.made_at if claim.ruling else review.made_at
    rated = by_a_person(claim.ruling, check) if claim.ruling else ""
    quoted = (f"“{q.words}”: {quotation_in_words(q)}" for q in check.quotations)
    told = [rated, check.explanation, *reasons(check), *quoted, check.note]
    return _known(
        {
            "@type": "ClaimReview",
            "url": url,
            "claimReviewed": " ".join(check.claim.split()),
            "datePublished": made_at.date().isoformat(),
            "inLanguage": "en",
            "itemReviewed": {"@type": "Claim", "text": " ".join(check.claim.split()), "inLanguage": check.language},
            "reviewAspect": ASPECT,
            "reviewRating": {
                "@type": "Rating",
                "alternateName": f"Against the record: {standing(claim).word.lower()}",
                "ratingExplanation": " ".join(filter(None, told)),
            },
            "citation": [_quotation(e) for e in check.evidence if e.bearing != "context"],
            "isBasedOn": {
                "@type": "Dataset",
                "name": "Election observation statements in the library",
                "description": f"{review.state}",
                "version": review.state.version,
            },
        }
    )


def _quotation(evidence: Evidence) -> Node:
    statement, speaker = evidence.statement, evidence.speaker
    marks = ["a fictional statement" if statement.fictional else ""]
    described = [_RELATIONS[evidence.bearing], place(evidence), f"file {statement.file}", *marks]
    return _known(
        {
            "@type": "Quotation",
            "text": evidence.quote,
            "description": "; ".join(filter(None, described)),
            "inLanguage": statement.language,
            "creator": _known({"@type": "Person", "name": speaker.name, "jobTitle": speaker.role}) if speaker else None,
            "isPartOf": _known(
                {
                    "@type": "Report",
                    "name": statement.title,
                    "url": web_address(statement),
                    "datePublished": statement.date.isoformat() if statement.date else None,
                    "publisher": [{"@type": "Organization", "name": body} for body in statement.bodies],
                    "inLanguage": statement.language,
                    "pagination": str(evidence.passage.page) if evidence.passage.page else None,
                    "spatialCoverage": {"@type": "Country", "name": statement.country.name}
                    if statement.country
                    else None,
                }
            ),
        }
    )


def _known(node: Node) -> Node:
    """The node without what is not known."""
    return {name: value for name, value in node.items() if value not in (None, "", [])}
