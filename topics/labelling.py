"""Labels for the sentences of statements that are in the library, without reading the documents again."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from library.labels import Label, Place
from library.library import Library
from library.records import Passage, Statement
from library.text import stems
from topics.findings import direction_of, phase_of, status_of
from topics.taxonomy import Taxonomy, taxonomy_of

LABELLER = "1"
"""Changes with this code; with the taxonomy it makes the version of a label."""
TELLS, HINTS = 1.0, 0.4


def label(library: Library, *, again: bool = False, stop: Callable[[], bool] = lambda: False) -> int:
    """Label the statements that this labeller has not labelled (with ``again``, all); how many.

    Raises:
        LibraryError: the library cannot be read or written, or its topics are not written as they should be.
    """
    taxonomy = taxonomy_of(library.settings.home)
    version = f"{LABELLER}-{taxonomy.version}"
    wanted = {s.id for s in library.statements()} if again else set(library.labels.outdated(version))
    done = 0
    for statement in library.statements() if wanted else ():
        if statement.id in wanted and not stop():
            passages = library.catalog.passages(statement.id)
            library.labels.keep(statement.id, version, labels_of(statement, passages, taxonomy))
            done += 1
    return done


def labels_of(statement: Statement, passages: Sequence[Passage], taxonomy: Taxonomy) -> dict[Place, Label]:
    """The labels of all sentences of a statement's passages."""
    return {
        (passage.id, n): _label(statement, passage, n, taxonomy)
        for passage in passages
        for n in range(len(passage.sentences))
    }


def _label(statement: Statement, passage: Passage, n: int, taxonomy: Taxonomy) -> Label:
    sentence = passage.sentences[n]
    text, language = passage.words(sentence.start, sentence.end), statement.language
    topics = topics_of(text, passage.section, language, taxonomy)
    return Label(
        topics,
        direction_of(text, language),
        phase_of(text, language, topics),
        status_of(text, language, sentence.voice),
    )


def topics_of(text: str, section: str | None, language: str, taxonomy: Taxonomy) -> dict[str, float]:
    """The topics of a sentence with how sure they are, by the expressions in it and in its heading."""
    weight: dict[str, float] = {}
    for cue in taxonomy.cues(stems(text, language), language):
        weight[cue.topic] = weight.get(cue.topic, 0.0) + (TELLS if cue.tells else HINTS)
    for topic in {c.topic for c in taxonomy.cues(stems(section or "", language), language) if c.tells}:
        weight[topic] = weight.get(topic, 0.0) + HINTS
    return {topic: min(1.0, w / 1.5 + 0.2) for topic, w in weight.items() if w >= 0.8}
