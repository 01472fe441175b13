"""The one form that all text takes before it is stored: what a reader sees, without what hides in it."""

from __future__ import annotations

import re
import unicodedata

_VISIBLE_FORMATS = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u08e2\U000110bd\U000110cd")
_LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
_SUSPECT = re.compile(r"[^\x20-\x7e]")
BULLETS = "•‣◦▪▫●○■□▸►–*·∙\uf0b7\uf0a7\uf0d8\uf076\u2043"
"""Marks that open a list item and carry no meaning of their own."""


def normalise(text: str) -> str:
    """NFC, single plain spaces, and nothing invisible (controls, zero-width and bidi marks, soft hyphens).

    The result has no line break and no space at either end; it is empty where nothing visible was there.
    """
    visible = _SUSPECT.sub(lambda match: _visible(match.group()), text)
    return " ".join(unicodedata.normalize("NFC", visible).split())


def mend_ligatures(text: str) -> str:
    """``ﬁ`` and its kin as plain letters; nothing else is folded, so that ``½`` and ``²`` stay as written."""
    return text.translate(_LIGATURES)


def _visible(character: str) -> str:
    """The character, a space for one that separates, or nothing for one that cannot be seen or stored."""
    if character.isspace():
        return " "
    if character in _VISIBLE_FORMATS:
        return character
    # Surrogates cannot be encoded, format characters can hide words, controls are never text.
    return "" if unicodedata.category(character) in ("Cc", "Cf", "Cs") else character
