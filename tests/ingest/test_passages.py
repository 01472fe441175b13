"""Promises of the splitter, tried on made-up documents: nothing is lost, spans are exact, everything fits the model."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import get_args

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from ingest import passages as passages_of
from ingest.document import Block, BlockKind, Document
from ingest.reading import voiced
from library.context import MOST_CHARACTERS, context_line
from library.embedding import Embedder, embedder_for
from library.records import Country, Passage, Speaker, Statement
from settings import Settings

KINDS: tuple[BlockKind, ...] = get_args(BlockKind)
SPEAKER = Speaker("Ada Lind", "Head of the mission")


def four_letters_a_token(text: str) -> int:
    """A cheap stand-in for a tokenizer: up to four letters a token, two tokens for the ends."""
    return 2 + sum(-(-len(word) // 4) for word in text.split())


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    return embedder_for(Settings())


def statement_of(blocks: Sequence[Block], **values: object) -> Statement:
    return Statement("id", "norland.md", "/norland.md", "Norland votes", speakers=(SPEAKER,), **values)


def text_of(blocks: Sequence[Block]) -> str:
    return Document(tuple(blocks)).text


def cut(statement: Statement, blocks: Sequence[Block], count: Callable[[str], int], limit: int) -> list[Passage]:
    sentences = voiced(blocks, statement.speakers, statement.language)
    return passages_of.cut(
        statement, text_of(blocks), blocks, sentences, lambda texts: [count(text) for text in texts], limit
    )


def paragraphs(*texts: str) -> list[Block]:
    return [Block(text) for text in texts]


WORDS = st.one_of(
    st.sampled_from(
        "The Observers noted that voting counting was in of 94 per cent 1,006 41.7 Mr. Ms. e.g. No. 5 U.S. Art. 12 "
        "В Наблюдатели отметили, подсчёт голосов ст. 5 г. т.е. élections d'après ; – … [1] ¹ said Ada Lind, Ada Lind. "
        '“We have seen queues” «Мы видели очереди» „hier“ "quoted" \'s ( ) ! ? !!! ?! . .. ... , - * _ https://a.example/b?c=d#e'.split(
            " "
        )
    ),
    st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp")), min_size=1, max_size=12),
    st.integers(20, 400).map(lambda n: "слово" * (n // 5)),
    st.integers(20, 400).map(lambda n: "x" * n),
)
"""Words as documents hold them: abbreviations, figures, quotes, Cyrillic, any Unicode, some far too long."""

TEXTS = st.lists(WORDS, min_size=1, max_size=60).map(lambda words: " ".join(" ".join(words).split())).filter(bool)
BLOCKS = st.lists(
    st.builds(Block, TEXTS, st.sampled_from(KINDS), st.one_of(st.none(), st.integers(1, 9))),
    min_size=0,
    max_size=8,
)


def numbers_of_footnotes(blocks: Sequence[Block]) -> set[int]:
    """Where the numbers lie that footnotes are called by: nobody quotes them."""
    places: set[int] = set()
    start = 0
    for block in blocks:
        if block.kind == "footnote" and (number := re.match(r"\d{1,3}(?=\s)", block.text)):
            places.update(range(start, start + number.end()))
        start += len(block.text) + 2
    return places


def check(
    statement: Statement, blocks: Sequence[Block], passages: Sequence[Passage], count: Callable[[str], int], limit: int
) -> None:
    """All that `cut` promises."""
    text = text_of(blocks)
    owners = [0] * len(text)
    sentence_owners = [0] * len(text)
    for n, passage in enumerate(passages):
        assert (passage.id, passage.ordinal, passage.statement_id) == (f"id:{n}", n, "id")
        assert passage.text == text[passage.start : passage.end] != ""
        for place in range(passage.start, passage.end):
            owners[place] += 1
        assert passage.sentences, "a passage without sentences can never be quoted"
        for sentence in passage.sentences:
            assert passage.start <= sentence.start < sentence.end <= passage.end
            assert sentence.speaker is None or sentence.voice == "speaker"
            for place in range(sentence.start, sentence.end):
                sentence_owners[place] += 1
        starts = [s.start for s in passage.sentences]
        assert starts == sorted(starts)
        assert (passage.voice, passage.speaker) in {(s.voice, s.speaker) for s in passage.sentences}
        embedded = f"{context_line(statement, passage.section)}\n{passage.text}"
        assert count(embedded) <= limit, f"{count(embedded)} tokens: {embedded[:300]}"
    starts = [p.start for p in passages]
    assert starts == sorted(starts)
    numbers = numbers_of_footnotes(blocks)
    for place, letter in enumerate(text):
        if not letter.isspace() and place not in numbers:
            assert owners[place] == 1, f"{letter!r} at {place} lies in {owners[place]} passages"
            assert sentence_owners[place] == 1, f"{letter!r} at {place} lies in {sentence_owners[place]} sentences"


# --- properties --------------------------------------------------------------------------------------------------


@settings(max_examples=150, deadline=None)
@given(BLOCKS, st.integers(50, 90), st.sampled_from(["en", "ru", "fr", "es", "xx"]))
@example([Block("“We have seen it. It was good"), Block("“and we will see it again.” said Ada Lind.")], 50, "en")
@example([Block("The", "title"), Block("0 The", "footnote"), Block("12", "footnote")], 50, "en")
@example([Block("a. b. c. d."), Block("Mr."), Block("."), Block("…"), Block("1.")], 50, "en")
def test_no_character_is_lost_and_every_passage_fits_small_limits(blocks: list[Block], limit: int, language: str):
    statement = statement_of(blocks, language=language)
    check(statement, blocks, cut(statement, blocks, four_letters_a_token, limit), four_letters_a_token, limit)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(blocks=BLOCKS)
def test_no_character_is_lost_and_every_passage_fits_the_model_that_is_used(embedder: Embedder, blocks: list[Block]):
    statement = statement_of(blocks, country=Country("Norland"), election_type="local elections", date=date(2020, 5, 1))
    check(
        statement,
        blocks,
        cut(statement, blocks, embedder.count_tokens, embedder.limit),
        embedder.count_tokens,
        embedder.limit,
    )


@settings(max_examples=40, deadline=None)
@given(
    st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp")), min_size=1, max_size=3_000)
)
def test_a_line_without_any_space_is_cut_and_nothing_is_lost(text: str):
    assume(text == text.strip())
    blocks = paragraphs(text)
    statement = statement_of(blocks)
    check(statement, blocks, cut(statement, blocks, len, 80), len, 80)


@settings(max_examples=100, deadline=None)
@given(BLOCKS)
def test_parts_of_a_paragraph_share_its_number_and_page_and_stay_in_their_block(blocks: list[Block]):
    statement = statement_of(blocks)
    passages = cut(statement, blocks, four_letters_a_token, 60)
    start = 0
    numbers = []
    for block in blocks:
        end = start + len(block.text)
        inside = [p for p in passages if start <= p.start < end]
        assert inside and all(p.end <= end for p in inside), "no passage reaches over the end of its block"
        assert {p.page for p in inside} == {block.page}
        assert len({p.paragraph for p in inside}) == 1
        if block.kind not in ("title", "heading"):
            numbers.append(inside[0].paragraph)
        start = end + 2
    assert numbers == list(range(1, len(numbers) + 1))


@settings(max_examples=100, deadline=None)
@given(BLOCKS)
def test_every_passage_has_the_nearest_heading_above_it_as_its_section(blocks: list[Block]):
    statement = statement_of(blocks)
    passages = cut(statement, blocks, four_letters_a_token, 90)
    start, above = 0, None
    for block in blocks:
        expected = None if block.kind in ("title", "heading") else above
        inside = [p for p in passages if start <= p.start < start + len(block.text)]
        assert {p.section for p in inside} == {expected}
        if block.kind == "heading":
            above = block.text
        start += len(block.text) + 2


# --- examples ----------------------------------------------------------------------------------------------------


def test_a_paragraph_that_fits_stays_whole_with_its_sentences_told_apart():
    blocks = paragraphs("Voting was calm. Turnout was 61.3 per cent, Mr. Lind said. Counting took long.")
    statement = statement_of(blocks)
    (passage,) = cut(statement, blocks, four_letters_a_token, 90)
    assert passage.text == blocks[0].text
    assert [blocks[0].text[s.start : s.end] for s in passage.sentences] == [
        "Voting was calm.",
        "Turnout was 61.3 per cent, Mr. Lind said.",
        "Counting took long.",
    ]


def test_a_long_paragraph_is_cut_between_sentences_into_as_few_passages_as_fit():
    sentence = "Voting was calm in all the places that were seen."  # 13 tokens
    blocks = paragraphs(" ".join([sentence] * 10))
    statement = statement_of(blocks)
    room = 2 + 4 + 3 * 13  # the ends, "Norland votes", three sentences
    passages = cut(statement, blocks, four_letters_a_token, room)
    assert [len(p.sentences) for p in passages] == [3, 3, 3, 1]
    assert all(p.text.startswith("Voting") and p.text.endswith(".") for p in passages)


def test_a_sentence_longer_than_the_limit_is_cut_where_it_reads_on_best():
    clauses = ["observers saw queues at the doors"] * 12
    blocks = paragraphs("; ".join(clauses) + ".")
    statement = statement_of(blocks)
    passages = cut(statement, blocks, four_letters_a_token, 60)
    assert len(passages) > 2
    assert all(p.text.startswith("observers") and p.text[-1] in ";." for p in passages)
    check(statement, blocks, passages, four_letters_a_token, 60)


def test_two_hundred_kilobytes_in_one_line_without_a_space_are_cut(embedder: Embedder):
    for letter in ("a1,b2.", "слово,", "x"):
        blocks = paragraphs((letter * 200_000)[:200_000])
        statement = statement_of(blocks)
        passages = cut(statement, blocks, embedder.count_tokens, embedder.limit)
        assert "".join(p.text for p in passages) == text_of(blocks)
        assert all(
            embedder.count_tokens(f"{context_line(statement, None)}\n{p.text}") <= embedder.limit for p in passages
        )


def test_the_time_to_cut_grows_no_faster_than_the_text(embedder: Embedder):
    """Every sentence is counted about twice, alone and in its passage, however many there are."""
    counted: list[int] = []

    def count(text: str) -> int:
        counted.append(len(text))
        return embedder.count_tokens(text)

    blocks = paragraphs("Voting was calm in the town of Northtown. " * 5_000 + "It ended.")
    statement = statement_of(blocks)
    check(statement, blocks, cut(statement, blocks, count, embedder.limit), embedder.count_tokens, embedder.limit)
    assert sum(counted) < 2.5 * len(blocks[0].text)


def test_a_tokenizer_that_counts_more_for_a_passage_than_for_its_sentences_is_minded():
    blocks = paragraphs(" ".join(["Voting was calm."] * 40), "Counting took long.")
    statement = statement_of(blocks)

    def count(text: str) -> int:
        return 1 + len(text.split()) + 2 * text.count(". ")

    passages = cut(statement, blocks, count, 20)
    check(statement, blocks, passages, count, 20)
    assert len(passages) < 20


def test_a_passage_holds_no_more_text_than_the_model_can_tell_apart(embedder: Embedder):
    blocks = paragraphs("x" * 200_000)
    statement = statement_of(blocks)
    passages = cut(statement, blocks, embedder.count_tokens, embedder.limit)
    assert max(len(p.text) for p in passages) < 10_000


def test_cyrillic_text_takes_more_tokens_and_still_fits(embedder: Embedder):
    sentence = "Наблюдатели отметили существенные процедурные нарушения при подсчёте голосов и сведении результатов."
    blocks = [
        Block("Подсчёт голосов", "heading"),
        Block(" ".join([sentence] * 20)),
        Block(", ".join([sentence.rstrip(".")] * 30) + "."),
    ]
    statement = statement_of(blocks, language="ru", country=Country("Тезира"))
    passages = cut(statement, blocks, embedder.count_tokens, embedder.limit)
    check(statement, blocks, passages, embedder.count_tokens, embedder.limit)
    assert len(passages) > 10
    whole = [p for p in passages if p.paragraph == 1]
    assert all(re.fullmatch(rf"{re.escape(sentence)}( {re.escape(sentence)})*", p.text) for p in whole[1:])


def test_a_title_and_section_far_too_long_leave_room_for_the_text(embedder: Embedder):
    long = "Заявление международной миссии по наблюдению за выборами " * 40
    blocks = [Block(long.strip(), "heading"), Block("Voting was calm. " * 99 + "It ended.")]
    statement = statement_of(blocks)
    passages = cut(statement, blocks, embedder.count_tokens, embedder.limit)
    check(statement, blocks, passages, embedder.count_tokens, embedder.limit)
    assert all(len(context_line(statement, p.section)) <= MOST_CHARACTERS for p in passages)


def test_headings_name_the_section_of_what_follows_and_are_passages_of_their_own():
    blocks = [
        Block("Norland votes", "title"),
        Block("NORTHTOWN, 1 May 2020 – Voting was calm."),
        Block("Media", "heading", 2),
        Block("The media were free.", page=2),
        Block("All parties had air time.", "list_item", 3),
        Block("Election day", "heading", 3),
        Block("Polling stations opened on time.", page=3),
        Block("1 A footnote.", "footnote", 3),
    ]
    statement = statement_of(blocks)
    passages = cut(statement, blocks, four_letters_a_token, 90)
    assert [(p.text, p.section, p.page, p.paragraph, p.voice) for p in passages] == [
        ("Norland votes", None, None, 1, "headline"),
        ("NORTHTOWN, 1 May 2020 – Voting was calm.", None, None, 1, "narrative"),
        ("Media", None, 2, 1, "headline"),
        ("The media were free.", "Media", 2, 2, "narrative"),
        ("All parties had air time.", "Media", 3, 3, "narrative"),
        ("Election day", None, 3, 3, "headline"),
        ("Polling stations opened on time.", "Election day", 3, 4, "narrative"),
        ("A footnote.", "Election day", 3, 5, "narrative"),
    ]


def test_a_passage_speaks_with_the_voice_of_most_of_its_words_and_each_sentence_with_its_own():
    blocks = paragraphs(
        "Counting was slow. “We have seen queues in nearly every town that our observers visited on that day,” "
        "said Ada Lind, Head of the mission."
    )
    statement = statement_of(blocks)
    (passage,) = cut(statement, blocks, four_letters_a_token, 200)
    assert [s.voice for s in passage.sentences] == ["narrative", "speaker"]
    assert (passage.voice, passage.speaker) == ("speaker", "Ada Lind")


def test_a_quotation_over_two_paragraphs_stays_with_its_speaker():
    blocks = paragraphs(
        "“We have seen queues in nearly every town,” said Ada Lind. “We will come again next year to see.",
        "“And when we come we will look at the counts again.”",
        "Voting ended at eight.",
    )
    statement = statement_of(blocks)
    passages = cut(statement, blocks, four_letters_a_token, 200)
    assert [p.speaker for p in passages] == ["Ada Lind", "Ada Lind", None]


def test_a_document_without_blocks_has_no_passages():
    assert cut(statement_of([]), [], four_letters_a_token, 50) == []
