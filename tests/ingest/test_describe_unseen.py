"""Invented documents in many house styles and languages: how much of what they say of themselves is read rightly."""

import time

import pytest

from ingest.describe import describe
from ingest.document import Block, Document, Source
from ingest.voices import voices_of
from tests.ingest.gold import FIELDS, Figures, all_sentences, cases, measure, read

SETS = ["unseen", "unseen2", "unseen3", "unseen4", "unseen5", "unseen6", "unseen7", "unseen8"]


@pytest.fixture(scope="module")
def figures() -> Figures:
    return measure(SETS)


def test_there_are_documents_enough():
    assert len(cases("unseen")) >= 25 and len(cases("unseen2")) >= 12


@pytest.mark.parametrize("field", [*FIELDS, "translation"])
def test_a_field_is_right_in_nineteen_of_twenty_documents(figures: Figures, field: str):
    assert figures.share(field) >= 0.95, [line for line in figures.wrong if f": {field}:" in line]


def test_speakers_are_found_with_their_role_and_nobody_else_is(figures: Figures):
    assert min(figures.share("speaker"), figures.share("role"), figures.share("no other speaker")) >= 0.95, (
        figures.wrong
    )


def test_quoted_sentences_belong_to_their_speaker_and_no_other_sentence_does(figures: Figures):
    assert min(figures.share("speech"), figures.share("no speech")) >= 0.97, figures.wrong


def test_what_others_reported_is_told_from_what_observers_found(figures: Figures):
    assert min(figures.share("reported"), figures.share("not reported")) >= 0.95, figures.wrong


def test_sure_means_right(figures: Figures):
    pairs = [pair for each in figures.sure.values() for pair in each]
    sure = [ok for how, ok in pairs if how >= 0.9]
    assert len(sure) > 100 and sum(sure) / len(sure) >= 0.98


def test_every_value_has_an_origin_and_a_missing_value_has_none():
    for case in cases("unseen"):
        _, found = read(case)
        for name in ("kind", "language", "title"):
            assert name in found.origins
        for name in ("country", "date", "election_date", "election_type", "election_round", "place", "mission_format"):
            assert (getattr(found, name) is not None) == (name in found.origins), (case["name"], name)
        assert all(0.3 <= origin.sure < 1 for origin in found.origins.values()), case["name"]


def test_what_the_file_declares_goes_first_and_says_so():
    text = "Norland votes in calm\n\nMIRAVEN, 6 May 2019 – The presidential election held on 5 May in Norland was calm."
    declared = {"country": "Sudland", "election_date": "2019-05-04", "fictional": True, "translation_of": "one.md"}
    found = describe(Document((Block(text.split("\n\n")[0], "title"), Block(text.split("\n\n")[1])), declared), FILE)
    assert found.country and found.country.name == "Sudland"
    assert (str(found.election_date), found.fictional, found.translation_of) == ("2019-05-04", True, "one.md")
    assert {found.origins[name].where for name in ("country", "election_date", "fictional", "translation_of")} == {
        "file"
    }
    assert found.origins["date"].where == "dateline"


def test_a_web_page_is_believed_less_than_its_dateline():
    blocks = (
        Block("Calm vote in Norland", "title"),
        Block(
            "MIRAVEN, 6 May 2019 – The presidential election held on 5 May in Norland was calm, with long queues "
            "at dawn in all of its nine regions and short ones at night."
        ),
    )
    found = describe(Document(blocks, {"date": "2024-02-01"}), Source("page.html", b""))
    assert str(found.date) == "2019-05-06" and found.origins["date"].sure < 0.9


def test_the_name_of_a_file_is_the_last_to_tell_the_day():
    document = Document((Block("Report on the vote in Norland"),))
    found = describe(document, Source("norland_2019-05-06.pdf", b""))
    assert str(found.date) == "2019-05-06" and found.origins["date"].sure <= 0.5


FILE = Source("one.txt", b"")
HOSTILE = ("“", '"', "‘a ", "A", "Aa Bb ", '" said ', "1 May 2020, ", "«а, – сказал ", "(", "elections in ", "1", "A. ")


@pytest.mark.parametrize("piece", HOSTILE)
def test_endless_lines_are_read_in_seconds(piece: str):
    line = piece * (300_000 // len(piece))
    document = Document((Block("Elections in Norland"), Block(line), Block(line[:20_000]), Block(line[:2_000])))
    start = time.monotonic()
    found = describe(document, FILE)
    assert sum(len(sentences) for sentences in voices_of(document.blocks, found.speakers, found.language))
    assert time.monotonic() - start < 20


def test_a_release_on_one_line_is_read_like_one_of_paragraphs():
    case = next(case for case in cases("unseen") if case["name"] == "joint_five_bodies")
    case = case | {"text": " ".join(case["text"].split())}
    document, found = read(case)
    assert (found.date, found.election_date, found.place) == (case["date"], case["election_date"], case["place"])
    assert found.country and found.country.code == "AM"
    assert {s.speaker for s in all_sentences(document, found) if s.speaker} == {s.name for s in found.speakers}
