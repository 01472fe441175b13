from __future__ import annotations

import pytest

from library.records import Statement
from retrieval.election_types import of_type

PRESIDENT = Statement("1", "p.md", "p.md", "P", election_type="early presidential election")
PARLIAMENT = Statement("2", "l.md", "l.md", "L", election_type="legislative elections")
BOTH = Statement("3", "b.md", "b.md", "B", election_type="presidential and parliamentary elections")
UNTOLD = Statement("4", "u.md", "u.md", "U")
ALL = [PRESIDENT, PARLIAMENT, BOTH, UNTOLD]


@pytest.mark.parametrize(
    "question",
    [
        "How was the presidential election assessed?",
        "Как прошли президентские выборы?",
        "L'élection présidentielle a-t-elle été calme ?",
        "¿Cómo fueron las elecciones presidenciales?",
        "Wie verlief die Präsidentschaftswahl?",
    ],
)
def test_the_sort_of_vote_that_is_named_leaves_its_statements_and_those_that_do_not_say(question: str):
    assert of_type(question, ALL) == [PRESIDENT, BOTH, UNTOLD]


def test_both_sorts_leave_all():
    assert of_type("Compare the presidential election with the parliamentary elections.", ALL) == ALL


@pytest.mark.parametrize("question", ["Were presidential candidates free to meet voters?", "How was the vote?"])
def test_who_stands_is_no_sort_of_vote(question: str):
    assert of_type(question, ALL) == ALL


def test_a_sort_that_no_statement_is_on_narrows_nothing():
    assert of_type("How was the referendum?", ALL) == ALL
