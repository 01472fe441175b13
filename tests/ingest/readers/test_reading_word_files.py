from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from makers import SAMPLE, read_bytes, sample_as_docx, sample_parts, saved, texts

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def run(text: str, inside: str = "t", properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:{inside} xml:space="preserve">{text}</w:{inside}></w:r>'


def with_xml(*paragraphs: str) -> bytes:
    word = docx.Document()
    for paragraph in paragraphs:
        word.element.body.insert(-1, parse_xml(f"<w:p {NAMESPACE}>{paragraph}</w:p>"))
    return saved(word)


def with_part(data: bytes, name: str, content: str) -> bytes:
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize("name", sorted(path.name for path in SAMPLE.glob("*.md")))
def test_a_statement_in_word_reads_back_to_the_same_blocks(name):
    title, parts = sample_parts(name)
    document = read_bytes(sample_as_docx(name), "a.docx")
    assert texts(document) == [title, *(text for _, text in parts)]
    assert document.blocks[0].kind == "title"
    assert texts(document, "heading") == [text for kind, text in parts if kind == "heading"]
    assert document.metadata == {}


def test_tables_stand_where_they_stand_in_the_body():
    word = docx.Document()
    word.add_paragraph("Before.")
    table = word.add_table(3, 2)
    for row, cells in enumerate((("Party", "Seats"), ("United Varelia", "60"), ("Others", ""))):
        for column, cell in enumerate(cells):
            table.cell(row, column).text = cell
    word.add_paragraph("After.")
    document = read_bytes(saved(word), "a.docx")
    assert texts(document) == ["Before.", "Party: United Varelia; Seats: 60", "Party: Others", "After."]


def test_a_table_that_lays_out_the_page_is_read_as_paragraphs():
    word = docx.Document()
    cell = word.add_table(1, 1).cell(0, 0)
    cell.text = "The first paragraph."
    cell.add_paragraph("The second paragraph.")
    assert texts(read_bytes(saved(word), "a.docx")) == ["The first paragraph.", "The second paragraph."]


def test_lists_keep_the_numbers_that_word_counts():
    word = docx.Document()
    word.add_paragraph("First.", style="List Number")
    word.add_paragraph("Second.", style="List Number")
    word.add_paragraph("A point.", style="List Bullet")
    document = read_bytes(saved(word), "a.docx")
    assert texts(document, "list_item") == ["1. First.", "2. Second.", "A point."]


def test_insertions_are_read_and_deletions_are_not():
    data = with_xml(
        run("The vote was ")
        + f"<w:ins>{run('not ')}</w:ins><w:del>{run('always ', 'delText')}</w:del>"
        + run("secret")
        + run("!", properties="<w:vanish/>")
        + run(".")
    )
    assert texts(read_bytes(data, "a.docx")) == ["The vote was not secret."]


def test_content_controls_are_read():
    data = with_xml(f"<w:sdt><w:sdtContent>{run('Held in a control.')}</w:sdtContent></w:sdt>")
    assert texts(read_bytes(data, "a.docx")) == ["Held in a control."]


def test_footnotes_come_last_and_their_marks_do_not_stick_to_words():
    data = with_xml(run("The law changed") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run(" in May."))
    notes = (
        f'<w:footnotes {NAMESPACE}><w:footnote w:type="separator" w:id="0"><w:p>{run("-")}</w:p></w:footnote>'
        f'<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>{run(" See the opinion.")}</w:p></w:footnote>'
        "</w:footnotes>"
    )
    document = read_bytes(with_part(data, "word/footnotes.xml", notes), "a.docx")
    assert [(block.kind, block.text) for block in document.blocks] == [
        ("paragraph", "The law changed in May."),
        ("footnote", "1 See the opinion."),
    ]


def test_what_the_file_says_of_its_author_is_not_believed():
    word = docx.Document()
    word.core_properties.title = "Template of 2009"
    word.add_paragraph("Text.")
    assert read_bytes(saved(word), "a.docx").metadata == {}


def test_lines_in_bold_are_headings_and_sentences_in_bold_are_not():
    data = with_xml(
        run("Calm vote in Orsand", properties="<w:b/>"),
        run("The vote was calm."),
        run("The campaign", properties="<w:b/>"),
        run("It was short.", properties="<w:b/>"),
        run("Note", properties="<w:b/>") + run(" that it was short"),
    )
    assert [block.kind for block in read_bytes(data, "a.docx").blocks] == [
        "title",
        "paragraph",
        "heading",
        "paragraph",
        "paragraph",
    ]


def test_words_that_nobody_can_see_are_not_read():
    hidden = ("<w:vanish/>", '<w:color w:val="ffffff"/>', '<w:sz w:val="2"/>')
    data = with_xml(run("Seen.") + "".join(run("Secret", properties=properties) for properties in hidden))
    assert texts(read_bytes(data, "a.docx")) == ["Seen."]
    shaded = run("Seen.", properties='<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="000000"/>')
    assert texts(read_bytes(with_xml(shaded), "a.docx")) == ["Seen."]


def test_a_cell_that_spans_rows_stands_in_all_of_them():
    word = docx.Document()
    table = word.add_table(3, 2)
    for row, cells in enumerate((("Region", "Party"), ("North", "Reform"), ("", "Accord"))):
        for column, cell in enumerate(cells):
            table.cell(row, column).text = cell
    table.cell(1, 0).merge(table.cell(2, 0))
    assert texts(read_bytes(saved(word), "a.docx")) == ["Region: North; Party: Reform", "Region: North; Party: Accord"]


def test_a_table_within_a_table_is_read():
    word = docx.Document()
    outer = word.add_table(2, 2)
    outer.cell(0, 0).text = "Around."
    inner = outer.cell(1, 1).add_table(2, 2)
    for row, cells in enumerate((("Party", "Seats"), ("Reform", "60"))):
        for column, cell in enumerate(cells):
            inner.cell(row, column).text = cell
    assert texts(read_bytes(saved(word), "a.docx")) == ["Around.", "Party: Reform; Seats: 60"]


def test_files_saved_as_strict_and_files_with_another_body_are_read():
    word = docx.Document()
    word.add_paragraph("The vote was calm.")
    data, out = io.BytesIO(saved(word)), io.BytesIO()
    with zipfile.ZipFile(data) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name).replace(
                b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                b"http://purl.oclc.org/ooxml/wordprocessingml/main",
            )
            content = content.replace(b"word/document.xml", b"word/document2.xml")
            new.writestr(name.replace("document.xml", "document2.xml"), content)
    assert texts(read_bytes(out.getvalue(), "a.docx")) == ["The vote was calm."]
