"""Contents as Word files: styled as a secretariat does it, and as a colleague sends them around."""

from __future__ import annotations

import io
import zipfile
from html import escape

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.text.paragraph import Paragraph

from tests.documents.content import Content, Part

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMESPACES = (
    f'xmlns:w="{_W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)
_STYLES = {"heading": "Heading 1", "subheading": "Heading 2", "item": "List Bullet", "paragraph": None}
DELETED = "words that were struck out"
RUNNING = "Draft for comments, please do not circulate"


def as_styled(content: Content) -> bytes:
    """Title and headings by style, real tables, footnotes, a page header and footer."""
    word = docx.Document()
    word.sections[0].header.paragraphs[0].text = RUNNING
    word.sections[0].footer.paragraphs[0].text = RUNNING
    word.add_heading(content.title, 0)
    for line in content.cover:
        word.add_paragraph(line)
    for part in content.parts:
        if part.kind == "table":
            _add_table(word, part)
        else:
            numbered = part.kind == "item" and part.text[0].isdigit()
            _write(word.add_paragraph(style=None if numbered else _STYLES[part.kind]), part)
    return _with_notes(word, content)


def as_handmade(content: Content) -> bytes:
    """No styles: bold lines for headings, tracked changes in every paragraph, the last paragraph in a text box."""
    word = docx.Document()
    word.add_paragraph().add_run(content.title).bold = True
    for line in content.cover:
        word.add_paragraph(line)
    for part in content.parts:
        if part.kind == "table":
            _add_table(word, part)
        elif part is content.parts[-1]:
            word.element.body.insert(-1, parse_xml(_text_box(part.text)))
        elif part.kind == "paragraph":
            _track(word.add_paragraph(), part.text)
        else:
            word.add_paragraph().add_run(part.text).bold = part.kind != "item"
    return _with_notes(word, content)


def _add_table(word: Document, part: Part) -> None:
    table = word.add_table(len(part.rows), len(part.rows[0]), style="Table Grid")
    for row, cells in enumerate(part.rows):
        for column, cell in enumerate(cells):
            table.cell(row, column).text = cell
    word.add_paragraph()


def _write(paragraph: Paragraph, part: Part) -> None:
    """The words in runs, with references to footnotes between them."""
    place = 0
    for at, number in part.notes:
        paragraph.add_run(part.text[place:at])
        mark = f'<w:r {_NAMESPACES}><w:footnoteReference w:id="{number}"/></w:r>'
        paragraph._p.append(parse_xml(mark))
        place = at
    paragraph.add_run(part.text[place:])


def _track(paragraph: Paragraph, text: str) -> None:
    """The second half of the words as an insertion that nobody has accepted, after a deletion."""
    half = text.index(" ", len(text) // 2) + 1
    paragraph.add_run(text[:half])
    for change, inner, words in (("del", "delText", DELETED), ("ins", "t", text[half:])):
        run = f'<w:r><w:{inner} xml:space="preserve">{escape(words)}</w:{inner}></w:r>'
        paragraph._p.append(parse_xml(f'<w:{change} {_NAMESPACES} w:id="9" w:author="A">{run}</w:{change}>'))


def _text_box(text: str) -> str:
    """A paragraph that holds a text box, with the copy of it that Word keeps for older versions."""
    inner = f"<w:txbxContent><w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p></w:txbxContent>"
    return (
        f"<w:p {_NAMESPACES}><w:r><mc:AlternateContent>"
        f"<mc:Choice Requires='wps'><w:drawing><wps:txbx>{inner}</wps:txbx>"
        f"</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{inner}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )


def _with_notes(word: Document, content: Content) -> bytes:
    out = io.BytesIO()
    word.save(out)
    notes = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:r><w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {escape(note)}</w:t></w:r></w:p></w:footnote>'
        for number, note in content.notes.items()
    )
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("word/footnotes.xml", f'<w:footnotes xmlns:w="{_W}">{notes}</w:footnotes>')
    return out.getvalue()
