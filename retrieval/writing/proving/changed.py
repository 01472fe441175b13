"""Changes: "rose from 28 per cent in 2017 to 43 per cent in 2021" says two things, and a direction."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from judge.checks.figures import Figure, figures
from judge.checks.words import Token, Words

_UP = frozenset("rose risen increased grew grown climbed went-up gone-up".split())
_DOWN = frozenset("fell fallen dropped decreased declined shrank went-down gone-down".split())
_WAS = "was"
_APART = 3
"""Tokens at most between a figure and the year that it is of, or the next "to"."""


@dataclass(frozen=True)
class Change:
    """A change told of a sentence's subject: the figures then and now, and the same as two sentences."""

    verb: str
    then: Figure
    now: Figure
    sentences: tuple[str, str]
    border: int
    """Where in the sentence what is said of the later election begins."""

    @property
    def is_turned(self) -> bool:
        """Whether the figures go the other way than the verb says."""
        rises = self.verb in _UP
        return self.then.measure == self.now.measure and (self.now.value > self.then.value) != rises


def change_of(said: Words) -> Change | None:
    """The change that a sentence tells of; None where it tells of none in this form."""
    found = figures(said)
    for n, token in enumerate(said.tokens[:-1]):
        verb = _verb(said, n)
        if token.folded != "from" or verb is None:
            continue
        then = next((f for f in found if f.start == said.tokens[n + 1].start), None)
        to = _to(said, then) if then else None
        now = next((f for f in found if to and f.start == said.tokens[to.place + 1].start), None)
        if then and to and now and then.measure not in ("year", "day"):
            before = said.text[: verb[1]]
            earlier = f"{before}{_WAS} {said.text[then.start : to.start].strip()}"
            return Change(
                verb[0],
                then,
                now,
                (f"{earlier}.", f"{before}{_WAS} {said.text[now.start :]}"),
                said.tokens[to.place].start,
            )
    return None


def check(said: Words) -> Iterator[str]:
    """A change that its own figures turn round."""
    change = change_of(said)
    if change and change.is_turned:
        yield f"“{change.verb}” is not what “{change.then.words}” and “{change.now.words}” say."


def _verb(said: Words, place: int) -> tuple[str, int] | None:
    """The verb of change before a token, and where it begins."""
    one = said.tokens[place - 1].folded if place else ""
    if one in _UP | _DOWN:
        return one, said.tokens[place - 1].start
    two = f"{said.tokens[place - 2].folded}-{one}" if place > 1 else ""
    return (two, said.tokens[place - 2].start) if two in _UP | _DOWN else None


def _to(said: Words, then: Figure) -> Token | None:
    """The "to" behind the first figure and its year."""
    following = [t for t in said.tokens if t.start >= then.end][: _APART + 1]
    return next((t for t in following if t.folded == "to" and t.place + 1 < len(said.tokens)), None)
