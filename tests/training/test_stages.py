"""What the stages hand on; the training itself is tested in `test_training.py`."""

import torch

from training import stages
from training.rows import Asks, Relation, Row
from training.smoothing import Smoothed


def test_a_pupil_learns_all_rows_and_a_labeller_those_with_labels(tmp_path, monkeypatch):
    rows = [
        Row("a", "1", "snli", Relation.NEUTRAL),
        Row("a", "2", "unlabelled", unlabelled=Asks.ANSWER, group="Ozmira"),
        Row("a", "3", "labels", unlabelled=Asks.LABELS, group="Ozmira"),
    ]
    learned = []
    monkeypatch.setattr(stages, "_train", lambda model, name, rows, plan, folder: learned.append(rows))
    monkeypatch.setattr(stages, "kept", lambda file: rows if file.name == "taught.jsonl.gz" else [])
    monkeypatch.setattr(stages, "loaded", lambda name, start: torch.nn.Linear(1, 1))
    for stage in (stages.pupil, stages.labels):
        stage("e5", tmp_path / "own", tmp_path / "start.pt", tmp_path, stages.PLANS["pupil"])
    assert learned == [rows, rows[2:]]


def test_a_smoothed_layer_gives_what_the_layer_gave():
    torch.manual_seed(1)
    layer, values = torch.nn.Linear(6, 3), torch.randn(4, 6)
    before = layer(values)
    by = torch.tensor([0.5, 1.0, 2.0, 8.0, 0.1, 1.0])
    smoothed = Smoothed(layer, by)
    assert torch.allclose(smoothed(values), before, atol=1e-5)
    assert torch.allclose(smoothed.share, 1 / by)


def test_what_a_teacher_without_cyrillic_says_of_it_is_not_heard():
    assert stages._FOREIGN.search("Voting: голосование")
    assert not stages._FOREIGN.search("dépouillement, señal")
