"""The answer chain: question and history in, an `Answer` in the observers' own words out, as a LangChain runnable."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypedDict

from langchain_core.runnables import Runnable, RunnableLambda

from judge.loading import judge_for
from library.library import Library
from library.records import (
    Answer,
    AnswerSentence,
    AnswerStatus,
    Citation,
    RankedPassage,
    Statement,
)
from retrieval.conversation import Restate, Standalone, make_standalone, without
from retrieval.evidence import Evidence, Finding, gather
from retrieval.language import language_of
from retrieval.places import mentioned_in
from retrieval.scope import Filters, Scope, election_of, extreme, in_language
from retrieval.search import Query, query_for, search
from retrieval.spelling import mended
from retrieval.verify import verify

SHOWN = 10
LONGEST = 4_000
"""Characters of a question or a turn that are read."""


class Asked(TypedDict, total=False):
    """What the chain takes: the question, earlier turns (``role``, ``content``), filters chosen by hand, and what puts
    a follow-up into better words."""

    question: str
    history: Sequence[Mapping[str, str]]
    filters: Filters
    restate: Restate | None


@dataclass(frozen=True)
class Understood:
    """A question made to stand alone, with what it is searched in."""

    asked: str
    language: str
    standalone: Standalone
    began: float


@dataclass(frozen=True)
class Searched:
    """What the search found for it."""

    understood: Understood
    query: Query
    passages: tuple[RankedPassage, ...]


def answer_chain(library: Library) -> Runnable[Asked, Answer]:
    """understand | search | quote | verify over this library."""

    def understand(asked: Asked) -> Understood:
        return _understand(library, asked)

    def find(understood: Understood) -> Searched:
        return _find(library, understood)

    def quote(searched: Searched) -> Answer:
        return _quote(library, searched)

    return (
        RunnableLambda(understand).with_config(run_name="understand")
        | RunnableLambda(find).with_config(run_name="search")
        | RunnableLambda(quote).with_config(run_name="quote")
        | RunnableLambda(verify).with_config(run_name="verify")
    )


def searched_for(library: Library, asked: Asked) -> Searched:
    """The first half of the chain: what is found for a question, for fitting and for finding faults."""
    return _find(library, _understand(library, asked))


def _understand(library: Library, asked: Asked) -> Understood:
    began = time.perf_counter()
    question = _readable(asked["question"])
    language = language_of(question)
    history = [{**turn, "content": _readable(turn.get("content", ""))} for turn in asked.get("history") or ()]
    filters = asked.get("filters") or Filters()
    statements = [s for s in library.statements() if filters.admit(s)]

    meant = mended(question, library, language)
    is_mentioned = mentioned_in(library)
    standalone = make_standalone(meant, history, statements, is_mentioned, language)
    restate = asked.get("restate")
    if restate and standalone.topic and not standalone.scope.missing:
        standalone = restate(standalone, history, statements, is_mentioned, language)
    scope = extreme(meant, standalone.scope)
    scope = replace(scope, statements=tuple(in_language(scope.statements, language)))
    return Understood(question, language, replace(standalone, scope=scope), began)


def _readable(text: str) -> str:
    """On one line, without halves of characters, which no tokenizer takes."""
    return " ".join(text[:LONGEST].encode("utf-8", "replace").decode().split())


def _find(library: Library, understood: Understood) -> Searched:
    standalone = understood.standalone
    asked = without(standalone.question, standalone.scope)
    text = f"{standalone.topic} {asked}".strip()
    query = query_for(library, text, standalone.scope, understood.language, standalone.speakers)
    return Searched(understood, query, tuple(search(library, query, SHOWN)))


def _quote(library: Library, searched: Searched) -> Answer:
    understood, scope = searched.understood, searched.understood.standalone.scope
    judge, standalone = judge_for(library.settings), understood.standalone
    evidence = gather(library, judge, standalone, searched.query, searched.passages, understood.language)
    status: AnswerStatus = "out_of_record" if scope.missing or not scope.statements else "answered"
    if status == "answered" and not evidence.suffices:
        status = "not_addressed"
    citations = _citations(evidence) if status == "answered" else ()
    return Answer(
        question=understood.asked,
        standalone=understood.standalone.text,
        status=status,
        sentences=tuple(AnswerSentence(c.quote, (c.n,)) for c in citations),
        citations=citations,
        passages=searched.passages,
        scope=scope.words,
        searched=scope.statements,
        note=_note(status, scope, library.statements()),
        seconds=round(time.perf_counter() - understood.began, 4),
    )


def _citations(evidence: Evidence) -> tuple[Citation, ...]:
    return tuple(_citation(n, finding) for n, finding in enumerate(evidence.findings, 1))


def _citation(n: int, finding: Finding) -> Citation:
    statement, sentence = finding.statement, finding.sentence
    return Citation(
        n=n,
        statement=statement,
        passage=finding.passage,
        quote=finding.passage.words(sentence.start, sentence.end),
        start=sentence.start,
        end=sentence.end,
        voice=sentence.voice,
        speaker=statement.speaker_named(sentence.speaker),
    )


def _note(status: AnswerStatus, scope: Scope, everything: Sequence[Statement]) -> str:
    """In plain words: what was searched; for a refusal, why, and what there is."""
    count = len(scope.statements)
    searched = f"{count} statement{'' if count == 1 else 's'} searched ({scope.words})"
    if status == "answered":
        return f"{searched}."
    if status == "not_addressed":
        files = ", ".join(s.file for s in scope.statements[:8]) + (" …" if count > 8 else "")
        return f"Not addressed: {searched}, and {'it does' if count == 1 else 'they do'} not say. Searched: {files}."
    if not everything:
        return "The library is empty. Add statements first."
    what = f"{scope.missing_kind} on {scope.missing}" if scope.missing else "statement that passes the filters"
    return f"Not in the record: there is no {what}. The record holds: {_elections(everything)}."


def _elections(statements: Sequence[Statement]) -> str:
    years: dict[str, set[int]] = {}
    for statement in statements:
        if election := election_of(statement):
            years.setdefault(election[0], set()).add(election[1])
    return "; ".join(f"{country} {', '.join(map(str, sorted(of)))}" for country, of in sorted(years.items()))
