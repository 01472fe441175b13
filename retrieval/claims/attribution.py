"""Whether a quotation stands in the record as the claim gives it: by this person, in this statement, in these words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from judge.checks.names import names
from judge.checks.quotations import Quotation
from judge.checks.words import Words
from library.library import Library
from library.text import words
from retrieval.claims.candidates import Votes
from retrieval.claims.elsewhere import misplaced_from
from retrieval.claims.quotations import look_up
from retrieval.claims.records import Evidence, Flag, QuotationStatus, Quoted, Verdict
from retrieval.claims.translated import source_of
from retrieval.conversation import Standalone
from retrieval.scope import Scope

_VERDICTS: Mapping[QuotationStatus, Verdict] = {
    "exact": "supported",
    "altered": "contradicted",
    "from another speaker": "contradicted",
    "from another statement": "contradicted",
    "not found": "not_addressed",
}


def attributed(
    library: Library, text: str, quotation: Quotation, language: str, standalone: Standalone
) -> tuple[Quoted, tuple[Flag, ...]]:
    """Where the library has a quotation of a claim and what is wrong with how the claim gives it."""
    quoted = look_up(library, quotation, language, standalone.scope.statements)
    if quoted.found is None:
        source = source_of(library, quotation.words, language, standalone.scope.statements)
        if source is None:
            return quoted, ("quotation not found",)
        return replace(quoted, status="a back-translation", found=source), ("translation quoted",)
    wrong: list[Flag] = ["quotation altered"] if quoted.status == "altered" else []
    status = quoted.status
    if not _is_speaker(text, quotation, quoted.found, standalone):
        wrong.append("wrong speaker")
        status = "from another speaker" if status == "exact" else status
    misplaced = _misplaced(quoted.found, standalone.scope)
    if misplaced and quoted.status == "exact":
        wrong.append(misplaced)
        status = "from another statement"
    if quoted.found.statement.translation_of:
        wrong.append("translation quoted")
        status = "a back-translation" if status == "exact" else status
    return replace(quoted, status=status), tuple(wrong)


def verdict_on(quoted: Quoted) -> Verdict:
    """Supported where the record has the words as given, contradicted where it has them otherwise.

    The words of a translation in the record are there; of a translation that the claim makes, the record says nothing
    word for word.
    """
    if quoted.status == "a back-translation":
        return "supported" if quoted.found and quoted.found.statement.translation_of else "not_addressed"
    return _VERDICTS[quoted.status]


def _misplaced(found: Evidence, scope: Scope) -> Flag | None:
    """Whether a quotation is of another election than the claim speaks of; a translation, or another document on the
    same election, is not."""
    if not scope.statements or found.statement in Votes(scope.statements):
        return None
    return misplaced_from(found.statement, scope.statements)


def _is_speaker(text: str, quotation: Quotation, found: Evidence, standalone: Standalone) -> bool:
    """Whether the claim gives a quotation to whom the record gives it. A claim that names nobody is not wrong in that;
    one that names only people whom the library does not know, is."""
    outside = f"{text[: quotation.start]} {text[quotation.end :]}"
    said = words(outside)
    if found.speaker:
        return words(found.speaker.name)[-1] in said or not (standalone.speakers or _people(outside))
    return not standalone.speakers


def _people(text: str) -> list[str]:
    return [" ".join(t.text for t in name.tokens) for name in names(Words(text)) if name.is_person]
