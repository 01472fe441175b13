"""Any cross-encoder for inference from sentence-transformers in place of our own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from judge.judgement import Judgement, Relation

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

    from judge.judgement import Judge

_WORDS = {"entail": Relation.ENTAILMENT, "neutral": Relation.NEUTRAL, "contradict": Relation.CONTRADICTION}


class JudgeModelError(Exception):
    """A model that cannot serve as a judge; the message says why and what to set."""


class CrossEncoderJudge:
    """Relations by a model of one's own choice; whether a question is answered, such models do not say: another judge
    does."""

    def __init__(self, model: str, other: Judge, *, offline: bool) -> None:
        """Load ``model``, a folder (or a hub name where ``offline`` is False); ``other`` decides questions.

        Raises:
            JudgeModelError: it cannot be loaded, or its labels are not the three relations.
        """
        if offline and not Path(model).is_dir():
            raise JudgeModelError(
                f"The judge model {model!r} is not a folder on this machine. "
                "Set RECORD_JUDGE_MODEL to a folder, or RECORD_ALLOW_DOWNLOADS=1 to fetch it."
            )
        from sentence_transformers import CrossEncoder

        try:
            self._model: CrossEncoder = CrossEncoder(model)
        except (OSError, ValueError) as error:
            raise JudgeModelError(f"The judge model in {model} could not be loaded: {error}") from error
        self.name = Path(model).name
        self._order = label_order(self._model.config.id2label)
        self._other = other

    def relations(self, texts: Sequence[str], sentences: Sequence[str]) -> list[Judgement]:
        """What each text does to the sentence at the same place."""
        pairs = list(zip(texts, sentences, strict=True))
        if not pairs:
            return []
        rows = self._model.predict(pairs, apply_softmax=True, show_progress_bar=False)
        return [Judgement(*(float(row[self._order[relation]]) for relation in Relation)) for row in rows]

    def relation(self, text: str, sentence: str) -> Judgement:
        """What one text does to one sentence."""
        return self.relations([text], [sentence])[0]

    def answering(self, questions: Sequence[str], texts: Sequence[str]) -> list[float]:
        """As the other judge has it."""
        return self._other.answering(questions, texts)

    def answers(self, question: str, text: str) -> float:
        """As the other judge has it."""
        return self._other.answers(question, text)


def label_order(labels: Mapping[int, str]) -> dict[Relation, int]:
    """The place of each relation in a model's output, from its config's ``id2label``.

    Raises:
        JudgeModelError: a relation is missing or named twice.
    """
    order = {
        relation: place for place, label in labels.items() for word, relation in _WORDS.items() if word in label.lower()
    }
    if len(order) != 3 or len(labels) != 3:
        raise JudgeModelError(
            f"The judge model's labels are {sorted(labels.values())}; needed are entailment, neutral and contradiction."
        )
    return order
