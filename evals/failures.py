"""What went wrong, as a page for a person: by cause, with what was wanted, where it stood and what came instead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import shorten

from evals.corpus import GoldQuestion
from evals.definitions import Evidence, Place, covered, touched
from evals.scores import Scores
from library.records import Answer
from retrieval.exports.markdown import escaped

SHOWN_BESIDE = 3
"""Quotations that were not wanted are shown up to so many."""
LONGEST = 220
"""Characters of a quotation or turn that are shown."""


@dataclass(frozen=True)
class Cause:
    """A step of a question's journey that can go wrong, and where to look."""

    name: str
    look: str


WRONG_STATEMENTS = Cause(
    "searched in the wrong statements",
    "None of the statements that hold the evidence was in scope: `retrieval/scope.py`.",
)
NOT_FOUND = Cause(
    "evidence not among the passages found",
    "Not among the first ten passages (`retrieval/search.py`), or in a statement out of scope (`retrieval/scope.py`).",
)
REFUSED = Cause(
    "refused though the record answers it",
    "The passages held all of it: `retrieval/sufficiency.py`, `retrieval/lacking.py`.",
)
NOT_QUOTED = Cause("evidence found, but not quoted", "Other sentences were chosen, or too few: `retrieval/choice.py`.")
LATE = Cause("evidence found after the first five passages", "Quoted, but ranked low: `retrieval/search.py`.")
ANSWERED = Cause(
    "answered though the record does not say",
    "Something near was taken for an answer: `retrieval/sufficiency.py`, `retrieval/lacking.py`.",
)
CAUSES = (WRONG_STATEMENTS, NOT_FOUND, REFUSED, NOT_QUOTED, LATE, ANSWERED)
"""In the order of the journey: a question has the first one that fits."""


@dataclass(frozen=True)
class Failure:
    """A question that was not answered fully, and why."""

    gold: GoldQuestion
    answer: Answer
    cause: Cause

    @property
    def kind(self) -> str:
        """The type of the question; one that the record does not answer is of its own."""
        return self.gold.type if self.gold.answerable else "unanswerable"

    @property
    def found(self) -> list[Place]:
        """The passages found, best first."""
        return [(p.statement.file, p.passage.text) for p in self.answer.passages]

    @property
    def quoted(self) -> list[Place]:
        """What was said."""
        return [(c.statement.file, c.quote) for c in self.answer.citations]

    @property
    def share(self) -> float:
        """Share of the wanted evidence that was quoted; 0 where nothing was to be quoted."""
        return covered(self.quoted, self.gold.evidence, self.gold.also_in) if self.gold.evidence else 0.0

    def rank(self, evidence: Evidence) -> int | None:
        """Where a piece of evidence stood among the passages, from 1."""
        return next((n for n, place in enumerate(self.found, 1) if touched([place], evidence)), None)


def failures_report(scores: Scores) -> str:
    """Markdown: counts by cause and by type, then every question that was not answered fully, the worst first."""
    failures = [Failure(gold, answer, _cause(gold, answer)) for gold, answer in scores.failures]
    asked = {kind: len(rows) for kind, rows in scores.by_type.items()}
    asked["unanswerable"] = scores.rightly_refused + len(scores.wrongly_answered)
    lines = [f"# Not answered fully: {len(failures)} of {sum(asked.values())} questions", "", *_by_cause(failures)]
    lines += ["", *_by_type(failures, asked), "", _where(failures)]
    for number, cause in enumerate(CAUSES, 1):
        if of := [failure for failure in failures if failure.cause == cause]:
            lines += ["", f"## {number}. {cause.name.capitalize()}", "", cause.look]
            for failure in sorted(of, key=lambda one: (one.share, one.gold.id)):
                lines += _told(failure)
    return "\n".join(lines) + "\n"


def _cause(gold: GoldQuestion, answer: Answer) -> Cause:
    """Where on its way a question went wrong first."""
    if not gold.answerable:
        return ANSWERED
    searched = {statement.file for statement in answer.searched}
    if not {evidence["file"] for evidence in gold.evidence + gold.also_in} & searched:
        return WRONG_STATEMENTS
    found = [(p.statement.file, p.passage.text) for p in answer.passages]
    if covered(found, gold.evidence, gold.also_in) < 1:
        return NOT_FOUND
    if answer.status != "answered":
        return REFUSED
    quotes = [(c.statement.file, c.quote) for c in answer.citations]
    return NOT_QUOTED if covered(quotes, gold.evidence, gold.also_in) < 1 else LATE


def _by_cause(failures: Sequence[Failure]) -> list[str]:
    lines = ["| | cause | questions | which |", "|---|---|---|---|"]
    for number, cause in enumerate(CAUSES, 1):
        ids = [failure.gold.id for failure in failures if failure.cause == cause]
        links = " ".join(f"[{one}](#{one})" for one in sorted(ids)) or "–"
        lines.append(f"| {number} | {cause.name} | {len(ids)} | {links} |")
    return lines


def _by_type(failures: Sequence[Failure], asked: dict[str, int]) -> list[str]:
    counts = Counter((failure.kind, failure.cause) for failure in failures)
    numbers = " | ".join(map(str, range(1, len(CAUSES) + 1)))
    lines = [f"| type (causes by number) | asked | failed | {numbers} |", "|---|---|---|" + "---|" * len(CAUSES)]
    for kind in sorted(asked):
        of = [counts[kind, cause] for cause in CAUSES]
        lines.append(f"| {kind} | {asked[kind]} | {sum(of)} | {' | '.join(str(n or '') for n in of)} |")
    return lines


def _where(failures: Sequence[Failure]) -> str:
    """Of all evidence that these questions wanted: where it stood, and how much was quoted."""
    wanted = [(failure, evidence) for failure in failures for evidence in failure.gold.evidence]
    ranks = [failure.rank(evidence) for failure, evidence in wanted]
    first, five = sum(rank == 1 for rank in ranks), sum(rank is not None and 1 < rank <= 5 for rank in ranks)
    later, none = sum(rank is not None and rank > 5 for rank in ranks), sum(rank is None for rank in ranks)
    said = sum(touched(failure.quoted, evidence) for failure, evidence in wanted)
    return (
        f"Of the {len(wanted)} places that these questions want, {first} stood in the first passage, {five} in the "
        f"second to fifth, {later} later, {none} in none; {said} were quoted."
    )


def _told(failure: Failure) -> list[str]:
    gold, answer = failure.gold, failure.answer
    lines = ["", f"### {gold.id}", "", f"{failure.kind}, {answer.status}: **{_short(gold.question)}**", ""]
    if gold.history:
        lines.append(f"- before: {_short(' / '.join(turn['content'] for turn in gold.history[-2:]))}")
    if answer.standalone != answer.question:
        lines.append(f"- understood as: {_short(answer.standalone)}")
    lines.append(f"- scope: {answer.scope}; statements searched: {len(answer.searched)}")
    lines += [_wanted(failure, evidence) for evidence in gold.evidence] or ["- wanted: a refusal"]
    beside = [place for place in failure.quoted if not any(touched([place], e) for e in gold.evidence + gold.also_in)]
    lines += [f"- said instead: {file}: {_short(quote)}" for file, quote in beside[:SHOWN_BESIDE]]
    if len(beside) > SHOWN_BESIDE:
        lines.append(f"- and {len(beside) - SHOWN_BESIDE} more that were not wanted")
    if answer.status != "answered":
        lines.append(f"- said instead: {_short(answer.note)}")
    return lines


def _wanted(failure: Failure, evidence: Evidence) -> str:
    rank = failure.rank(evidence)
    if evidence["file"] not in {statement.file for statement in failure.answer.searched}:
        place = "not searched"
    else:
        place = f"passage {rank}" if rank else "not found"
    said = "quoted" if touched(failure.quoted, evidence) else "**not quoted**"
    return f"- wanted ({place}, {said}): {evidence['file']}: {_short(evidence['quote'])}"


def _short(text: str) -> str:
    return escaped(shorten(text, LONGEST, placeholder=" …"))
