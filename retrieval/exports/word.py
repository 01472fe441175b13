"""Blocks as a Word document (.docx), by python-docx."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from datetime import datetime

from docx import Document

from retrieval.exports.blocks import Block

_STYLES = {
    "title": "Title",
    "heading": "Heading 1",
    "subheading": "Heading 2",
    "text": "Normal",
    "item": "List Bullet",
    "quote": "Intense Quote",
}
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def as_word(blocks: Iterable[Block], title: str, subject: str, made_at: datetime) -> bytes:
    """The document's bytes; title, subject and time go into its properties."""
    document = Document()
    properties = document.core_properties
    properties.title, properties.subject = title, subject
    properties.author = properties.comments = ""
    properties.created = properties.modified = made_at.replace(tzinfo=None)
    for block in blocks:
        document.add_paragraph(_NOT_IN_XML.sub("�", block.text), style=_STYLES[block.kind])
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()
