"""A right figure of the wrong country, year or round: what a claim says may be said of another election."""

from __future__ import annotations

from collections.abc import Sequence

from library.library import Library
from library.records import Statement
from retrieval.claims import candidates
from retrieval.claims.candidates import Candidates
from retrieval.claims.records import Evidence, Flag
from retrieval.claims.signs import Held
from retrieval.claims.units import unit_of
from retrieval.claims.voices import as_evidence
from retrieval.evidence import Finding

_OF_SCOPE = ("year", "country", "name", "hedge dropped")
"""Objections that are to be expected of another election, or that do not matter to whether it is meant."""
LOOKED_AT = 4
"""The most telling sentences elsewhere, which are held against the claim."""
CLOSER = 0.1
"""How much more of the claim's words a text elsewhere must have to be meant, where figures do not tell."""


def misplaced(
    library: Library, claim: str, language: str, found: Candidates, held: Sequence[Held]
) -> tuple[tuple[Flag, ...], tuple[Evidence, ...]]:
    """Flags and evidence where another election's statement says what the claim says of this one."""
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


def _context(finding: Finding) -> Evidence:
    sentence = finding.sentence
    return as_evidence(finding.statement, finding.passage, sentence.start, sentence.end, "context")
