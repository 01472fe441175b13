"""The one real statement: what it is about, and questions that it answers, does not address, or lies outside of."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.load import load
from library.library import Library
from library.records import Statement
from retrieval.desk import Desk
from retrieval.verify import verify
from settings import Settings


@pytest.fixture(scope="module")
def desk(seed_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk over a library that holds this statement alone."""
    library = Library(Settings(home=tmp_path_factory.mktemp("seed") / "record"))
    (outcome,) = load(library, [str(seed_file)])
    assert outcome.status == "added", outcome
    yield Desk(library)
    library.close()


@pytest.fixture(scope="module")
def among_others(seed_file: Path, pristine_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk over the sample and this statement."""
    home = Path(shutil.copytree(pristine_sample, tmp_path_factory.mktemp("both") / "record"))
    library = Library(Settings(home=home))
    (outcome,) = load(library, [str(seed_file)])
    assert outcome.status == "added", outcome
    yield Desk(library)
    library.close()


@pytest.fixture(scope="module")
def statement(desk: Desk) -> Statement:
    return desk.library.statements()[0]


def test_country_dates_place_and_kind_are_read_from_its_text(statement: Statement):
    assert (statement.country.name, statement.country.code) == ("Kazakhstan", "KZ")
    assert str(statement.date) == "2023-03-20"
    assert str(statement.election_date) == "2023-03-19", "the text gives this day without a year"
    assert statement.place.casefold() == "astana"
    assert statement.kind == "press release"
    assert "parliamentary" in statement.election_type
    assert statement.language == "en"
    assert not statement.fictional
    assert statement.title.startswith("Kazakhstan's Parliamentary Elections Offered Voters Increased Choice")


def test_the_three_speakers_have_their_roles(statement: Statement):
    assert {s.name: s.role for s in statement.speakers} == {
        "Irene Charalambides": "OSCE Special Co-ordinator and Leader of the short-term observers",
        "Reinhold Lopatka": "Leader of the delegation from the OSCE Parliamentary Assembly",
        "Eoghan Murphy": (
            "Head of the election observation mission from the OSCE Office for Democratic Institutions and Human Rights"
        ),
    }


def test_what_the_speakers_say_is_theirs_and_the_rest_is_the_observers(desk: Desk, statement: Statement):
    said: dict[str | None, str] = {}
    for passage in desk.library.catalog.passages(statement.id):
        for sentence in passage.sentences:
            text = passage.words(sentence.start, sentence.end)
            said[sentence.speaker] = said.get(sentence.speaker, "") + text + "\n"
    assert "greater attention to protecting everyone's fundamental freedoms" in said["Irene Charalambides"]
    assert "publication of results for each polling station" in said["Reinhold Lopatka"]
    assert "registration requirements for political parties were eased" in said["Eoghan Murphy"]
    assert "Women remain underrepresented" in said[None]


WOMEN = "Women made up 29 per cent of the candidates in the proportional contest and 20 per cent"
MURPHY = "said Eoghan Murphy, Head of the election observation mission"
COUNT = "significant procedural irregularities were observed during"


@pytest.mark.parametrize(
    ("where", "question", "words"),
    [
        ("desk", "What share of candidates were women?", WOMEN),
        ("desk", "Who headed the ODIHR mission?", MURPHY),
        ("desk", "What did observers see during the count?", COUNT),
        ("among_others", "What share of candidates were women in Kazakhstan?", WOMEN),
        ("among_others", "Who headed the ODIHR mission in Kazakhstan?", MURPHY),
        ("among_others", "What did observers see during the count in Kazakhstan?", COUNT),
    ],
)
def test_a_question_that_it_answers_is_answered_in_its_words(
    where: str, question: str, words: str, request: pytest.FixtureRequest
):
    desk: Desk = request.getfixturevalue(where)
    answer = desk.ask(question)
    assert answer.status == "answered", answer.note
    verify(answer)
    assert any(words in sentence.text for sentence in answer.sentences), answer.sentences
    assert {c.statement.country.name for c in answer.citations} == {"Kazakhstan"}


def test_who_headed_the_mission_is_told_with_the_role(desk: Desk):
    answer = desk.ask("Who headed the ODIHR mission?")
    speakers = [c.speaker for c in answer.citations if "Eoghan Murphy" in c.quote]
    assert speakers
    assert speakers[0].name == "Eoghan Murphy"
    assert speakers[0].role.startswith("Head of the election observation mission")


@pytest.mark.parametrize(
    ("where", "question"),
    [
        ("desk", "What was the turnout?"),
        ("among_others", "What was the turnout in Kazakhstan?"),
    ],
)
def test_the_turnout_is_not_addressed(where: str, question: str, request: pytest.FixtureRequest):
    desk: Desk = request.getfixturevalue(where)
    answer = desk.ask(question)
    assert answer.status == "not_addressed", answer.sentences
    assert [s.country.name for s in answer.searched] == ["Kazakhstan"]
    assert answer.searched[0].file in answer.note


@pytest.mark.parametrize("where", ["desk", "among_others"])
def test_another_country_is_out_of_record_and_told_apart_from_what_is_not_addressed(
    where: str, request: pytest.FixtureRequest
):
    desk: Desk = request.getfixturevalue(where)
    answer = desk.ask("What did observers say about Belarus in 2020?")
    assert answer.status == "out_of_record"
    assert "Belarus in 2020" in answer.note
    assert "Kazakhstan 2023" in answer.note
