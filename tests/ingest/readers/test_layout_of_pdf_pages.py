"""Reading order, running headers, tables and lists on pages of many kinds."""

from __future__ import annotations

import io

import pytest
from makers import BODY, HEADING, PROSE, TITLE, drawn_pdf, pdf, read_bytes, texts, unicode_font
from reportlab.lib import colors
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Frame,
    FrameBreak,
    NextPageTemplate,
    PageTemplate,
    Paragraph,
    Table,
    TableStyle,
)

TITLE_TEXT = "Voters had a real choice in orderly elections, but gaps in the law remain, international observers say"


def title_over_columns(story, columns: int = 2) -> bytes:
    """A page whose title runs over its columns, and pages with columns alone after it."""
    out = io.BytesIO()
    document = BaseDocTemplate(out, pagesize=(595, 842))
    width = (475 - 16 * (columns - 1)) / columns
    lefts = [60 + place * (width + 16) for place in range(columns)]
    first = [Frame(60, 700, 475, 80, 0, 0, 0, 0), *(Frame(x, 60, width, 620, 0, 0, 0, 0) for x in lefts)]
    later = [Frame(x, 60, width, 720, 0, 0, 0, 0) for x in lefts]
    document.addPageTemplates([PageTemplate("first", first), PageTemplate("later", later)])
    document.build([NextPageTemplate("later"), Paragraph(TITLE_TEXT, TITLE), FrameBreak(), *story])
    return out.getvalue()


@pytest.mark.parametrize("columns", [2, 3])
def test_a_title_over_the_columns_comes_first_and_the_columns_one_after_the_other(columns):
    story, wanted = [], []
    for name in ("Legal framework", "Election administration and its districts", "Media", "Campaign"):
        story += [Paragraph(name, HEADING), *(Paragraph(text, BODY) for text in PROSE)]
        wanted += [name, *PROSE]
    document = read_bytes(title_over_columns(story, columns), "a.pdf")
    assert document.blocks[0].kind == "title"
    assert " ".join(texts(document)) == " ".join([TITLE_TEXT, *wanted])


def test_columns_may_begin_within_a_page():
    top = [
        (60, 780 - 13 * place, 10, line)
        for place, line in enumerate(["The summary is set over the whole page. " * 2] * 3)
    ]
    left = [(60, 700 - 13 * place, 10, f"Left line {place} goes on to the gutter, or nearly so.") for place in range(8)]
    right = [
        (320, 700 - 13 * place, 10, f"Right line {place} goes on to the margin of the page.") for place in range(8)
    ]
    rows = sorted(top + left + right, key=lambda row: -row[1])
    text = " ".join(texts(read_bytes(drawn_pdf(rows), "a.pdf")))
    assert text.index("summary") < text.index("Left line 0") < text.index("Left line 7") < text.index("Right line 0")


ALTERNATING = {1: "Observers | Final report", 0: "The 2026 elections"}


@pytest.mark.parametrize(
    ("kind", "header"),
    {
        "alternating": lambda number: f"{ALTERNATING[number % 2]}",
        "from the second page": lambda number: "Final report" if number > 1 else "",
        "with a date": lambda number: "Final report, 14 March 2026",
        "with the page first on even pages": lambda number: (
            f"{number} Report" if number % 2 == 0 else f"Report {number}"
        ),
        "with changing words and the page": lambda number: f"{['Media', 'Campaign', 'Courts'][number % 3]} | {number}",
    }.items(),
)
def test_what_runs_over_the_pages_is_no_part_of_the_text(kind, header):
    def furniture(canvas, template):
        canvas.setFont("Helvetica", 8)
        canvas.drawString(60, 800, header(canvas.getPageNumber()))

    document = read_bytes(pdf([Paragraph(text, BODY) for text in PROSE * 24], each_page=furniture), "a.pdf")
    assert document.pages and document.pages > 4
    assert texts(document) == list(PROSE * 24)


def test_a_footnote_is_no_page_number_though_it_begins_with_one():
    pages = [
        [
            (60, 700, 10, f"The {name} region held its vote on the appointed day."),
            (60, 60, 7, f"{number} See the {name} law."),
        ]
        for number, name in enumerate(("first", "second", "third", "fourth"), start=1)
    ]
    document = read_bytes(drawn_pdf(*pages), "a.pdf")
    assert texts(document, "footnote") == [
        f"{number} See the {name} law." for number, name in enumerate(("first", "second", "third", "fourth"), start=1)
    ]


ROWS = [["Region", "Registered", "Turnout"], *([f"Region {n}", f"{n},000", f"{n + 40}.5"] for n in range(1, 90))]
WANTED = [f"Region: Region {n}; Registered: {n},000; Turnout: {n + 40}.5" for n in range(1, 90)]


@pytest.mark.parametrize("repeat", [0, 1])
@pytest.mark.parametrize("grid", [True, False])
def test_a_table_that_goes_on_over_pages_keeps_its_header(grid, repeat):
    table = Table(ROWS, repeatRows=repeat, colWidths=[120, 90, 90])
    if grid:
        table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black)]))
    document = read_bytes(pdf([Paragraph(PROSE[0], BODY), table]), "a.pdf")
    assert document.pages == 3
    assert texts(document, "table_row") == WANTED


@pytest.mark.parametrize("grid", [True, False])
def test_cells_of_several_lines_stay_together(grid):
    cells = [
        ["Finding", "Where", "Share"],
        [Paragraph("The secrecy of the vote was not ensured in the places visited", BODY), "Capital", "12"],
        [Paragraph("Ballot boxes were not sealed", BODY), Paragraph("Northern and western regions", BODY), "7"],
    ]
    table = Table(cells, colWidths=[150, 90, 50])
    if grid:
        table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black)]))
    assert texts(read_bytes(pdf([Paragraph(PROSE[0], BODY), table, Paragraph(PROSE[1], BODY)]), "a.pdf")) == [
        PROSE[0],
        "Finding: The secrecy of the vote was not ensured in the places visited; Where: Capital; Share: 12",
        "Finding: Ballot boxes were not sealed; Where: Northern and western regions; Share: 7",
        PROSE[1],
    ]


def test_a_header_over_several_columns_is_said_with_each():
    table = Table([["Region", "Observers", ""], ["", "Long-term", "Short-term"], ["North", "12", "140"]])
    spans = [("SPAN", (1, 0), (2, 0)), ("SPAN", (0, 0), (0, 1)), ("GRID", (0, 0), (-1, -1), 0.5, colors.black)]
    table.setStyle(TableStyle(spans))
    [row] = texts(read_bytes(pdf([table]), "a.pdf"))
    assert row == "Region: North; Observers Long-term: 12; Observers Short-term: 140"


def test_a_table_open_at_its_sides_keeps_its_outer_columns():
    table = Table([["Party", "Votes", "Seats"], ["One", "41,000", "60"], ["Two", "20,500", "31"]])
    table.setStyle(TableStyle([("INNERGRID", (0, 0), (-1, -1), 0.5, colors.black)]))
    assert texts(read_bytes(pdf([table]), "a.pdf")) == [
        "Party: One; Votes: 41,000; Seats: 60",
        "Party: Two; Votes: 20,500; Seats: 31",
    ]


def test_pairs_without_a_header_are_said_as_pairs():
    rows = [(60, 700 - 16 * n, 10, name) for n, name in enumerate(("CEC", "PSC", "TEC"))]
    rows += [
        (160, 700 - 16 * n, 10, name) for n, name in enumerate(("Central commission", "Polling board", "Territory"))
    ]
    assert texts(read_bytes(drawn_pdf(rows), "a.pdf")) == [
        "CEC: Central commission",
        "PSC: Polling board",
        "TEC: Territory",
    ]


def test_lines_of_a_contents_page_are_items_and_no_headings():
    names = ("Executive summary", "Legal framework", "Election administration", "Recommendations", "Annex")
    dotted = [(60, 700 - 16 * n, 10, f"{n + 1}. {name} {'.' * 60} {n + 3}") for n, name in enumerate(names)]
    spaced = [
        (x, 500 - 16 * n, 10, word) for n, name in enumerate(names) for x, word in ((60, name), (400, str(n + 3)))
    ]
    document = read_bytes(drawn_pdf([(60, 760, 14, "Contents")] + dotted + spaced), "a.pdf")
    assert {block.kind for block in document.blocks[1:]} == {"list_item"}
    assert texts(document)[-5:] == [f"{name} {n + 3}" for n, name in enumerate(names)]


def test_letters_set_apart_make_words():
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842))
    for y, text in ((700, "LEGAL FRAMEWORK"), (650, "The observers were present in all of the regions.")):
        line = canvas.beginText(60, y)
        line.setCharSpace(4)
        line.textLine(text)
        canvas.drawText(line)
    canvas.save()
    assert texts(read_bytes(out.getvalue(), "a.pdf")) == [
        "LEGAL FRAMEWORK",
        "The observers were present in all of the regions.",
    ]


def test_a_bold_word_at_the_end_of_a_line_does_not_end_the_paragraph():
    long = (
        "Observers noted that <b>campaign finance</b> was opaque, that <b>courts were slow and their sessions"
        " closed</b>, and that the media, <b>mostly state-owned, gave one candidate</b> most of their time."
        f" {PROSE[0]} <b>{PROSE[1]}</b>"
    )
    plain = long.replace("<b>", "").replace("</b>", "")
    assert texts(read_bytes(pdf([Paragraph(long, BODY)]), "a.pdf")) == [plain]


def test_raised_letters_stay_in_their_line():
    data = pdf([Paragraph("The 19<super>th</super> amendment of the 2<super>nd</super> chapter was adopted.", BODY)])
    assert texts(read_bytes(data, "a.pdf")) == ["The 19th amendment of the 2nd chapter was adopted."]


def test_text_beside_a_picture_is_kept_after_the_text_of_the_page():
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842))
    canvas.drawString(60, 700, "The count was transparent in most of the polling stations observed.")
    canvas.rotate(90)
    canvas.drawString(100, -560, "Photograph by the mission")
    canvas.save()
    assert texts(read_bytes(out.getvalue(), "a.pdf")) == [
        "The count was transparent in most of the polling stations observed.",
        "Photograph by the mission",
    ]


def test_lines_from_right_to_left_are_read_in_their_own_order():
    font = unicode_font()
    if font is None:
        pytest.skip("no font with Hebrew letters here")
    words = "יום הבחירות היה רגוע ב-48 קלפיות."
    shown = words.replace("48", "84")[::-1]
    assert texts(read_bytes(drawn_pdf([(200, 700, 11, shown)], font=font), "a.pdf")) == [words]
