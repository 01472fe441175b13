"""What documents and people wrote, made safe to show: characters, never markup."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|~>$:<&])")


def plain(text: str) -> str:
    """For labels and messages that Streamlit reads as Markdown: every special character escaped."""
    return SPECIAL.sub(r"\\\1", " ".join(text.split()))


def escaped(text: str) -> str:
    """For our own HTML: the characters themselves, quotes included."""
    return html.escape(text, quote=True)


def spanned(text: str, spans: Iterable[tuple[int, int]], tag: str) -> str:
    """For our own HTML: the text with each span inside a tag; spans are in order and do not overlap."""
    parts, done = [], 0
    for start, end in spans:
        parts.append(f"{escaped(text[done:start])}<{tag}>{escaped(text[start:end])}</{tag}>")
        done = end
    return "".join(parts) + escaped(text[done:])
