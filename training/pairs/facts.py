"""Facts that statements of this genre report, each in several wordings with what follows from it and what does not.

`facts/*.txt`, a block a fact:

    # title
    a> the observers' wording               b> a wording of what cannot be true beside it
    a< a sentence that follows from it      b< likewise
    a= follows too, and is left open (or true) by b
    o> a neighbouring fact, about which neither a nor b says anything
    o< a sentence that follows from it alone
    x< a sentence that follows from none of them (a stronger, wider or further claim)
    ?a a question that a and b answer and o does not
    ?o a question that o answers and a and b do not
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).with_name("facts")


@dataclass
class Fact:
    """One block: its wordings by their mark."""

    title: str
    topic: str
    lines: dict[str, list[str]] = field(default_factory=dict)

    def get(self, mark: str) -> list[str]:
        """The wordings under a mark, in their order."""
        return self.lines.get(mark, [])


def read_facts() -> list[Fact]:
    """All facts of all topics, in the order of files and lines.

    Raises:
        ValueError: a line bears no known mark.
    """
    facts: list[Fact] = []
    for file in sorted(FOLDER.glob("*.txt")):
        if file.stem == "quotes":
            continue
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.startswith("# "):
                facts.append(Fact(line[2:], file.stem))
            elif line:
                mark, wording = line[:2], line[3:]
                if mark not in ("a>", "a<", "a=", "b>", "b<", "o>", "o<", "x<", "?a", "?o"):
                    raise ValueError(f"{file.name}: no mark begins {line!r}")
                facts[-1].lines.setdefault(mark, []).append(wording)
    return facts
