"""Letters that a PDF lost with the signs for two letters."""

from __future__ import annotations

import pytest
from makers import drawn_pdf, read_bytes

from ingest.document import Mark
from ingest.readers.pages.ligatures import Mender
from ingest.readers.pages.printed import Printed
from library.records import Box


def read(*lines: str) -> str:
    rows = [(60, 700 - 12 * place, 10, line) for place, line in enumerate(lines)]
    return " ".join(block.text for block in read_bytes(drawn_pdf(rows), "a.pdf").blocks)


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("The Ofce published its fndings.", "The Office published its findings."),
        ("A signifcant share was notifed of it; the frst eforts difered.", None),
        ("L'Ofce a vérifé les certifcats, un efort signifcatif.", None),
    ],
)
def test_lost_letters_are_put_back_where_they_are_certain(broken, whole):
    whole = (
        whole
        or {
            "A": "A significant share was notified of it; the first efforts differed.",
            "L": "L'Office a vérifié les certificats, un effort significatif.",
        }[broken[0]]
    )
    assert read(broken) == whole


def test_a_name_is_mended_by_its_other_mentions_in_the_document():
    text = read("Mr. Stuffgen met Ms. Kafnova and the fndings were read.", "Ms. Kaffinova thanked him.")
    assert "Ms. Kaffinova and the findings" in text
    assert text.startswith("Mr. Stuffgen")


@pytest.mark.parametrize(
    "text",
    [
        "Candidates fled the region, and of five fat files none was filed.",
        "Oficial, el diferente efecto de la oferta fue suficiente.",
        "Comisia a raportat un efort efectiv; staful a fost afectat.",
        "Die Aufgabe der Öffnung und Aufklärung war fünfmal Thema.",
        "Afghan observers halfway through the shelf-mark of Höfn.",
    ],
)
def test_what_people_write_is_left_as_it_is(text):
    assert read(text) == text


def test_words_that_may_be_two_are_left_as_they_are_even_beside_lost_letters():
    assert read("The fndings: candidates fled.") == "The findings: candidates fled."


def test_marks_grow_with_their_words():
    box = Box(1, 0, 0, 1, 1)
    text = Printed("Our Ofce said", (Mark(0, 3, box), Mark(4, 8, box), Mark(9, 13, box)))
    mended = Mender(frozenset(("our", "ofce", "said"))).mended(text)
    assert [mended.text[mark.start : mark.end] for mark in mended.marks] == ["Our", "Office", "said"]


def test_a_letter_that_the_font_does_not_name_is_told_by_the_word():
    words = frozenset(("the", "elec", "election"))
    mended = Mender(words, unknown=True).mended(Printed("The O\ufffdce and the elec\ufffdon, x\ufffdy"))
    assert mended.text == "The Office and the election, x\ufffdy"
