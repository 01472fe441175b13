import random
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.pairs import edits
from training.pairs.baseline import sentence_only_accuracy
from training.pairs.facts import read_facts
from training.pairs.indomain import even, indomain_rows, paragraphs_of, written_of
from training.pairs.made import _run_on, made_questions, made_rows
from training.pairs.numbers import FIGURE, other_value, value_of, written
from training.pairs.shares import false_phrase, holds, true_phrase
from training.pairs.unlabelled import unlabelled_rows
from training.pairs.values import changed, draw, fill, slots
from training.rows import Asks, Relation, Row

FACTS = read_facts()
MARKS = ("a>", "a<", "b>", "b<", "o>", "o<", "?a", "?o")


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.title)
def test_a_fact_has_every_kind_of_wording_and_every_slot_can_be_filled(fact):
    assert all(fact.get(mark) for mark in MARKS)
    values = draw(random.Random(1))
    for lines in fact.lines.values():
        for line in lines:
            assert "{" not in fill(line, values, random.Random(2)).text


def test_rows_are_the_same_for_the_same_seed_and_even_over_the_relations():
    rows = made_rows(FACTS, 900, seed=3)
    assert rows == made_rows(FACTS, 900, seed=3)
    counts = Counter(row.relation for row in rows)
    assert all(220 < counts[relation] < 400 for relation in Relation)


@given(st.integers())
def test_sentences_run_on_lose_no_word_and_names_keep_their_capitals(seed):
    lines = ["The count was late.", "Ada Brandell said so.", "CEC members left."]
    text = " ".join(_run_on(lines, random.Random(seed)))
    assert all(name in text for name in ("Ada Brandell", "CEC members"))
    assert text.lower().startswith("the count was late") and text.endswith("left.")


def test_half_of_the_questions_are_answered_and_most_of_the_others_meet_a_neighbouring_fact():
    rows = made_questions(FACTS, 800, seed=3)
    open_ones = [row.source for row in rows if not row.answers]
    assert 0.4 < len(open_ones) / len(rows) < 0.6
    assert Counter(open_ones).most_common(1)[0][0] == "question neighbouring fact"


@cache
def _to_train_on() -> list[Row]:
    return indomain_rows("train", made=1500)


def test_the_sentence_alone_does_not_tell_the_label():
    train = [row for row in _to_train_on() if row.relation is not None]
    test = [row for row in indomain_rows("test") if row.relation is not None]
    assert sentence_only_accuracy(train, even(test, seed=1)) <= 0.45


def test_what_is_held_out_is_in_no_row_to_train_on():
    held = {one.fields["country"] for one in written_of("test")}
    texts = " ".join(row.text + row.sentence for row in _to_train_on())
    assert len(held) > 10 and not [country for country in held if country in texts]


def test_the_sample_gives_no_row():
    texts = " ".join(row.text + row.sentence for row in _to_train_on())
    assert not [name for name in ("Varelia", "Kestrovia", "Tezira", "Lomvar", "Goravia") if name in texts]


def test_the_gold_labels_are_read_by_no_generator():
    for file in Path("training/pairs").glob("*.py"):
        assert "claims.jsonl" not in file.read_text() and "training.gold" not in file.read_text()


def test_statements_in_english_give_paragraphs_with_their_election_above():
    paragraphs = paragraphs_of(written_of("train"))
    assert len({one.country for one in paragraphs}) > 30
    assert all(one.sentences and str(one.year) in one.line and one.country in one.line for one in paragraphs)


@given(st.floats(0.01, 0.99), st.integers())
def test_a_true_share_holds_and_a_false_one_does_not(share, seed):
    chance = random.Random(seed)
    assert holds(true_phrase(share, chance), share)
    assert not holds(false_phrase(share, chance), share)


@given(st.integers(2, 3_000_000), st.integers())
def test_a_written_figure_reads_back_and_another_one_is_another(value, seed):
    chance = random.Random(seed)
    assert value_of(written(value, chance)) == value
    assert other_value(value, chance) != value


@given(st.integers())
def test_changed_values_still_fit_each_other(seed):
    chance = random.Random(seed)
    values = draw(chance)
    slot = chance.choice(["m", "n", "p", "k", "Person", "year"])
    other = changed(values, slot, chance, tempting=None)
    assert other[slot] != values[slot]
    assert other["m"] < other["n"]


def test_a_slot_behind_a_bound_is_never_changed():
    assert slots("Decisions came within {k} hours in {m} of {n} cases.") == {"m", "n"}


@given(st.integers())
def test_edits_of_a_sentence_do_what_they_say(seed):
    chance = random.Random(seed)
    sentence = "In 2022, voting was assessed positively in 97 per cent of the 1,188 polling stations observed."
    altered = edits.number_changed(sentence, chance, [])
    assert [m.group() for m in FIGURE.finditer(altered)] != [m.group() for m in FIGURE.finditer(sentence)]
    same = edits.number_rewritten(sentence, chance)
    assert same != sentence and "2022" in same and "2,022" not in same
    assert edits.opposite(sentence, chance) != sentence
    assert edits.hedge_dropped(sentence, chance) == sentence.replace("observed", "in the country")


def test_a_share_in_words_is_true_or_false_of_the_figures():
    sentence = "Protocols were not posted in 11 of the 109 polling stations."
    chance = random.Random(1)
    true = edits.share_in_words(sentence, chance, true=True)
    assert true != sentence and "109" not in true
    assert edits.share_in_words("No figures here.", chance, true=True) is None


def test_a_quotation_is_found_with_its_speaker():
    text = '"A lock that is left open does not keep anybody out," said Ada Brandell, Head of the mission.'
    assert edits.quotation(text) == ("A lock that is left open does not keep anybody out", "Ada Brandell")


def test_unlabelled_pairs_stand_near_one_another_and_nobody_has_labelled_them():
    own = written_of("train")[:12]
    general = [Row("A man sleeps.", f"Sentence {n}.", "snli", Relation.NEUTRAL) for n in range(3)]
    rows = unlabelled_rows(own, general, most_general=4, seed=1)
    assert all(row.relation is None and row.answers is None and row.unlabelled for row in rows)
    assert {row.asks for row in rows} == {Asks.RELATION, Asks.ANSWER}
    assert sum(row.source == "snli side by side" for row in rows) == 4
    countries = {one.fields["country"] for one in own}
    assert {row.group for row in rows} - {""} <= countries
    assert not any(row.text.endswith("\n" + row.sentence) for row in rows)
