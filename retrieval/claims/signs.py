"""What speaks for and against a claim: a few numbers that hold for any record, whatever country or year."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from judge.checks.figures import figures
from judge.checks.polarity import denials
from judge.checks.words import words_of
from judge.judgement import Judge, Judgement
from retrieval.claims.units import BESIDE, PENALTY, Unit
from retrieval.clues import Terms

KINDS = {
    "number differs": "number differs",
    "number moved": "number differs",
    "number absent": "number absent",
    "year": "other year",
    "year absent": "silent on a year",
    "country": "other country",
    "name": "other name",
    "negation": "denied",
    "opposite": "opposite",
    "scope widened": "widened",
    "hedge dropped": "hedge dropped",
    "allegation as finding": "allegation",
    "quotation": "other words quoted",
}
_AGAINST = ("number differs", "other year", "other country", "widened", "denied", "opposite", "other words quoted")
_LOOSE = ("other name", "number absent")
_VETOES = (*_AGAINST[:-1], *_LOOSE, "silent on a year")
BEARING = 3.0
"""What it counts beside the judge's log odds that a sentence bears on the claim (0 to 1)."""


@dataclass(frozen=True)
class Held:
    """A unit with how well it covers the claim, and how it bears on it by the judge."""

    unit: Unit
    coverage: float
    cosine: float
    relation: Judgement

    @property
    def worth(self) -> float:
        """How well it serves as the evidence: covering the claim without a veto."""
        cost = PENALTY * len(self.unit.vetoes) + (0.0 if self.unit.is_read else BESIDE * self.unit.beside)
        return self.coverage + self.cosine + max(self.relation.entailment, self.relation.contradiction) - cost


def held_of(units: Sequence[Unit], terms: Terms, judge: Judge, claim: str) -> list[Held]:
    """The units, the best first. The judge reads sentences alone, since it was trained on short texts, and those of two
    statements together; what it says of a longer text is what it says of the sentence in it that says most."""
    read = [u for u in units if u.is_read]
    said = dict(zip((u.text for u in read), judge.relations([u.shown for u in read], [claim] * len(read)), strict=True))
    held = [
        Held(
            unit,
            terms.share(terms.held(unit.text)),
            max(f.clues["cosine"] for f in unit.findings),
            said[unit.text]
            if unit.is_read
            else max((said[f.text] for f in unit.findings), key=lambda j: max(j.entailment, j.contradiction)),
        )
        for unit in units
    ]
    return sorted(held, key=lambda h: -h.worth)


def signs(
    claim: str, language: str, held: Sequence[Held], speakers: frozenset[str], absent: float, unknown: float
) -> dict[str, float]:
    """The numbers that the verdict rests on; ``held`` the best first, ``speakers`` those whom the claim names.

    ``absent`` is the weight of the claim's words that other statements have and these do not, ``unknown`` of those that
    no statement has.
    """
    best = held[0]
    top = max(h.unit.findings[0].probability for h in held)
    said = words_of(claim, language)
    has_figure = any(f.measure != "year" and not f.weak for f in figures(said))
    numbers = [o for o in best.unit.objections if o.kind.startswith("number")]
    text = words_of(best.unit.text, best.unit.findings[0].statement.language)
    of = {
        "coverage": best.coverage,
        "coverage, best": max(h.coverage for h in held),
        "cosine": best.cosine,
        "cosine, best": max(h.cosine for h in held),
        "bears": top,
        "absent": absent,
        "unknown": unknown,
        "figure carried": float(has_figure and not numbers),
        "no figure": float(not has_figure),
        "denials": float(bool(denials(said)) != bool(denials(text))),
        "other speaker": float(says_another(best, speakers)),
        **_judged(held),
    }
    for name in dict.fromkeys(KINDS.values()):
        of[name] = 0.0
    for objection in best.unit.objections:
        if objection.kind in KINDS:
            name = KINDS[objection.kind]
            of[name] = max(of[name], 1.0 if objection.vetoes else 0.5)
    of["veto"] = float(max(of[name] for name in _VETOES) == 1.0)
    of["against"] = max(of[name] for name in _AGAINST)
    of["surely denied"] = max(0.0, of["denied, best"])
    of["surely carried"] = max(0.0, of["carried, best"]) * (1 - of["veto"])
    return of


def speaks_against(signs: Mapping[str, float]) -> bool:
    """Whether anything denies a claim: a check, another speaker or name, or the judge more likely than not."""
    return any(signs[name] > 0 for name in ("against", "surely denied", "other speaker", "denials", *_LOOSE))


def _judged(held: Sequence[Held]) -> dict[str, float]:
    """What the judge says, as log odds: of the sentence that is most like the claim, of whichever says it most, and of
    whichever says it and bears on the claim most; and of the text that is taken for the evidence.

    Of what it has read itself: sentences alone, or of two statements.
    """
    alone = [h for h in held if h.unit.is_read]
    likest = max(alone, key=lambda h: h.coverage + h.cosine)
    return {
        "carried": _log_odds(likest.relation.entailment),
        "denied by the judge": _log_odds(likest.relation.contradiction),
        "carried, best": _log_odds(max(h.relation.entailment for h in alone)),
        "denied, best": _log_odds(max(h.relation.contradiction for h in alone)),
        "carried, bearing": max(_log_odds(h.relation.entailment) + BEARING * _bearing(h) for h in alone),
        "denied, bearing": max(_log_odds(h.relation.contradiction) + BEARING * _bearing(h) for h in alone),
        "carried by the evidence": _log_odds(held[0].relation.entailment),
        "denied by the evidence": _log_odds(held[0].relation.contradiction),
    }


def _bearing(held: Held) -> float:
    return max(finding.probability for finding in held.unit.findings)


def _log_odds(chance: float) -> float:
    return max(-4.0, min(4.0, math.log((chance + 0.01) / (1.01 - chance))))


def says_another(held: Held, speakers: frozenset[str]) -> bool:
    """Whether the claim gives to one speaker what the statement gives to another."""
    sentence = held.unit.findings[0].sentence
    return bool(speakers) and sentence.voice == "speaker" and sentence.speaker not in speakers
