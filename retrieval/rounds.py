"""Which rounds of an election a question speaks of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from library.records import Statement

ROUNDS: dict[str, re.Pattern[str]] = {
    "first round": re.compile(
        r"\bfirst[- ]rounds?\b|\bfirst\b(?=\W+(?:\w+\W+){1,2}second[- ]rounds?\b)"
        r"|\bперв\w+ тур\w*|\b(?:premier|1er) tour\b|\bprimera vuelta\b|\bprimeira volta\b"
        r"|\berste[rn]? (?:Runde|Wahlgang)\b",
        re.I,
    ),
    "second round": re.compile(
        r"\bsecond[- ]rounds?\b|\brun-?offs?\b|\bвтор\w+ тур\w*|\b(?:second|deuxième|2e) tour\b|\bsegunda vuelta\b"
        r"|\bbalotaje\b|\bsegunda volta\b|\bStichwahl\b|\bzweite[rn]? (?:Runde|Wahlgang)\b",
        re.I,
    ),
}


def rounds_in(question: str) -> list[str]:
    """The rounds that a question names, first or second."""
    return [name for name, pattern in ROUNDS.items() if pattern.search(question)]


def of_round(question: str, statements: Sequence[Statement]) -> list[Statement]:
    """The statements on the rounds that are named; all where none is named, or no statement is on one of these.

    A statement that does not say its round may be on either.
    """
    named = rounds_in(question)
    if not named or not any(s.election_round in named for s in statements):
        return list(statements)
    return [s for s in statements if s.election_round is None or s.election_round in named]
