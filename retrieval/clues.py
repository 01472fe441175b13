"""What speaks for a sentence as an answer: a few numbers that hold for any record, whatever country or year."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from library.labels import Label
from library.library import Library
from library.records import RankedPassage, Sentence
from library.text import stems
from retrieval.asks import Asks, figures, fits, gives_reason, names_role, urges
from retrieval.conversation import Standalone, without
from retrieval.search import Query
from retrieval.thesaurus import equivalents, widen

OTHER_WORDS = 0.7
"""What a word counts that a sentence says in other words (`retrieval.thesaurus`)."""
BEFORE = 0.5
"""What a word counts that only the sentences before it in its paragraph, or the heading, say."""
FRAME = {
    "en": "share proportion percentage per cent percent fraction part number figure amount size compare compared "
    "change summarise summarize overview give list name say said tell describe happen happened situation findings find "
    "found observers observer report reported reports statements statement judge according roughly people first latest "
    "recent election elections year many much often common develop treatment see saw ask way ways kind reason "
    "explanation",
    "ru": "сколько доля процент число сказали наблюдатели выборы какой какая именно изменилось",
    "fr": "part pourcentage nombre combien élections élection observateurs",
    "es": "porcentaje número elecciones explicación parte",
}
"""Words of a question that say what kind of answer is wanted, not what about."""
LEAD = re.compile(r"[^.!?]{3,60}\d{4}[^.!?\n]{0,12}? [–—-] ")
"""How the first paragraph of a release begins, whose first sentence sums everything up: place, day, dash."""
_FULL_NAME = re.compile(r"\b([A-ZА-ЯÉ]\w+) ([A-ZА-ЯÉ]\w+)\b")


@dataclass(frozen=True)
class Terms:
    """The words of a question that count, as stems, each with its weight (rare ones most)."""

    weights: Mapping[str, float]
    others: Mapping[str, tuple[frozenset[str], ...]]
    """Expressions (English stems) that may stand for a word."""
    surname: Mapping[str, str]
    """A first name counts as said where the surname is."""
    pairs: tuple[tuple[str, str], ...]
    """Words that follow each other."""
    meant: tuple[frozenset[str], ...]
    """English expressions that mean the same as the question."""
    language: str

    def held(self, text: str) -> dict[str, float]:
        """The words that a text says, with how fully."""
        there = set(stems(text, self.language))
        english = there if self.language == "en" else set(stems(text))
        found = {}
        for word in self.weights:
            if word in there or self.surname.get(word) in there:
                found[word] = 1.0
            elif any(expression <= english for expression in self.others[word]):
                found[word] = OTHER_WORDS
        return found

    def share(self, held: Mapping[str, float]) -> float:
        """The part of the question's weight that is held, 0 to 1."""
        total = sum(self.weights.values())
        return sum(self.weights[word] * value for word, value in held.items()) / total if total else 0.0

    def together(self, text: str) -> float:
        """Share of the question's neighbouring words that a text holds both of."""
        there = set(stems(text, self.language))
        return sum(a in there and b in there for a, b in self.pairs) / len(self.pairs) if self.pairs else 0.0


def terms_of(library: Library, standalone: Standalone, language: str) -> Terms:
    """The words that count; those of earlier turns less, those that only frame the question not at all."""
    question = without(standalone.question, standalone.scope)
    weights: dict[str, float] = {}
    count = sum(library.catalog.passage_counts().values()) or 1
    for text, share in ((question, 1.0), (standalone.topic, 0.6), (standalone.hint, 0.2)):
        for stem in stems(text, language):
            if stem not in weights:
                frequency = library.catalog.document_frequency(stem)
                weights[stem] = share * math.log(1 + (count - frequency + 0.5) / (frequency + 0.5))
    weights = {stem: weight for stem, weight in weights.items() if stem not in _frame(language)} or weights
    order = [stem for stem in stems(question, language) if stem in weights]
    surname = {}
    for match in _FULL_NAME.finditer(f"{question} {standalone.topic}"):
        first, last = stems(match[1], language), stems(match[2], language)
        if first and last:
            surname[first[0]] = last[0]
    return Terms(
        weights=weights,
        others={stem: tuple(map(frozenset, equivalents(stem, language))) for stem in weights},
        surname=surname,
        pairs=tuple(zip(order, order[1:], strict=False)),
        meant=tuple(frozenset(stems(e)) for e in widen(f"{standalone.topic} {question}", language)),
        language=language,
    )


@cache
def _frame(language: str) -> frozenset[str]:
    return frozenset(stems(FRAME.get(language, ""), language))


def plain_clues(terms: Terms, wanted: Asks, text: str, cosine: float) -> dict[str, float]:
    """The clues that a sentence gives by itself, wherever it stands."""
    return {
        "cosine": cosine,
        "coverage": terms.share(terms.held(text)),
        "together": terms.together(text),
        "fits": fits(wanted, text, spoken=False),
        "reason": gives_reason(wanted, text),
        "length": math.log(1 + len(text.split())) / 5,
    }


def clues_of(
    library: Library,
    standalone: Standalone,
    query: Query,
    passages: Sequence[RankedPassage],
    terms: Terms,
    wanted: Asks,
) -> list[tuple[RankedPassage, Sentence, dict[str, float], np.ndarray | None]]:
    """Every sentence of the passages with its clues and its vector."""
    said = library.vectors_said([p.passage.id for p in passages])
    labels = library.labels.of_passages([p.passage.id for p in passages])
    found: list[tuple[RankedPassage, Sentence, dict[str, float], np.ndarray | None]] = []
    for place, ranked in enumerate(passages):
        passage = ranked.passage
        whole = terms.share(terms.held(passage.text))
        before = set(stems(passage.section or "", terms.language))
        vectors = said.get(passage.id)
        vector_before: np.ndarray | None = None
        for n, sentence in enumerate(passage.sentences):
            text = passage.words(sentence.start, sentence.end)
            vector = vectors[n] if vectors is not None else None
            cosine = float(vector @ query.vector) if vector is not None else 0.0
            with_before = cosine
            if vector is not None and vector_before is not None:
                both = vector + vector_before
                with_before = max(cosine, float(both @ query.vector) / (float(np.linalg.norm(both)) or 1.0))
            held = terms.held(text)
            spoken = sentence.voice == "speaker"
            label = labels.get((passage.id, n), Label())
            clues = plain_clues(terms, wanted, text, cosine) | {
                "fits": fits(wanted, text, spoken=spoken),
                "cosine with the sentence before": with_before,
                "coverage with what is before": terms.share({w: BEFORE for w in terms.weights if w in before} | held),
                "coverage of the passage": whole,
                "meant": min(1.0, sum(e <= set(stems(text)) for e in terms.meant) / 2),
                "passage rank": 1.0 / (1 + place),
                "passage score": ranked.score / passages[0].score if passages[0].score else 0.0,
                "spoken, person asked for": float(spoken and wanted.person),
                "spoken, no person asked for": float(spoken and not wanted.person),
                "figure to compare": (1.0 if figures(text) else -1.0) if standalone.scope.compares else 0.0,
                "figures": 0.0 if wanted.number else min(figures(text), 3) / 3,
                "role": names_role(wanted, text),
                "urges": urges(wanted, text),
                "lead": float(n == 0 and bool(LEAD.match(passage.text))),
                "speaker asked for": (1.0 if sentence.speaker in query.speakers else -1.0) if query.speakers else 0.0,
                "topic": max((label.topics.get(topic, 0.0) for topic in query.topics), default=0.0),
            }
            found.append((ranked, sentence, clues, vector))
            before |= set(stems(text, terms.language))
            vector_before = vector
    _beside_the_best([clues for _, _, clues, _ in found])
    return found


def _beside_the_best(found: Sequence[dict[str, float]]) -> None:
    """Add how far each sentence is behind the best: cosines of two questions are not alike."""
    for name in ("cosine", "coverage", "cosine with the sentence before", "coverage with what is before"):
        best = max((clues[name] for clues in found), default=0.0)
        for clues in found:
            clues[f"{name}, behind the best"] = clues[name] - best
    for place, clues in enumerate(sorted(found, key=lambda clues: -clues["cosine"])):
        clues["cosine rank"] = 1.0 / (1 + place)
