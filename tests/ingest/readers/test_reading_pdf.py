from __future__ import annotations

import io

import pytest
from makers import (
    BODY,
    HEADING,
    NOTE,
    PROSE,
    SAMPLE,
    TITLE,
    drawn_pdf,
    pdf,
    read_bytes,
    sample_as_pdf,
    sample_parts,
    texts,
    unicode_font,
)
from reportlab.lib import colors
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, Spacer, Table, TableStyle

STATEMENTS = sorted(path.name for path in SAMPLE.glob("*.md") if not path.name.endswith("_ru.md"))

UNDECIDED = {("kestrovia_2022_preliminary_statement.md", 1)}


def lines(*rows: str, x: float = 80, top: float = 700, size: float = 10, step: float = 12.5):
    return [(x, top - place * step, size, row) for place, row in enumerate(rows)]


@pytest.mark.parametrize("columns", [1, 2])
@pytest.mark.parametrize("name", STATEMENTS)
def test_a_typeset_statement_reads_back_to_the_same_blocks(name, columns):
    title, parts = sample_parts(name)
    document = read_bytes(sample_as_pdf(name, columns), "a.pdf")
    wanted = [title, *(text for _, text in parts)]
    assert " ".join(texts(document)) == " ".join(wanted)
    # A line that fills the margin at the end of a page does not show whether its paragraph ends there.
    assert len(set(wanted) ^ set(texts(document))) <= (3 if (name, columns) in UNDECIDED else 0)
    assert document.blocks[0].kind == "title"
    assert texts(document, "heading") == [text for kind, text in parts if kind == "heading"]


def test_russian_reads_back_too():
    font = unicode_font()
    if font is None:
        pytest.skip("no font with Cyrillic letters here")
    title, parts = sample_parts("tezira_2023_press_release_ru.md")
    style = ParagraphStyle("ru", parent=BODY, fontName=font)
    story = [Paragraph(text, style) for text in (title, *(text for _, text in parts))]
    assert texts(read_bytes(pdf(story), "a.pdf")) == [title, *(text for _, text in parts)]


def test_running_headers_footers_and_page_numbers_are_left_out():
    def furniture(canvas, template):
        canvas.setFont("Helvetica", 8)
        canvas.drawString(60, 800, "Observers - Final report")
        canvas.drawRightString(530, 800, f"Page {canvas.getPageNumber()} of 4")
        canvas.drawCentredString(300, 30, str(canvas.getPageNumber()))

    story = [Paragraph(text, BODY) for text in PROSE * 12]
    document = read_bytes(pdf(story, each_page=furniture), "a.pdf")
    assert document.pages and document.pages > 2
    assert texts(document) == list(PROSE * 12)


def test_numbers_that_do_not_follow_the_pages_are_no_running_header():
    pages = [lines(f"Votes cast: {votes}", "The mission took note of it.") for votes in (412, 87, 1250)]
    joined = " ".join(texts(read_bytes(drawn_pdf(*pages), "a.pdf")))
    assert all(f"Votes cast: {votes}" in joined for votes in (412, 87, 1250))


def test_blocks_know_their_pages():
    story = [Paragraph(PROSE[0], BODY), PageBreak(), Paragraph(PROSE[1], BODY)]
    assert [block.page for block in read_bytes(pdf(story), "a.pdf").blocks] == [1, 2]


def test_a_paragraph_goes_on_over_a_page():
    pages = [
        lines("The commission met all of the deadlines that the law sets, but"),
        lines("its sessions were closed."),
    ]
    document = read_bytes(drawn_pdf(*pages), "a.pdf")
    assert texts(document) == [
        "The commission met all of the deadlines that the law sets, but its sessions were closed."
    ]


def test_a_new_paragraph_may_show_by_indentation_alone():
    document = read_bytes(
        drawn_pdf(
            [
                (95, 700, 10, "The campaign was competitive, although subdued outside the capital,"),
                (
                    80,
                    687.5,
                    10,
                    "and observers followed eighty-eight events, which were all of them peaceful.",
                ),
                (95, 675, 10, "Women made up a third of the candidates on the lists of the parties, but"),
                (
                    80,
                    662.5,
                    10,
                    "they headed only two of them, however, as observers were told by the parties.",
                ),
            ]
        ),
        "a.pdf",
    )
    assert [text.split()[0] for text in texts(document)] == ["The", "Women"]


def test_words_cut_at_line_ends_are_made_whole_and_real_hyphens_stay():
    document = read_bytes(
        drawn_pdf(
            lines(
                "The self-nominated candidates were registered in an inclusive process by the elec-",
                "tion commission. In all, forty-four of the self-nominated and three of the self-",
                "nominated independents took part, said the Special Co-ordinator and also the Co-",
                "ordinator of the long-term observers, and the 2019-",
                "2023 plan was followed.",
            )
        ),
        "a.pdf",
    )
    text = " ".join(texts(document))
    assert "by the election commission" in text
    assert "three of the self-nominated independents" in text
    assert "also the Co-ordinator of" in text
    assert "the 2019-2023 plan" in text


def test_footnote_marks_leave_the_text_and_footnotes_are_kept():
    story = [
        [
            *lines("The law was amended by the outgoing parliament", top=700),
            (80 + 220, 704, 6, "12"),
            (310, 700, 10, "in March, and again in May."),
            *lines("Observers from two bodies took note of it, as did others who were present.", top=687.5),
            (80, 103, 5, "12"),
            *lines(
                "See the opinion of 14 March on the draft,",
                "which was not followed.",
                x=88,
                top=100,
                size=8,
                step=9.5,
            ),
            (80, 84, 5, "13"),
            *lines("Another note.", x=88, top=81, size=8),
        ]
    ]
    document = read_bytes(drawn_pdf(*story), "a.pdf")
    body = " ".join(texts(document, "paragraph"))
    assert "outgoing parliament in March" in body
    assert texts(document, "footnote") == [
        "12 See the opinion of 14 March on the draft, which was not followed.",
        "13 Another note.",
    ]
    assert [block.page for block in document.blocks if block.kind == "footnote"] == [1, 1]


def test_marks_set_by_a_typesetter_do_not_stick_to_words():
    story = [
        Paragraph(
            "The commission<super>63</super> met. It upheld complaints.<super>5</super> Some were closed.",
            BODY,
        ),
        Paragraph("1 A smaller print at the end of the page.", NOTE),
    ]
    document = read_bytes(pdf(story), "a.pdf")
    assert "The commission met." in texts(document)[0]
    assert "complaints. Some" in texts(document)[0]


def test_title_headings_and_list_items_are_told_apart():
    story = [
        Paragraph("Voters had a real choice, but gaps in the law remain, international observers say", TITLE),
        Paragraph(PROSE[0], BODY),
        Paragraph("Election administration", HEADING),
        Paragraph(PROSE[1], BODY),
        Paragraph("1. The law should be reviewed.", BODY),
        Paragraph("2. Sessions should be open.", BODY),
        Paragraph("\u2022 A point that has been made.", BODY),
    ]
    document = read_bytes(pdf(story), "a.pdf")
    assert [block.kind for block in document.blocks] == [
        *("title", "paragraph", "heading", "paragraph"),
        *("list_item", "list_item", "list_item"),
    ]
    assert texts(document, "list_item") == [
        "1. The law should be reviewed.",
        "2. Sessions should be open.",
        "A point that has been made.",
    ]


def test_ruled_tables_become_rows_with_their_headers():
    table = Table([["Party", "Votes", "Seats"], ["United Varelia", "41,000", "60"], ["Civic Spring", "20,500", "31"]])
    table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black)]))
    story = [Paragraph(PROSE[0], BODY), Spacer(1, 10), table, Spacer(1, 10), Paragraph(PROSE[1], BODY)]
    document = read_bytes(pdf(story), "a.pdf")
    assert texts(document) == [
        PROSE[0],
        "Party: United Varelia; Votes: 41,000; Seats: 60",
        "Party: Civic Spring; Votes: 20,500; Seats: 31",
        PROSE[1],
    ]


def test_a_frame_around_text_is_no_table():
    table = Table([[Paragraph(PROSE[0], BODY)]])
    table.setStyle(TableStyle([("BOX", (0, 0), (-1, -1), 0.5, colors.black)]))
    assert texts(read_bytes(pdf([table]), "a.pdf")) == [PROSE[0]]


def test_cells_without_rules_become_rows_of_a_table_and_not_columns():
    rows = [
        ("Party", "Seats"),
        ("United Varelia", "60"),
        ("Civic Spring", "31"),
        ("Others", "9"),
        ("All", "100"),
    ]
    placed = [
        (x, 700 - 14 * place, 10, row[side]) for place, row in enumerate(rows) for side, x in enumerate((80, 300))
    ]
    document = read_bytes(drawn_pdf(placed), "a.pdf")
    assert texts(document) == [f"Party: {name}; Seats: {seats}" for name, seats in rows[1:]]
    assert {block.kind for block in document.blocks} == {"table_row"}


def test_a_landscape_page_reads_like_any_other():
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842))
    canvas.setPageRotation(90)
    canvas.rotate(90)
    for place, row in enumerate(("The first line of a page that was turned,", "and the second line under it.")):
        canvas.drawString(100, -200 - 12 * place, row)
    canvas.save()
    assert texts(read_bytes(out.getvalue(), "a.pdf")) == [
        "The first line of a page that was turned, and the second line under it."
    ]
