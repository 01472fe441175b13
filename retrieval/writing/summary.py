"""A topic summed up in written points, each proven; what is not proven, or not written of, stays verbatim."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from library.records import Answer, AnswerSentence, Citation
from library.text import stems
from library.writing import Writing
from retrieval.topics.records import Point, Summary
from retrieval.verify import Unproven
from retrieval.writing.carriers import Carriers, share
from retrieval.writing.draft import Place, numbered, overlap
from retrieval.writing.model import ChatModel, never
from retrieval.writing.task import Step, Task
from retrieval.writing.writer import Writer

AT_ONCE = 10
"""Points that the model is given in one request."""
SPARE = 4
"""Sentences more than points, for a model that splits them."""
STOPPED = "Stopped; what was not written yet stands in the observers' own words."

Placed = tuple[Place, Point]
"""What stands at the place of a quoted point: a sentence of the model, or the point itself."""


def summary_steps(
    model: ChatModel, carriers: Carriers, quoted: Summary, language: str, stop: Callable[[], bool] = never
) -> Iterator[Summary]:
    """The points that are written so far, after each that was proven; at the end the whole summary, in which a quoted
    point stays where no written one speaks of the same words. The order is that of the quoted points.

    ``stop`` is asked while the model writes; what was proven until then stays.

    Raises:
        Unproven: a written point is not carried by what it cites; a fault of the program.
    """
    began = time.perf_counter()
    placed: list[Placed] = []
    writing: Writing | None = None
    for start in range(0, len(quoted.points), AT_ONCE):
        some = quoted.points[start : start + AT_ONCE]
        if writing and stop():
            placed += [(_quoted(point, quoted.citations), point) for point in some]
            writing = replace(writing, trouble=writing.trouble or STOPPED)
            continue
        for step in _asked(model, carriers, quoted, some, language, stop):
            if step.kind == "sentence":
                so_far = [*placed, *_written(step.answer, some, quoted.citations)]
                yield _summed(quoted, so_far, _added(writing, step.answer.writing), began, carriers)
        placed += _with_rest(step.answer, some, quoted.citations)
        writing = _added(writing, step.answer.writing)
    yield _summed(quoted, placed, writing, began, carriers)


def _summed(
    quoted: Summary, placed: Sequence[Placed], writing: Writing | None, began: float, carriers: Carriers
) -> Summary:
    """A summary of these points, numbered anew, each written one proven once more."""
    sentences, citations = numbered([place for place, _ in placed])
    cited = {c.n: c for c in citations}
    for sentence in sentences:
        if sentence.how != "quoted" and not carriers.carry(sentence.text, [cited[n] for n in sentence.citations]):
            raise Unproven(f"written and not carried: {sentence.text!r}")
    return replace(
        quoted,
        points=tuple(
            replace(point, text=sentence.text, citations=sentence.citations, how=sentence.how)
            for (_, point), sentence in zip(placed, sentences, strict=True)
        ),
        citations=citations,
        seconds=round(quoted.seconds + time.perf_counter() - began, 3),
        writing=writing,
    )


def _asked(
    model: ChatModel,
    carriers: Carriers,
    quoted: Summary,
    points: Sequence[Point],
    language: str,
    stop: Callable[[], bool],
) -> Iterator[Step]:
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
    return Writer(model, carriers, answer, language, stop, task).steps()


def _written(answer: Answer, points: Sequence[Point], citations: Sequence[Citation]) -> list[Placed]:
    """The sentences of a written answer that speak of these points, each once, at the first whose words it is from."""
    cited = {c.n: c for c in answer.citations}
    told = [c for point in points for c in _own(point, citations)]
    waiting = [
        sentence
        for sentence in answer.sentences
        if answer.mode == "written" and not _is_beside(sentence.text, [cited[n] for n in sentence.citations], told)
    ]
    placed: list[Placed] = []
    for point in points:
        own = _own(point, citations)
        for sentence in list(waiting):
            carried_by = tuple(cited[n] for n in sentence.citations)
            if _share_words(own, carried_by):
                waiting.remove(sentence)
                placed.append(
                    (Place(sentence.text, text=sentence.text, carried_by=carried_by, how=sentence.how), point)
                )
    return placed


def _with_rest(answer: Answer, points: Sequence[Point], citations: Sequence[Citation]) -> list[Placed]:
    """The same, and verbatim every point of whose words none of them speaks."""
    written = _written(answer, points, citations)
    spoken = [cited for place, _ in written for cited in place.carried_by]
    placed: list[Placed] = []
    for point in points:
        placed += [(place, of) for place, of in written if of is point]
        if not _share_words(_own(point, citations), spoken):
            placed.append((_quoted(point, citations), point))
    return placed


def _is_beside(text: str, carried_by: Sequence[Citation], told: Sequence[Citation]) -> bool:
    """Whether a sentence has more words of what stands around the points in the quotations that carry it than of the
    points themselves: it is true, but of another topic."""
    statement = carried_by[0].statement
    said = set(stems(text, statement.language))
    inside = " ".join(c.quote for c in told if any(overlap(c, other) for other in carried_by))
    outside = " ".join(_around(c, told) for c in carried_by)
    return share(said, outside, statement.language) > share(said, inside, statement.language)


def _around(quotation: Citation, told: Sequence[Citation]) -> str:
    """The words of a quotation that are in none of these."""
    words, at = [], quotation.start
    for c in sorted((c for c in told if overlap(c, quotation)), key=lambda c: c.start):
        words.append(quotation.quote[at - quotation.start : max(c.start, at) - quotation.start])
        at = max(at, c.end)
    return " ".join([*words, quotation.quote[at - quotation.start :]])


def _quoted(point: Point, citations: Sequence[Citation]) -> Place:
    return Place(point.text, text=point.text, carried_by=_own(point, citations), how="quoted")


def _own(point: Point, citations: Sequence[Citation]) -> tuple[Citation, ...]:
    return tuple(c for c in citations if c.n in point.citations)


def _share_words(own: Sequence[Citation], others: Sequence[Citation]) -> bool:
    return any(overlap(one, other) for one in own for other in others)


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
