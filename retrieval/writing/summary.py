"""A topic summed up in written points, each proven; what is not proven, or not written of, stays verbatim."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

from library.records import Answer, AnswerSentence, Citation
from library.writing import Writing
from retrieval.topics.records import Point, Summary
from retrieval.verify import Unproven
from retrieval.writing.carriers import Carriers
from retrieval.writing.draft import Place, numbered, overlap
from retrieval.writing.model import ChatModel
from retrieval.writing.task import Task
from retrieval.writing.writer import Writer

AT_ONCE = 10
"""Points that the model is given in one request."""
SPARE = 4
"""Sentences more than points, for a model that splits them."""


def written_summary(model: ChatModel, carriers: Carriers, quoted: Summary, language: str) -> Summary:
    """The summary with its points as the model writes them, in their order; a quoted point stays where no written one
    speaks of the same words.

    Raises:
        Unproven: a written point is not carried by what it cites; a fault of the program.
    """
    began = time.perf_counter()
    places: list[Place] = []
    points: list[Point] = []
    writing: Writing | None = None
    for start in range(0, len(quoted.points), AT_ONCE):
        some = quoted.points[start : start + AT_ONCE]
        answer = _written(model, carriers, quoted, some, language)
        writing = _added(writing, answer.writing)
        for place, point in _placed(answer, some, quoted.citations):
            places.append(place)
            points.append(point)
    sentences, citations = numbered(places)
    cited = {c.n: c for c in citations}
    for sentence in sentences:
        if sentence.how != "quoted" and not carriers.carry(sentence.text, [cited[n] for n in sentence.citations]):
            raise Unproven(f"written and not carried: {sentence.text!r}")
    return replace(
        quoted,
        points=tuple(
            replace(point, text=sentence.text, citations=sentence.citations, how=sentence.how)
            for point, sentence in zip(points, sentences, strict=True)
        ),
        citations=citations,
        seconds=round(quoted.seconds + time.perf_counter() - began, 3),
        writing=writing,
    )


def _written(model: ChatModel, carriers: Carriers, quoted: Summary, points: Sequence[Point], language: str) -> Answer:
    """These points as an answer to write: the quoted one, whose passages the model is given."""
    numbers = {n for point in points for n in point.citations}
    citations = tuple(c for c in quoted.citations if c.n in numbers)
    answer = Answer(
        question=quoted.topic,
        standalone=quoted.topic,
        status="answered",
        sentences=tuple(AnswerSentence(point.text, point.citations) for point in points),
        citations=citations,
        passages=(),
        scope=quoted.scope,
        searched=(),
        note=quoted.note,
        seconds=0.0,
    )
    task = Task("summary", len(points), len(points) + SPARE)
    *_, last = Writer(model, carriers, answer, language, task=task).steps()
    return last.answer


def _placed(answer: Answer, points: Sequence[Point], citations: Sequence[Citation]) -> list[tuple[Place, Point]]:
    """Each quoted point, or in its place the sentences of the answer that speak of its words, each once."""
    quotes = {c.n: c for c in citations}
    cited = {c.n: c for c in answer.citations}
    waiting = list(answer.sentences) if answer.mode == "written" else []
    spoken: list[Citation] = []
    placed = []
    for point in points:
        own = [quotes[n] for n in point.citations]
        for sentence in list(waiting):
            carried_by = [cited[n] for n in sentence.citations]
            if any(overlap(one, other) for one in own for other in carried_by):
                waiting.remove(sentence)
                spoken += carried_by
                placed.append((_place(sentence.text, carried_by, sentence), point))
        if not any(overlap(one, other) for one in own for other in spoken):
            placed.append((_place(point.text, own, None), point))
    return placed


def _place(text: str, carried_by: Sequence[Citation], sentence: AnswerSentence | None) -> Place:
    return Place(text, text=text, carried_by=tuple(carried_by), how=sentence.how if sentence else "quoted")


def _added(one: Writing | None, other: Writing | None) -> Writing | None:
    """Two requests of one summary told together."""
    if one is None or other is None:
        return one or other
    return replace(
        one,
        tokens_in=one.tokens_in + other.tokens_in,
        tokens_out=one.tokens_out + other.tokens_out,
        seconds=round(one.seconds + other.seconds, 3),
        replaced=one.replaced + other.replaced,
        dropped=one.dropped + other.dropped,
        trouble=one.trouble or other.trouble,
    )
