"""The judge of our own: a small cross-encoder in int8, run by onnxruntime (`training/` makes it)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from judge.encoding import Encoder, Pair
from judge.judgement import Judgement
from judge.labels import DIRECTIONS, LABELS, PHASES, STATUSES, TOPICS, Labelled

FOLDER = Path(__file__).with_name("model")
BATCH = 16
"""Pairs a run; more do not make two cores faster, and pad short pairs to long ones."""
_ENDS = np.cumsum([len(TOPICS), len(DIRECTIONS), len(PHASES)])

Floats = NDArray[np.float32]


class SmallJudge:
    """Three relations and whether a question is answered, from one reading of each pair. Threads may share one."""

    def __init__(self, folder: Path = FOLDER, *, threads: int = 0) -> None:
        """Load ``model.onnx``, ``tokenizer.json`` and ``config.json`` (calibration) from ``folder``.

        ``threads`` 0 means one a core.

        Raises:
            FileNotFoundError: a file is missing.
        """
        import onnxruntime

        for name in ("model.onnx", "tokenizer.json", "config.json"):
            if not (folder / name).is_file():
                raise FileNotFoundError(f"The judge's {name} is missing in {folder}.")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        self.name = "small judge"
        self._session = onnxruntime.InferenceSession(
            str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._encoder = Encoder(folder / "tokenizer.json")
        calibration = json.loads((folder / "config.json").read_text(encoding="utf-8"))["calibration"]
        self._temperature = float(calibration["relation_temperature"])
        self._answer_scale = float(calibration["answer_scale"])
        self._answer_shift = float(calibration["answer_shift"])

    def relations(self, texts: Sequence[str], sentences: Sequence[str]) -> list[Judgement]:
        """What each text does to the sentence at the same place; see `Judge`.

        Raises:
            ValueError: not as many texts as sentences.
        """
        logits = self.logits(texts, sentences)[0] / self._temperature
        powers = np.exp(logits - logits.max(-1, keepdims=True)) if len(logits) else logits
        return [Judgement(*map(float, row / row.sum())) for row in powers]

    def relation(self, text: str, sentence: str) -> Judgement:
        """What one text does to one sentence."""
        return self.relations([text], [sentence])[0]

    def answering(self, questions: Sequence[str], texts: Sequence[str]) -> list[float]:
        """The probability that each text answers the question at the same place.

        Raises:
            ValueError: not as many texts as questions.
        """
        logits = self.logits(texts, questions)[1]
        return [float(p) for p in 1 / (1 + np.exp(-(self._answer_scale * logits + self._answer_shift)))]

    def answers(self, question: str, text: str) -> float:
        """The probability that one text answers one question."""
        return self.answering([question], [text])[0]

    def labels(self, befores: Sequence[str], sentences: Sequence[str]) -> list[Labelled]:
        """What each sentence speaks of and finds; see `Judge`.

        Raises:
            ValueError: not as many texts as sentences.
        """
        return [_labelled(row) for row in self.logits(befores, sentences)[2]]

    def logits(self, texts: Sequence[str], sentences: Sequence[str]) -> tuple[Floats, Floats, Floats]:
        """What the model gives before calibration: ``pairs x 3``, ``pairs`` and ``pairs x labels`` (`judge.labels`).

        Raises:
            ValueError: not as many texts as sentences.
        """
        pairs = [self._encoder.pair(text, sentence) for text, sentence in zip(texts, sentences, strict=True)]
        relation = np.zeros((len(pairs), 3), dtype=np.float32)
        answer = np.zeros(len(pairs), dtype=np.float32)
        labels = np.zeros((len(pairs), LABELS), dtype=np.float32)
        order = sorted(range(len(pairs)), key=lambda place: len(pairs[place].ids))
        for start in range(0, len(order), BATCH):
            places = order[start : start + BATCH]
            found = self._session.run(None, _inputs([pairs[place] for place in places]))
            relation[places], answer[places], labels[places] = found
        return relation, answer, labels


def _labelled(logits: Floats) -> Labelled:
    topics, directions, phases, statuses = np.split(logits, _ENDS)
    return Labelled(
        dict(zip(TOPICS, map(float, 1 / (1 + np.exp(-topics))), strict=True)),
        _shares(DIRECTIONS, directions),
        _shares(PHASES, phases),
        _shares(STATUSES, statuses),
    )


def _shares(names: Sequence[str], logits: Floats) -> dict[str, float]:
    powers = np.exp(logits - logits.max())
    return dict(zip(names, map(float, powers / powers.sum()), strict=True))


def _inputs(pairs: Sequence[Pair]) -> dict[str, Any]:
    """The pairs padded to the longest of them."""
    width = max(len(pair.ids) for pair in pairs)
    ids, marks, mask = (np.zeros((len(pairs), width), dtype=np.int64) for _ in range(3))
    for row, pair in enumerate(pairs):
        size = len(pair.ids)
        ids[row, :size], marks[row, :size], mask[row, :size] = pair.ids, pair.marks, 1
    return {"ids": ids, "marks": marks, "mask": mask}
