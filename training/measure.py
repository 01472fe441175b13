"""The figures of a judge on what it was not trained on: countries held out, the sample's gold labels, general pairs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any

import torch
from sklearn.metrics import roc_auc_score

from judge.carries import Finding, findings
from judge.encoding import Encoder
from judge.labels import DIRECTIONS, PHASES, STATUSES, TOPICS
from judge.small import Floats, SmallJudge
from training.evaluate import accuracy_by_source, logits
from training.gold import claim_rows, question_rows
from training.model import JudgeModel
from training.pairs.baseline import sentence_only_accuracy
from training.pairs.indomain import even, indomain_rows, written_of
from training.pairs.told import told_rows
from training.rows import Relation, Row
from training.written import PAIRED, with_claims

Figures = dict[str, Any]
SURE = 0.5
"""The probability from which a sentence is taken to speak of a topic here (`topics.labelling` has its own)."""
ALTERED = ("number changed", "name changed", "opposite", "speaker changed", "quotation changed", "other election",
           "share in words changed", "number altered", "negation", "wrong year", "wrong country", "wrong speaker",
           "quote altered")  # fmt: skip


class AsJudge(SmallJudge):
    """A model in training as a `judge.judgement.Judge`, uncalibrated."""

    def __init__(self, model: JudgeModel, encoder: Encoder) -> None:
        """Nothing is loaded."""
        self.name = "in training"
        self._model, self._encoder = model, encoder
        self._temperature, self._answer_scale, self._answer_shift = 1.0, 1.0, 0.0

    def logits(self, texts: Sequence[str], sentences: Sequence[str]) -> tuple[Floats, Floats, Floats]:
        """What the model gives: ``pairs x 3``, ``pairs`` and ``pairs x labels``."""
        rows = [Row(text, sentence, "asked") for text, sentence in zip(texts, sentences, strict=True)]
        relation, answer, labels = logits(self._model, rows, self._encoder)
        return relation.numpy(), answer.numpy(), labels.numpy()


def of_genre(judge: SmallJudge) -> Figures:
    """On the countries held out: pairs, questions, labels; and what the sentence alone would tell."""
    rows = indomain_rows("test", seed=5)
    pairs = [row for row in rows if row.relation is not None]
    told = [row for row in pairs if row.source.startswith("told") and row.source != "told open"]
    asked = [row for row in rows if row.answers is not None]
    train = [row for row in indomain_rows("train", made=5000) if row.relation is not None]
    return {
        "pairs": of_pairs(judge, even(pairs, seed=1)),
        "claims by hand with their evidence": of_pairs(judge, told),
        "sentences in pairs": of_pairs(judge, _in_pairs()),
        "sentence alone": round(sentence_only_accuracy(train, even(pairs, seed=1)), 4),
        "answers AUROC": _auroc(judge, asked),
    }


def _in_pairs() -> list[Row]:
    """Faithful sentences and near misses of them, each with its text."""
    rows = told_rows(with_claims(written_of("test"), paired=True), seed=5)
    return [row for row in rows if row.source.removeprefix("told ") in PAIRED]


def of_sample(judge: SmallJudge) -> Figures:
    """On the sample, of which the judge has seen nothing."""
    questions = question_rows()
    return {
        "claims": of_pairs(judge, claim_rows()),
        "questions AUROC": _auroc(judge, questions),
        "questions AUROC, near misses alone": _auroc(judge, [r for r in questions if r.source != "gold neighbour"]),
    }


def of_pairs(judge: SmallJudge, rows: Sequence[Row]) -> Figures:
    """Share of right relations, alone and with the checks, and what was altered and still called entailed."""
    found = together(judge, rows)
    altered = [
        finding
        for finding, row in zip(found, rows, strict=True)
        if row.relation is not Relation.ENTAILMENT and row.source.endswith(ALTERED)
    ]
    alone = torch.tensor([[f.judgement.entailment, f.judgement.neutral, f.judgement.contradiction] for f in found])
    pairs = list(zip(found, rows, strict=True))
    return {
        "pairs": len(rows),
        "right, judge and checks": _share(f.relation is row.relation for f, row in pairs),
        "right, judge alone": accuracy_by_source(rows, alone),
        "entailed but vetoed": _share(_is_vetoed(f) for f, row in pairs if row.relation is Relation.ENTAILMENT),
        "contradicted and vetoed": _share(_is_vetoed(f) for f, row in pairs if row.relation is Relation.CONTRADICTION),
        "altered": len(altered),
        "altered called entailed, judge and checks": _share(f.carried for f in altered),
        "altered called entailed, judge alone": _share(f.judgement.relation is Relation.ENTAILMENT for f in altered),
        "confused, judge and checks": dict(
            sorted(Counter(f"{Relation(row.relation or 0).name} as {f.relation.name}" for f, row in pairs).items())
        ),
    }


def _is_vetoed(finding: Finding) -> bool:
    return any(objection.vetoes for objection in finding.objections)


def together(judge: SmallJudge, rows: Sequence[Row]) -> list[Finding]:
    """What judge and checks together make of pairs; the line above the text is context."""
    parts = [row.text.rpartition("\n") for row in rows]
    return findings(
        judge,
        [text for _, _, text in parts],
        [row.sentence for row in rows],
        contexts=[context for context, _, _ in parts],
    )


def of_labels(judge: SmallJudge, rows: Sequence[Row]) -> Figures:
    """Micro-F1 of the topics, share of right directions, phases and statuses."""
    logits = torch.tensor(judge.logits([row.text for row in rows], [row.sentence for row in rows])[2])
    topics, *others = torch.split(logits, [len(TOPICS), len(DIRECTIONS), len(PHASES), len(STATUSES)], dim=-1)
    labels = [row.labels for row in rows if row.labels]
    said = [frozenset(torch.nonzero(of.sigmoid() >= SURE).flatten().tolist()) for of in topics]
    hit = sum(len(given & one.topics) for given, one in zip(said, labels, strict=True))
    total = sum(map(len, said)) + sum(len(one.topics) for one in labels)
    wanted = ([one.direction for one in labels], [one.phase for one in labels], [one.status for one in labels])
    right = {
        name: round(float((of.argmax(-1) == torch.tensor(truth)).float().mean()), 4)
        for name, of, truth in zip(("direction", "phase", "status"), others, wanted, strict=True)
    }
    return {"sentences": len(rows), "topics micro-F1": round(2 * hit / max(1, total), 4)} | right


def _auroc(judge: SmallJudge, rows: Sequence[Row]) -> float:
    """How well the answer's logits part what answers from what does not."""
    answer = judge.logits([row.text for row in rows], [row.sentence for row in rows])[1]
    return round(float(roc_auc_score([bool(row.answers) for row in rows], answer)), 4)


def _share(hits: Any) -> float:
    found = list(hits)
    return float(round(sum(found) / max(1, len(found)), 4))


def write(folder: Any, name: str, figures: Figures) -> None:
    """Keep figures as ``NAME.json`` and print them."""
    text = json.dumps(figures, indent=1)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")
    print(text)
