"""How directions, and what is not said, are shown to people: a sign, a word, and never by colour alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from library.labels import Direction, Status
from retrieval.topics.overview import Cell, Standing
from retrieval.topics.recommendations import Outcome


@dataclass(frozen=True)
class Sign:
    """A kind of finding."""

    sign: str
    word: str
    means: str


DIRECTIONS: Mapping[Direction, Sign] = {
    "positive": Sign("+", "positive", "what the observers find good"),
    "negative": Sign("−", "negative", "what they find bad"),
    "mixed": Sign("±", "mixed", "both"),
    "neutral": Sign("=", "no judgement", "facts and recommendations"),
}
SILENT: Mapping[Standing, Sign] = {
    "not addressed": Sign("·", "not addressed", "no statement on the election speaks of it"),
    "not observed": Sign("/", "not observed", "its mission did not look at it, so silence says nothing"),
}
STATUSES: Mapping[Status, str] = {
    "finding": "",
    "allegation": "reported, not established",
    "recommendation": "recommendation",
    "follow-up": "on an earlier recommendation",
}
OUTCOMES: Mapping[Outcome, str] = {
    "fully": "implemented",
    "partly": "implemented in part",
    "not": "not implemented",
    "unclear": "see the words",
}


def sign_of(cell: Cell) -> Sign:
    """What a cell shows."""
    return DIRECTIONS[cell.direction] if cell.standing == "said" else SILENT[cell.standing]


def counted(number: int, thing: str) -> str:
    """A number with what it counts: 1 sentence, 2 sentences."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def in_words(cell: Cell) -> str:
    """A cell for people: how much is said, and by direction."""
    if cell.standing != "said":
        return SILENT[cell.standing].word
    each = [f"{cell.sentences[d]} {sign.word}" for d, sign in DIRECTIONS.items() if cell.sentences.get(d)]
    return f"{sign_of(cell).word}: {counted(cell.total, 'sentence')} ({', '.join(each)})"
