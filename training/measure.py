"""The figures of the issue's table, for a model and what it was not trained on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import torch
from sklearn.metrics import roc_auc_score

from judge.encoding import Encoder
from judge.small import Floats, SmallJudge
from training.evaluate import accuracy_by_source, logits
from training.gold import claim_rows, question_rows
from training.model import JudgeModel
from training.pairs.baseline import sentence_only_accuracy
from training.pairs.indomain import Held, even, indomain_rows
from training.rows import Relation, Row

Figures = dict[str, object]


class AsJudge(SmallJudge):
    """A model in training as a `judge.judgement.Judge`, uncalibrated."""

    def __init__(self, model: JudgeModel, encoder: Encoder) -> None:
        """Nothing is loaded."""
        self.name = "in training"
        self._model, self._encoder = model, encoder
        self._temperature, self._answer_scale, self._answer_shift = 1.0, 1.0, 0.0

    def logits(self, texts: Sequence[str], sentences: Sequence[str]) -> tuple[Floats, Floats]:
        """What the model gives: ``pairs x 3`` and ``pairs``."""
        rows = [Row(text, sentence, "asked") for text, sentence in zip(texts, sentences, strict=True)]
        relation, answer, _ = logits(self._model, rows, self._encoder)
        return relation.numpy(), answer.numpy()


ALTERED = ("number changed", "name changed", "opposite", "speaker changed", "quotation changed", "other election",
           "share in words changed", "number altered", "negation", "wrong year", "wrong country", "wrong speaker",
           "quote altered")  # fmt: skip


def of_gold(model: JudgeModel, encoder: Encoder, held: Held | None) -> Figures:
    """Gold claims and questions of the countries held out (of all where ``held`` is None)."""
    claims = [row for row in claim_rows() if held_out(row, held)]
    questions = [row for row in question_rows() if held_out(row, held)]
    relation, *_ = logits(model, claims, encoder)
    _, answer, _ = logits(model, questions, encoder)
    hard = [at for at, row in enumerate(questions) if row.source != "gold neighbour"]
    return {
        "claims": len(claims),
        "claims right": accuracy_by_source(claims, relation),
        "claims confused": confusion(claims, relation),
        "altered called entailed": altered_entailed(claims, relation),
        "questions": len(questions),
        "questions AUROC": auroc(questions, answer),
        "questions AUROC, evidence against near misses": auroc([questions[at] for at in hard], answer[hard]),
    }


def of_indomain(rows: Sequence[Row], relation: torch.Tensor, answer: torch.Tensor, held: Held) -> Figures:
    """Pairs of the genre from countries and facts held out, with a model's logits for them."""
    three = [at for at, row in enumerate(rows) if row.relation is not None]
    asked = [at for at, row in enumerate(rows) if row.answers is not None]
    pairs = [rows[at] for at in three]
    sample = [at for at in three if rows[at].source.startswith("sample")]
    train = [row for row in indomain_rows(held, part="train", made=5000, turns=1) if row.relation is not None]
    return {
        "pairs": len(three),
        "right": accuracy_by_source(pairs, relation[three]),
        "right on the sample's": accuracy_by_source([rows[at] for at in sample], relation[sample])["all"],
        "altered called entailed": altered_entailed(pairs, relation[three]),
        "sentence alone": round(sentence_only_accuracy(train, even(pairs, seed=1)), 4),
        "answers AUROC": auroc([rows[at] for at in asked], answer[asked]),
    }


def auroc(rows: Sequence[Row], answer: torch.Tensor) -> float:
    """How well the answer's logits part what answers from what does not."""
    return round(float(roc_auc_score([bool(row.answers) for row in rows], answer.numpy())), 4)


def altered_entailed(rows: Sequence[Row], relation: torch.Tensor) -> float:
    """Share of sentences with a changed figure, name, year, word or sign that are called entailed."""
    altered = [
        at for at, row in enumerate(rows) if row.relation is not Relation.ENTAILMENT and row.source.endswith(ALTERED)
    ]
    wrong = sum(int(relation[at].argmax()) == Relation.ENTAILMENT for at in altered)
    return round(wrong / max(1, len(altered)), 4)


def confusion(rows: Sequence[Row], relation: torch.Tensor) -> dict[str, int]:
    """How many of each relation were called which: ``ENTAILMENT as NEUTRAL``."""
    counts = Counter(
        f"{Relation(row.relation or 0).name} as {Relation(guess).name}"
        for row, guess in zip(rows, relation.argmax(-1).tolist(), strict=True)
    )
    return dict(sorted(counts.items()))


def held_out(row: Row, held: Held | None) -> bool:
    """Whether all countries of a gold row are held out."""
    return held is None or set(row.group.split("+")) <= held.countries
