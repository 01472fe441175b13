"""Rows that a judge learns from."""

from __future__ import annotations

from dataclasses import dataclass

from judge.judgement import Relation

__all__ = ["Labels", "Relation", "Row"]


@dataclass(frozen=True)
class Labels:
    """What a sentence speaks of and finds, as places in `judge.labels`: topics, direction, phase, status."""

    topics: frozenset[int]
    direction: int
    phase: int
    status: int


@dataclass(frozen=True)
class Row:
    """A text and a sentence with what is true of them.

    ``relation`` is None where the row asks another thing: whether the text ``answers`` the sentence, a question, or
    which ``labels`` the sentence has, the text being what stands before it.
    ``source`` names the collection or the kind of edit; ``group`` is what rows are held out by: a country, a fact.
    """

    text: str
    sentence: str
    source: str
    relation: Relation | None = None
    answers: bool | None = None
    labels: Labels | None = None
    group: str = ""
