"""Nothing leaves that its citation does not carry."""

from __future__ import annotations

from library.records import Answer


class Unproven(Exception):
    """An answer that breaks a promise. It is a fault of the program and never shown."""


def verify(answer: Answer) -> Answer:
    """The answer itself, if every sentence is verbatim what its citations quote.

    Raises:
        Unproven: a quote is not in its statement at its span, a sentence has no citation or other words than it, or
            a citation is unused or out of order.
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
        if answer.mode == "quoted" and all(sentence.text != cited[n].quote for n in sentence.citations):
            raise Unproven(f"not verbatim: {sentence.text!r}")
    if (answer.status == "answered") != bool(answer.sentences):
        raise Unproven(f"status {answer.status} with {len(answer.sentences)} sentences")
    return answer
