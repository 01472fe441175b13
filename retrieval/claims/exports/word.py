"""A review as a Word document (.docx), by python-docx."""

from __future__ import annotations

import io
import re

from docx import Document

from retrieval.claims.exports.outline import MEANING, outline
from retrieval.claims.review.records import Review

_STYLES = {
    "title": "Title",
    "heading": "Heading 1",
    "subheading": "Heading 2",
    "text": "Normal",
    "item": "List Bullet",
    "quote": "Intense Quote",
}
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def as_word(review: Review) -> bytes:
    """The document's bytes."""
    document = Document()
    properties = document.core_properties
    properties.title, properties.subject = "Claims checked against the record", MEANING
    properties.author = properties.comments = ""
    properties.created = properties.modified = review.made_at.replace(tzinfo=None)
    for block in outline(review):
        document.add_paragraph(_NOT_IN_XML.sub("�", block.text), style=_STYLES[block.kind])
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()
