"""Rows that a judge learns from."""

from __future__ import annotations

from dataclasses import dataclass

from judge.judgement import Relation

__all__ = ["Relation", "Row"]


@dataclass(frozen=True)
class Row:
    """A text and a sentence with what is true of them.

    ``relation`` is None where the row asks the second thing: whether the text ``answers`` the sentence, a question.
    ``source`` names the collection or the kind of edit; ``group`` is what rows are held out by: a country, a fact.
    """

    text: str
    sentence: str
    source: str
    relation: Relation | None = None
    answers: bool | None = None
    group: str = ""
