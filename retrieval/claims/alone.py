"""Sentences of an article made to stand alone: who "he", "it" or "the mission" is, and which election is meant.

A pronoun is resolved only where it is the one who speaks ("It said ..."), since that decides whose word a claim is; of
what else a sentence speaks is found by the election that the sentences before it are about.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from judge.checks.names import names
from judge.checks.quotations import quotations
from judge.checks.words import Words
from library.bodies import find_bodies, known_bodies
from library.records import Statement
from retrieval.claims.misuse import saying
from retrieval.rounds import of_round, rounds_in
from retrieval.scope import Scope, resolve

_TABLE = Path(__file__).with_name("alone.yaml")
_REACH = 40
"""Characters between a body and the word of saying that makes it the one who speaks."""


@dataclass(frozen=True)
class Before:
    """What the sentences before one are about."""

    scope: Scope | None = None
    """Countries and years."""
    round: str = ""
    """The round that was named last; empty where none was."""
    person: str = ""
    body: str = ""
    """Who spoke last, as the article names them."""


@dataclass(frozen=True)
class Alone:
    """A sentence made to stand alone, and the way back to its places in the article's own words."""

    text: str
    start: int = 0
    end: int = 0
    """The words of the sentence that were replaced."""
    by: str = field(default="")

    def place(self, at: int) -> int:
        """The place in the article's sentence of a place in ``text``."""
        if at <= self.start:
            return at
        return max(self.start, at - len(self.by) + self.end - self.start)


def stand_alone(sentence: str, language: str, before: Before | None) -> Alone:
    """The sentence with the one who speaks by name, where it has a pronoun or "the mission" for them."""
    says = saying(language)
    if before is None or says is None:
        return Alone(sentence)
    quoted = [(q.start, q.end) for q in quotations(sentence)]
    for kind, name in (("person", before.person), ("observers", before.body)):
        words, between = _facts()[kind].get(language), _facts()["between"].get(language)
        if not name or not words:
            continue
        leading = rf"(?<!\w)(?P<who>{words})(?= (?:(?:{between}) ){{0,2}}(?:{says})(?!\w))"
        trailing = rf"(?<!\w)(?:{says}) (?P<other>{words})(?!\w)"
        for found in re.finditer(f"{leading}|{trailing}", sentence, re.IGNORECASE):
            start, end = found.span("who" if found["who"] else "other")
            if not any(first <= start < last for first, last in quoted):
                return Alone(f"{sentence[:start]}{name}{sentence[end:]}", start, end, name)
    name = before.person or before.body
    if language == "es" and name and (opens := re.match(rf"(?:{says})(?!\w)", sentence, re.IGNORECASE)):
        said = sentence[: opens.end()].lower() + sentence[opens.end() :]
        return Alone(f"{name} {said}", 0, 0, f"{name} ")
    return Alone(sentence)


def after(before: Before, sentence: str, language: str, statements: Sequence[Statement]) -> Before:
    """What the sentences up to and with this one are about."""
    scope = resolve(sentence, statements, before=before.scope)
    rounds = rounds_in(sentence)
    moved = bool(before.scope) and bool(scope.countries) and scope.countries != (before.scope or scope).countries
    body, person = _body(sentence, language, statements), _person(sentence)
    return Before(
        scope if scope.countries and not scope.missing else before.scope,
        rounds[0] if len(rounds) == 1 else "" if rounds or moved else before.round,
        person or ("" if body else before.person),
        body or ("" if moved else before.body),
    )


def of_the_round(scope: Scope, claim: str, before: Before | None) -> Scope:
    """The scope without statements on other rounds than the article speaks of, where the claim names none."""
    if before is None or not before.round or rounds_in(claim):
        return scope
    return replace(scope, statements=tuple(of_round(before.round, scope.statements)))


def _body(sentence: str, language: str, statements: Sequence[Statement]) -> str:
    """The body that speaks in a sentence, in its words; of several the last one."""
    says = saying(language)
    known = [*(b for s in statements for b in s.bodies), *(name for name, _ in known_bodies())]
    named = [sentence[m.start : m.end] for m in find_bodies(sentence, known) if says and _speaks(sentence, m.end, says)]
    return named[-1] if named else ""


def _speaks(sentence: str, end: int, says: str) -> bool:
    return bool(re.match(rf"[^.;:,]{{0,{_REACH}}}?(?<!\w)(?:{says})(?!\w)", sentence[end:], re.IGNORECASE))


def _person(sentence: str) -> str:
    people = [name for name in names(Words(sentence)) if name.is_person]
    return " ".join(t.text for t in people[-1].tokens) if people else ""


@cache
def _facts() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(_TABLE.read_text(encoding="utf-8"))
    return loaded
