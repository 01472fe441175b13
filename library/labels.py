"""What each sentence speaks of and finds, as rows of the catalog: what is counted is counted from these.

Labels come and go with their passages. `labelled` says by which labeller a statement's labels were made, so that those
of another one can be told and made anew without reading the document again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from sqlalchemy import ColumnElement, and_, delete, func, insert, select, text

from library import schema
from library.database import Database

Direction = Literal["positive", "negative", "mixed", "neutral"]
"""What the observers find: good, bad, both in one sentence, or a fact without a judgement."""
Phase = Literal["before", "election day", "after"]
Status = Literal["finding", "allegation", "recommendation", "follow-up"]
"""``allegation``: reported to the observers, not established by them. ``follow-up``: of an earlier recommendation."""
SURE = 0.37
"""From here on a sentence counts as speaking of a topic; below, it may."""
Place = tuple[str, int]
"""A sentence: the id of its passage and its place in it, from 0."""


@dataclass(frozen=True)
class Label:
    """The label of one sentence; ``topics`` maps names to how sure they are, 0 to 1, also those that only may be."""

    topics: Mapping[str, float] = field(default_factory=dict)
    direction: Direction = "neutral"
    phase: Phase = "before"
    status: Status = "finding"

    @property
    def spoken_of(self) -> frozenset[str]:
        """The topics that it speaks of."""
        return frozenset(topic for topic, sure in self.topics.items() if sure >= SURE)


@dataclass(frozen=True)
class Wanted:
    """Which sentences are looked for by their labels; empty is any."""

    topics: tuple[str, ...] = ()
    """Those that speak of one of these."""
    directions: tuple[Direction, ...] = ()
    statuses: tuple[Status, ...] = ()


EVERY = Wanted()


@dataclass(frozen=True)
class Tally:
    """How many sentences of a statement speak of a topic in one direction; headings are not counted."""

    statement_id: str
    topic: str
    direction: Direction
    sentences: int


class Labels:
    """The labels of all sentences.

    Every method may raise `CatalogUnusable`.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, statement_id: str, version: str, labels: Mapping[Place, Label]) -> None:
        """Keep all labels of a statement in place of those of before; nothing where it has gone meanwhile."""
        s, t, f = schema.labelled, schema.sentence_topics, schema.sentence_findings
        own = select(schema.passages.c.id).where(schema.passages.c.statement_id == statement_id)
        with self._database.writing() as connection:
            there = {row[0] for row in connection.execute(own)}
            connection.execute(delete(s).where(s.c.statement_id == statement_id))
            for table in (t, f):
                connection.execute(delete(table).where(table.c.passage_id.in_(own)))
            if not there:
                return
            findings = [
                {"passage_id": p, "ordinal": n, "direction": one.direction, "phase": one.phase, "status": one.status}
                for (p, n), one in labels.items()
                if p in there
            ]
            topics = [
                {"passage_id": p, "ordinal": n, "topic": topic, "sure": sure}
                for (p, n), one in labels.items()
                if p in there
                for topic, sure in one.topics.items()
            ]
            for table, rows in ((f, findings), (t, topics)):
                if rows:
                    connection.execute(insert(table), rows)
            connection.execute(insert(s), {"statement_id": statement_id, "version": version})

    def outdated(self, version: str) -> list[str]:
        """Ids of the statements that this labeller has not labelled."""
        query = text(
            "SELECT s.id FROM statements s LEFT JOIN labelled l ON l.statement_id = s.id AND l.version = :version "
            "WHERE l.statement_id IS NULL"
        )
        with self._database.reading() as connection:
            return [row[0] for row in connection.execute(query, {"version": version})]

    def of(self, statement_ids: Iterable[str], wanted: Wanted = EVERY) -> dict[Place, Label]:
        """The labels of the sentences of these statements that are wanted, in order of statement and place."""
        return self._where(schema.passages.c.statement_id, statement_ids, wanted)

    def of_passages(self, passage_ids: Iterable[str]) -> dict[Place, Label]:
        """The labels of all sentences of these passages."""
        return self._where(schema.passages.c.id, passage_ids, EVERY)

    def speak_of(self, statement_ids: Iterable[str], topics: Iterable[str]) -> bool:
        """Whether any sentence of these statements may speak of one of these topics."""
        p, t = schema.passages.c, schema.sentence_topics.c
        joined = schema.sentence_topics.join(schema.passages, p.id == t.passage_id)
        query = select(t.topic).select_from(joined).where(t.topic.in_(list(topics))).limit(1)
        with self._database.reading() as connection:
            return any(
                connection.execute(query.where(p.statement_id.in_(part))).first() is not None
                for part in _parts(list(statement_ids))
            )

    def _where(self, column: ColumnElement[str], values: Iterable[str], wanted: Wanted) -> dict[Place, Label]:
        p, f, t = schema.passages.c, schema.sentence_findings.c, schema.sentence_topics.c
        within = schema.passages.join(schema.sentence_findings, f.passage_id == p.id)
        same = and_(t.passage_id == f.passage_id, t.ordinal == f.ordinal)
        found = select(f.passage_id, f.ordinal, f.direction, f.phase, f.status).select_from(within)
        spoken = select(t.passage_id, t.ordinal, t.topic, t.sure).select_from(within.join(schema.sentence_topics, same))
        narrowed = _narrowed(wanted)
        topics: dict[Place, dict[str, float]] = {}
        labels: dict[Place, Label] = {}
        with self._database.snapshot(), self._database.reading() as connection:
            for part in _parts(list(values)):
                condition = and_(column.in_(part), *narrowed)
                for row in connection.execute(spoken.where(condition)):
                    topics.setdefault((row.passage_id, row.ordinal), {})[row.topic] = row.sure
                ordered = found.where(condition).order_by(p.statement_id, p.ordinal, f.ordinal)
                for passage_id, n, direction, phase, status in connection.execute(ordered):
                    spoken_of = topics.get((passage_id, n), {})
                    labels[passage_id, n] = Label(spoken_of, direction, phase, status)
        return labels

    def tally(self) -> list[Tally]:
        """Of every statement, topic by topic and direction by direction, how many sentences speak of it."""
        p, s, f, t = (table.c for table in (schema.passages, schema.sentences, *_LABELS))
        of_sentence = [and_(t.passage_id == x.passage_id, t.ordinal == x.ordinal) for x in (f, s)]
        joined = schema.sentence_topics.join(schema.passages, p.id == t.passage_id)
        joined = joined.join(schema.sentence_findings, of_sentence[0]).join(schema.sentences, of_sentence[1])
        query = (
            select(p.statement_id, t.topic, f.direction, func.count().label("sentences"))
            .select_from(joined)
            .where(t.sure >= SURE, p.voice != "headline", s.voice != "headline")
            .group_by(p.statement_id, t.topic, f.direction)
        )
        with self._database.reading() as connection:
            return [Tally(*row) for row in connection.execute(query)]


_LABELS = (schema.sentence_findings, schema.sentence_topics)


def _narrowed(wanted: Wanted) -> list[ColumnElement[bool]]:
    f, other = schema.sentence_findings.c, schema.sentence_topics.alias("wanted")
    conditions: list[ColumnElement[bool]] = []
    if wanted.directions:
        conditions.append(f.direction.in_(wanted.directions))
    if wanted.statuses:
        conditions.append(f.status.in_(wanted.statuses))
    if wanted.topics:
        same = and_(other.c.passage_id == f.passage_id, other.c.ordinal == f.ordinal)
        speaks = select(other.c.topic).where(same, other.c.topic.in_(wanted.topics), other.c.sure >= SURE)
        conditions.append(speaks.exists())
    return conditions


def _parts(ids: Sequence[str], size: int = 500) -> list[Sequence[str]]:
    return [ids[n : n + size] for n in range(0, len(ids), size)]
