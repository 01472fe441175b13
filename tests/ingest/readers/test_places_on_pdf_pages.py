"""Every word that is read from a page knows where it is printed on it."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from makers import BODY, NOTE, PROSE, drawn_pdf, pdf, read_bytes, ruled_table, sample_as_pdf, texts
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from ingest.document import Block
from library.records import Box


def letters_in(page: pypdfium2.PdfPage, box: Box) -> str:
    """What PDFium finds in a box of a page as it is shown."""
    left, bottom, right, top = page.get_bbox()
    x0, x1, y0, y1 = box.x0, box.x1, 1 - box.y1, 1 - box.y0
    for _ in range(page.get_rotation() // 90):
        x0, x1, y0, y1 = 1 - y1, 1 - y0, x0, x1
    text = page.get_textpage()
    width, height = right - left, top - bottom
    # A little within the box, which touches the letters beside it.
    found = text.get_text_bounded(
        left + x0 * width + 0.3, bottom + y0 * height + 0.3, left + x1 * width - 0.3, bottom + y1 * height - 0.3
    )
    text.close()
    return "".join(found.replace("\x02", "-").replace("\ufffe", "-").split())


def check_marks(data: bytes) -> list[Block]:
    """Every letter of every block is under one mark, in order, and is printed in the mark's box."""
    blocks = list(read_bytes(data, "a.pdf").blocks)
    document = pypdfium2.PdfDocument(data)
    for block in blocks:
        covered = "".join(block.text[mark.start : mark.end] for mark in block.marks)
        assert covered.replace(" ", "") == block.text.replace(" ", "")
        assert [mark.start for mark in block.marks] == sorted(mark.start for mark in block.marks)
        for mark in block.marks:
            word = block.text[mark.start : mark.end].replace(" ", "")
            assert letters_in(document[mark.box.page - 1], mark.box).removesuffix("-") == word.removesuffix("-")
            assert 0 <= mark.box.x0 < mark.box.x1 <= 1 and 0 <= mark.box.y0 < mark.box.y1 <= 1
    document.close()
    return blocks


@pytest.mark.parametrize("columns", [1, 2])
def test_marks_lie_on_the_words_of_a_typeset_statement(columns):
    blocks = check_marks(sample_as_pdf("varelia_2019_final_report.md", columns))
    assert all(block.marks for block in blocks)


def test_a_word_cut_at_a_line_end_has_two_marks():
    rows = ("The self-nominated candidates were registered in an inclusive pro-", "cess by the commission.")
    [block] = check_marks(drawn_pdf([(80, 700 - 12 * place, 10, row) for place, row in enumerate(rows)]))
    marks = [block.text[mark.start : mark.end] for mark in block.marks]
    assert marks[-5:] == ["pro", "cess", "by", "the", "commission."]
    assert block.marks[-5].box.y1 < block.marks[-4].box.y1


def test_a_paragraph_over_two_pages_has_marks_on_both():
    pages = [
        [(80, 700, 10, "The commission met all of the deadlines that the law sets, but")],
        [(80, 700, 10, "late.")],
    ]
    [block] = check_marks(drawn_pdf(*pages))
    assert block.page == 1
    assert {mark.box.page for mark in block.marks} == {1, 2}


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_marks_are_in_parts_of_the_page_as_it_is_shown(rotation):
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(800, 800))
    canvas.setCropBox((100, 200, 500, 700))
    canvas.setPageRotation(rotation)
    canvas.setFont("Helvetica", 10)
    canvas.drawString(120, 650, "First words of the page")
    canvas.drawString(120, 638, "and more of them")
    canvas.drawString(10, 650, "Beyond the edge")
    canvas.save()
    [block] = check_marks(out.getvalue())
    assert block.text == "First words of the page and more of them"
    box = block.marks[0].box
    near = {0: (0.05, 0.1), 90: (0.9, 0.05), 180: (0.95, 0.9), 270: (0.1, 0.95)}[rotation]
    assert min(abs(box.x0 - near[0]), abs(box.x1 - near[0])) < 0.03
    assert min(abs(box.y0 - near[1]), abs(box.y1 - near[1])) < 0.03


def test_rows_of_tables_and_footnotes_have_marks_too():
    story = [
        *(Paragraph(text, BODY) for text in PROSE),
        ruled_table([["Party", "Votes"], ["United Varelia", "41,000"]]),
        Paragraph(PROSE[0] + "<super>1</super>", BODY),
        Paragraph("1 Smaller print at the end.", NOTE),
    ]
    data = pdf(story)
    blocks = {block.kind: block for block in read_bytes(data, "a.pdf").blocks}
    row = blocks["table_row"]
    assert row.text == "Party: United Varelia; Votes: 41,000"
    assert [row.text[mark.start : mark.end] for mark in row.marks] == ["Party", "United", "Varelia", "Votes", "41,000"]
    assert blocks["footnote"].text == "1 Smaller print at the end."
    document = pypdfium2.PdfDocument(data)
    for block in (row, blocks["footnote"]):
        for mark in block.marks:
            assert letters_in(document[mark.box.page - 1], mark.box) == block.text[mark.start : mark.end].replace(
                " ", ""
            )


ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh")


def body(place: int):
    """A line of text that stands on one page only."""
    return (80, 700, 10, f"The {ORDINALS[place]} region held its vote on the appointed day.")


def test_the_numbers_printed_on_pages_are_kept_apart_from_their_physical_ones():
    numbers = ("ii", "iii", "iv", "1", "2", "3")
    pages = [[body(place), (300, 30, 8, number)] for place, number in enumerate(numbers, start=1)]
    document = read_bytes(drawn_pdf([body(0)], *pages), "a.pdf")
    assert document.page_labels == ("", "ii", "iii", "iv", "1", "2", "3")
    assert [block.page for block in document.blocks] == list(range(1, 8))
    assert texts(document) == [body(place)[3] for place in range(7)]


def test_a_number_beside_the_name_of_the_section_is_the_pages_number():
    names = ("Background", "Background", "Legal framework", "Campaign", "Media")
    pages = [[(60, 800, 8, f"{name} | {place + 12}"), body(place)] for place, name in enumerate(names)]
    document = read_bytes(drawn_pdf(*pages), "a.pdf")
    assert document.page_labels == ("12", "13", "14", "15", "16")
    assert " ".join(texts(document)) == " ".join(body(place)[3] for place in range(5))


def test_labels_that_the_file_declares_are_taken():
    out = io.BytesIO()
    canvas = Canvas(out)
    for number in range(4):
        canvas.addPageLabel(number, style="ROMAN_LOWER" if number < 2 else "ARABIC", start=1 + number % 2)
        canvas.drawString(80, 700, body(number)[3])
        canvas.showPage()
    canvas.save()
    assert read_bytes(out.getvalue(), "a.pdf").page_labels == ("i", "ii", "1", "2")


def test_pages_without_numbers_have_no_labels():
    assert read_bytes(drawn_pdf([body(0)], [body(1)]), "a.pdf").page_labels == ()
