import pytest

from evals.corpus import read_corpus
from training.corpus import write_corpus
from training.pairs.told import label_rows, told_rows
from training.rows import Relation
from training.written import WrittenError, read_file

FILE = """@@ ozmira-2019-pr
country: Ozmira
adjective: Ozmirian
election: parliamentary elections
election_date: 2019-04-14
date: 2019-04-15
kind: press release
observers: Election Watch (EW); Council of Deputies
language: en
title: A calm vote in Ozmira

1 [campaign; mixed; before; finding] Contestants campaigned freely, but few were heard.
2 [women, candidate_registration; negative; before; finding] Of the 412 candidates, 131, or 32 per cent, were women.

3 [; neutral; after; finding] The mission thanks the authorities.
= claims
+ 2 | true number | Fewer than a third of those on the lists in Ozmira were women.
- 2 | negation | No Ozmirian woman stood.
+ 1&2 | compound | The campaign in Ozmira was free, and 131 women stood.
0 3 | near miss | The authorities of Ozmira paid for the mission.
= questions
? 2,1&2 | how many women ran
?0 2 | how many women won
"""


@pytest.fixture
def written(tmp_path):
    (tmp_path / "ozmira.txt").write_text(FILE)
    return read_file(tmp_path / "ozmira.txt")


def test_a_claim_is_carried_by_its_evidence_and_left_open_by_other_sentences(written):
    rows = told_rows(written, seed=1)
    number = [row for row in rows if row.sentence.startswith("Fewer than a third")]
    carried = [row for row in number if row.relation is Relation.ENTAILMENT]
    assert carried and all("412 candidates" in row.text for row in carried)
    assert any(row.relation is Relation.NEUTRAL and "412" not in row.text for row in number)
    compound = [row for row in rows if row.sentence.startswith("The campaign in")]
    assert {row.relation for row in compound if "412" not in row.text or "freely" not in row.text} == {Relation.NEUTRAL}


def test_a_question_without_an_answer_is_answered_by_nothing(written):
    rows = [row for row in told_rows(written, seed=1) if row.sentence == "how many women won"]
    assert rows and not any(row.answers for row in rows)


def test_a_sentence_is_labelled_after_the_one_before_it_in_its_paragraph(written):
    first, second, third = label_rows(written)
    assert (first.text, third.text) == ("", "") and second.text.startswith("Contestants")


def test_made_up_statements_make_a_corpus_like_the_sample(written, tmp_path):
    write_corpus(written, tmp_path / "corpus")
    corpus = read_corpus(tmp_path / "corpus")
    assert [claim.verdict for claim in corpus.claims] == ["supported", "contradicted", "supported", "not_addressed"]
    assert corpus.questions[0].question == "Ozmira 2019: how many women ran"
    assert [question.answerable for question in corpus.questions] == [True, False]
    assert len(corpus.claims[2].evidence) == 2
    assert corpus.questions[0].evidence[0]["quote"] in (corpus.statements / "ozmira_2019_pr.md").read_text()


def test_questions_are_drawn_by_the_same_lot_each_time(written, tmp_path):
    drawn = []
    for name in ("one", "other"):
        write_corpus(written, tmp_path / name, questions=1)
        drawn.append([question.id for question in read_corpus(tmp_path / name).questions])
    assert drawn[0] == drawn[1] and len(drawn[0]) == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (("[campaign;", "[canvassing;"), "no topic is named canvassing"),
        (("+ 2 |", "+ 9 |"), "there is no ozmira-2019-pr:9"),
        (("- 2 |", "- |"), "no evidence is named"),
        (("2019-04-14", "14 April"), "election_date is no day"),
        (("kind: press release", "kind: leaflet"), "the kind is one of"),
        (("; mixed;", "; good;"), "'good' is none of"),
        (("? 2,1&2 |", "? two |"), "no sentence is told by 'two'"),
        (("@@ ozmira-2019-pr\n", ""), "a statement begins with"),
    ],
)
def test_what_is_wrong_in_a_file_is_said_with_its_place(tmp_path, wrong, said):
    (tmp_path / "ozmira.txt").write_text(FILE.replace(*wrong))
    with pytest.raises(WrittenError, match=said):
        read_file(tmp_path / "ozmira.txt")
