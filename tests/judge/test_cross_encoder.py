import pytest

from judge.cross_encoder import CrossEncoderJudge, JudgeModelError, label_order
from judge.judgement import Relation


def test_the_order_of_labels_is_read_from_the_config_of_the_model():
    order = label_order({0: "contradiction", 1: "entailment", 2: "neutral"})
    assert order == {Relation.CONTRADICTION: 0, Relation.ENTAILMENT: 1, Relation.NEUTRAL: 2}
    assert label_order({0: "ENTAILMENT", 1: "NEUTRAL", 2: "CONTRADICTION"})[Relation.ENTAILMENT] == 0


@pytest.mark.parametrize("labels", [{0: "LABEL_0", 1: "LABEL_1", 2: "LABEL_2"}, {0: "entailment", 1: "not_entailment"}])
def test_a_model_without_the_three_relations_is_refused_in_plain_words(labels):
    with pytest.raises(JudgeModelError, match="needed are entailment, neutral and contradiction"):
        label_order(labels)


def test_a_hub_name_is_refused_while_offline_and_the_setting_is_named(tmp_path):
    with pytest.raises(JudgeModelError, match="RECORD_JUDGE_MODEL"):
        CrossEncoderJudge(str(tmp_path / "none"), None, offline=True)
