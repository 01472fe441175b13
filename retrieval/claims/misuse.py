"""How statements are misused: what is wrong with a claim though its words may stand in the record.

Each flag is raised only where the record itself shows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from judge.checks.polarity import denials
from judge.checks.words import words_of
from library.library import Library
from library.records import Statement
from library.text import stems
from retrieval.claims.records import Flag, Verdict
from retrieval.claims.signs import Held
from retrieval.observers import are_absent, bodies_asked
from retrieval.places import mentioned_in

_TABLE = Path(__file__).with_name("misuse.yaml")
MOST = 0.5
"""Share of a claim's words that a sentence has from which the claim may be a remark that it tells."""
_WITHOUT_ELECTION_DAY = ("limited", "assessment", "expert")


def misuses(
    library: Library, claim: str, language: str, verdict: Verdict, held: Sequence[Held], scope: Sequence[Statement]
) -> Iterator[Flag]:
    """What is wrong with one thing that is claimed of the statements in ``scope``; ``held`` the best text first."""
    if uses_verdict_words(library, claim, language, scope):
        yield "verdict words minted"
    if is_wrong_body(library, claim, language, scope):
        yield "wrong body"
    if verdict != "not_addressed" and held and is_half(claim, language, held[0]):
        yield "half a sentence"
    is_near = bool(held) and (verdict in ("supported", "partly_supported") or held[0].coverage >= MOST)
    if is_near and is_personal(claim, language, held[0], scope):
        yield "personal remark told as the mission's"
    if verdict in ("not_addressed", "contradicted") and is_unobserved(claim, language, scope):
        yield "not observed"


def uses_verdict_words(library: Library, claim: str, language: str, scope: Sequence[Statement]) -> bool:
    """Whether the claim uses words like "free and fair" that none of the statements uses."""
    used = _pattern("verdict words", language)
    if not used or not scope or not used.search(claim) or denials(words_of(claim, _spoken(language))):
        return False
    everywhere = re.compile("|".join(_facts()["verdict words"].values()), re.IGNORECASE)
    return not any(everywhere.search(library.catalog.text(s.id)) for s in scope)


def is_wrong_body(library: Library, claim: str, language: str, scope: Sequence[Statement]) -> bool:
    """Whether the claim lets an observing body speak that neither issued these statements nor is named in them."""
    says = _pattern("says", language)
    if scope and are_absent(bodies_asked(claim, library.statements()), scope, mentioned_in(library)):
        return True
    if not says or not scope or not says.search(claim):
        return False
    after = rf"(?:['’]s)?(?: \w+){{0,3}}? (?:{_facts()['says'][language]})(?!\w)"
    known = [_aliases(body) for s in library.statements() for body in s.bodies]
    for names in (*_facts()["bodies"]["all"], *dict.fromkeys(known)):
        if re.search(_any_of(names) + after, claim) and not _is_named(library, names, scope):
            return True
    return False


def _any_of(names: Sequence[str]) -> str:
    return rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)"


def _is_named(library: Library, names: Sequence[str], scope: Sequence[Statement]) -> bool:
    named = re.compile(_any_of(names))
    return any(named.search(" ".join(s.bodies)) or named.search(library.catalog.text(s.id)) for s in scope)


def _aliases(body: str) -> tuple[str, ...]:
    """A body's name and abbreviation: of "Office for Electoral Standards (OES)" both."""
    name, _, short = body.rstrip(") ").partition(" (")
    return (name, short) if short else (name,)


def is_half(claim: str, language: str, held: Held) -> bool:
    """Whether the claim takes one half of a sentence that turns ("competitive, but on an uneven field"), and nothing
    of the other."""
    finding = held.unit.findings[0]
    turns = _pattern("turns", language)
    if not turns or finding.statement.language != language or held.unit.beside:
        return False
    turn = next((m for m in turns.finditer(finding.text) if m.start() > 0), None)
    if turn is None or turns.search(claim):
        return False
    said = set(stems(claim, language))
    one = set(stems(finding.text[: turn.start()], language))
    two = set(stems(finding.text[turn.end() :], language)) - one
    return len(two) >= 3 and len(said & one) >= 3 and not said & two


def is_personal(claim: str, language: str, held: Held, scope: Sequence[Statement]) -> bool:
    """Whether the claim gives to the mission, or a body, what one named person says in the statement."""
    sentence, says = held.unit.findings[0].sentence, _pattern("says", language)
    if sentence.voice != "speaker" or not sentence.speaker or not says or sentence.speaker.split()[-1] in claim:
        return False
    bodies = [re.escape(name) for s in scope for body in s.bodies for name in _aliases(body)]
    mission = "|".join([str(_facts()["mission"][language]), *bodies])
    speaks = rf"(?<!\w)(?:{mission})(?: [\w'’-]+){{0,6}}? (?:{_facts()['says'][language]})(?!\w)"
    return bool(re.search(speaks, claim, re.IGNORECASE))


def is_unobserved(claim: str, language: str, scope: Sequence[Statement]) -> bool:
    """Whether nothing is said since the mission did not observe it: election day, by a mission that was no full one."""
    of_the_day = _pattern("election day", language)
    limited = bool(scope) and all(s.mission_format in _WITHOUT_ELECTION_DAY for s in scope)
    return limited and bool(of_the_day and of_the_day.search(claim))


def _spoken(language: str) -> str:
    return language if language in ("en", "ru", "fr", "es") else "en"


def saying(language: str) -> str | None:
    """The words of saying of a language, as a regular expression; None for a language that has no list."""
    words: str | None = _facts()["says"].get(language)
    return words


@cache
def _pattern(name: str, language: str) -> re.Pattern[str] | None:
    """The words of a list; None for a language that it does not have."""
    words = _facts()[name].get(language)
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE) if words else None


@cache
def _facts() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(_TABLE.read_text(encoding="utf-8"))
    return loaded
