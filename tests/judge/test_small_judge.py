"""The shipped model, loaded once: what it must be able to do, whatever its figures."""

import math
import time

import pytest

from judge.judgement import Relation
from judge.loading import judge_for
from judge.small import FOLDER, SmallJudge
from settings import Settings

TEXT = "Voting was assessed positively in 97 per cent of the 1,188 polling stations observed."


@pytest.fixture(scope="module")
def judge():
    return SmallJudge()


def test_what_the_text_says_is_entailed_and_another_matter_is_left_open(judge):
    same = judge.relation(TEXT, "Voting was rated positively in 97% of polling stations observed.")
    assert same.relation is Relation.ENTAILMENT
    assert judge.relation(TEXT, "The public broadcaster held nine debates.").relation is Relation.NEUTRAL


def test_a_changed_figure_is_not_entailed(judge):
    changed = judge.relation(TEXT, "Voting was assessed positively in 79 per cent of the polling stations observed.")
    assert changed.relation is not Relation.ENTAILMENT


def test_a_sentence_answers_what_it_speaks_of_rather_than_a_neighbouring_matter(judge):
    answered = judge.answers("In what share of polling stations was voting assessed positively?", TEXT)
    assert answered > judge.answers("How many women were elected?", TEXT)


def test_probabilities_add_up_and_do_not_depend_on_the_company_of_other_pairs(judge):
    pairs = [(TEXT, "Voting was good."), ("", ""), ("x " * 600, "Ж" * 200), (TEXT, TEXT)]
    together = judge.relations(*zip(*pairs, strict=True))
    for (text, sentence), one in zip(pairs, together, strict=True):
        assert math.isclose(sum(one.probability(relation) for relation in Relation), 1, abs_tol=1e-5)
        alone = judge.relation(text, sentence)
        assert math.isclose(alone.entailment, one.entailment, abs_tol=0.1)


def test_no_pairs_no_judgements(judge):
    assert judge.relations([], []) == []
    assert judge.answering([], []) == []


def test_as_many_texts_as_sentences_are_asked_for(judge):
    with pytest.raises(ValueError, match="shorter|longer"):
        judge.relations(["a", "b"], ["a"])


def test_the_file_is_small_and_loads_without_the_training_libraries():
    assert (FOLDER / "model.onnx").stat().st_size < 40_000_000
    began = time.process_time()
    SmallJudge()
    assert time.process_time() - began < 2


def test_settings_without_a_model_give_our_own_once():
    settings = Settings(judge_model=None)
    assert isinstance(judge_for(settings), SmallJudge)
    assert judge_for(settings) is judge_for(settings)


def test_a_folder_without_the_model_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"model\.onnx is missing"):
        SmallJudge(tmp_path)
