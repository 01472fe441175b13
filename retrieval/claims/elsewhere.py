"""What a claim says may be said of another election (a right figure of the wrong country, year or round), or of the
same one in an earlier document that a final report has overtaken."""

from __future__ import annotations

from collections.abc import Sequence

from judge.checks.figures import figures
from judge.checks.words import words_of
from library.library import Library
from library.records import Statement
from retrieval.claims import candidates
from retrieval.claims.candidates import Candidates, Votes
from retrieval.claims.decide import NEARLY_ALL
from retrieval.claims.records import Evidence, Flag
from retrieval.claims.signs import Held
from retrieval.claims.units import unit_of
from retrieval.claims.voices import as_evidence
from retrieval.evidence import Finding

_OF_SCOPE = ("year", "year absent", "country", "name", "hedge dropped")
"""Objections that are to be expected of another election, or that do not matter to whether it is meant."""
_BEFORE_FINAL = ("press release", "preliminary statement", "interim report")
LOOKED_AT = 4
"""The most telling sentences elsewhere, which are held against the claim."""
CLOSER = 0.1
"""How much more of the claim's words a text elsewhere must have to be meant, where figures do not tell."""


def misplaced(
    library: Library, claim: str, language: str, found: Candidates, held: Sequence[Held]
) -> tuple[tuple[Flag, ...], tuple[Evidence, ...]]:
    """Flags and evidence where a statement on another election, or round, says what the claim says of this one."""
    scope = found.standalone.scope
    if not scope.statements or len(scope.statements) == len(library.statements()):
        return (), ()
    figured = any(o.kind.startswith("number") for o in held[0].unit.objections)
    least = held[0].coverage + (-0.15 if figured else CLOSER)
    if least > 1:
        return (), ()
    others = candidates.outside(library, found, language)
    for finding in others.findings[:LOOKED_AT]:
        if others.terms.share(others.terms.held(finding.text)) < least:
            continue
        unit = unit_of(claim, language, (finding,), finding.text, ())
        if all(o.kind in _OF_SCOPE for o in unit.objections):
            return (misplaced_from(finding.statement, scope.statements),), (_context(finding),)
    return (), ()


def misplaced_from(found: Statement, scope: Sequence[Statement]) -> Flag:
    """What is wrong where a claim on the statements in ``scope`` is what another one says."""
    same_country = [s for s in scope if s.country == found.country]
    if not same_country:
        return "wrong country"
    same_year = [
        s
        for s in same_country
        if s.election_date and found.election_date and s.election_date.year == found.election_date.year
    ]
    return "wrong round" if same_year else "wrong year"


def overtaken(library: Library, claim: str, language: str, found: Candidates, held: Sequence[Held]) -> list[Evidence]:
    """The sentence of a final report that has another figure than the claim, where an earlier document on the same
    election says what the claim says; none otherwise."""
    if not any(f.measure != "year" and not f.weak for f in figures(words_of(claim, language))):
        return []
    carrying = [h.unit.findings[0].statement for h in held if h.unit.beside == 0 and _says_so(h)]
    early = [s for s in carrying if s.kind in _BEFORE_FINAL]
    votes = Votes(early)
    finals = tuple(s for s in library.statements() if s.kind == "final report" and s in votes) if early else ()
    if not finals:
        return []
    told = candidates.within(library, found, finals, language)
    for finding in told.findings[:LOOKED_AT]:
        unit = unit_of(claim, language, (finding,), finding.text, ())
        differs = any(o.kind == "number differs" and o.vetoes for o in unit.objections)
        if differs and told.terms.share(told.terms.held(finding.text)) >= NEARLY_ALL:
            return [_context(finding)]
    return []


def _says_so(held: Held) -> bool:
    return held.coverage >= NEARLY_ALL and not held.unit.vetoes


def _context(finding: Finding) -> Evidence:
    sentence = finding.sentence
    return as_evidence(finding.statement, finding.passage, sentence.start, sentence.end, "context")
