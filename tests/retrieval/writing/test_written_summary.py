"""Topics summed up by a scripted model."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest

from retrieval.desk import Desk
from retrieval.topics.records import Summary
from tests.retrieval.writing.scripted import Does, Script, Scripted, chat, serving

Serve = Callable[[Script], Scripted]
TOPIC, SCOPE = "media", "Varelia since 2019"


@pytest.fixture(scope="module")
def quoted(sample_desk: Desk) -> Summary:
    return sample_desk.topic_quoted(TOPIC, SCOPE)


def summed_up(desk: Desk, server: Scripted, topic: str = TOPIC, scope: str = SCOPE) -> Summary:
    return Desk(desk.library, chat(server)).topic(topic, scope)


def passages(asked: dict) -> Iterator[tuple[int, str]]:
    """Number and words of each passage that the model was given."""
    for match in re.finditer(r"<passage (\d+)>\n.*\n(.*)\n</passage", asked["messages"][-1]["content"]):
        yield int(match[1]), match[2]


def copying(asked: dict) -> str:
    """A model that copies the first sentence of each passage."""
    return " ".join(f"{re.split(r'(?<=[.]) ', words)[0][:-1]} [{n}]." for n, words in passages(asked))


def holds(summary: Summary) -> None:
    """What holds for every summary: numbers in order, none dangling, none unused, quotes verbatim."""
    assert [c.n for c in summary.citations] == list(range(1, len(summary.citations) + 1))
    assert {n for p in summary.points for n in p.citations} == {c.n for c in summary.citations}
    for citation in summary.citations:
        assert citation.passage.words(citation.start, citation.end) == citation.quote
    texts = {c.n: c.quote for c in summary.citations}
    assert all(p.text in [texts[n] for n in p.citations] for p in summary.points if p.how == "quoted")


def test_written_points_stand_at_the_place_of_those_that_they_speak_of(
    sample_desk: Desk, serve: Serve, quoted: Summary
) -> None:
    summary = summed_up(sample_desk, serve(copying))
    holds(summary)
    assert {p.how for p in summary.points} >= {"written"}
    elections = [p.election for p in summary.points]
    assert elections == sorted(elections, key=[p.election for p in quoted.points].index), "elections keep their order"
    assert summary.coverage == quoted.coverage and summary.note == quoted.note
    assert summary.writing and summary.writing.tokens_out


def test_a_true_sentence_beside_the_topic_takes_the_place_of_no_point(
    sample_desk: Desk, serve: Serve, quoted: Summary
) -> None:
    beside = "The 11 June parliamentary elections in Varelia were administered professionally"
    (number,) = {
        c.n for c in quoted.citations if beside in c.passage.text and "journalists were intimidated" in c.quote
    }

    def says(asked: dict) -> str:
        given = next(n for n, words in passages(asked) if beside in words)
        return f"{beside} [{given}]."

    summary = summed_up(sample_desk, serve(says))
    holds(summary)
    assert all(beside not in p.text for p in summary.points)
    assert quoted.citations[number - 1].quote in [p.text for p in summary.points]


def test_what_the_model_does_not_speak_of_stays_verbatim(sample_desk: Desk, serve: Serve, quoted: Summary) -> None:
    summary = summed_up(sample_desk, serve(lambda asked: copying(asked).split("]. ")[0] + "]."))
    holds(summary)
    assert sum(p.how == "written" for p in summary.points) <= 1
    assert {c.passage.id for c in summary.citations} >= {c.passage.id for c in quoted.citations}


def test_a_model_that_invents_leaves_the_quoted_points(sample_desk: Desk, serve: Serve, quoted: Summary) -> None:
    summary = summed_up(sample_desk, serve(lambda _: "Women won 99 of 120 seats [1]. All was free and fair [2]."))
    holds(summary)
    assert [p.text for p in summary.points] == [p.text for p in quoted.points]
    assert summary.writing and "could be proven" in summary.writing.trouble


def test_a_model_that_fails_leaves_the_quoted_points_and_says_why(
    sample_desk: Desk, serve: Serve, quoted: Summary
) -> None:
    summary = summed_up(sample_desk, serve(lambda _: Does(status=401)))
    assert [p.text for p in summary.points] == [p.text for p in quoted.points]
    assert summary.writing and "refused the key" in summary.writing.trouble


def test_a_topic_of_which_nothing_is_said_does_not_reach_the_model(sample_desk: Desk) -> None:
    with serving(lambda _: "Yes [1].") as server:
        summary = summed_up(sample_desk, server, "women candidates", "Belarus 2020")
    assert not summary.points and not server.asked and summary.writing is None
