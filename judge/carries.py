"""Judge and checks together: the model says what a text does to a sentence, the checks may forbid entailment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from judge.checks import Objection, Places, objections
from judge.checks.countries import nowhere
from judge.judgement import Judge, Judgement, Relation

_CONTRADICTS = frozenset({"number differs", "negation", "opposite", "quotation"})
"""Objections that tell another thing of the same matter. The others tell what the text does not have."""


@dataclass(frozen=True)
class Finding:
    """What is made of a text and a sentence, and why."""

    relation: Relation
    judgement: Judgement
    objections: tuple[Objection, ...]

    @property
    def carried(self) -> bool:
        """Whether the text carries the sentence, all its figures, names and reserves included."""
        return self.relation is Relation.ENTAILMENT


def findings(
    judge: Judge,
    texts: Sequence[str],
    sentences: Sequence[str],
    *,
    contexts: Sequence[str] | None = None,
    places: Places = nowhere,
) -> list[Finding]:
    """The finding of each pair.

    Args:
        texts: the observers' words, without context.
        contexts: what each text is about without saying so (country, election, day, bodies, speaker); the judge reads
            it above the text, the checks count its years and names as said.
    """
    about = contexts if contexts is not None else [""] * len(texts)
    shown = [f"{context}\n{text}" if context else text for context, text in zip(about, texts, strict=True)]
    judged = judge.relations(shown, sentences)
    return [
        combined(judgement, objections(text, sentence, context=context, places=places))
        for judgement, text, sentence, context in zip(judged, texts, sentences, about, strict=True)
    ]


def combined(judgement: Judgement, found: tuple[Objection, ...]) -> Finding:
    """A veto takes entailment away. What remains is contradiction where the objection is to the same matter told
    otherwise, and the likelier of the two other relations elsewhere."""
    relation = judgement.relation
    vetoes = [objection for objection in found if objection.vetoes]
    if relation is Relation.ENTAILMENT and vetoes:
        against = any(objection.kind in _CONTRADICTS for objection in vetoes)
        likelier = judgement.contradiction >= judgement.neutral
        relation = Relation.CONTRADICTION if against or likelier else Relation.NEUTRAL
    return Finding(relation, judgement, found)
