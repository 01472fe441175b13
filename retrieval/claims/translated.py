"""Quoted words that the record has in another language only: the sentence that they are most likely a translation of.

No model here reads two languages, so that nothing is called supported or denied by it: the sentence is shown for
somebody who does. It is told by what both speak of (`retrieval.thesaurus`), by figures, and by how near vectors are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from judge.checks.figures import figures
from judge.checks.words import words_of
from library.library import Library
from library.records import Passage, Sentence, Statement
from retrieval.claims.records import Evidence
from retrieval.claims.voices import as_evidence
from retrieval.thesaurus import meanings

AT_MOST = 12
"""Statements in other languages that are read through; a claim that says no country or year may mean hundreds."""
LIKE, NEAR = 0.6, 0.5
"""Share of what two sentences speak of that both do, and nearness of their vectors, either of which tells."""


def source_of(library: Library, words: str, language: str, scope: Sequence[Statement]) -> Evidence | None:
    """The sentence of a statement in another language that the words may be a translation of.

    A statement that the library has in this language, or by its original in it, is not asked: there the words would
    have been found.
    """
    read_in = {s.file for s in scope if s.language == language}
    translated = {s.translation_of for s in scope if s.language == language}
    others = [
        s for s in scope if s.language != language and s.translation_of not in read_in and s.file not in translated
    ]
    if not 0 < len(others) <= AT_MOST:
        return None
    best = max(_alike(library, words, language, others), key=lambda found: found[0], default=None)
    if best is None:
        return None
    _, statement, passage, sentence = best
    return as_evidence(statement, passage, sentence.start, sentence.end, "context")


def _alike(
    library: Library, words: str, language: str, statements: Sequence[Statement]
) -> Iterator[tuple[float, Statement, Passage, Sentence]]:
    meant, vector = meanings(words, language), library.embeddings.embed_query(words)
    said = _numbers(words, language)
    for statement in statements:
        passages = library.catalog.passages(statement.id)
        vectors = library.vectors_said([p.id for p in passages])
        for passage in passages:
            for n, sentence in enumerate(passage.sentences):
                text = passage.words(sentence.start, sentence.end)
                if sentence.voice == "headline" or not said <= _numbers(text, statement.language):
                    continue
                there = meanings(text, statement.language)
                both = len(meant & there)
                like = 2 * both / (len(meant) + len(there)) if both > 1 else 0.0
                near = float(vectors[passage.id][n] @ vector) if passage.id in vectors else 0.0
                if like >= LIKE or near >= NEAR:
                    yield like + near, statement, passage, sentence


def _numbers(text: str, language: str) -> frozenset[float]:
    return frozenset(float(f.value) for f in figures(words_of(text, language)) if not f.weak)
