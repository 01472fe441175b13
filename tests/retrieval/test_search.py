from __future__ import annotations

from operator import itemgetter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from langchain_core.documents import Document
from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import RunnableLambda, RunnablePassthrough

from library.library import Library
from library.records import RankedPassage
from retrieval.desk import Desk
from retrieval.scope import Filters, resolve
from retrieval.search import RecordRetriever, fuse, query_for, search

SCORES = st.dictionaries(st.sampled_from("abcdefgh"), st.floats(0, 1))


def find(library: Library, question: str, count: int = 10) -> list[RankedPassage]:
    scope = resolve(question, library.statements())
    return search(library, query_for(library, question, scope), count)


# --- fusion ------------------------------------------------------------------------------------------------------


def test_what_all_searches_find_comes_before_what_one_of_them_finds():
    scores = fuse({"a": 0.5, "b": 0.5}, {"a": 0.6, "b": 0.4}, {"a": 3.0})
    assert scores["a"] > scores["b"]


def test_nothing_fused_is_nothing():
    assert fuse({}, {}, {}) == {}


@given(SCORES, SCORES, SCORES)
def test_fusion_keeps_all_that_any_search_found(
    near: dict[str, float], told: dict[str, float], worded: dict[str, float]
):
    assert set(fuse(near, told, worded)) == {*near, *told, *worded}


# --- search ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("How was voting assessed in Varelia in 2019?", "94 per cent of the 1,006 polling stations observed"),
        ("How many minutes was online voting unavailable in Lomvar in 2021?", "27 minutes"),
        ("Who reported a blank protocol being signed in Kestrovia?", "sign a blank protocol"),
        ("Сколько жалоб рассмотрели в Тезире в 2023 году?", "61"),
    ],
)
def test_the_passage_that_says_it_is_among_the_first_five(sample_library: Library, question: str, words: str):
    assert any(words in found.passage.text for found in find(sample_library, question, 5))


def test_the_best_comes_first_each_passage_once_and_no_headlines(sample_library: Library):
    found = find(sample_library, "Was the count transparent in Kestrovia in 2022?", 10)
    assert len(found) == 10
    assert [f.score for f in found] == sorted((f.score for f in found), reverse=True)
    assert len({f.passage.id for f in found}) == 10
    assert all(f.passage.voice != "headline" for f in found)
    assert all(f.passage.statement_id == f.statement.id for f in found)


def test_only_statements_in_scope_are_searched(sample_library: Library):
    found = find(sample_library, "How was the vote count assessed in Goravia in 2016?")
    assert {f.statement.file for f in found} == {"goravia_2016_press_release.md"}


def test_a_comparison_gives_each_election_its_share(sample_library: Library):
    found = find(sample_library, "Did turnout in Kestrovia rise between 2017 and 2022?", 6)
    years = [f.statement.election_date.year for f in found]
    assert sorted(years[:2]) == sorted(years[2:4]) == [2017, 2022]


def test_an_election_that_is_not_on_record_finds_nothing(sample_library: Library):
    assert find(sample_library, "How was the count in Belarus in 2020?") == []


def test_the_same_question_finds_the_same_again(sample_library: Library):
    question = "Were polling stations accessible in Varelia?"
    assert find(sample_library, question) == find(sample_library, question)


def test_an_empty_library_finds_nothing(empty_library: Library):
    assert find(empty_library, "How was the count?") == []


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("What was the turnout in Tezira in 2023?", "en"),
        ("Какова была явка в Тезире в 2023 году?", "ru"),
        ("Comment le vote a-t-il été évalué en Goravie en 2020 ?", "fr"),
    ],
)
def test_an_original_and_its_translation_are_not_both_shown(sample_desk: Desk, question: str, language: str):
    answer = sample_desk.ask(question)
    assert {p.statement.language for p in answer.passages} == {language}
    assert len(answer.passages) == 10
    assert {s.language for s in answer.searched} == {language}


# --- the retriever -----------------------------------------------------------------------------------------------


def test_the_retriever_gives_documents_that_tell_where_they_are_from(sample_desk: Desk):
    retriever = sample_desk.retriever(count=4)
    assert isinstance(retriever, BaseRetriever)
    documents = retriever.invoke("How was voting assessed in Varelia in 2019?")
    assert len(documents) == 4
    assert all(isinstance(d, Document) for d in documents)
    first = next(d for d in documents if "1,006 polling stations" in d.page_content)
    assert first.metadata["file"] == "varelia_2019_press_release.md"
    assert first.metadata["country"] == "Varelia"
    assert set(first.metadata) == {
        *("statement_id", "file", "title", "country", "page", "paragraph", "voice", "speaker", "score"),
    }
    statement = sample_desk.library.statement(first.metadata["statement_id"])
    assert first.page_content in sample_desk.library.catalog.text(statement.id)
    assert first.id in {p.id for p in sample_desk.library.catalog.passages(statement.id)}


def test_the_retriever_does_what_its_filters_say(sample_desk: Desk):
    one = sample_desk.retriever(Filters(countries=frozenset({"Lomvar"}), years=frozenset({2017})))
    assert {d.metadata["file"] for d in one.invoke("How was the count?")} == {"lomvar_2017_press_release.md"}
    none = sample_desk.retriever(Filters(countries=frozenset({"Nowhere"})))
    assert none.invoke("How was the count?") == []


def test_the_retriever_works_in_a_chain_of_ones_own(sample_library: Library):
    retriever = RecordRetriever(library=sample_library, count=3)
    chain = (
        {
            "context": retriever | (lambda found: "\n".join(d.page_content for d in found)),
            "question": RunnablePassthrough(),
        }
        | ChatPromptTemplate.from_template("Answer {question} from:\n{context}")
        | RunnableLambda(lambda prompt: prompt.to_string())
        | StrOutputParser()
    )
    said = chain.invoke("How was voting assessed in Varelia in 2019?")
    assert "Answer How was voting assessed" in said
    assert "1,006 polling stations" in said


def test_the_retriever_can_be_called_for_many_questions_at_once(sample_desk: Desk):
    questions = [f"How was the count in {country} in 2017?" for country in ("Kestrovia", "Lomvar")] * 3
    retriever = sample_desk.retriever(count=1)
    batches = retriever.batch(questions)
    assert [d.metadata["country"] for (d,) in batches] == ["Kestrovia", "Lomvar"] * 3
    assert batches[0] == retriever.invoke(questions[0])
    assert list(map(itemgetter(0), batches))[0].metadata["score"] > 0


@pytest.mark.parametrize("question", ["", " ", "???", '"', "the of and", "\u0000", "a" * 50_000])
def test_a_question_without_words_to_look_for_is_no_fault(sample_desk: Desk, question: str):
    assert len(sample_desk.retriever(count=2).invoke(question)) == 2
