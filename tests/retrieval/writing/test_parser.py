"""What a model sends, cut into pieces at any place."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.writing.parser import Parser
from retrieval.writing.prose import Drafted


def parsed(*pieces: str, cut: bool = False) -> list[tuple[str, tuple[int, ...]]]:
    parser = Parser()
    drafted = [one for piece in pieces for one in parser.feed(piece)] + parser.close(cut=cut)
    return [(one.text, one.cites) for one in drafted]


TWO = [("Voting was calm.", (2,)), ("Counting was slow.", (1, 3))]


@pytest.mark.parametrize(
    "reply",
    [
        "Voting was calm [2]. Counting was slow [1, 3].",
        "Voting was calm. [2] Counting was slow. [1][3]",
        "Voting was calm.[2]\nCounting was slow.[1],[3]",
        "Voting was calm【2】. Counting was slow【1†a】【3】.",
        "Voting was calm (passage 2). Counting was slow (passages 1 and 3).",
        "Voting was calm [passage 2]. Counting was slow [Passage 1; Passage 3].",
        "[2] Voting was calm. [1, 3] Counting was slow.",
        "[2] Voting was calm.\n[1,3] Counting was slow.",
        "- Voting was calm [2].\n- **Counting** was slow [1, 3].",
        "1. Voting was calm [2].\n2. Counting was slow [1, 3].",
        "Voting was calm.\n[2]\nCounting was slow.\n[1, 3]",
        "Here is the answer:\n\nVoting was calm [2].\n\nCounting was slow [1][3]",
        "```\nVoting was calm [2]. Counting was slow [1, 3].\n```",
        "<think>They ask about voting [4]. No.</think>\nVoting was calm [2]. Counting was slow [1, 3].",
        "They ask about voting [4]. So</think>Voting was calm [2]. Counting was slow [1, 3].",
        '{"sentences": [{"text": "Voting was calm.", "citations": [2]}, '
        '{"text": "Counting was slow.", "citations": [1, 3]}]}',
        '```json\n{"sentences":\n[{"citations": [2], "text": "Voting was calm."},\n'
        '{"text": "Counting was slow [1, 3].", "citations": [9]}]}\n```\nI hope this helps!',
        'Sure, here it is:\n[{"text": "Voting was calm.", "citations": [2]},'
        '{"text": "Counting was slow.", "citations": [1, 3]}]',
        '{"sentences": ["Voting was calm [2].", "Counting was slow [1, 3]."]}',
    ],
)
def test_sentences_come_with_their_citations_whatever_the_form(reply: str) -> None:
    assert parsed(reply) == TWO
    assert parsed(*reply) == TWO


def test_a_range_names_all_in_between() -> None:
    assert parsed("Voting was calm [2-4].") == [("Voting was calm.", (2, 3, 4))]
    assert parsed("Voting was calm [2–4, 7].") == [("Voting was calm.", (2, 3, 4, 7))]


def test_a_range_beyond_reason_names_only_its_ends() -> None:
    assert parsed("Voting was calm [1-900].") == [("Voting was calm.", (1, 900))]


def test_a_sentence_comes_as_soon_as_the_first_word_after_it_is_there() -> None:
    parser = Parser()
    assert parser.feed("Voting was calm [2]. Cou") == []
    assert parser.feed("nting ") == [Drafted("Voting was calm.", (2,))]


def test_a_sentence_in_json_comes_when_its_object_ends() -> None:
    parser = Parser()
    assert parser.feed('{"sentences": [{"text": "Voting was calm.", "citations": [2') == []
    assert parser.feed("]}") == [Drafted("Voting was calm.", (2,))]


def test_abbreviations_figures_and_initials_end_no_sentence() -> None:
    text = "Mr. J. Holm of the U.S. delegation saw 3.5 per cent, i.e. art. 5 of No. 12."
    assert parsed(f"{text} [1] Next.")[0] == (text, (1,))


def test_brackets_that_are_no_marks_stay() -> None:
    assert parsed("The head [of the mission] spoke in [May 2023] [1].") == [
        ("The head [of the mission] spoke in [May 2023].", (1,))
    ]


def test_a_mark_that_never_ended_is_no_citation() -> None:
    assert parsed("Turnout was 41.7 per cent [1") == [("Turnout was 41.7 per cent.", ())]


def test_a_sentence_that_is_cut_off_is_not_handed_out() -> None:
    assert parsed("Voting was calm [2]. Counting was rated posit", cut=True) == [("Voting was calm.", (2,))]


def test_the_last_sentence_stays_where_only_what_comes_after_it_is_cut_off() -> None:
    assert parsed("Voting was calm [2].", cut=True) == [("Voting was calm.", (2,))]


def test_json_that_breaks_off_gives_what_was_whole_and_says_so() -> None:
    parser = Parser()
    drafted = (
        parser.feed('{"sentences": [{"text": "Voting was calm.", "citations": [2]}, {"text": "Cou') + parser.close()
    )
    assert [one.text for one in drafted] == ["Voting was calm."]
    assert parser.is_broken


def test_json_with_a_brace_in_a_text_is_read_to_its_own_end() -> None:
    reply = json.dumps({"sentences": [{"text": 'He said "{ok}]" twice.', "citations": [1]}]})
    assert parsed(reply) == [('He said "{ok}]" twice.', (1,))]


# --- any split of the stream gives the same -------------------------------------------------------------------------

BITS = st.sampled_from(
    [
        *("Voting was calm", "Turnout was 41.7 per cent", "Mr. J. Holm spoke", "U.S. observers", "the count", "NONE"),
        *(". ", ".", "! ", "… ", "? ", ": ", ", ", "\n", "\n\n", " ", "."),
        *(
            "[1]",
            "[1, 2]",
            "[2-4]",
            "[",
            "]",
            "[1",
            "【1】",
            "【2†x】",
            "(passage 3)",
            "(",
            "[passage 2]",
            "[sic]",
            "[^3]",
        ),
        *(
            "- ",
            "1. ",
            "## ",
            "**",
            "`",
            "```\n",
            "```json\n",
            "<think>",
            "</think>",
            "<",
            "$",
            "«Oui»",
            "Что? ",
            "№ 5",
        ),
        *('{"sentences": [', '{"text": "', '", "citations": [1, 2]}', '"', "\\", "{", "}", "]}", "[{", "null"),
    ]
)


@st.composite
def splits(draw: st.DrawFn) -> tuple[str, list[str]]:
    text = "".join(draw(st.lists(BITS | st.text(max_size=4), max_size=25)))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=12)))
    ends = [0, *cuts, len(text)]
    return text, [text[a:b] for a, b in zip(ends, ends[1:], strict=False)]


@given(splits(), st.booleans())
def test_any_split_of_the_stream_gives_the_same_sentences(split: tuple[str, list[str]], cut: bool) -> None:
    text, pieces = split
    assert parsed(*pieces, cut=cut) == parsed(text, cut=cut) == parsed(*text, cut=cut)


@given(splits())
def test_no_sentence_is_empty_and_no_mark_is_left_whole_in_one(split: tuple[str, list[str]]) -> None:
    for text, cites in parsed(*split[1]):
        assert text.strip() == text != ""
        assert "[1, 2]" not in text and "【1】" not in text
        assert len(set(cites)) == len(cites)


SENTENCES = st.lists(
    st.tuples(
        st.sampled_from(["Voting was calm", "Turnout was 41.7 per cent", "The U.S. delegation, led by Mr. Holm, left"]),
        st.lists(st.integers(1, 12), min_size=1, max_size=3, unique=True),
    ),
    min_size=1,
    max_size=6,
)


@given(SENTENCES, st.integers(1, 9))
def test_what_was_written_with_marks_is_read_with_these_marks(written: list[tuple[str, list[int]]], size: int) -> None:
    reply = " ".join(f"{text} [{', '.join(map(str, numbers))}]." for text, numbers in written)
    pieces = [reply[start : start + size] for start in range(0, len(reply), size)]
    assert parsed(*pieces) == [(f"{text}.", tuple(numbers)) for text, numbers in written]


@given(SENTENCES)
def test_nothing_is_lost_between_json_and_text(written: list[tuple[str, list[int]]]) -> None:
    rows = [{"text": f"{text}.", "citations": numbers} for text, numbers in written]
    assert parsed(json.dumps({"sentences": rows})) == [(f"{text}.", tuple(numbers)) for text, numbers in written]
