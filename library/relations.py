"""How statements belong together: other documents of the same election, translations, later stages.

Pure functions over descriptions; what is not described cannot be found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.fuzz import ratio

from library.invented import Invented, fold
from library.records import Country, Kind, Statement

RelationKind = Literal[
    "original",
    "translation",
    "needs assessment report of the same election",
    "interim report of the same election",
    "press release of the same election",
    "preliminary statement of the same election",
    "statement of the same election",
    "final report of the same election",
]
_STAGES: dict[Kind, int] = {
    "needs assessment report": 0,
    "interim report": 1,
    "press release": 2,
    "statement": 2,
    "preliminary statement": 2,
    "final report": 3,
}
_OF_ELECTION: dict[Kind, RelationKind] = {
    "needs assessment report": "needs assessment report of the same election",
    "interim report": "interim report of the same election",
    "press release": "press release of the same election",
    "statement": "statement of the same election",
    "preliminary statement": "preliminary statement of the same election",
    "final report": "final report of the same election",
}
_VOTING_DAYS = 3
"""Days by which two documents may differ on when voting began: votes of several days, the day of the count."""
_BETWEEN_ROUNDS = 50
_ONE_CYCLE = 300
"""Days between documents that may be about one election, where one does not say when that was."""
_TRANSLATED_WITHIN = 3
_SAME_NAME = 72
"""Likeness of two spellings of one name, of 100: transcription changes a letter in four."""
_MARKS = frozenset("early repeat and election elections referendum".split())


@dataclass(frozen=True)
class Relation:
    """Another statement, and what it is to the one that was asked about."""

    kind: RelationKind
    statement: Statement


def related(statement: Statement, among: Iterable[Statement]) -> tuple[Relation, ...]:
    """What belongs to a statement: its original or translations, then the other documents of the same observers on
    the same election from first stage to last, those in its own language first."""
    others = [other for other in among if other.id != statement.id and _may_belong(statement, other)]
    original = original_of(statement, others)
    found = [Relation("original", original)] if original else []
    pool = [statement, *others]
    translations = [other for other in others if (of := original_of(other, pool)) and of.id == statement.id]
    found += [Relation("translation", other) for other in sorted(translations, key=lambda one: one.language)]
    taken = {relation.statement.id for relation in found}
    versions = [statement, *([original] if original else [])]
    stages = [o for o in others if o.id not in taken and any(is_same_work(version, o) for version in versions)]
    stages.sort(key=lambda one: (_STAGES[one.kind], one.language != statement.language, str(one.date), one.id))
    return (*found, *(Relation(_OF_ELECTION[other.kind], other) for other in stages))


def original_of(statement: Statement, among: Iterable[Statement]) -> Statement | None:
    """The statement that this one is a translation of: declared by its file name, else found by what both describe.

    Of two versions of which neither says that it is a translation, the English one is the original.
    """
    others = [other for other in among if other.id != statement.id]
    if statement.translation_of:
        name = statement.translation_of.casefold()
        declared = [o for o in others if name in (o.file.casefold(), o.file.rsplit(".", 1)[0].casefold())]
        return declared[0] if declared else None
    versions = [other for other in others if _is_version(statement, other)]
    first = min([statement, *versions], key=_originality)
    return first if first.id != statement.id else None


def later_stage(statement: Statement, among: Iterable[Statement]) -> Statement | None:
    """The document that supersedes a statement: the last of a later stage by the same observers on the same election,
    in its own language where there is one."""
    others = [other for other in among if other.id != statement.id and _may_belong(statement, other)]
    original = original_of(statement, others)
    versions = [statement, *([original] if original else [])]
    later = [
        other
        for other in others
        if _STAGES[other.kind] > _STAGES[statement.kind] and any(is_same_work(version, other) for version in versions)
    ]
    return max(
        later, key=lambda o: (_STAGES[o.kind], o.language == statement.language, str(o.date), o.id), default=None
    )


def is_same_election(one: Statement, other: Statement) -> bool:
    """Whether two statements are about one vote: country, type, day, round, as far as both say.

    A final report, and whatever names no round, goes with the second round too.
    """
    if not _same_country(one.country, other.country) or not _same_type(one.election_type, other.election_type):
        return False
    rounds = {one.election_round, other.election_round}
    if None not in rounds and len(rounds) > 1:
        return False
    if one.election_date and other.election_date:
        apart = abs((one.election_date - other.election_date).days)
        return apart <= _VOTING_DAYS or (_spans_rounds(one, other) and apart <= _BETWEEN_ROUNDS)
    days = [known for known in (one.election_date or one.date, other.election_date or other.date) if known]
    return len(days) == 2 and abs((days[0] - days[1]).days) <= _ONE_CYCLE and bool(one.election_type)


def is_same_work(one: Statement, other: Statement) -> bool:
    """Whether two statements are by the same observers (at least one body in common) on the same election."""
    shared = set(map(_body, one.bodies)) & set(map(_body, other.bodies))
    unknown = not one.bodies or not other.bodies
    translated = one.language != other.language and _same_speakers(one, other)
    return is_same_election(one, other) and (bool(shared) or unknown or translated)


def _may_belong(statement: Statement, other: Statement) -> bool:
    """Whether to look at another statement at all: most of a library is about other countries."""
    declared = other.translation_of is not None or statement.translation_of is not None
    return declared or _same_country(statement.country, other.country)


def _spans_rounds(one: Statement, other: Statement) -> bool:
    """Whether one is a report that covers all rounds and the other is about the second."""
    first, second = sorted((one, other), key=lambda each: str(each.election_date))
    return second.election_round == "second round" and first.kind == "final report" and first.election_round is None


def _is_version(one: Statement, other: Statement) -> bool:
    """Whether two statements are one in two languages."""
    if one.language == other.language or one.kind != other.kind or other.translation_of:
        return False
    if not is_same_election(one, other) or not one.date or not other.date:
        return False
    near = abs((one.date - other.date).days) <= _TRANSLATED_WITHIN
    bodies, others = set(map(_body, one.bodies)), set(map(_body, other.bodies))
    return near and ((bool(bodies) and bodies == others) or _same_speakers(one, other))


def _originality(statement: Statement) -> tuple[bool, bool, str, str]:
    """Sorts the original before its translations."""
    origin = statement.origins.get("translation_of")
    says_translation = bool(statement.translation_of) or (origin is not None and origin.where != "person")
    return says_translation, statement.language != "en", statement.language, statement.id


def _same_country(one: Country | None, other: Country | None) -> bool:
    if one is None or other is None:
        return False
    if one.code or other.code:
        return one.code == other.code
    return bool(Invented(one.name).length_at(other.name.split(), slips=False)) or fold(one.name) == fold(other.name)


def _same_type(one: str | None, other: str | None) -> bool:
    """``early parliamentary elections`` are ``parliamentary elections``; a document may name one of two contests."""
    if one is None or other is None:
        return True
    first, second = (set(re.findall(r"\w+", each)) for each in (one, other))
    if ("referendum" in first) != ("referendum" in second):
        return False
    kinds, others = first - _MARKS, second - _MARKS
    same_assembly = {"parliamentary", "legislative", "general", "federal"}
    return not kinds or not others or bool(kinds & others) or bool(kinds & same_assembly and others & same_assembly)


def _body(name: str) -> str:
    """A body's name without abbreviation, for comparison."""
    return fold(re.sub(r"\s*\([^()]*\)$", "", name).replace(" ", ""))


def _same_speakers(one: Statement, other: Statement) -> bool:
    """Whether most speakers of the one with fewer are speakers of the other, in whatever alphabet."""
    fewer, more = sorted((_names(one), _names(other)), key=len)
    alike = sum(any(ratio(name, another) >= _SAME_NAME for another in more) for name in fewer)
    return bool(fewer) and len(more) - len(fewer) <= 2 and alike * 2 > len(fewer)


def _names(statement: Statement) -> Sequence[str]:
    return [" ".join(fold(word) for word in speaker.name.split()) for speaker in statement.speakers]
