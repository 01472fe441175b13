"""The sample's gold claims and questions as rows: for measuring alone, never for training."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

from judge.labels import DIRECTIONS, PHASES, STATUSES, TOPICS
from library.text import sentence_spans
from training.pairs.statements import line_above
from training.rows import Labels, Relation, Row

SAMPLE = Path("sample")
_VERDICTS = {"supported": Relation.ENTAILMENT, "contradicted": Relation.CONTRADICTION}


def claim_rows() -> list[Row]:
    """Claims in English that the statements support or contradict, before their gold evidence.

    ``source`` is the kind of the claim; ``group`` the countries of the evidence, joined by ``+``.
    """
    lines = _lines_above()
    return [
        Row(_shown(claim["evidence"], lines), claim["claim"], f"gold {claim['kind']}", _VERDICTS[claim["verdict"]],
            group=_countries(claim["evidence"]))
        for claim in _gold("claims.jsonl")
        if claim["verdict"] in _VERDICTS and claim["lang"] == "en"
    ]  # fmt: skip


def question_rows(*, others: int = 4) -> list[Row]:
    """Questions in English that stand alone: before their gold quotation (answers), before what the gold labels call a
    near miss, and before sentences of the same statement that stand close to the evidence (neither answers)."""
    lines = _lines_above()
    sentences = {file: _sentences(file) for file in lines}
    rows: list[Row] = []
    for gold in _gold("questions.jsonl"):
        if gold["lang"] != "en" or gold["history"]:
            continue
        quotes = gold["evidence"] + gold.get("also_in", [])
        if len(gold["evidence"]) == 1:
            evidence = gold["evidence"][0]
            rows.append(
                Row(
                    _shown([evidence], lines),
                    gold["question"],
                    "gold evidence",
                    answers=True,
                    group=_countries([evidence]),
                )
            )
            for sentence in _close(sentences[evidence["file"]], [one["quote"] for one in quotes], others):
                rows.append(
                    Row(
                        f"{lines[evidence['file']]}\n{sentence}",
                        gold["question"],
                        "gold neighbour",
                        answers=False,
                        group=_countries([evidence]),
                    )
                )
        for near in gold.get("near_miss", []):
            rows.append(
                Row(_shown([near], lines), gold["question"], "gold near miss", answers=False, group=_countries([near]))
            )
    return rows


def sample_label_rows() -> list[Row]:
    """The sentences of the sample in English that have labels by hand, each after section and sentence before."""
    rows: list[Row] = []
    for gold in _gold("labels.jsonl"):
        if gold["file"].endswith(("_ru.md", "_fr.md")):
            continue
        sentences = _sentences(gold["file"])
        place = sentences.index(gold["text"]) if gold["text"] in sentences else 0
        before = "\n".join(part for part in (gold["section"], *sentences[place - 1 : place]) if part)
        labels = Labels(
            frozenset(TOPICS.index(topic) for topic in gold["topics"]),
            DIRECTIONS.index(gold["direction"]),
            PHASES.index(gold["phase"]),
            STATUSES.index(gold["status"]),
        )
        rows.append(Row(before, gold["text"], "gold labels", group=gold["country"], labels=labels))
    return rows


def _gold(name: str) -> Iterator[dict[str, Any]]:
    for line in (SAMPLE / "gold" / name).read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def _shown(evidence: Sequence[dict[str, str]], lines: dict[str, str]) -> str:
    """The quotations of each file under its context line."""
    files = dict.fromkeys(one["file"] for one in evidence)
    return "\n".join(
        f"{lines[file]}\n" + " ".join(one["quote"] for one in evidence if one["file"] == file) for file in files
    )


def _countries(evidence: Sequence[dict[str, str]]) -> str:
    return "+".join(sorted({one["file"].split("_")[0].capitalize() for one in evidence}))


def _lines_above() -> dict[str, str]:
    lines = {}
    for file in (SAMPLE / "statements").glob("*.md"):
        fields = yaml.safe_load(file.read_text(encoding="utf-8").split("---\n", 2)[1])
        lines[file.name] = line_above(str(fields["country"]), str(fields["election"]), fields["election_date"])
    return lines


def _sentences(file: str) -> list[str]:
    body = (SAMPLE / "statements" / file).read_text(encoding="utf-8").split("---\n", 2)[2]
    texts = [" ".join(block.split()) for block in body.split("\n\n") if not block.startswith("#")]
    return [text[start:end] for text in texts for start, end in sentence_spans(text)]


def _close(sentences: Sequence[str], quotes: Sequence[str], count: int) -> list[str]:
    """The sentences nearest in place to the first that shares words with a quotation, none of which does."""
    own = [at for at, sentence in enumerate(sentences) if any(_overlap(sentence, quote) for quote in quotes)]
    if not own:
        return []
    order = sorted((at for at in range(len(sentences)) if at not in own), key=lambda at: abs(at - own[0]))
    return [sentences[at] for at in order[:count]]


def _overlap(sentence: str, quote: str) -> bool:
    return sentence in quote or quote in sentence
