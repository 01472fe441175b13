import json
from dataclasses import replace

import pytest
import torch

from judge.encoding import Encoder
from judge.labels import LABELS
from training.batches import UNKNOWN, collated, encoded, grouped
from training.calibrate import fitted, reliability_error
from training.encoders import minilm
from training.evaluate import logits
from training.general import thinned
from training.loop import Plan, loss_of, train
from training.model import JudgeModel
from training.rows import Asks, Labels, Relation, Row, keep, kept

FOLDER = minilm()
ENCODER = Encoder(FOLDER / "tokenizer.json")
ROWS = [
    Row(f"Voting was calm in {n} places.", f"Voting was calm in {n + n % 2} places.", "toy", Relation(2 * (n % 2)))
    for n in range(2, 18)
] + [
    Row("Turnout was 40 per cent.", "What was turnout?", "toy", answers=True),
    Row("Media", "Women had less airtime.", "toy", labels=Labels(frozenset({8, 10}), 1, 0, 0)),
]
PLAN = Plan(size=4, save_every=2, rate=1e-3)


def test_every_row_is_in_one_batch_of_rows_of_like_length():
    lengths = [5, 90, 7, 80, 6, 85, 4, 95] * 20
    groups = grouped(lengths, size=8, most_tokens=400, seed=1)
    assert sorted(place for group in groups for place in group) == list(range(len(lengths)))
    assert all(len(group) * max(lengths[place] for place in group) <= 400 for group in groups)
    assert groups != grouped(lengths, size=8, most_tokens=400, seed=2)


def test_a_row_without_one_of_the_labels_is_left_out_of_that_loss():
    batch = collated(encoded(ROWS, ENCODER, most_tokens=64), ROWS)
    assert batch.relations[-2] == UNKNOWN and batch.answers[-2] == 1
    assert batch.answers[0] == UNKNOWN and set(batch.topics[0].tolist()) == {UNKNOWN}
    assert batch.topics[-1].nonzero().flatten().tolist() == [8, 10] and batch.findings[-1].tolist() == [1, 0, 0]
    assert batch.ids.shape == batch.marks.shape == batch.mask.shape


def test_thinning_keeps_the_rare_label_of_a_collection():
    rows = [Row("a", str(n), "snli", Relation.NEUTRAL) for n in range(9000)]
    rows += [Row("a", str(n), "snli", Relation.ENTAILMENT) for n in range(100)]
    kept = thinned(rows, seed=1)
    assert len(kept) == 8000
    assert sum(row.relation is Relation.ENTAILMENT for row in kept) == 100


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    folder = tmp_path_factory.mktemp("training")
    torch.manual_seed(1)
    model = JudgeModel(FOLDER)
    train(model, ROWS, ENCODER, PLAN, folder / "whole")
    return model, folder


def test_a_killed_run_goes_on_from_its_checkpoint_and_ends_with_the_same_weights(trained):
    whole, folder = trained
    torch.manual_seed(1)
    train(JudgeModel(FOLDER), ROWS, ENCODER, Plan(size=4, save_every=2, rate=1e-3, most_steps=2), folder / "cut")
    resumed = JudgeModel(FOLDER)
    train(resumed, ROWS, ENCODER, PLAN, folder / "cut")
    steps = [json.loads(line)["step"] for line in (folder / "cut" / "log.jsonl").read_text().splitlines()]
    assert steps == [2, 5]
    for one, other in zip(whole.parameters(), resumed.parameters(), strict=True):
        assert torch.allclose(one, other, atol=1e-5)


def test_word_vectors_stay_as_they_were(trained):
    assert torch.equal(
        trained[0].encoder.embeddings.word_embeddings.weight,
        JudgeModel(FOLDER).encoder.embeddings.word_embeddings.weight,
    )


def test_calibration_cools_a_model_that_is_too_sure():
    chance = torch.Generator().manual_seed(1)
    truth = torch.randint(0, 3, (600,), generator=chance)
    guess = torch.where(torch.rand(600, generator=chance) < 0.7, truth, (truth + 1) % 3)
    relation = torch.nn.functional.one_hot(guess, 3) * 9.0
    rows = [Row("", "", "toy", Relation(int(label))) for label in truth] + [Row("", "", "toy", answers=True)] * 3
    rows += [Row("", "", "toy", answers=False)]
    relation = torch.cat([relation, torch.zeros(4, 3)])
    calibration = fitted(rows, relation, torch.zeros(604))
    assert calibration.relation_temperature > 2
    sure = (relation[:600] / calibration.relation_temperature).softmax(-1).max(-1).values
    assert (
        reliability_error(sure, guess == truth)
        < 0.05
        < reliability_error(relation[:600].softmax(-1).max(-1).values, guess == truth)
    )


def test_rows_come_back_from_their_file_as_they_were(tmp_path):
    rows = [
        *ROWS,
        Row("", "A text may be empty: ё", "toy", unlabelled=Asks.RELATION, taught=(1.5, -2.0, 0.0), group="Ozmira"),
    ]
    keep(rows, tmp_path / "rows.jsonl.gz")
    assert kept(tmp_path / "rows.jsonl.gz") == rows
    assert [row.asks for row in rows[-3:]] == [Asks.ANSWER, Asks.LABELS, Asks.RELATION]


def test_a_pupil_comes_to_say_what_the_teacher_says_where_nobody_has_labelled(tmp_path):
    said = (-3.0, 4.0, -3.0)
    rows = [Row(row.text, row.sentence, "toy", unlabelled=Asks.RELATION, taught=said) for row in ROWS[:8]]
    torch.manual_seed(1)
    model = JudgeModel(FOLDER)
    train(model, rows, ENCODER, replace(PLAN, passes=6), tmp_path)
    relation, *_ = logits(model, rows, ENCODER)
    assert set(relation.argmax(-1).tolist()) == {1}
    assert float((relation - torch.tensor(said)).softmax(-1).max()) < 0.99


def test_a_teacher_counts_beside_a_label_and_not_instead_of_it():
    labelled = Row("a", "b", "toy", Relation.ENTAILMENT, taught=(0.0, 9.0, 0.0))
    model = lambda *_: (torch.tensor([[6.0, 0.0, 0.0]]), torch.zeros(1), torch.zeros(1, LABELS))  # noqa: E731
    losses = {}
    for name, row in (("label", replace(labelled, taught=())), ("both", labelled)):
        losses[name] = float(loss_of(model, collated(encoded([row], ENCODER, most_tokens=16), [row])))
    alone = replace(labelled, relation=None, unlabelled=Asks.RELATION)
    losses["teacher"] = float(loss_of(model, collated(encoded([alone], ENCODER, most_tokens=16), [alone])))
    assert losses["label"] < losses["both"] < losses["teacher"]


def test_a_stage_ends_when_its_time_is_over(tmp_path):
    train(JudgeModel(FOLDER), ROWS, ENCODER, replace(PLAN, passes=10_000, most_seconds=1.0), tmp_path)
    last = json.loads((tmp_path / "log.jsonl").read_text().splitlines()[-1])
    assert 1 <= last["step"] < last["of"]
