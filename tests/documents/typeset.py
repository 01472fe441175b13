"""Contents as PDF files: typeset by Typst and by ReportLab, printed by Chromium, scanned."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

import pypdfium2
import typst
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph, Table

from tests.documents.content import Content, Part

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
TESSERACT = shutil.which("tesseract")


@dataclass(frozen=True)
class Look:
    """How a document is typeset."""

    columns: int = 1
    report: bool = False
    """A cover, a page of contents with a roman number, a text that counts its pages anew."""
    font: str = "Libertinus Serif"
    size: float = 10.5
    lines: str = "0.5pt"
    """The lines of tables: a width for all, ``none``, or ``heads`` for one below the header alone."""
    indent: bool = False
    """Paragraphs begin with an indent and no space parts them."""
    paper: str = "a4"
    raised_letters: bool = False
    """Footnote marks are letters of the font that are drawn raised, and not small letters that are raised."""


def as_typeset(content: Content, look: Look = Look()) -> bytes:  # noqa: B008  (frozen)
    """Justified and hyphenated, with ligatures, running headers and footers from the second page on, and footnotes."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "a.typ"
        source.write_text("\n".join(_typst(content, look)), encoding="utf-8")
        return bytes(typst.compile(source))


def _typst(content: Content, look: Look) -> Iterator[str]:
    header, footer = (_words(str(content.facts.get(key) or content.name)) for key in ("header", "footer"))
    spacing = "leading: 0.65em, " + ("spacing: 0.65em, first-line-indent: 1.5em" if look.indent else "spacing: 1.1em")
    yield f"""
    #set page(paper: "{look.paper}", columns: {look.columns if not look.report else 1}, margin: 22mm,
      header: context if here().page() > 1 [#set text(8pt); {header} #h(1fr) Page #counter(page).display()],
      footer: context if here().page() > 1 [#set text(8pt); #line(length: 100%, stroke: 0.3pt) {footer}
        #h(1fr) #counter(page).display()])
    #set text(lang: "{content.language}", font: "{look.font}", size: {look.size}pt, hyphenate: true)
    #set par(justify: true, {spacing})
    #set super(typographic: {str(look.raised_letters).lower()})
    #show heading: set text(1em, weight: "bold")
    #show heading: set block(above: 1.4em, below: 0.9em)"""
    title = f'#text({1.6 if look.columns == 1 else 1.4}em, weight: "bold", hyphenate: false)[{_words(content.title)}]'
    cover = "\n\n".join(map(_words, content.cover))
    if look.report:
        yield f"#align(center)[#v(4cm) #par(justify: false)[{title}] #v(3cm) {cover}] #pagebreak()"
        yield '#set page(numbering: "i")\n#outline(title: [Contents], depth: 1)\n#pagebreak()'
        yield f'#set page(numbering: "1", columns: {look.columns})\n#counter(page).update(1)'
    else:
        head = f"#par(justify: false)[{title}]\n\n{cover}"
        yield head if look.columns == 1 else f'#place(top, scope: "parent", float: true, clearance: 1.5em)[{head}]'
    for part in content.parts:
        yield "\n" + _typst_part(part, content, look)


def _typst_part(part: Part, content: Content, look: Look) -> str:
    match part.kind:
        case "heading" | "subheading":
            return f"#heading(level: {1 if part.kind == 'heading' else 2})[{_noted(part, content)}]"
        case "item" if not part.text[0].isdigit():
            return f"#list([{_noted(part, content)}])"
        case "table":
            stroke = {"heads": "(x, y) => if y == 0 { (bottom: 0.6pt) }"}.get(look.lines, look.lines)
            cells = ", ".join(f"[{_words(cell)}]" for row in part.rows for cell in row)
            columns = len(part.rows[0])
            small = "#set text(0.8em); " if look.columns > 1 else ""
            return (
                f"#block(breakable: false)[{small}#table(columns: {columns}, stroke: {stroke}, align: left, {cells})]"
            )
        case _:
            return _noted(part, content)


def _noted(part: Part, content: Content) -> str:
    pieces, place = [], 0
    for at, number in part.notes:
        pieces += [_words(part.text[place:at]), f"#footnote[{_words(content.notes[number])}]"]
        place = at
    return "".join([*pieces, _words(part.text[place:])])


def _words(text: str) -> str:
    """Text as Typst code, so that none of it is markup."""
    return f"#{json.dumps(text, ensure_ascii=False)};" if text else ""


def as_printed(content: Content, columns: int = 1) -> bytes:
    """By ReportLab: base fonts, tables without lines, a header and page numbers on every page."""
    out = io.BytesIO()
    style = ParagraphStyle(
        "body", fontName="Times-Roman", fontSize=10.5, leading=13, spaceAfter=7, alignment=TA_JUSTIFY
    )
    head = ParagraphStyle("head", parent=style, fontName="Times-Bold", fontSize=12, spaceBefore=8, alignment=0)
    title = ParagraphStyle("title", parent=head, fontSize=17, leading=21, spaceAfter=14)
    story: list[Flowable] = [Paragraph(escape(content.title), title)]
    story += [Paragraph(escape(line), style) for line in content.cover]
    for part in content.parts:
        if part.kind == "table":
            story.append(Table(part.rows, hAlign="LEFT", spaceBefore=6, spaceAfter=10))
        else:
            story.append(Paragraph(escape(part.text, quote=False), head if "heading" in part.kind else style))

    def furniture(canvas: Canvas, template: BaseDocTemplate) -> None:
        canvas.setFont("Times-Italic", 8)
        canvas.drawString(60, 805, running_header(content))
        canvas.drawCentredString(A4[0] / 2, 32, f"- {canvas.getPageNumber()} -")

    width = (A4[0] - 120 - (columns - 1) * 22) / columns
    frames = [Frame(60 + n * (width + 22), 60, width, A4[1] - 130, 0, 0, 0, 0) for n in range(columns)]
    document = BaseDocTemplate(out, pagesize=A4)
    document.addPageTemplates(PageTemplate("page", frames, onPage=furniture))
    document.build(story)
    return out.getvalue()


def running_header(content: Content) -> str:
    """What ReportLab's pages have at their top."""
    return f"{content.facts['bodies'][0].split(' (')[0]}, {content.name.replace('_', ' ')}"


def as_chromium_prints(page: bytes) -> bytes:
    """A web page as the browser prints it. Only where Chromium is installed."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "a.html", Path(folder) / "a.pdf"
        source.write_bytes(page)
        options = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-pdf-header-footer",
            f"--user-data-dir={folder}/p",
        ]
        command = [str(CHROMIUM), *options, f"--print-to-pdf={target}", source.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=60)
        return target.read_bytes()


def as_scanned(data: bytes) -> bytes:
    """The pages of a PDF as grey pictures, a little askew, as a copier makes them."""
    out = io.BytesIO()
    canvas = Canvas(out)
    with pypdfium2.PdfDocument(data) as pdf:
        for page in pdf:
            picture = page.render(scale=200 / 72, grayscale=True).to_pil().rotate(0.3, fillcolor=255)
            canvas.setPageSize(page.get_size())
            canvas.drawInlineImage(picture, 0, 0, *page.get_size())
            canvas.showPage()
    canvas.save()
    return out.getvalue()
