"""What the judge makes of the sentences that the clues put first: does this one answer the question?

The clues compare words and meanings; the judge has read question and sentence together. It reads the first few alone,
since it takes a hundred times as long as the clues.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from judge.judgement import Judge
from library.context import context_line
from retrieval.conversation import Standalone
from retrieval.weights import log_odds, probability

if TYPE_CHECKING:
    from retrieval.evidence import Finding

READ = 8
"""Sentences that are read; twelve brought no more on any of the corpora that it is measured on."""


def read(ranked: Sequence[Finding], standalone: Standalone, judge: Judge) -> list[Finding]:
    """The findings, of which the first `READ` have the clue ``answers``: the judge's log odds that it answers."""
    first = ranked[:READ]
    shown = [f"{context_line(f.statement, f.passage.section)}\n{f.text}" for f in first]
    likely = judge.answering([standalone.text] * len(first), shown)
    heard = [replace(f, clues={**f.clues, "answers": log_odds(one)}) for f, one in zip(first, likely, strict=True)]
    return [*heard, *ranked[READ:]]


def reordered(ranked: Sequence[Finding], model: Mapping[str, float]) -> list[Finding]:
    """The findings that were read in a new order, by what the clues and the judge say together; the others after them,
    as likely as they were but not more than the last of those."""
    heard = [
        replace(f, probability=probability(model, {"bears": log_odds(f.probability), "answers": f.clues["answers"]}))
        for f in ranked
        if "answers" in f.clues
    ]
    heard.sort(key=lambda f: -f.probability)
    least = heard[-1].probability if heard else 1.0
    rest = [replace(f, probability=min(f.probability, least)) for f in ranked if "answers" not in f.clues]
    return [*heard, *rest]
