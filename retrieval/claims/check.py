"""The chain that checks a claim against the record: understand, split, find, weigh, tell."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from judge.judgement import Judge
from library.library import Library
from retrieval.claims import candidates
from retrieval.claims.alone import Before, stand_alone
from retrieval.claims.attribution import attributed, verdict_on
from retrieval.claims.candidates import Candidates
from retrieval.claims.decide import decide, whole
from retrieval.claims.elsewhere import misplaced, overtaken
from retrieval.claims.explain import explanation, note
from retrieval.claims.misuse import misuses
from retrieval.claims.parts import Piece, Splits, by_rules, is_opinion, pieces_of
from retrieval.claims.quotations import quoted
from retrieval.claims.records import Bearing, Check, Evidence, Flag, Part, Quoted, Verdict
from retrieval.claims.signs import Held, held_of, signs
from retrieval.claims.units import units
from retrieval.claims.voices import as_evidence
from retrieval.claims.weights import weights
from retrieval.conversation import Standalone
from retrieval.language import language_of

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

    def check(self, claim: str, before: Before | None = None) -> Check:
        """The check of one claim (a sentence); ``before`` is what the sentences before it in an article are about.

        Raises:
            LibraryError: the library cannot be read.
        """
        began = time.perf_counter()
        plain = " ".join(claim.encode("utf-8", "replace").decode().split())
        language = language_of(plain)
        alone = stand_alone(plain, language, before)
        text = alone.text
        standalone = candidates.understand(self._library, text, language, before)
        quotations = [attributed(self._library, text, q, language, standalone) for q in quoted(text)]
        split = self._split(text, language)
        parts = tuple(
            replace(part, start=alone.place(part.start), end=alone.place(part.end))
            for part in self._parts(split.pieces, text, language, standalone, quotations)
        )
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
            quotations=tuple(
                replace(found, start=alone.place(found.start), end=alone.place(found.end)) for found, _ in quotations
            ),
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
        found: Sequence[tuple[Quoted, Sequence[Flag]]],
    ) -> tuple[Part, ...]:
        parts = []
        for piece in pieces:
            inside = [(q, wrong) for q, wrong in found if piece.start <= q.start < piece.end]
            if inside:
                parts += [_of_quotation(text, piece, q, wrong) for q, wrong in inside]
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
        wrong, near = self._around(piece.text, language, verdict, weighed)
        scope = weighed.found.standalone.scope.statements
        told = misuses(self._library, piece.text, language, verdict, weighed.held, scope)
        flags = tuple(dict.fromkeys((*flags, *wrong, *told)))
        if verdict == "supported" and "verdict words minted" in flags:
            verdict = "not_addressed"
        elif verdict == "supported" and "wrong body" in flags:
            verdict = "partly_supported"
        shown = _shown(weighed.held, verdict)
        return Part(piece.text, piece.start, piece.end, verdict, flags, tuple(dict.fromkeys((*shown, *near))))

    def _around(
        self, text: str, language: str, verdict: Verdict, weighed: Weighed
    ) -> tuple[tuple[Flag, ...], tuple[Evidence, ...]]:
        """What other elections and later documents have on the same: flags and evidence."""
        found, held = weighed.found, weighed.held
        if verdict in ("contradicted", "not_addressed"):
            wrong, near = misplaced(self._library, text, language, found, held)
            if wrong:
                return wrong, near
        if later := overtaken(self._library, text, language, found, held):
            return ("preliminary where a final differs",), tuple(later)
        return (), ()

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


def _of_quotation(text: str, piece: Piece, quoted: Quoted, wrong: Sequence[Flag]) -> Part:
    verdict = verdict_on(quoted)
    bearing = _bearing(verdict)
    evidence = (replace(quoted.found, bearing=bearing),) if quoted.found else ()
    return Part(text[piece.start : piece.end], piece.start, piece.end, verdict, tuple(wrong), evidence)


def _told(trouble: str) -> list[str]:
    """What a note says of a chat model that did not help."""
    return [f"The claim was taken apart by rules alone: {trouble}"] if trouble else []


def _bearing(verdict: Verdict) -> Bearing:
    return "context" if verdict == "not_addressed" else "contradicts" if verdict == "contradicted" else "supports"


def _shown(held: Sequence[Held], verdict: Verdict) -> tuple[Evidence, ...]:
    """The sentences of the best text, then the next most telling ones as context."""
    best, bearing = held[0].unit, _bearing(verdict)
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
