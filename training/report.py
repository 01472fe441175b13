"""Measures models and writes the figures: of the folds on what they held out, of the shipped model on the rest."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import torch

from judge.carries import combined, findings
from judge.checks import objections
from judge.checks.countries import nowhere
from judge.judgement import Judgement, Relation
from judge.small import SmallJudge
from training import measure, stages
from training.calibrate import Calibration, fitted, reliability_error
from training.evaluate import accuracy_by_source, logits
from training.export import export
from training.gold import claim_rows
from training.model import JudgeModel
from training.pairs.indomain import indomain_rows
from training.rows import Row


def of_fold(folder: Path, name: str) -> dict[str, Any]:
    """The figures of one fold; its logits on what it held out are kept beside them for calibration."""
    held, encoder = stages.FOLDS[name], stages.encoder()
    model = stages.loaded(folder / f"fold_{name}" / "checkpoint.pt")
    rows = held_out(name)
    relation, answer, _ = logits(model, rows, encoder)
    torch.save({"relation": relation, "answer": answer}, folder / f"fold_{name}" / "held_out.pt")
    figures = {
        "gold": measure.of_gold(model, encoder, held),
        "genre": measure.of_indomain(rows, relation, answer, held),
    }
    figures["genre, judge and checks"] = with_checks(folder, name)
    figures["gold, judge and checks"] = together(model, [row for row in claim_rows() if measure.held_out(row, held)])
    return figures


def held_out(name: str) -> list[Row]:
    """The pairs of the genre that a fold has not seen."""
    return indomain_rows(stages.FOLDS[name], part="test", made=1500, turns=1, seed=5)


def calibration(folder: Path) -> tuple[Calibration, float]:
    """Fitted to what the folds (those that were measured) held out, with the reliability error that remains there."""
    rows: list[Row] = []
    parts: dict[str, list[torch.Tensor]] = {"relation": [], "answer": []}
    for name in sorted(stages.FOLDS):
        file = folder / f"fold_{name}" / "held_out.pt"
        if not file.exists():
            continue
        rows += held_out(name)
        kept = torch.load(file, weights_only=True)
        for head, values in parts.items():
            values.append(kept[head])
    relation, answer = torch.cat(parts["relation"]), torch.cat(parts["answer"])
    found = fitted(rows, relation, answer)
    three = [at for at, row in enumerate(rows) if row.relation is not None]
    sure, guess = (relation[three] / found.relation_temperature).softmax(-1).max(-1)
    right = guess == torch.tensor([int(rows[at].relation or 0) for at in three])
    return found, reliability_error(sure, right)


def together(model: JudgeModel | SmallJudge, claims: list[Row]) -> dict[str, Any]:
    """Judge and checks on gold claims."""
    judge = model if isinstance(model, SmallJudge) else measure.AsJudge(model, stages.encoder())
    parts = [row.text.split("\n", 1) for row in claims]
    found = findings(
        judge, [part[1] for part in parts], [row.sentence for row in claims], contexts=[part[0] for part in parts],
        places=nowhere,
    )  # fmt: skip
    right = [finding.relation is row.relation for finding, row in zip(found, claims, strict=True)]
    wrong = [
        finding.carried for finding, row in zip(found, claims, strict=True) if row.relation is Relation.CONTRADICTION
    ]
    return {
        "claims": len(claims),
        "right": round(sum(right) / len(right), 4),
        "contradicted called entailed": round(sum(wrong) / max(1, len(wrong)), 4),
    }


def with_checks(folder: Path, name: str, *, most: int = 700) -> dict[str, Any]:
    """Judge and checks on the first ``most`` pairs of the genre that a fold held out, by how the pair was made."""
    rows = held_out(name)
    relation = torch.load(folder / f"fold_{name}" / "held_out.pt", weights_only=True)["relation"].softmax(-1)
    places = [at for at, row in enumerate(rows) if row.relation is not None][:most]
    right: dict[str, list[bool]] = {"all": [], "alone": [], "altered called entailed": []}
    for at in places:
        row = rows[at]
        context, _, text = row.text.rpartition("\n")
        found = combined(Judgement(*relation[at].tolist()), objections(text, row.sentence, context=context))
        right["all"].append(found.relation is row.relation)
        right["alone"].append(found.judgement.relation is row.relation)
        if row.relation is not Relation.ENTAILMENT and row.source.endswith(measure.ALTERED):
            right["altered called entailed"].append(found.carried)
    return {"pairs": len(places)} | {key: round(sum(hits) / max(1, len(hits)), 4) for key, hits in right.items()}


def ship(folder: Path, target: Path) -> dict[str, Any]:
    """Export the final model and measure it: general pairs before and after int8, agreement of the two."""
    model = stages.loaded(folder / "final" / "checkpoint.pt")
    found, error = calibration(folder)
    export(model, found, target)
    dev = stages.dev_rows()
    whole, *_ = logits(stages.loaded(folder / "final" / "checkpoint.pt"), dev, stages.encoder())
    small = SmallJudge(target)
    part = dev[::2]
    quantised = torch.tensor(small.logits([row.text for row in part], [row.sentence for row in part])[0])
    same = (quantised.argmax(-1) == whole[::2].argmax(-1)).float().mean()
    return {
        "calibration": found.as_config(),
        "reliability error on what folds held out": error,
        "nli/dev": accuracy_by_source(dev, whole),
        "every second row of nli/dev, before int8": accuracy_by_source(part, whole[::2])["all"],
        "every second row of nli/dev, in int8": accuracy_by_source(part, quantised)["all"],
        "agreement of the two": round(float(same), 4),
        "bytes": (target / "model.onnx").stat().st_size,
    }


def write(folder: Path, name: str, figures: dict[str, Any]) -> None:
    """Keep figures as ``NAME.json`` and print them."""
    text = json.dumps(figures, indent=1)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")
    print(text)
