"""Labels for the sentences of statements that are in the library, without reading the documents again."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypeVar, cast

import numpy as np

from judge.labels import Labelled
from judge.small import SmallJudge
from library.labels import Label, Place
from library.library import Library
from library.records import Passage, Statement
from library.text import stems_of_all
from topics.findings import TABLE as FINDINGS
from topics.findings import direction_of, phase_of, status_of
from topics.taxonomy import Cue, Taxonomy, taxonomy_of

LABELLER = "8"
"""Changes with this code; with the taxonomy and the weights it makes the version of a label."""
WEIGHTS = Path(__file__).with_name("weights.json")
MODEL = Path(__file__).with_name("model")
"""A judge that was trained further, on sentences with labels alone."""
FEATURES = (
    *("tells", "phrase", "tells_again", "hints", "heading", "silent", "carried", "unread"),
    *("near", "nearest_three", "first", "among_first", "behind", "read", "near_untold", "behind_untold"),
    *("judged", "judged_untold"),
)
NEAREST = 3
"""Examples of a topic that are looked at, and topics that come first."""
PERHAPS = 0.2
"""Topics are kept from this on; a sentence speaks of one from `library.labels.SURE` on."""
FOLLOWS_UP = 0.8
"""How sure it is that a sentence whose status is that of a follow-up speaks of one."""
TOLD = 1.0
"""What the words for a direction, phase or status count beside the judge, as log odds. On sentences labelled by hand of
the sample and of made-up countries, both alone are worse: words miss what is told otherwise, the judge plain words."""
Features = dict[str, float]
Said = TypeVar("Said", bound=str)


@dataclass(frozen=True, eq=False)
class Labeller:
    """What labels are made from: the taxonomy, and the examples of its topics as vectors."""

    taxonomy: Taxonomy
    names: tuple[str, ...]
    """The topics, in the order of ``starts``."""
    examples: np.ndarray
    """A row an example, those of a topic together."""
    starts: np.ndarray
    """The first row of each topic."""
    judge: SmallJudge
    version: str


@dataclass(frozen=True)
class Read:
    """A sentence of a passage: what speaks for each topic, and what the judge says of it."""

    features: dict[str, Features]
    judged: Labelled


@dataclass(frozen=True, eq=False)
class Near:
    """How near the sentences of a passage are to the topics' examples: a row a sentence, a column a topic."""

    best: np.ndarray
    """Cosine with the nearest example."""
    three: np.ndarray
    """Mean of those with the three nearest."""


def labeller_of(library: Library) -> Labeller:
    """The labeller of a library, with its own topics and its embedding model.

    Raises:
        LibraryError: the library's own topics are not written as they should be.
    """
    taxonomy = taxonomy_of(library.settings.home)
    names = tuple(taxonomy.topics)
    sizes = [len(taxonomy.topics[n].examples) for n in names]
    examples = library.embeddings.embed_documents([text for n in names for text in taxonomy.topics[n].examples])
    starts = np.cumsum([0, *sizes[:-1]])
    return Labeller(
        taxonomy,
        names,
        np.asarray(examples, dtype=np.float32),
        starts,
        _judge(),
        version_of(taxonomy),
    )


@lru_cache(maxsize=1)
def _judge() -> SmallJudge:
    return SmallJudge(MODEL)


def version_of(taxonomy: Taxonomy) -> str:
    """The version of the labels made by this code with this taxonomy."""
    return f"{LABELLER}-{taxonomy.version}-{_version_of_files()}"


@lru_cache(maxsize=1)
def _version_of_files() -> str:
    """Tells one state of the fitted numbers, of the words for findings and of the judge from another."""
    files = (WEIGHTS, FINDINGS, MODEL / "config.json")
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:12]


def label(library: Library, *, again: bool = False, stop: Callable[[], bool] = lambda: False) -> int:
    """Label the statements that this labeller has not labelled (with ``again``, all); how many.

    Raises:
        LibraryError: the library cannot be read or written, or its topics are not written as they should be.
    """
    version = version_of(taxonomy_of(library.settings.home))
    wanted = {s.id for s in library.statements()} if again else set(library.labels.outdated(version))
    if not wanted:
        return 0
    labeller, done = labeller_of(library), 0
    for statement in library.statements():
        if statement.id in wanted and not stop():
            passages = library.catalog.passages(statement.id)
            vectors = library.vectors_said([p.id for p in passages])
            library.labels.keep(statement.id, version, labels_of(statement, passages, vectors, labeller))
            done += 1
    return done


def labels_of(
    statement: Statement, passages: Sequence[Passage], vectors: Mapping[str, np.ndarray], labeller: Labeller
) -> dict[Place, Label]:
    """The labels of all sentences of a statement's passages; ``vectors`` are those of their sentences."""
    labels: dict[Place, Label] = {}
    for passage, read in zip(passages, read_of(statement, passages, vectors, labeller), strict=True):
        for n, (sentence, one) in enumerate(zip(passage.sentences, read, strict=True)):
            text, language = passage.words(sentence.start, sentence.end), statement.language
            topics = {topic: sure for topic, of in one.features.items() if (sure := _sure(of)) >= PERHAPS}
            status = status_of(text, language)
            if status == "finding":  # the words for another status are plain where they stand
                status = both(one.judged.statuses, status)
            if status == "follow-up":
                topics["follow_up"] = max(FOLLOWS_UP, topics.get("follow_up", 0.0))
            direction = both(one.judged.directions, direction_of(text, language, status))
            labels[passage.id, n] = Label(
                topics,
                "neutral" if status == "recommendation" else direction,
                both(one.judged.phases, phase_of(text, language, topics)),
                status,
            )
    return labels


def both(judged: Mapping[str, float], told: Said) -> Said:
    """What is likeliest by the judge and by the observers' words (``told``), which count `TOLD`."""
    odds = {name: math.log(likely + 1e-3) + TOLD * (name == told) for name, likely in judged.items()}
    return cast(Said, max(odds, key=odds.__getitem__))


def read_of(
    statement: Statement, passages: Sequence[Passage], vectors: Mapping[str, np.ndarray], labeller: Labeller
) -> list[list[Read]]:
    """Every sentence of the passages as it is read for its labels."""
    places = [(passage, n) for passage in passages for n in range(len(passage.sentences))]
    texts = [passage.words(passage.sentences[n].start, passage.sentences[n].end) for passage, n in places]
    judged = iter(labeller.judge.labels([_before(passage, n) for passage, n in places], texts))
    found = []
    for passage in passages:
        features = features_of(statement, passage, vectors.get(passage.id), labeller)
        found.append([Read(_with_judged(of, one), one) for of, one in zip(features, judged, strict=False)])
    return found


def _before(passage: Passage, n: int) -> str:
    """What a sentence stands behind: the heading of its section, and the sentence before it."""
    before = [passage.words(s.start, s.end) for s in passage.sentences[max(0, n - 1) : n]]
    return "\n".join(part for part in (passage.section, *before) if part)


def _with_judged(features: Mapping[str, Features], judged: Labelled) -> dict[str, Features]:
    """The features with the log odds that the judge gives to each topic that it knows."""
    found = dict(features)
    silent = float(not any(of["tells"] for of in features.values()))
    for topic, likely in judged.topics.items():
        of = found.get(topic, dict.fromkeys(FEATURES, 0.0) | {"silent": silent})
        odds = math.log((likely + 0.002) / (1.002 - likely))
        found[topic] = of | {"judged": odds, "judged_untold": odds * (1.0 - of["tells"])}
    return found


def features_of(
    statement: Statement, passage: Passage, vectors: np.ndarray | None, labeller: Labeller
) -> list[dict[str, Features]]:
    """Of each sentence of a passage, by topic, what speaks for it by its words and its nearness to the examples."""
    language, taxonomy = statement.language, labeller.taxonomy
    heading = {c.topic for c in taxonomy.cues(stems_of_all(passage.section or "", language), language) if c.tells}
    near = _near(vectors, labeller) if vectors is not None and language == "en" else None
    found: list[dict[str, Features]] = []
    before: set[str] = set()
    for n, sentence in enumerate(passage.sentences):
        text = passage.words(sentence.start, sentence.end)
        cues = taxonomy.cues(stems_of_all(text, language), language)
        of_topic = _told(cues, heading, before, labeller.names)
        found.append(of_topic if near is None else _with_nearness(of_topic, near.best[n], near.three[n], labeller))
        before = {c.topic for c in cues if c.tells} or before
    return found


def _near(vectors: np.ndarray, labeller: Labeller) -> Near:
    """In English only: the model that is shipped knows no other language well."""
    cosines = vectors @ labeller.examples.T
    best, three = [], []
    for of_topic in np.split(cosines, labeller.starts[1:], axis=1):
        highest = -np.sort(-of_topic, axis=1)[:, :NEAREST]
        best.append(highest[:, 0])
        three.append(highest.mean(axis=1))
    return Near(np.stack(best, axis=1), np.stack(three, axis=1))


def _told(cues: Sequence[Cue], heading: set[str], before: set[str], names: Sequence[str]) -> dict[str, Features]:
    """What the words say, by topic; topics of which they say nothing are left out."""
    tells: dict[str, list[int]] = {}
    hints: dict[str, int] = {}
    for cue in cues:
        if cue.tells:
            tells.setdefault(cue.topic, []).append(cue.end - cue.start)
        else:
            hints[cue.topic] = hints.get(cue.topic, 0) + 1
    found = {}
    for topic in names:
        if topic in tells or topic in hints or topic in heading or topic in before:
            found[topic] = dict.fromkeys(FEATURES, 0.0) | {
                "tells": float(topic in tells),
                "phrase": float(max(tells.get(topic, [0])) > 1),
                "tells_again": float(min(2, len(tells.get(topic, [0])) - 1)),
                "hints": float(min(2, hints.get(topic, 0))),
                "heading": float(topic in heading),
                "silent": float(not tells),
                "carried": float(topic in before and not tells),
                "unread": float(topic in tells),
            }
    return found


def _with_nearness(
    told: Mapping[str, Features], best: np.ndarray, three: np.ndarray, labeller: Labeller
) -> dict[str, Features]:
    """What the words say and how near the meaning is, of every topic."""
    first = list(np.argsort(-three)[:NEAREST])
    silent = float(not any(of["tells"] for of in told.values()))
    nothing = dict.fromkeys(FEATURES, 0.0) | {"silent": silent}
    found = {}
    for n, topic in enumerate(labeller.names):
        of = told.get(topic, nothing)
        near, behind, untold = float(three[n]), float(three[n] - three[first[0]]), 1.0 - of["tells"]
        found[topic] = of | {
            "unread": 0.0,
            "near": float(best[n]),
            "nearest_three": near,
            "first": float(n == first[0]),
            "among_first": float(n in first),
            "behind": behind,
            "read": 1.0,
            "near_untold": near * untold,
            "behind_untold": behind * untold,
        }
    return found


def _sure(features: Features) -> float:
    weights = _weights()
    # What was not fitted yet says nothing.
    odds = weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in features.items())
    return round(1.0 / (1.0 + math.exp(-odds)), 3)


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    loaded: dict[str, float] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return loaded
