"""Written answers: what became of what a chat model wrote, and whether what is shown is in its citations."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from evals.founded import Founded
from library.records import Answer

_QUOTED = re.compile(r"“[^”]*”")
_LISTED = re.compile(r"(The cited text does not say): .*")
_HINT = re.compile(r"(?<=\.) It has .*")


@dataclass
class WrittenScores:
    """Collects answers that a chat model was asked for."""

    founded: Founded
    asked: int = 0
    """Questions that the model was asked, since evidence suffices."""
    written: int = 0
    """Answers of which at least one sentence is the model's."""
    hows: Counter[str] = field(default_factory=Counter)
    """Sentences shown, by how they came about (`library.records.How`), in answers of which some are the model's."""
    replaced: int = 0
    dropped: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    """Why sentences did not stand as they were drafted."""
    troubles: Counter[str] = field(default_factory=Counter)
    """Why an answer is quoted or shorter after all."""
    unfounded: list[tuple[str, str]] = field(default_factory=list)
    """Sentences shown that hold what their citations do not, and what that is."""

    def add(self, answer: Answer) -> None:
        """Count one answer."""
        if answer.writing is None:
            return
        self.asked += 1
        self.replaced += answer.writing.replaced
        self.dropped += answer.writing.dropped
        self.reasons.update(kind_of(reason) for reason in answer.writing.reasons)
        if answer.writing.trouble:
            self.troubles[answer.writing.trouble] += 1
        self.unfounded += self.founded.missing(answer)
        if answer.mode == "written":
            self.written += 1
            self.hows.update(sentence.how for sentence in answer.sentences)


def kind_of(reason: str) -> str:
    """A reason without the words that it names, to be counted."""
    return _HINT.sub("", _LISTED.sub(r"\1 some words.", _QUOTED.sub("“…”", reason)))


def written_table(scores: WrittenScores) -> str:
    """Markdown: what became of the sentences, why they did not stand, and what is not in its citations."""
    drafted = scores.hows["written"] + scores.hows["repaired"] + scores.replaced + scores.dropped
    rows: Sequence[tuple[str, int]] = (
        ("answers that the model was asked for", scores.asked),
        ("of these written", scores.written),
        ("of these quoted after all", scores.asked - scores.written),
        ("sentences that were drafted and counted", drafted),
        ("proven as written", scores.hows["written"]),
        ("repaired: another passage carries it, or written anew", scores.hows["repaired"]),
        ("replaced by a quotation", scores.replaced),
        ("left out", scores.dropped),
        ("**shown with a number, name or quoted words that are not in the citations**", len(scores.unfounded)),
    )
    lines = ["| written answers | |", "|---|---|", *(f"| {name} | {count} |" for name, count in rows)]
    for title, counts in (("why sentences did not stand", scores.reasons), ("what else happened", scores.troubles)):
        if counts:
            lines += ["", f"| {title} | |", "|---|---|"]
            lines += [f"| {name} | {count} |" for name, count in counts.most_common()]
    lines += [f"\nNot in its citations: {sentence!r}: {what}" for sentence, what in scores.unfounded]
    return "\n".join(lines)
