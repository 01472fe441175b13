"""A review as headings, paragraphs and quotes in order: what Markdown and Word files are written from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from library.checks import Ruling
from retrieval.claims.records import Bearing, Check
from retrieval.claims.review.records import Review, Reviewed
from retrieval.claims.review.wording import of_check, quotation_in_words, reasons, standing, standings
from retrieval.exports.blocks import Block
from retrieval.exports.citation import citation

TITLE = "Claims checked against the record"
MEANING = "Verdicts say what the statements in the library say of a claim, never whether the claim is true."
_BEARINGS: dict[Bearing, str] = {
    "supports": "Supports it",
    "contradicts": "Contradicts it",
    "context": "Also on this subject",
}


def outline(review: Review) -> Iterator[Block]:
    """The whole document: what it is, how many claims stand how, and claim by claim."""
    yield Block("title", TITLE)
    yield Block("text", f"Checked on {review.made_at:%-d %B %Y, %H:%M} UTC against {review.state}.")
    yield Block("text", MEANING)
    if not review.is_finished:
        yield Block("text", f"Stopped after {len(review.claims)} of {review.sentences} sentences.")
    counted = Counter(standing(claim).name for claim in review.claims)
    for name, kind in standings().items():
        if counted[name]:
            yield Block("item", f"{kind.sign} {kind.word}: {counted[name]}")
    for number, claim in enumerate(review.claims, 1):
        yield from _claim(number, claim)
    yield Block("heading", "The text that was checked")
    for paragraph in review.text.split("\n\n"):
        yield Block("text", " ".join(paragraph.split()))


def _claim(number: int, claim: Reviewed) -> Iterator[Block]:
    check, stands = claim.check, standing(claim)
    yield Block("heading", f"{number}. {stands.sign} {stands.word}")
    yield Block("quote", " ".join(check.claim.split()))
    if claim.ruling:
        yield Block("text", by_a_person(claim.ruling, check))
    yield Block("text", check.explanation)
    for reason in reasons(check):
        yield Block("item", reason)
    if len(check.parts) > 1:
        yield Block("subheading", "Its parts")
        for part in check.parts:
            kind = standings()[part.verdict]
            yield Block("item", f"{kind.sign} {kind.word}: {part.text}")
    for bearing, title in _BEARINGS.items():
        if found := [e for e in check.evidence if e.bearing == bearing]:
            yield Block("subheading", title)
            for evidence in found:
                yield Block("item", citation(evidence))
    for quoted in check.quotations:
        yield Block("item", f"Quotation “{quoted.words}”: {quotation_in_words(quoted)}")
        for difference in quoted.differences:
            yield Block("item", f"Quoted: “{difference.claimed or '–'}”. In the record: “{difference.stated or '–'}”.")
    yield Block("text", check.note)


def by_a_person(ruling: Ruling, check: Check) -> str:
    """What a person set, when and why, with what the check itself says."""
    word, own = standings()[ruling.verdict].word, of_check(check).word
    note = f" Note: {ruling.note}" if ruling.note else ""
    return f"Set by a person on {ruling.made_at:%-d %B %Y, %H:%M} UTC: {word}.{note} (The check itself says: {own}.)"
