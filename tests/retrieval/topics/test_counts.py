"""Counts, comparisons and recommendations over the sample."""

from __future__ import annotations

import csv

import pytest

from retrieval.topics.counts import counts_elections
from retrieval.topics.recommendations import outcome_of


@pytest.mark.parametrize(
    ("question", "counts"),
    [
        ("In how many elections since 2018 was tabulation criticised?", True),
        ("На скольких выборах критиковали подсчёт?", True),
        ("Dans combien d'élections le dépouillement a-t-il été critiqué ?", True),
        ("How many complaints were filed in Varelia in 2023?", False),
        ("What share of candidates were women?", False),
        ("How many polling stations were observed?", False),
        ("How many votes did Mira Dostanek receive?", False),
        ("What percentage of the votes were cast online in Lomvar?", False),
    ],
)
def test_only_questions_that_count_elections_are_counted(question, counts):
    assert counts_elections(question) == counts


def test_a_count_has_numerator_denominator_unknowns_and_a_quotation_for_every_case(sample_desk):
    count = sample_desk.count("In how many elections since 2018 was tabulation criticised?")
    assert (count.numerator, count.denominator, count.unknown) == (1, 6, ("Lomvar 2021",))
    [case] = count.cases
    assert case.election == "Kestrovia 2022" and case.citations
    assert all(c.statement.country.name == "Kestrovia" for c in count.citations)


def test_what_an_original_says_counts_though_the_label_of_its_translation_misses_it(sample_desk):
    counted = sample_desk.count("Dans combien d'élections le dépouillement a-t-il été critiqué ?")
    (case,) = [case for case in counted.cases if case.election == "Goravia 2020"]
    assert "assessed negatively" in counted.citations[case.citations[0] - 1].quote


def test_ask_counts_too_and_proves_it(sample_desk):
    answer = sample_desk.ask("In how many elections was vote-buying alleged?")
    assert answer.status == "answered" and "2 of 10" in answer.note
    assert {c.statement.country.name for c in answer.citations} == {"Goravia"}


def test_a_comparison_shows_figures_of_the_same_measure_that_changed(sample_desk):
    changes = sample_desk.compare("Voting", "Varelia, 2019 and 2023").changes
    assert any("94 per cent" in c.before and "97 per cent" in c.after for c in changes)
    assert all(c.then.statement.country == c.now.statement.country for c in changes)
    assert all(c.then.statement.election_date < c.now.statement.election_date for c in changes)


def test_recommendations_have_number_priority_addressee_and_what_became_of_them(sample_desk):
    found = sample_desk.recommendations("Varelia 2019")
    by_number = {one.number: one for one in found if one.number}
    assert set(map(str, range(1, 21))) <= set(by_number)
    assert by_number["5"].priority and by_number["5"].addressee == "Audit Chamber"
    assert "campaign_finance" in by_number["5"].topics and not by_number["13"].priority
    assert any(f.outcome == "partly" and f.election == "Varelia 2023" for one in found for f in one.follow_up)


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("It has been fully implemented.", "fully"),
        ("This partly addressed it.", "partly"),
        ("Others remain unaddressed.", "not"),
        ("Five have been fully implemented and four in part.", "unclear"),
    ],
)
def test_what_became_of_a_recommendation_is_as_the_document_says_it(text, outcome):
    assert outcome_of(text) == outcome


def test_the_table_is_exported_and_no_cell_becomes_a_formula(python, sample_home, tmp_path):
    path = tmp_path / "table.csv"
    done = python("-m", "retrieval", "recommendations", "--scope", "Varelia 2019", "--csv", path, home=sample_home)
    assert done.returncode == 0, done.stderr
    rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    assert len(rows) >= 20 and all(row["election"] == "Varelia 2019" for row in rows)
    assert not [row for row in rows if row["recommendation"][:1] in "=+-@"]


def test_a_question_without_a_topic_counts_nothing_and_says_so(sample_desk):
    count = sample_desk.count("In how many elections did it snow?")
    assert not count.cases
    assert "nothing was counted" in count.note
