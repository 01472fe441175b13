from __future__ import annotations

import re
from datetime import date

import pytest

from library.corrections import FIELDS, corrected, correction
from library.records import Country, Origin, Passage, Sentence, Speaker, Statement
from ui.description import LABELS, facts_html, ordinal, page_of, place, read_where, shown, to_check

SURE, UNSURE = Origin("dateline", 0.95), Origin("text", 0.5)
STATEMENT = Statement(
    id="a" * 16,
    file="norland.pdf",
    source="/uploads/norland.pdf",
    title="Norland voted",
    kind="final report",
    bodies=("Office for Electoral Standards (OES)",),
    country=Country("Norland"),
    election_date=date(2015, 5, 3),
    date=date(2015, 8, 10),
    speakers=(Speaker("Ada Holm", "Head of mission"), Speaker("Bo Lund")),
    pages=6,
    page_labels=("i", "ii", "iii", "1", "2", ""),
    origins={"date": SURE, "election_date": UNSURE},
)


def test_every_field_that_can_be_corrected_has_a_name_on_the_page() -> None:
    assert LABELS.keys() == FIELDS.keys()


def test_a_field_says_where_it_was_read_and_in_words_whether_it_should_be_checked() -> None:
    shown_html = facts_html(STATEMENT, {"Passages": "12"})
    rows = dict(re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", shown_html))
    assert "from the dateline" in rows["Published"]
    assert "please check" not in rows["Published"]
    assert "from the text" in rows["Election day"]
    assert "not sure, please check" in rows["Election day"]
    assert rows["Passages"].strip() == "12"
    assert "Translation of" not in rows


def test_what_every_statement_has_and_this_one_lacks_is_to_be_checked() -> None:
    bare = Statement(id="b" * 16, file="x.txt", source="/x.txt", title="Words")
    assert to_check(bare) == {"country": "not found", "date": "not found", "bodies": "not found"}
    assert facts_html(bare, {}).count("not found, please check") == 3


def test_what_a_person_entered_or_confirmed_is_not_to_be_checked_any_more() -> None:
    assert to_check(STATEMENT) == {"election_date": "not sure"}
    confirmed = corrected(STATEMENT, [correction("election_date", "2015-05-03")])
    assert to_check(confirmed) == {}
    assert "entered by a person" in facts_html(confirmed, {})
    none = corrected(Statement(id="b" * 16, file="x", source="/x", title="W"), [correction("country", "")])
    assert "country" not in to_check(none)


@pytest.mark.parametrize(
    ("page", "words"),
    [(1, "page i (1st of the file)"), (4, "page 1 (4th of the file)"), (6, "page 6"), (9, "page 9")],
)
def test_a_page_is_called_by_the_number_printed_on_it_and_its_place_in_the_file_where_that_differs(
    page: int, words: str
) -> None:
    assert page_of(STATEMENT, page) == words


def test_a_passage_stands_on_a_page_where_there_are_pages_and_in_a_paragraph() -> None:
    passage = Passage("a:0", "a", 0, None, 2, 7, "Words.", 0, 6, (Sentence(0, 6),), "narrative")
    assert place(STATEMENT, passage) == "page ii (2nd of the file), paragraph 7"
    assert place(STATEMENT, Passage("a:0", "a", 0, None, None, 7, "W.", 0, 2, (), "narrative")) == "paragraph 7"


def test_numbers_of_order_are_written_as_in_english() -> None:
    assert [ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 102, 111)] == (
        "1st 2nd 3rd 4th 11th 12th 13th 21st 102nd 111th".split()
    )


def test_values_are_written_for_people() -> None:
    assert shown("election_date", STATEMENT) == "3 May 2015"
    assert shown("speakers", STATEMENT) == "Ada Holm (Head of mission); Bo Lund"
    assert shown("fictional", STATEMENT) == ""
    assert read_where(None) == ""


def test_what_a_document_says_about_itself_is_shown_as_characters() -> None:
    hostile = corrected(STATEMENT, [correction("place", '<img src=x onerror="alert(1)">')])
    assert "<img" not in facts_html(hostile, {"File": "<b>.txt"})
    assert "<b>" not in facts_html(hostile, {"File": "<b>.txt"})
