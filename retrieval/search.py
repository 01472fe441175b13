"""Ranked passages for a question: by meaning and by words, fused, within its scope."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest
from typing import Any

import numpy as np
from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever

from library.catalog import Catalog
from library.library import Library
from library.records import Passage, RankedPassage, Statement
from library.text import stems
from retrieval.scope import Filters, Scope, election_of, resolve
from retrieval.thesaurus import widen
from retrieval.topics.asked import topics_of
from topics.taxonomy import taxonomy_of

DEPTH = 60
"""Passages that each of the searches hands to the fusion."""
LOOKED_INTO = 300
"""Nearest passages whose sentences are looked at one by one."""
WORDS = 0.6
"""Weight of the words beside that of the meaning, 1."""
SEARCHED_APART = 20
"""Votes that are compared by a search for each; of more, those count that one search finds something on."""
BESIDE = 0.75
"""Of the best passage's score: so near must the best one of another document on the same vote come."""
SPEAKER, HEADING, TOPIC = 0.5, 0.1, 0.25
"""What the speaker's own words, a fitting heading and a sentence on the topic add to a passage."""


@dataclass(frozen=True)
class Query:
    """What to look for: words for the lexical search, a vector for the dense one, and the scope."""

    terms: tuple[str, ...]
    vector: np.ndarray
    scope: Scope
    speakers: frozenset[str] = frozenset()
    """Speakers whose words are asked for."""
    topics: tuple[str, ...] = ()
    """Topics of the taxonomy that are asked about."""


def search(library: Library, query: Query, count: int) -> list[RankedPassage]:
    """The best passages, best first; where the question compares elections, each has its share."""
    if not query.scope.compares:
        return _search_one(library, query, query.scope.statements)[:count]
    groups: dict[object, list[Statement]] = {}
    for statement in query.scope.statements:
        groups.setdefault(_vote(statement), []).append(statement)
    if len(groups) <= SEARCHED_APART:
        ranked = [_each_document(_search_one(library, query, group)) for group in groups.values()]
    else:
        of: dict[object, list[RankedPassage]] = {}
        for found in _search_one(library, query, query.scope.statements):
            of.setdefault(_vote(found.statement), []).append(found)
        ranked = list(of.values())
    by_strength = sorted(ranked, key=lambda found: -found[0].score if found else 0.0)
    fair = chain.from_iterable(zip_longest(*by_strength))
    return [found for found in fair if found is not None][:count]


def _each_document(found: Sequence[RankedPassage]) -> list[RankedPassage]:
    """The best passage, then the best of each other document on that vote that comes near, then the rest: a final
    report may correct what a preliminary statement said."""
    of: dict[str, RankedPassage] = {}
    for one in found:
        if one.score >= BESIDE * found[0].score:
            of.setdefault(one.statement.id, one)
    first = list(of.values())
    return [*first, *(one for one in found if one not in first)]


def _vote(statement: Statement) -> object:
    """The election and round that a statement is on."""
    return election_of(statement), statement.election_round


def _search_one(library: Library, query: Query, statements: Sequence[Statement]) -> list[RankedPassage]:
    if not statements:
        return []
    by_id = {s.id: s for s in statements}
    count = len(library.statements())
    nearest = library.vectors.nearest_of(query.vector, statements, LOOKED_INTO, of=count)
    worded = dict(library.catalog.lexical(query.terms, None if len(by_id) == count else list(by_id), DEPTH))
    told = _best_sentences(library, query.vector, {*dict(nearest), *worded})
    scores = fuse(dict(nearest[:DEPTH]), told, worded)
    passages = _sayings(library.catalog, scores)
    on_topic = _on_topic(library, query, passages)
    for passage in passages:
        scores[passage.id] += _bonus(query, passage) + TOPIC * on_topic.get(passage.id, 0.0)
    return [
        RankedPassage(by_id[p.statement_id], p, scores[p.id])
        for p in sorted(passages, key=lambda p: (-scores[p.id], p.id))
        if p.statement_id in by_id
    ]


def _bonus(query: Query, passage: Passage) -> float:
    """What a passage is worth beside its words: that the speaker speaks, that its heading names what is asked."""
    worth = 0.0
    if query.speakers and any(sentence.speaker in query.speakers for sentence in passage.sentences):
        worth += SPEAKER
    heading = set(stems(passage.section)) if passage.section else set()
    if heading:
        worth += HEADING * len(heading & set(query.terms)) / len(heading)
    return worth


def _on_topic(library: Library, query: Query, passages: Sequence[Passage]) -> dict[str, float]:
    """By passage, how sure it is that a sentence of it speaks of the topics asked about."""
    sure: dict[str, float] = {}
    if query.topics:
        for (passage_id, _), label in library.labels.of_passages([p.id for p in passages]).items():
            best = max(label.topics.get(topic, 0.0) for topic in query.topics)
            sure[passage_id] = max(sure.get(passage_id, 0.0), best)
    return sure


def _best_sentences(library: Library, vector: np.ndarray, passage_ids: Iterable[str]) -> dict[str, float]:
    """Of the passages with the best sentences, that sentence's cosine: one may answer amid others that do not."""
    said = library.vectors_said(sorted(passage_ids))
    best = {name: float((vectors @ vector).max()) for name, vectors in said.items()}
    return dict(sorted(best.items(), key=lambda found: -found[1])[:DEPTH])


def _sayings(catalog: Catalog, ids: Iterable[str]) -> list[Passage]:
    """The passages that say something; headlines and headings are not evidence."""
    return [p for p in catalog.passages_by_id(ids).values() if p.voice != "headline"]


def fuse(near: Mapping[str, float], told: Mapping[str, float], worded: Mapping[str, float]) -> dict[str, float]:
    """The sum of a passage's cosine, its best sentence's cosine, and its BM25 as a share of the best (by `WORDS`).

    One that a search did not hand over counts as much as the last that it did; in words, nothing. Sums of scores
    found more on the sample than sums of ranks did, since a rank does not tell a clear first from a close one.
    """
    least_near, least_told = min(near.values(), default=0.0), min(told.values(), default=0.0)
    most = max(worded.values(), default=0.0) or 1.0
    return {
        name: near.get(name, least_near) + told.get(name, least_told) + WORDS * worded.get(name, 0.0) / most
        for name in {*near, *told, *worded}
    }


class RecordRetriever(BaseRetriever):
    """LangChain's door to the search: question in, passages as documents out, for use in chains of one's own.

    ``metadata`` of a document holds statement id, file, title, country, page, paragraph, voice, speaker and score.
    """

    library: Any
    filters: Filters = Filters()
    count: int = 10

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        library: Library = self.library
        scope = resolve(query, [s for s in library.statements() if self.filters.admit(s)])
        found = search(library, query_for(library, query, scope), self.count)
        return [as_document(one) for one in found]


def query_for(
    library: Library, question: str, scope: Scope, language: str = "en", speakers: frozenset[str] = frozenset()
) -> Query:
    """The query for a question that stands alone, widened with words of the same meaning (`retrieval.thesaurus`)."""
    wider = widen(question, language)
    own = stems(question, language)
    # The embedding model reads English best: a question in another language is sought by what it means in English.
    meaning = question if language == "en" or not wider else "; ".join([*wider, question])
    vector = np.asarray(library.embedder.embed_query(meaning), dtype=np.float32)
    terms = dict.fromkeys([*own, *(stem for expression in wider for stem in stems(expression))])
    topics = topics_of(question, language, taxonomy_of(library.settings.home))
    return Query(tuple(terms), vector, scope, speakers, topics)


def as_document(found: RankedPassage) -> Document:
    """A found passage as LangChain's `Document`."""
    statement, passage = found.statement, found.passage
    return Document(
        id=passage.id,
        page_content=passage.text,
        metadata={
            "statement_id": statement.id,
            "file": statement.file,
            "title": statement.title,
            "country": statement.country.name if statement.country else None,
            "page": passage.page,
            "paragraph": passage.paragraph,
            "voice": passage.voice,
            "speaker": passage.speaker,
            "score": found.score,
        },
    )
