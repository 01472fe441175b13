"""The chain that checks a claim against the record: understand, split, find, weigh, tell."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from judge.checks.names import names
from judge.checks.quotations import Quotation
from judge.checks.words import Words
from judge.judgement import Judge
from library.library import Library
from library.text import words
from retrieval.claims import candidates
from retrieval.claims.candidates import Candidates
from retrieval.claims.decide import decide, of_quotation, whole
from retrieval.claims.elsewhere import misplaced, misplaced_from
from retrieval.claims.explain import explanation, note
from retrieval.claims.misuse import misuses
from retrieval.claims.parts import Piece, Splits, by_rules, is_opinion, pieces_of
from retrieval.claims.quotations import look_up, quoted
from retrieval.claims.records import Bearing, Check, Evidence, Flag, Part, Quoted, Verdict
from retrieval.claims.signs import Held, held_of, signs
from retrieval.claims.units import units
from retrieval.claims.voices import as_evidence
from retrieval.claims.weights import weights
from retrieval.conversation import Standalone
from retrieval.language import language_of
from retrieval.scope import Scope

SHOWN = 5
"""Pieces of evidence that a part is shown with, at most."""


@dataclass(frozen=True)
class Weighed:
    """One thing that is claimed, with the texts that it is held against (the best first) and its signs."""

    piece: Piece
    found: Candidates
    held: tuple[Held, ...]
    signs: dict[str, float]


class Checker:
    """Checks claims against one library, with a judge."""

    def __init__(self, library: Library, judge: Judge, split: Splits = by_rules) -> None:
        """``split`` takes claims apart; it decides nothing else."""
        self._library = library
        self._judge = judge
        self._split = split

    def check(self, claim: str, before: Scope | None = None) -> Check:
        """The check of one claim (a sentence); ``before`` is the scope of what stands before it in an article.

        Raises:
            LibraryError: the library cannot be read.
        """
        began = time.perf_counter()
        text = " ".join(claim.encode("utf-8", "replace").decode().split())
        language = language_of(text)
        standalone = candidates.understand(self._library, text, language, before)
        quotations = [(q, look_up(self._library, q, language, standalone.scope.statements)) for q in quoted(text)]
        split = self._split(text, language)
        parts = self._parts(split.pieces, text, language, standalone, quotations)
        verdict = whole([part.verdict for part in parts])
        evidence = tuple(dict.fromkeys(e for part in parts for e in part.evidence))
        flags = tuple(dict.fromkeys(flag for part in parts for flag in part.flags))
        scope = standalone.scope
        return Check(
            claim=claim,
            language=language,
            verdict=verdict,
            flags=flags,
            parts=parts,
            evidence=evidence,
            quotations=tuple(found for _, found in quotations),
            explanation=explanation(verdict, flags, evidence, language),
            note=" ".join((note(scope, self._library.statements()), *_told(split.trouble))),
            scope=scope.words,
            searched=scope.statements,
            seconds=round(time.perf_counter() - began, 4),
        )

    def weigh(self, text: str, language: str) -> list[Weighed]:
        """The parts of a claim with their signs (for fitting too); none where nothing in scope says anything."""
        standalone = candidates.understand(self._library, text, language)
        return [w for piece in pieces_of(text, language) if (w := self._weigh(piece, standalone, language))]

    def _parts(
        self,
        pieces: Sequence[Piece],
        text: str,
        language: str,
        standalone: Standalone,
        found: Sequence[tuple[Quotation, Quoted]],
    ) -> tuple[Part, ...]:
        parts = []
        for piece in pieces:
            inside = [(q, f) for q, f in found if piece.start <= q.start < piece.end]
            if inside:
                parts += [self._quotation(text, piece, q, f, standalone) for q, f in inside]
            else:
                parts.append(self._part(piece, standalone, language))
        return tuple(parts)

    def _part(self, piece: Piece, standalone: Standalone, language: str) -> Part:
        if is_opinion(piece.text, language):
            return Part(piece.text, piece.start, piece.end, "not_addressed", ("opinion or prediction",), ())
        weighed = self._weigh(piece, standalone, language)
        if weighed is None:
            told = misuses(self._library, piece.text, language, "not_addressed", (), standalone.scope.statements)
            return Part(piece.text, piece.start, piece.end, "not_addressed", tuple(told), ())
        verdict, flags = decide(weighed.signs, weighed.held[0], weights())
        elsewhere: tuple[tuple[Flag, ...], tuple[Evidence, ...]] = ((), ())
        if verdict in ("contradicted", "not_addressed"):
            elsewhere = misplaced(self._library, piece.text, language, weighed.found, weighed.held)
        scope = weighed.found.standalone.scope.statements
        told = misuses(self._library, piece.text, language, verdict, weighed.held, scope)
        if verdict == "contradicted":
            flags = (*flags, *elsewhere[0])
        flags = tuple(dict.fromkeys((*flags, *told)))
        if "verdict words minted" in flags and verdict == "supported":
            verdict = "not_addressed"
        shown = _shown(weighed.held, verdict)
        return Part(piece.text, piece.start, piece.end, verdict, flags, (*shown, *elsewhere[1]))

    def _weigh(self, piece: Piece, standalone: Standalone, language: str) -> Weighed | None:
        alone = replace(standalone, question=piece.text)
        if piece.text != standalone.question:
            own = candidates.understand(self._library, piece.text, language)
            if own.scope.countries and own.scope.years and not own.scope.missing:
                alone = own
            alone = replace(alone, question=piece.text, scope=replace(alone.scope, mentions=own.scope.mentions))
        found = candidates.inside(self._library, alone, language)
        if not found.findings:
            return None
        countries = sorted({s.country.name for s in self._library.statements() if s.country})
        texts = units(piece.text, language, found.findings, found.terms, countries)
        held = held_of(texts, found.terms, self._judge, piece.text)
        return Weighed(
            piece, found, tuple(held), signs(piece.text, language, held, alone.speakers, found.absent, found.unknown)
        )

    def _quotation(self, text: str, piece: Piece, quotation: Quotation, found: Quoted, standalone: Standalone) -> Part:
        right = found.found is None or _is_speaker(text, quotation, found.found, standalone)
        verdict, flags = of_quotation(found, right_speaker=right, misplaced=_misplaced(found, standalone.scope))
        if found.found and found.found.statement.translation_of:
            flags = (*flags, "translation quoted")
        bearing: Bearing = "supports" if verdict == "supported" else "contradicts"
        evidence = (replace(found.found, bearing=bearing),) if found.found else ()
        return Part(text[piece.start : piece.end], piece.start, piece.end, verdict, flags, evidence)


def _told(trouble: str) -> list[str]:
    """What a note says of a chat model that did not help."""
    return [f"The claim was taken apart by rules alone: {trouble}"] if trouble else []


def _misplaced(found: Quoted, scope: Scope) -> Flag | None:
    """Whether a quotation is of another election than the claim speaks of; a translation, or another document on the
    same election, is not."""
    place = found.found.statement if found.found else None
    elections = {(s.country, s.election_date) for s in scope.statements}
    if place is None or not elections or (place.country, place.election_date) in elections:
        return None
    return misplaced_from(place, scope.statements)


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


def _shown(held: Sequence[Held], verdict: Verdict) -> tuple[Evidence, ...]:
    """The sentences of the best text, then the next most telling ones as context."""
    best = held[0].unit
    bearing: Bearing = (
        "context" if verdict == "not_addressed" else "contradicts" if verdict == "contradicted" else "supports"
    )
    shown: dict[tuple[str, int], Evidence] = {}
    for n, one in enumerate((best, *(h.unit for h in held[1:]))):
        for finding in one.findings:
            key = (finding.passage.id, finding.sentence.start)
            if key not in shown:
                shown[key] = as_evidence(
                    finding.statement,
                    finding.passage,
                    finding.sentence.start,
                    finding.sentence.end,
                    bearing if n == 0 else "context",
                )
    return tuple(shown.values())[:SHOWN]
