"""What the stages hand on; the training itself is tested in `test_training.py`."""

import torch

from training import stages
from training.rows import Asks, Relation, Row
from training.stages import TAUGHT, chosen


def _rows(count):
    return [
        *(Row("a", str(n), "snli", Relation.NEUTRAL) for n in range(count)),
        *(Row("a", str(n), "told opposite", Relation.CONTRADICTION, group="Ozmira") for n in range(count)),
        *(Row("a", str(n), "unlabelled", unlabelled=Asks.ANSWER, group="Ozmira") for n in range(count)),
        *(Row("a", str(n), "snli side by side", unlabelled=Asks.RELATION) for n in range(count)),
    ]


def test_a_pupil_is_shown_a_fixed_number_of_each_kind_and_no_row_twice(monkeypatch):
    monkeypatch.setattr(stages, "TAUGHT", dict.fromkeys(TAUGHT, 3))
    rows = chosen(_rows(10), seed=1)
    assert rows == chosen(_rows(10), seed=1)
    assert sorted(row.source for row in rows) == sorted(
        ["snli"] * 3 + ["told opposite"] * 3 + ["unlabelled"] * 3 + ["snli side by side"] * 3
    )
    assert len({(row.source, row.sentence) for row in rows}) == 12


def test_the_mean_of_the_weights_lies_between_before_and_after(tmp_path, monkeypatch):
    before = {"weight": torch.tensor([0.0, 1.0])}
    torch.save({"model": before}, tmp_path / "start.pt")

    def train(model, name, rows, plan, folder):
        folder.mkdir()
        torch.save({"model": {"weight": torch.tensor([1.0, 1.0])}}, folder / "checkpoint.pt")

    monkeypatch.setattr(stages, "_train", train)
    monkeypatch.setattr(stages, "kept", lambda file: [])
    monkeypatch.setattr(stages, "loaded", lambda name, start: torch.nn.Linear(1, 1))
    stages.pupil("minilm", tmp_path / "pupil", tmp_path / "start.pt", tmp_path, stages.PLANS["pupil"])
    mixed = torch.load(tmp_path / "mixed" / "checkpoint.pt", weights_only=True)["model"]["weight"]
    assert torch.allclose(mixed, torch.tensor([stages.SHARE, 1.0]))


def test_what_a_teacher_without_cyrillic_says_of_it_is_not_heard():
    assert stages._FOREIGN.search("Voting: голосование")
    assert not stages._FOREIGN.search("dépouillement, señal")
