"""Real files of every format, made in memory."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path

import docx
from reportlab.lib import colors
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph, Table, TableStyle

from ingest.document import Document, Source
from ingest.readers import read
from settings import Settings

SAMPLE = Path(__file__).parents[3] / "sample" / "statements"
BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=10, leading=12.5, spaceAfter=8, alignment=TA_JUSTIFY)
NOTE = ParagraphStyle("note", parent=BODY, fontSize=7.5, leading=9, spaceAfter=1)
TITLE = ParagraphStyle(
    "title", parent=BODY, fontName="Helvetica-Bold", fontSize=16, leading=20, spaceAfter=12, alignment=0
)
HEADING = ParagraphStyle("heading", parent=BODY, fontName="Helvetica-Bold", fontSize=11.5, leading=14, spaceBefore=8)

PROSE = (
    "Election day was calm and the opening of polling stations was assessed positively in nearly all of the"
    " places that were visited. The secrecy of the vote was not always ensured, mainly owing to the layout.",
    "The campaign was competitive, although subdued outside the capital. Observers followed 88 events"
    " and all of them were peaceful. Public employees in four regions said that they had to attend rallies.",
    "The voter list was trusted by most interlocutors. The commission acknowledged that entries of some who"
    " had died or had long lived abroad had possibly not been removed from it before the vote.",
    "The media landscape is diverse and five televised debates allowed voters to compare the programmes."
    " Defamation remains a criminal offence, which some journalists said led them to avoid certain topics.",
)


def read_bytes(data: bytes, name: str, **limits: int) -> Document:
    """What the readers make of these bytes under this name."""
    return read(Source(name, data), Settings(_env_file=None, **limits))


def texts(document: Document, *kinds: str) -> list[str]:
    """The texts of the blocks, of some kinds only where any are named."""
    return [block.text for block in document.blocks if not kinds or block.kind in kinds]


def pdf(
    story: Sequence[Flowable],
    columns: int = 1,
    each_page: Callable[[Canvas, BaseDocTemplate], None] | None = None,
) -> bytes:
    """A typeset A4 document."""
    out = io.BytesIO()
    document = BaseDocTemplate(out, pagesize=A4)
    width = (A4[0] - 120 - (columns - 1) * 20) / columns
    frames = [Frame(60 + place * (width + 20), 70, width, A4[1] - 140, 0, 0, 0, 0) for place in range(columns)]
    document.addPageTemplates(PageTemplate("page", frames, onPage=each_page or (lambda canvas, template: None)))
    document.build(list(story))
    return out.getvalue()


def ruled_table(rows: list[list[str]]) -> Table:
    """A table with lines around its cells."""
    table = Table(rows)
    table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black)]))
    return table


def drawn_pdf(*pages: Sequence[tuple[float, float, float, str]], font: str = "Helvetica") -> bytes:
    """Pages on which each text is drawn at (x, y) in a size."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for page in pages:
        for x, y, size, text in page:
            canvas.setFont(font, size)
            canvas.drawString(x, y, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def unicode_font() -> str | None:
    """A font with Cyrillic letters, where the machine has one."""
    for path in Path("/usr/share/fonts").rglob("DejaVuSans.ttf"):
        pdfmetrics.registerFont(TTFont("DejaVuSans", str(path)))
        return "DejaVuSans"
    return None


def sample_parts(name: str) -> tuple[str, list[tuple[str, str]]]:
    """The title of a sample statement, and the (kind, text) of the blocks under it."""
    document = read_bytes((SAMPLE / name).read_bytes(), name)
    return document.blocks[0].text, [(block.kind, block.text) for block in document.blocks[1:]]


def sample_as_pdf(name: str, columns: int = 1) -> bytes:
    """A sample statement, typeset."""
    title, parts = sample_parts(name)
    story: list[Flowable] = [Paragraph(escape(title), TITLE)]
    story += [Paragraph(escape(text, quote=False), HEADING if kind == "heading" else BODY) for kind, text in parts]
    return pdf(story, columns)


def sample_as_docx(name: str) -> bytes:
    """A sample statement as a Word file."""
    title, parts = sample_parts(name)
    word = docx.Document()
    word.add_heading(title, 0)
    for kind, text in parts:
        if kind == "heading":
            word.add_heading(text, 1)
        else:
            word.add_paragraph(text)
    return saved(word)


def saved(word: docx.document.Document) -> bytes:
    """A Word file as bytes."""
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def sample_as_html(name: str) -> bytes:
    """A sample statement as a web page with the usual things around it."""
    title, parts = sample_parts(name)
    tags = {"heading": "h2", "paragraph": "p", "list_item": "p", "footnote": "p"}
    body = "\n".join(f"<{tags[kind]}>{escape(text)}</{tags[kind]}>" for kind, text in parts)
    return page(f"<article><h1>{escape(title)}</h1>{body}</article>").encode()


def page(article: str, head: str = "", language: str = "en") -> str:
    """A web page with menus that name other countries, a cookie banner, related links, a footer."""
    return f"""<!DOCTYPE html>
    <html lang="{language}"><head><meta charset="utf-8"><title>Site | Page</title>{head}
    <style>p {{ color: red }}</style><script>var tracked = "Lomvar";</script></head>
    <body class="has-sidebar no-cookie">
    <div id="cookie-banner"><p>We use cookies to improve your experience. You accept our policy.</p></div>
    <header><a href="/">Observers</a><nav><ul><li><a href="/k">Kestrovia</a></li>
    <li><a href="/l">Lomvar</a></li><li><a href="/t">Tezira</a></li></ul></nav></header>
    {article}
    <div style="display: none">Hidden instructions about Tezira</div><p hidden>Hidden words about Lomvar</p>
    <section class="related-content"><h3>Related</h3><ul><li><a href="/1">Lomvar elections 2021</a></li>
    <li><a href="/2">Tezira holds its vote</a></li><li><a href="/3">Kestrovia goes to the polls</a></li></ul>
    </section><footer><p>Copyright of the observers. Contact the press office in Kestrovia.</p></footer>
    </body></html>"""
