"""The passages that a model is given: numbered, fenced as data, as many as fit whole."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from library.context import context_line
from library.records import Answer, Passage, Statement
from retrieval.writing.tokens import room_for

MOST = 12
"""Passages; more confuse small models and cost time."""
_PLAIN = str.maketrans({"<": "‹", ">": "›", "[": "(", "]": ")", "`": "'"})
"""What could close a fence, look like a citation or like a model's own control marks."""


@dataclass(frozen=True)
class Given:
    """A passage under the number that the model cites it by."""

    n: int
    statement: Statement
    passage: Passage

    @property
    def fenced(self) -> str:
        """As the model sees it: what it is about, who speaks, and its words on one line."""
        about = context_line(self.statement, self.passage.section)
        speakers = dict.fromkeys(s.speaker for s in self.passage.sentences if s.speaker)
        said = f" Spoken by {', '.join(speakers)}." if speakers else ""
        return (
            f"<passage {self.n}>\n{as_data(about)}.{as_data(said)}\n{as_data(self.passage.text)}\n</passage {self.n}>"
        )


def as_data(text: str) -> str:
    """A text that can close no fence and hides nothing: one line, no angle or square brackets, no characters that
    cannot be seen."""
    seen = "".join(c for c in text if unicodedata.category(c) not in ("Cf", "Co", "Cn") and c != "\0")
    lead = " " if text[:1].isspace() else ""
    return lead + re.sub(r"\s+", " ", seen.translate(_PLAIN)).strip()


def given_for(answer: Answer, room: int) -> list[Given]:
    """The passages of what was quoted and then those that were found, best first, as many as fit whole into ``room``
    tokens."""
    chosen: list[Given] = []
    for statement, passage in _ranked(answer):
        given = Given(len(chosen) + 1, statement, passage)
        size = room_for(given.fenced)
        if size <= room:
            chosen.append(given)
            room -= size
        if len(chosen) == MOST:
            break
    return chosen


def _ranked(answer: Answer) -> Iterator[tuple[Statement, Passage]]:
    quoted = [(c.statement, c.passage) for c in answer.citations]
    found = [(p.statement, p.passage) for p in answer.passages]
    seen: set[str] = set()
    for statement, passage in [*quoted, *found]:
        if passage.id not in seen:
            seen.add(passage.id)
            yield statement, passage


def fenced(given: Iterable[Given]) -> str:
    """All of them, as the prompt holds them."""
    return "\n\n".join(one.fenced for one in given)


def by_number(given: Sequence[Given], numbers: Iterable[int]) -> list[Given]:
    """Those of these numbers that there are, each once."""
    wanted = dict.fromkeys(numbers)
    return [given[n - 1] for n in wanted if 0 < n <= len(given)]
