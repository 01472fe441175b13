"""Summaries over the sample: verbatim, in scope, both sides, none twice."""

from __future__ import annotations

import json

import pytest

from retrieval.desk import Desk
from retrieval.topics.material import ROW
from retrieval.topics.records import Summary


def summed(desk: Desk, topic: str, scope: str, length="standard") -> Summary:
    """The summary, with what holds for every summary."""
    summary = desk.topic(topic, scope, length)
    for n, c in enumerate(summary.citations, 1):
        assert c.n == n
        assert desk.library.catalog.text(c.statement.id)[c.start : c.end] == c.quote, "verbatim, at its place"
    assert [p.citations for p in summary.points] == [(c.n,) for c in summary.citations]
    spans = [(c.statement.id, c.start) for c in summary.citations]
    assert len(set(spans)) == len(spans), "no point twice"
    return summary


def test_a_summary_stays_in_its_scope_hears_every_election_and_counts_statements(sample_desk):
    summary = summed(sample_desk, "Counting", "Kestrovia, 2017 and 2022")
    assert {c.statement.country.name for c in summary.citations} == {"Kestrovia"}
    assert [p.election for p in summary.points] == sorted(p.election for p in summary.points)
    assert {p.election for p in summary.points} == {"Kestrovia 2017", "Kestrovia 2022"}
    assert (summary.coverage.searched, summary.coverage.addressing) == (3, 3)


@pytest.mark.parametrize(("length", "most"), [("short", 5), ("standard", 12), ("full", 60)])
def test_a_summary_is_as_long_as_asked(sample_desk, length, most):
    assert 0 < len(summed(sample_desk, "Media", "", length).citations) <= most


def test_translations_are_not_counted_and_the_topic_may_be_asked_in_their_language(sample_desk):
    english = summed(sample_desk, "Women's participation", "Tezira 2023")
    russian = summed(sample_desk, "Женщины на выборах", "Tezira 2023")
    assert english.coverage.searched == russian.coverage.searched == 1
    assert {c.statement.language for c in english.citations} == {"en"}
    assert {c.statement.language for c in russian.citations} == {"ru"}


def test_not_observed_is_told_from_not_addressed(sample_desk):
    votes = dict(summed(sample_desk, "Tabulation", "").silent)
    assert votes.get("Lomvar 2017") == "not observed", votes


def test_an_election_that_is_not_on_record_is_named(sample_desk):
    summary = summed(sample_desk, "Media", "Belarus 2020")
    assert not summary.points and "Belarus" in summary.note


def test_the_command_line_writes_the_documented_object_for_each_line(python, sample_home, tmp_path):
    batch = tmp_path / "topics.jsonl"
    batch.write_text('{"id": "t1", "topic": "Media", "scope": "Varelia 2023"}\n{"topic": "Velinat"}\n')
    done = python("-m", "retrieval", "topic", "--batch", batch, "--json", home=sample_home)
    first, second = map(json.loads, done.stdout.splitlines())
    assert done.returncode == 0, done.stderr
    assert {"id", "topic", "scope", "points", "citations", "coverage", "note", "seconds"} <= set(first)
    assert (first["id"], second["id"]) == ("t1", None)
    assert set(first["coverage"]) == {"searched", "addressing"} and first["points"][0]["citations"] == [1]
    assert second["citations"], "what is in no taxonomy is looked for by its words"


def test_wrong_use_is_told(python, tmp_path):
    for arguments in ((), ("Media", "--batch", "x.jsonl"), (" ",), ("--batch", tmp_path / "none.jsonl")):
        assert python("-m", "retrieval", "topic", *arguments).returncode == 2


@pytest.mark.parametrize(
    ("text", "is_row"),
    [
        ("Constituency: Kestad; Registered voters: 288,950; Turnout: 76.1", True),
        ("Two bodies deal with complaints: the Commission and the Court.", False),
        ("The law is clear; it was applied: nobody complained.", False),
    ],
)
def test_a_row_of_a_table_is_no_point(text: str, is_row: bool):
    assert bool(ROW.match(text)) is is_row
