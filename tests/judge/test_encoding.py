import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from judge.encoding import Encoder
from judge.marks import MARKS, SENTENCE_NUMBER
from training.encoders import minilm

ENCODER = Encoder(minilm() / "tokenizer.json")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.text(max_size=300), st.integers(110, 256))
def test_a_pair_has_a_mark_for_each_token_and_keeps_to_its_limit(text, sentence, most):
    pair = ENCODER.pair(text, sentence, most_tokens=most)
    assert len(pair.ids) == len(pair.marks) <= most
    assert all(0 <= mark < MARKS for mark in pair.marks)


def test_a_long_text_loses_its_end_and_the_sentence_stays_whole():
    short = ENCODER.pair("Voting was calm.", "Counting was not.")
    long = ENCODER.pair("Voting was calm. " * 200, "Counting was not.")
    assert len(long.ids) == 256
    assert long.ids[-6:] == short.ids[-6:]


@pytest.mark.parametrize("figure", ["1,100", "47.8", "sixty-one"])
def test_all_pieces_of_a_figure_bear_its_mark(figure):
    pair = ENCODER.pair("Nothing here.", f"It was {figure}")
    pieces = len(ENCODER.pair("", figure).ids) - 3
    assert pair.marks[-1 - pieces : -1] == [SENTENCE_NUMBER] * pieces
