"""What a question asks for by kind (a figure, a share, a name, who holds an office) and the evidence does not hold.

A sentence that only speaks of the thing does not answer: what is lacking is a refusal, whatever else speaks for it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from library.text import stems
from retrieval.asks import PROPER, RATIO, Asks
from retrieval.conversation import Standalone

if TYPE_CHECKING:
    from retrieval.evidence import Finding

INSTITUTION = re.compile(
    r"\b(?:Court|Commission|Board|Authority|Council|Ministry|Office|Assembly|Parliament|Chamber|Congress|Mission|Delegation|"
    r"Committee|Tribunal|Agency|Inspectorate|Cour|Conseil|Ministère|Parlement|Суд|Комисси\w+|Совет\w*|Corte|Consejo)\b"
)
RUN = re.compile(
    r"[A-ZА-ЯÉ][\w'’-]+(?: (?:(?:of|for|the|and|de|du|des|la|le|los|las|y|et|on) )*[A-ZА-ЯÉ][\w'’-]+)*",
)
STANDING = re.compile(
    r"^(?:court|commission|parliament|assembly|ministr\w+|board|elect\w+|office|authority|council|constitution\w*|law|act|code|"
    r"chamber|prosecutor|president\w*|government|mission|head|state|national|central|supreme|observ\w+|delegation|congress|"
    r"january|february|march|april|may|june|july|august|september|october|november|december|"
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday)$",
    re.I,
)
"""Words in capitals that stand in any statement: institutions, offices and days; no company, party or person."""
ACRONYM = re.compile(r"[A-ZА-ЯÉ]{2,}s?$")
FINAL = re.compile(
    r"\b(?:final|certified|definitive)\b(?! reports?\b)|окончательн\w+|définiti(?:f|ve)s?\b|definitiv[oa]s?\b", re.I
)
PRELIMINARY = re.compile(r"\b(?:preliminary|provisional|partial)\b|предварительн\w+|provisoires?\b|preliminar\w*", re.I)
NEAR = 0.5
"""Of the best sentence's probability: a name in one with less belongs to something else."""
COUNTRY_LETTERS = 4
"""So many first letters of a country's name are in its adjective too."""


def lacks(standalone: Standalone, wanted: Asks, said: str, chosen: Sequence[Finding]) -> bool:
    """Whether the chosen sentences hold nothing of the kind that is asked for; ``said`` is what the question names."""
    if wanted.number and all(f.clues["fits"] < 0 for f in chosen):
        return True
    if FINAL.search(standalone.question) and all(PRELIMINARY.search(f.text) for f in chosen):
        return True
    if wanted.ratio and not any(RATIO.search(f.text) for f in chosen):
        return True
    if wanted.role:
        chosen = [f for f in chosen if _is_of(f, standalone)]
        if not chosen:
            return True
    near = [f for f in chosen if f.probability >= NEAR * max(one.probability for one in chosen)]
    return wanted.proper_name and not any(_names(f, said, of_speaker=wanted.role) for f in near)


def _names(finding: Finding, said: str, *, of_speaker: bool) -> bool:
    """Whether a sentence names what the question does not: neither its speaker, nor what any statement names."""
    statement, known = finding.statement, said.casefold()
    own = " ".join([*statement.bodies, statement.place or "", "" if of_speaker else finding.sentence.speaker or ""])
    country = (statement.country.name if statement.country else "").casefold()[:COUNTRY_LETTERS]
    return any(
        name.casefold() not in known
        and name.casefold() not in own.casefold()
        and not (country and name.casefold().startswith(country))
        and not STANDING.match(name)
        and not ACRONYM.match(name)
        for name in PROPER.findall(RUN.sub(_unless_institution, finding.text))
    )


def _unless_institution(run: re.Match[str]) -> str:
    """A run of names, or its words in small letters where it is what an institution is called."""
    return run[0].casefold() if INSTITUTION.search(run[0]) else run[0]


def _is_of(finding: Finding, standalone: Standalone) -> bool:
    """Whether a sentence is on the body or group whose office is asked for, where the question names one in full."""
    question = standalone.question
    language = finding.statement.language
    countries = {name.casefold()[:COUNTRY_LETTERS] for name in standalone.scope.countries}
    named = [
        name
        for name in PROPER.findall(question)
        if not ACRONYM.match(name) and name.casefold()[:COUNTRY_LETTERS] not in countries
    ]
    asked = {stem for name in named for stem in stems(name, language)}
    there = set(stems(f"{finding.passage.section or ''} {finding.text}", language))
    return len(asked) < 2 or len(asked & there) * 2 > len(asked)
