"""What each sentence speaks of and finds, as rows of the catalog: what is counted is counted from these.

Labels come and go with their passages. `labelled` says by which labeller a statement's labels were made, so that those
of another one can be told and made anew without reading the document again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from sqlalchemy import TextClause, bindparam, delete, insert, select, text

from library import schema
from library.database import Database

Direction = Literal["positive", "negative", "mixed", "neutral"]
"""What the observers find: good, bad, both in one sentence, or a fact without a judgement."""
Phase = Literal["before", "election day", "after"]
Status = Literal["finding", "allegation", "recommendation", "follow-up"]
"""``allegation``: reported to the observers, not established by them. ``follow-up``: of an earlier recommendation."""
SURE = 0.4
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

    def of(self, statement_ids: Iterable[str]) -> dict[Place, Label]:
        """The labels of all sentences of these statements."""
        return self._within("JOIN passages p ON p.id = x.passage_id WHERE p.statement_id IN :ids", list(statement_ids))

    def of_passages(self, passage_ids: Iterable[str]) -> dict[Place, Label]:
        """The labels of all sentences of these passages."""
        return self._within("WHERE x.passage_id IN :ids", list(passage_ids))

    def speak_of(self, statement_ids: Iterable[str], topics: Iterable[str]) -> bool:
        """Whether any sentence of these statements may speak of one of these topics."""
        query = text(
            "SELECT 1 FROM sentence_topics x JOIN passages p ON p.id = x.passage_id "
            "WHERE p.statement_id IN :ids AND x.topic IN :topics LIMIT 1"
        ).bindparams(bindparam("ids", expanding=True), bindparam("topics", expanding=True))
        names = list(topics)
        with self._database.reading() as connection:
            return any(
                connection.execute(query, {"ids": part, "topics": names}).first() is not None
                for part in _parts(list(statement_ids))
            )

    def _within(self, within: str, ids: Sequence[str]) -> dict[Place, Label]:
        found = f"SELECT x.passage_id, x.ordinal, x.direction, x.phase, x.status FROM sentence_findings x {within}"
        spoken = f"SELECT x.passage_id, x.ordinal, x.topic, x.sure FROM sentence_topics x {within}"
        topics: dict[Place, dict[str, float]] = {}
        labels: dict[Place, Label] = {}
        with self._database.snapshot(), self._database.reading() as connection:
            for part in _parts(ids):
                for row in connection.execute(_among(spoken), {"ids": part}):
                    topics.setdefault((row.passage_id, row.ordinal), {})[row.topic] = row.sure
                for row in connection.execute(_among(found), {"ids": part}):
                    place = (row.passage_id, row.ordinal)
                    labels[place] = Label(topics.get(place, {}), row.direction, row.phase, row.status)
        return labels


def _among(query: str) -> TextClause:
    return text(query).bindparams(bindparam("ids", expanding=True))


def _parts(ids: Sequence[str], size: int = 500) -> list[Sequence[str]]:
    return [ids[n : n + size] for n in range(0, len(ids), size)]
