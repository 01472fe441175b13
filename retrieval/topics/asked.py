"""What a topic in free words means: topics of the taxonomy, its own words, and how near sentences are to it."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from library.library import Library
from library.text import stems, stems_of_all
from retrieval.language import language_of
from retrieval.thesaurus import equivalents, widen
from topics.taxonomy import Cue, Taxonomy

ORDER = re.compile(
    r"\((?:ответ\w*|répond\w*|answer|respond\w*|contest\w*)[^()]*\)|\bsummar(?:y|ise|ize)\b(?: of)?|\bоб(?:зор|общ\w+)\b",
    re.I,
)
"""How to answer is no part of what is asked for."""
Expression = tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Asked:
    """A topic as it is looked for."""

    text: str
    language: str
    topics: tuple[str, ...]
    """Topics of the taxonomy that its words tell."""
    terms: dict[str, float]
    """Stems of its words with how much they tell, summing up to 1."""
    others: dict[str, list[Expression]]
    """By stem, expressions (as English stems) that stand for it as well."""
    vector: np.ndarray
    narrow: float
    """Share of its words that the topics' expressions do not cover."""


def understand(library: Library, topic: str, taxonomy: Taxonomy) -> Asked:
    """The topic of free words in any of the languages."""
    text = ORDER.sub(" ", topic).strip() or topic
    language = language_of(text)
    said = stems(text, language)
    every, cues = _cues(text, language, taxonomy)
    topics = _told(every, language, cues, taxonomy)
    count = max(1, sum(library.catalog.passage_counts().values()))
    rarity = {
        stem: math.log(1 + count / (1 + library.catalog.document_frequency(stem)))
        for stem in dict.fromkeys(said)
        if not stem.isdigit()
    }
    total = sum(rarity.values()) or 1.0
    covered = {every[n] for cue in cues if cue.topic in topics for n in range(cue.start, cue.end)}
    wider = widen(text, language)
    meaning = text if language == "en" or not wider else "; ".join([*wider, text])
    if language != "en" and topics:
        meaning = "; ".join(dict.fromkeys([*(taxonomy.topics[t].titled("en") for t in topics), *wider]))
    return Asked(
        text,
        language,
        topics,
        {stem: weight / total for stem, weight in rarity.items()},
        {stem: equivalents(stem, language) for stem in rarity},
        np.asarray(library.embedder.embed_query(meaning), dtype=np.float32),
        sum(weight for stem, weight in rarity.items() if stem not in covered) / total,
    )


def topics_of(text: str, language: str, taxonomy: Taxonomy) -> tuple[str, ...]:
    """The topics of the taxonomy that a text tells, by their names."""
    every, cues = _cues(text, language, taxonomy)
    return _told(every, language, cues, taxonomy)


def _cues(text: str, language: str, taxonomy: Taxonomy) -> tuple[list[str], Sequence[Cue]]:
    """The stems of a text and the expressions among them; English ones where its own language has none."""
    every = stems_of_all(text, language)
    cues = taxonomy.cues(every, language)
    if not cues and language != "en":
        every = stems_of_all(text)
        cues = taxonomy.cues(every, "en")
    return every, cues


def _told(every: Sequence[str], language: str, cues: Sequence[Cue], taxonomy: Taxonomy) -> tuple[str, ...]:
    """The topics whose name stands there or that an expression tells by itself; else those of hints."""
    covered = {n for cue in cues if cue.tells for n in range(cue.start, cue.end)}
    free = {stem for n, stem in enumerate(every) if n not in covered}
    titles = {name: set(stems_of_all(topic.titled(language), language)) for name, topic in taxonomy.topics.items()}
    named = [name for name, title in titles.items() if title and title <= free]
    told = [*(c.topic for c in cues if c.tells), *named, *taxonomy.umbrellas(every, language)]
    return tuple(dict.fromkeys(told or [c.topic for c in cues]))


def share_of_words(asked: Asked, there: set[str]) -> float:
    """How much of the topic's words stand among these stems."""
    return sum(
        weight
        for stem, weight in asked.terms.items()
        if stem in there or any(set(expression) <= there for expression in asked.others[stem])
    )
