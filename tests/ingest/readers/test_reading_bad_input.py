from __future__ import annotations

import io
import random
import time
import zipfile

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from makers import (
    BODY,
    PROSE,
    drawn_pdf,
    page,
    pdf,
    read_bytes,
    ruled_table,
    sample_as_docx,
    sample_as_pdf,
    saved,
)
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from ingest.document import UnreadableSource

STATEMENT = "varelia_2019_press_release.md"
RUBBISH = random.Random(7).randbytes(5000)


def zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return out.getvalue()


def protected_pdf() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption("secret"))
    canvas.drawString(100, 700, "Nobody may read this without the password.")
    canvas.save()
    return out.getvalue()


def drawing_pdf() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.rect(50, 50, 300, 300, fill=1)
    canvas.save()
    return out.getvalue()


def bombs() -> bytes:
    return zipped(word__document_xml=b"<a>" + b" " * 3_000_000 + b"</a>")


def laughs() -> bytes:
    entities = b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10))
    document = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">' + entities + b"]><x>&a9;</x>"
    return zipped(word__document_xml=document)


WORD = sample_as_docx(STATEMENT)
PDF = sample_as_pdf(STATEMENT)
BAD = {
    "empty file": (b"", "a.txt", "empty"),
    "only blanks": (b" \n\t\r\n ", "a.md", "empty"),
    "only NULs": (bytes(400), "a.txt", "empty"),
    "only invisible characters": ("\u200b\u00ad\u2060".encode() * 9, "a.txt", "no text"),
    "front matter alone": (b"---\ntitle: A\n---\n", "a.md", "no text"),
    "unsupported type": (b"a;b;c\n1;2;3\n", "a.csv", "not read here"),
    "binary under .txt": (RUBBISH, "a.txt", "not text"),
    "binary under .md": (RUBBISH, "a.md", "not text"),
    "binary under .html": (RUBBISH, "a.html", "not text"),
    "text under .pdf": (b"Not a PDF at all.", "a.pdf", "not such a file"),
    "text under .docx": (b"Not a Word file.", "a.docx", "not such a file"),
    "truncated PDF": (PDF[: len(PDF) // 2], "a.pdf", "cut off"),
    "PDF magic and nothing else": (b"%PDF-1.7\n%%EOF", "a.pdf", "damaged"),
    "protected PDF": (protected_pdf(), "a.pdf", "protected"),
    "PDF with a drawing and no words": (drawing_pdf(), "a.pdf", "no text"),
    "truncated DOCX": (WORD[: len(WORD) // 2], "a.docx", "cut off"),
    "zip without a Word body": (zipped(other_xml=b"<a/>"), "a.docx", "archive"),
    "Word body that is no XML": (zipped(word__document_xml=b"<w:p>broken"), "a.docx", "damaged"),
    "Word file without words": (saved(docx.Document()), "a.docx", "no text"),
    "billion laughs": (laughs(), "a.docx", "damaged|no text"),
    "old or protected Word file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + RUBBISH, "a.docx", "password"),
    "RTF": (b"{\\rtf1 Some text}", "a.txt", "RTF"),
    "damaged picture": (b"\x89PNG\r\n\x1a\n" + RUBBISH, "a.png", "picture|Tesseract"),
    "gzip": (b"\x1f\x8b\x08" + RUBBISH, "a.gz", "Unpack"),
    "web page without words": (b"<html><body><script>var a = 1</script></body></html>", "a.html", "no text"),
}


@pytest.mark.parametrize(("data", "name", "reason"), BAD.values(), ids=BAD.keys())
def test_what_cannot_be_read_is_refused_with_a_plain_reason(data, name, reason):
    with pytest.raises(UnreadableSource, match=reason):
        read_bytes(data, name)


LIMITS = {
    "bytes": (b"A long text. " * 100, "a.txt", {"max_bytes": 1000}, "too large"),
    "characters": (b"A long text. " * 100, "a.txt", {"max_characters": 1000}, "too long"),
    "characters of a PDF": (PDF, "a.pdf", {"max_characters": 1000}, "too long"),
    "pages": (drawn_pdf(*[[(80, 700, 10, "Some text here.")]] * 3), "a.pdf", {"max_pages": 2}, "3 pages"),
    "expanded bytes": (bombs(), "a.docx", {"max_expanded_bytes": 1_000_000}, "expands"),
}


@pytest.mark.parametrize(("data", "name", "limits", "reason"), LIMITS.values(), ids=LIMITS.keys())
def test_what_is_over_a_limit_is_refused(data, name, limits, reason):
    with pytest.raises(UnreadableSource, match=reason):
        read_bytes(data, name, **limits)


def test_content_tells_the_format_before_the_name_does():
    assert read_bytes(PDF, "download").pages
    assert read_bytes(WORD, "statement.pdf").blocks[0].kind == "title"
    assert read_bytes(page("<article><h1>Title</h1><p>Text.</p></article>").encode(), "a.txt").metadata["language"]
    assert read_bytes(b"---\ntitle: A\n---\n# A\n\nText.", "a.txt").metadata == {"title": "A"}


PATIENCE = {
    "comments never closed": (b"<!--" * 50_000, "a.md"),
    "a heading of spaces": (b"# " + b" " * 100_000 + b"x" + b" #" * 50_000 + b"x", "a.md"),
    "a line of hyphens": (b"a-" * 100_000 + b"x\n" + b"a-" * 100_000 + b"x", "a.txt"),
    "many lines": (b"ab\n" * 100_000, "a.txt"),
    "a line of quotes": (b'."' * 100_000 + b"x\n\nx", "a.txt"),
    "a line of pipes": (b"|" * 100_000 + b"\n|-|-|\n", "a.md"),
    "deep menus": (b"<html><body>" + b"<div class=menu>" * 200 + b"<p>x</p>" * 5_000, "a.html"),
}


@pytest.mark.parametrize(("data", "name"), PATIENCE.values(), ids=PATIENCE.keys())
def test_strange_input_does_not_take_for_ever(data, name):
    start = time.process_time()
    reads_or_refuses(data, name)
    assert time.process_time() - start < 5


NAMES = st.sampled_from(["a.pdf", "a.docx", "a.html", "a.md", "a.txt", "a", "a.bin"])
HEADS = st.sampled_from(
    [b"", b"%PDF-1.4\n", b"PK\x03\x04", b"<html><body>", b"---\nkey: ", b"\xff\xfe", b"# A\n\n| a |\n|--"]
)
TAILS = st.sampled_from([b"", b"\n%%EOF", b"\n---\ntext"])


def reads_or_refuses(data: bytes, name: str) -> None:
    try:
        document = read_bytes(data, name)
    except UnreadableSource:
        return
    assert document.blocks
    for block in document.blocks:
        assert block.text
        assert block.text == " ".join(block.text.split())
        block.text.encode()


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(head=HEADS, data=st.binary(max_size=300), tail=TAILS, name=NAMES)
def test_no_bytes_raise_anything_else(head, data, tail, name):
    reads_or_refuses(head + data + tail, name)


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=st.text(max_size=300), name=st.sampled_from(["a.html", "a.md", "a.txt"]))
def test_no_text_raises_anything_else(text, name):
    reads_or_refuses(text.encode("utf-8", "surrogatepass"), name)


WHOLE = {
    "a.pdf": pdf([*(Paragraph(text, BODY) for text in PROSE), ruled_table([["Party", "Seats"], ["One", "60"]])]),
    "a.docx": WORD,
    "a.html": page("<main><p>One.</p><table><tr><td>a</td><td>b</td></tr></table></main>").encode(),
    "a.md": b"---\ntitle: A\ndate: 2020-01-01\n---\n# A\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n- item\n",
}


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(name=st.sampled_from(sorted(WHOLE)), place=st.floats(0, 1), damage=st.binary(min_size=1, max_size=40))
def test_no_damaged_file_raises_anything_else(name, place, damage):
    data = WHOLE[name]
    start = int(place * len(data))
    reads_or_refuses(data[:start] + damage + data[start + len(damage) :], name)
