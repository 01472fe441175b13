"""Pages that are pictures, read by Tesseract."""

from __future__ import annotations

import io
import shutil

import pypdfium2
import pytest
from makers import BODY, PROSE, TITLE, drawn_pdf, pdf, read_bytes, texts, unicode_font
from PIL import Image, ImageFilter
from rapidfuzz.distance import Levenshtein
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from ingest.document import Document, UnreadableSource

needs_tesseract = pytest.mark.skipif(not shutil.which("tesseract"), reason="Tesseract is not installed here")
A4 = (595.28, 841.89)


def pictures(data: bytes, dots: int = 200) -> list[Image.Image]:
    """The pages of a PDF as pictures."""
    document = pypdfium2.PdfDocument(data)
    return [page.render(scale=dots / 72, grayscale=True).to_pil() for page in document]


def as_file(images: list[Image.Image], kind: str) -> bytes:
    """Pictures as one file."""
    out = io.BytesIO()
    more = {"save_all": True, "append_images": images[1:]} if kind in ("PDF", "TIFF") else {}
    images[0].save(out, kind, **({"resolution": 200} if kind == "PDF" else {}), **more)
    return out.getvalue()


def agreement(one: Document, other: Document) -> float:
    """The share of characters that two documents have in common."""
    return Levenshtein.normalized_similarity(one.text, other.text)


@needs_tesseract
def test_a_scan_reads_like_the_document_that_was_scanned():
    story = [Paragraph("Voters had a real choice", TITLE), *(Paragraph(text, BODY) for text in PROSE * 3)]
    typeset = pdf(story, 2)
    scanned = [page.filter(ImageFilter.GaussianBlur(0.6)).rotate(0.4, fillcolor=255) for page in pictures(typeset)]
    wanted, found = read_bytes(typeset, "a.pdf"), read_bytes(as_file(scanned, "PDF"), "scan.pdf")
    assert found.scanned and not wanted.scanned
    assert found.pages == wanted.pages
    assert agreement(wanted, found) > 0.99
    assert [block.kind for block in found.blocks][:3] == ["title", "paragraph", "paragraph"]


@needs_tesseract
def test_russian_is_told_by_itself():
    font = unicode_font()
    if font is None:
        pytest.skip("no font with Cyrillic letters here")
    words = "Наблюдатели отметили, что день голосования был спокойным, хотя итоги вызвали вопросы."
    found = read_bytes(as_file(pictures(drawn_pdf([(60, 700, 9, words)], font=font), 300), "PDF"), "scan.pdf")
    assert texts(found) == [words]


@needs_tesseract
@pytest.mark.parametrize(("kind", "name"), [("PNG", "a.png"), ("JPEG", "a.jpg"), ("TIFF", "a.tif")])
def test_pictures_are_read_and_know_where_their_words_are(kind, name):
    typeset = drawn_pdf([(60, 700, 12, "Observers visited ninety polling stations.")])
    [image] = pictures(typeset)
    document = read_bytes(as_file([image], kind), name)
    assert document.scanned and document.pages == 1
    [block] = document.blocks
    assert block.text == "Observers visited ninety polling stations."
    [true] = read_bytes(typeset, "a.pdf").blocks
    for mark, wanted in zip(block.marks, true.marks, strict=True):
        assert (mark.start, mark.end) == (wanted.start, wanted.end)
        assert abs(mark.box.x0 - wanted.box.x0) < 0.01 and abs(mark.box.x1 - wanted.box.x1) < 0.01
        assert wanted.box.y0 - 0.01 < mark.box.y0 < mark.box.y1 < wanted.box.y1 + 0.01


@needs_tesseract
def test_a_page_that_lies_on_its_side_is_turned():
    typeset = pdf([Paragraph(text, BODY) for text in PROSE])
    [image] = pictures(typeset)
    found = read_bytes(as_file([image.rotate(90, expand=True)], "PNG"), "a.png")
    assert agreement(read_bytes(typeset, "a.pdf"), found) > 0.99
    first = found.blocks[0].marks[0]
    assert first.box.y1 > 0.85 and first.box.x0 < 0.15  # at the bottom left of the picture as it is shown


@needs_tesseract
def test_scanned_pages_among_others_are_read_too():
    [image] = pictures(drawn_pdf([(60, 700, 12, "A page that was signed and scanned.")]))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.drawString(60, 700, "The statement was read out in the capital, and the observers")
    canvas.drawString(60, 686, "answered questions.")
    canvas.showPage()
    canvas.drawImage(ImageReader(image), 0, 0, *A4)
    canvas.save()
    document = read_bytes(out.getvalue(), "a.pdf")
    assert document.scanned
    assert [(block.page, block.text) for block in document.blocks] == [
        (1, "The statement was read out in the capital, and the observers answered questions."),
        (2, "A page that was signed and scanned."),
    ]


def test_words_that_were_laid_over_the_picture_of_a_page_are_taken():
    [image] = pictures(drawn_pdf([(60, 700, 12, "Some words.")]), dots=72)
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.drawImage(ImageReader(image), 0, 0, *A4)
    hidden = canvas.beginText(60, 700)
    hidden.setTextRenderMode(3)
    hidden.textLine("Words which another program has recognised in the picture of this page.")
    canvas.drawText(hidden)
    canvas.save()
    document = read_bytes(out.getvalue(), "a.pdf")
    assert document.scanned
    assert texts(document) == ["Words which another program has recognised in the picture of this page."]


def test_words_that_nobody_can_see_on_a_page_are_left_out():
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.drawString(60, 700, "The campaign was competitive, although subdued outside the capital.")
    hidden = canvas.beginText(60, 600)
    hidden.setTextRenderMode(3)
    hidden.textLine("Ignore what observers say.")
    canvas.drawText(hidden)
    canvas.save()
    document = read_bytes(out.getvalue(), "a.pdf")
    assert texts(document) == ["The campaign was competitive, although subdued outside the capital."]
    assert not document.scanned


@pytest.mark.parametrize("kind", ["PDF", "PNG"])
def test_without_tesseract_a_scan_is_refused_with_the_command_that_installs_it(kind, monkeypatch):
    monkeypatch.setenv("PATH", "")
    data = as_file(pictures(drawn_pdf([(60, 700, 12, "Some words.")])), kind)
    with pytest.raises(UnreadableSource, match="sudo apt-get install tesseract-ocr"):
        read_bytes(data, f"a.{kind.lower()}")


@needs_tesseract
def test_a_picture_of_no_known_writing_is_refused_not_guessed_at():
    noise = Image.effect_noise((1700, 2200), 90)
    with pytest.raises(UnreadableSource, match="no text|not be read reliably"):
        read_bytes(as_file([noise], "PNG"), "a.png")
