from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from library.records import Answer, AnswerSentence, Citation, Passage, Statement
from retrieval.verify import Unproven, verify

TEXT = "Voting was calm. Turnout was 61.3 per cent. Counts were slow."
STATEMENT = Statement("s", "norland.md", "/norland.md", "Norland")
PASSAGE = Passage("s:0", "s", 0, None, None, 1, TEXT, 0, len(TEXT), (), "narrative")


def cite(n: int, start: int, end: int, quote: str | None = None) -> Citation:
    return Citation(n, STATEMENT, PASSAGE, TEXT[start:end] if quote is None else quote, start, end, "narrative")


FIRST, SECOND = cite(1, 0, 16), cite(2, 17, 43)
GOOD = Answer(
    question="?",
    standalone="?",
    status="answered",
    sentences=(AnswerSentence(FIRST.quote, (1,)), AnswerSentence(SECOND.quote, (2,))),
    citations=(FIRST, SECOND),
    passages=(),
    scope="all statements",
    searched=(STATEMENT,),
    note="1 statement searched.",
    seconds=0.1,
)
REFUSED = replace(GOOD, status="not_addressed", sentences=(), citations=())


@pytest.mark.parametrize("answer", [GOOD, REFUSED, replace(REFUSED, status="out_of_record")])
def test_an_answer_that_keeps_its_promises_leaves_as_it_is(answer: Answer):
    assert verify(answer) is answer


BROKEN = {
    "a quote with a changed word": replace(
        GOOD, citations=(FIRST, replace(SECOND, quote=SECOND.quote.replace("61.3", "91.3")))
    ),
    "a quote that stands elsewhere than at its span": replace(
        GOOD, citations=(replace(FIRST, start=1, end=17), SECOND)
    ),
    "a quote in other typography": replace(GOOD, citations=(replace(FIRST, quote="Voting was calm…"), SECOND)),
    "an empty quote": replace(
        GOOD, citations=(cite(1, 5, 5), SECOND), sentences=(AnswerSentence("", (1,)), GOOD.sentences[1])
    ),
    "a span beyond the end": replace(GOOD, citations=(FIRST, cite(2, 17, 999, "Turnout was 61.3 per cent."))),
    "a citation of another statement's words": replace(
        GOOD, citations=(replace(FIRST, statement=replace(STATEMENT, id="another")), SECOND)
    ),
    "numbers out of order": replace(GOOD, citations=(SECOND, FIRST)),
    "a number twice": replace(GOOD, citations=(FIRST, replace(SECOND, n=1))),
    "numbers that do not begin at one": replace(
        GOOD,
        citations=(replace(FIRST, n=2), replace(SECOND, n=3)),
        sentences=(AnswerSentence(FIRST.quote, (2,)), AnswerSentence(SECOND.quote, (3,))),
    ),
    "a citation that no sentence uses": replace(GOOD, sentences=GOOD.sentences[:1]),
    "a mark without a citation": replace(GOOD, sentences=(*GOOD.sentences, AnswerSentence("Counts were slow.", (3,)))),
    "a sentence without a citation": replace(
        GOOD, sentences=(*GOOD.sentences, AnswerSentence("Counts were slow.", ()))
    ),
    "a sentence in other words than its citation": replace(
        GOOD, sentences=(AnswerSentence("Voting was peaceful.", (1,)), GOOD.sentences[1])
    ),
    "a sentence under another one's citation": replace(
        GOOD, sentences=(AnswerSentence(FIRST.quote, (2,)), AnswerSentence(SECOND.quote, (1,)))
    ),
    "an answer that says nothing": replace(GOOD, sentences=(), citations=()),
    "a refusal that says something": replace(GOOD, status="not_addressed"),
    "an absence that says something": replace(GOOD, status="out_of_record"),
}


@pytest.mark.parametrize("answer", BROKEN.values(), ids=BROKEN)
def test_a_broken_promise_does_not_leave(answer: Answer):
    with pytest.raises(Unproven):
        verify(answer)


CALM = AnswerSentence("All was calm, turnout 61.3 per cent.", (1, 2), "written")
WRITTEN = replace(GOOD, mode="written", sentences=(CALM,))


def carried(sentence: str, cited: Sequence[Citation]) -> bool:
    return sentence == CALM.text and [c.quote for c in cited] == [FIRST.quote, SECOND.quote]


def test_a_written_sentence_leaves_if_what_it_cites_carries_it():
    assert verify(WRITTEN, carried) is WRITTEN


def test_a_written_sentence_that_nothing_carries_never_leaves():
    invented = replace(WRITTEN, sentences=(CALM, AnswerSentence("Turnout was 91.3 per cent.", (2,), "written")))
    with pytest.raises(Unproven, match="not carried"):
        verify(invented, carried)
    with pytest.raises(Unproven, match="not carried"):
        verify(WRITTEN)


def test_a_repaired_sentence_is_held_to_the_same():
    with pytest.raises(Unproven, match="not carried"):
        verify(replace(WRITTEN, sentences=(CALM, AnswerSentence("All was well.", (1,), "repaired"))), carried)


def test_a_quotation_in_a_written_answer_is_verbatim_too():
    with pytest.raises(Unproven, match="not verbatim"):
        verify(replace(WRITTEN, sentences=(CALM, AnswerSentence("Counts were quick.", (2,)))), carried)


def test_a_written_sentence_has_no_place_in_a_quoted_answer():
    with pytest.raises(Unproven, match="not carried"):
        verify(replace(WRITTEN, mode="quoted"), carried)


def test_a_written_sentence_needs_its_citations_too():
    with pytest.raises(Unproven, match="no citation"):
        verify(replace(WRITTEN, sentences=(CALM, AnswerSentence("Counts were slow.", (), "written"))), carried)


def test_the_fault_names_what_is_wrong():
    with pytest.raises(Unproven, match=r"citation 2 is not the text of norland\.md"):
        verify(BROKEN["a quote with a changed word"])
