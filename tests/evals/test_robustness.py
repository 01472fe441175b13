"""A question is written otherwise in the same way each time; a person's other words stand beside the plain ones."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from test_definitions import answer_of

from evals.corpus import Corpus, GoldQuestion, read_corpus
from evals.robustness import WAYS, reworded, reworded_table, with_typos
from evals.scores import Scores

ROOT = Path(__file__).parents[2]
SAID = "The count was slow."
GOLD = GoldQuestion(
    "q1", "How was the count in Norland?", "factoid", [], [{"file": "a.md", "quote": SAID}], [], True, "en"
)


def test_typing_errors_swap_letters_within_two_long_words_the_same_each_time():
    gold = replace(GOLD, question="How many polling stations were observed by candidates?")
    written = with_typos(gold)
    assert written == with_typos(gold) != gold.question
    assert sorted(written) == sorted(gold.question)
    changed = [(a, b) for a, b in zip(gold.question.split(), written.split(), strict=True) if a != b]
    assert 1 <= len(changed) <= 2
    assert all(len(a) >= 6 and a[0] == b[0] for a, b in changed)


def test_every_way_of_writing_keeps_what_is_asked():
    written = {name: way(GOLD) for name, way in WAYS.items()}
    assert written["as they stand"] == GOLD.question
    assert written["in capitals"] == GOLD.question.upper()
    assert written["without a question mark"] == "How was the count in Norland"
    assert written["with a preface"].endswith(GOLD.question)


def test_a_reworded_question_keeps_history_and_evidence_and_the_others_are_not_asked():
    later = replace(GOLD, id="q2", history=[{"role": "user", "content": "And?"}])
    corpus = Corpus(Path(), {}, [GOLD, later], reworded={"q2": "norland count, any good"})
    assert reworded(corpus) == [replace(later, question="norland count, any good")]


def test_figures_of_both_wordings_stand_side_by_side_with_those_that_lost():
    corpus = Corpus(Path(), {}, [GOLD])
    plain, other = Scores(corpus), Scores(corpus)
    plain.add(GOLD, answer_of("answered", [("a.md", SAID)], [("a.md", SAID)]))
    other.add(GOLD, answer_of("not_addressed", [], [*[("a.md", "Other.")] * 5, ("a.md", SAID)]))
    table = "\n".join(reworded_table(plain, other))
    assert "| as they stand | 1.00 | 1.00 | 1.00 | 1.00 |" in table
    assert "| in a person's other words | 0.00 | 1.00 | 0.00 | – |" in table
    assert "| factoid | 1 | 1.00 / 0.00 | 1.00 / 1.00 | 1.00 / 0.00 |" in table
    assert "Wrongly refused when reworded: q1\n" in table
    assert table.endswith("Not answered fully only when reworded: q1")


def test_the_sample_is_reworded_in_every_type_and_language_and_never_word_for_word():
    corpus = read_corpus(ROOT / "sample")
    others = {gold.id: gold for gold in reworded(corpus)}
    assert len(others) >= 90
    kinds = {(gold.type, gold.language) for gold in corpus.questions}
    assert {(gold.type, gold.language) for gold in others.values()} == kinds
    assert all(others[g.id].question.casefold() != g.question.casefold() for g in corpus.questions if g.id in others)


def test_a_rewording_of_no_question_is_refused(tmp_path: Path):
    (tmp_path / "statements").mkdir()
    gold = tmp_path / "gold"
    gold.mkdir()
    row = {"id": "q1", "question": "How?", "type": "factoid", "answer": "Well.", "evidence": []}
    (gold / "questions.jsonl").write_text(json.dumps(row))
    (gold / "reworded.jsonl").write_text(json.dumps({"id": "q9", "question": "in what way"}))
    with pytest.raises(ValueError, match="rewords questions that are not there: q9"):
        read_corpus(tmp_path)
