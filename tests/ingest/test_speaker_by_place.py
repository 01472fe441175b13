"""Who is quoted is told by where words stand, also where no list has the verb; whose statement it is, by its cover."""

import pytest

from ingest.describe.dates import dateline
from ingest.describe.parts import parts_of
from ingest.describe.speakers import speakers_of
from ingest.document import Block, Document, Source
from ingest.readers.text import read_text
from ingest.speech.attribution import speeches_of

HOLM = "Ada Holm"


def who(*paragraphs: str, language: str = "en") -> list[str]:
    return [speech.name for speech in speeches_of(paragraphs, language)]


@pytest.mark.parametrize(
    "paragraph",
    [
        "“The count was open and it was quick,” marvelled Ada Holm, head of the mission.",
        "“The count was open and it was quick,” Ada Holm, head of the mission, marvelled.",
        "A different note was struck by Ada Holm, head of the mission: “The count was open and quick.”",
        "“The count was open and quick,” as our rapporteur, Ada Holm, wrote in her notes.",
        "For the head of the mission, Ada Holm, the count was the news of the day: “It was open and quick.”",
        "Speaking in Torrin, the head of the mission, Ms Ada Holm, said: “The count was open and quick.”",
        "Ada Holm, head of the mission, noted that the count had been “open and swift”.",
    ],
)
def test_a_person_beside_a_quotation_says_it_whatever_the_verb(paragraph: str):
    assert who(paragraph) == [HOLM]


def test_a_pronoun_after_a_quotation_means_who_spoke_before():
    assert who("“We saw long queues at dawn,” said Ada Holm, observer.", "“Nobody left early,” she marvelled.") == [
        HOLM,
        HOLM,
    ]


def test_words_on_a_banner_are_nobodys_speech():
    assert who("The head of the mission, Ada Holm, saw a banner that read “One vote for one country”.") == []


def test_speech_between_dashes_needs_no_marks():
    assert who("— Мы видели очереди, — отметила глава миссии Анна Холм. — Никто не ушёл.", language="ru") == [
        "Анна Холм"
    ]


def test_an_owner_in_the_genitive_is_no_part_of_a_russian_name():
    assert who("Депутат Мажилиса Пётр Гнатов подчеркнул: «Мы видели длинные очереди».", language="ru") == [
        "Пётр Гнатов"
    ]


def test_a_statement_given_by_someone_is_theirs():
    blocks = [Block("Statement by H.E. Ada Holm, Head of the Observation Mission"), Block("We saw long queues.")]
    assert [(one.name, one.role) for one in speakers_of(blocks, "en")] == [(HOLM, "Head of the Observation Mission")]


def test_a_statement_of_findings_is_nobodys():
    assert speakers_of([Block("Statement of Preliminary Findings and Conclusions")], "en") == ()


def test_the_lines_of_a_cover_stay_apart_and_wrapped_lines_do_not():
    cover = "Observation Mission to Norland\nGeneral Election\nMay 7, 2030"
    wrapped = (
        "The mission visited all of the polling\nstations that it had been able to reach\nin the time that it had."
    )
    document = read_text(Source("one.txt", f"{cover}\n\n{wrapped}".encode()))
    assert [block.text for block in document.blocks] == [*cover.split("\n"), wrapped.replace("\n", " ")]


def test_a_dateline_takes_its_year_from_the_same_day_in_full():
    lead = (
        "TORRIN, 3 March. The mission presented today, 3 March 2035, what it had seen of the vote in Norland and more."
    )
    line = dateline(
        parts_of(Document((Block("Calm vote in Norland", "title"), Block(f"{lead} {'It was calm. ' * 5}"))))
    )
    assert line and str(line.day) == "2035-03-03"
