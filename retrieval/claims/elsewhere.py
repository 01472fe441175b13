"""A right figure of the wrong country, year or round: what a claim says may be said of another election."""

from __future__ import annotations

from collections.abc import Sequence

from library.library import Library
from library.records import Statement
from retrieval.claims import candidates
from retrieval.claims.records import Evidence, Flag
from retrieval.claims.signs import Held
from retrieval.claims.units import units
from retrieval.claims.voices import as_evidence
from retrieval.conversation import Standalone
from retrieval.evidence import Finding

_OF_SCOPE = ("year", "country", "name", "hedge dropped")
"""Objections that are to be expected of another election, or that do not matter to whether it is meant."""
CLOSER = 0.1
"""How much more of the claim's words a text elsewhere must have to be meant, where figures do not tell."""


def misplaced(
    library: Library, claim: str, language: str, standalone: Standalone, held: Sequence[Held]
) -> tuple[tuple[Flag, ...], tuple[Evidence, ...]]:
    """Flags and evidence where another election's statement says what the claim says of this one."""
    if not standalone.scope.statements or len(standalone.scope.statements) == len(library.statements()):
        return (), ()
    found = candidates.outside(library, standalone, language)
    if not found.findings:
        return (), ()
    figured = any(o.kind.startswith("number") for o in held[0].unit.objections)
    for unit in units(claim, language, found.findings[:4], ()):
        if any(o.kind not in _OF_SCOPE for o in unit.objections):
            continue
        coverage = found.terms.share(found.terms.held(unit.text))
        if coverage + 0.15 >= held[0].coverage if figured else coverage >= held[0].coverage + CLOSER:
            finding = unit.findings[0]
            flag = misplaced_from(finding.statement, standalone.scope.statements)
            return (flag,), (_context(finding),)
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
