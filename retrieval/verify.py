"""Nothing leaves that its citation does not carry."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from library.records import Answer, Citation

Carry = Callable[[str, Sequence[Citation]], bool]
"""Whether the quotes of these citations carry a sentence."""


class Unproven(Exception):
    """An answer that breaks a promise. It is a fault of the program and never shown."""


def nothing_carries(sentence: str, cited: Sequence[Citation]) -> bool:
    """Where nobody proves written sentences, none leaves."""
    return False


def verify(answer: Answer, carry: Carry = nothing_carries) -> Answer:
    """The answer itself, if every sentence is verbatim what its citations quote or, where it is written, carried by it.

    Raises:
        Unproven: a quote is not in its statement at its span, a sentence has no citation or other words than it, a
            written sentence is not carried by what it cites, or a citation is unused or out of order.
    """
    cited = {c.n: c for c in answer.citations}
    for n, citation in enumerate(answer.citations, 1):
        if citation.n != n:
            raise Unproven(f"citation {citation.n} stands in place {n}")
        if citation.passage.statement_id != citation.statement.id:
            raise Unproven(f"citation {n} quotes another statement than {citation.statement.file}")
        if citation.passage.words(citation.start, citation.end) != citation.quote or not citation.quote:
            raise Unproven(f"citation {n} is not the text of {citation.statement.file} at its span")
    used = [n for sentence in answer.sentences for n in sentence.citations]
    if sorted(set(used)) != sorted(cited):
        raise Unproven("citations and marks differ")
    for sentence in answer.sentences:
        if not sentence.citations:
            raise Unproven(f"no citation under {sentence.text!r}")
        if sentence.how == "quoted" and all(sentence.text != cited[n].quote for n in sentence.citations):
            raise Unproven(f"not verbatim: {sentence.text!r}")
        if sentence.how != "quoted" and (
            answer.mode != "written" or not carry(sentence.text, [cited[n] for n in sentence.citations])
        ):
            raise Unproven(f"written and not carried: {sentence.text!r}")
    if (answer.status == "answered") != bool(answer.sentences):
        raise Unproven(f"status {answer.status} with {len(answer.sentences)} sentences")
    return answer
