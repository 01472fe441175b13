"""Whether a figure counts what a question asks for."""

from __future__ import annotations

import pytest

from retrieval.counted import counts_what_is_asked


@pytest.mark.parametrize(
    ("question", "sentence", "told"),
    [
        (
            "In how many municipalities was there a second round?",
            "Second rounds follow in at least 21 municipalities.",
            1,
        ),
        ("How many contestants stood?", "Nine candidates stood, two of them women.", 1),
        (
            "How many citizen observers did Clear Count send?",
            "Its citizen observers followed the vote in 18 districts.",
            -1,
        ),
        ("Combien de candidats se sont présentés ?", "Les neuf candidats se sont présentés.", 1),
        ("How many women stood?", "Parmi les 412 candidats figuraient 163 femmes.", 0),
        ("How many people were there?", "Some 300 voters waited outside.", 0),
        ("What was turnout?", "Turnout was 54 per cent.", 0),
        ("How many lists were there?", "The lists were many.", 0),
    ],
)
def test_a_figure_counts_what_is_asked_something_else_or_cannot_be_told(question: str, sentence: str, told: int):
    assert counts_what_is_asked(question, [sentence]) == told
