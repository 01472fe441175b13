"""What documents and people wrote, made safe to show: characters, never markup."""

from __future__ import annotations

import html
import re

SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|~>$:<&])")


def plain(text: str) -> str:
    """For labels and messages that Streamlit reads as Markdown: every special character escaped."""
    return SPECIAL.sub(r"\\\1", " ".join(text.split()))


def escaped(text: str) -> str:
    """For our own HTML: the characters themselves, quotes included."""
    return html.escape(text, quote=True)
