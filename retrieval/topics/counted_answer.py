"""A count as an answer of *Ask*: for each case the words that show it, and the count in the note."""

from __future__ import annotations

from dataclasses import replace

from library.records import Answer, AnswerSentence, RankedPassage, Statement
from retrieval.topics.counts import Count


def as_answer(count: Count, searched: tuple[Statement, ...]) -> Answer:
    """The answer: a quotation an election, the most telling; where nothing counts, a refusal that says so."""
    by_number = {c.n: c for c in count.citations}
    shown = [by_number[case.citations[0]] for case in count.cases if case.citations]
    citations = tuple(replace(citation, n=n) for n, citation in enumerate(shown, 1))
    missing = not searched
    return Answer(
        question=count.question,
        standalone=count.question,
        status="answered" if citations else "out_of_record" if missing else "not_addressed",
        sentences=tuple(AnswerSentence(c.quote, (c.n,)) for c in citations),
        citations=citations,
        passages=tuple(RankedPassage(c.statement, c.passage, 1.0) for c in citations),
        scope=count.scope,
        searched=searched,
        note=count.note,
        seconds=count.seconds,
    )
