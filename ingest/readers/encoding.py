"""From bytes to text, whatever the encoding, and from rubbish to a plain refusal."""

from __future__ import annotations

import codecs
import unicodedata

from charset_normalizer import from_bytes

from ingest.document import UnreadableSource

_MARKS = (  # UTF-32 before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LIKELY = ["cp1252", "cp1251", "latin_1"]
_WHITESPACE = "\t\n\r\f\v\x85"


def decode(data: bytes) -> str:
    """The text in ``data``, with ``\\n`` line ends and no NULs.

    Raises `UnreadableSource` where the bytes are no text in any encoding that statements come in.
    """
    text = _decoded(data)
    if _is_rubbish(text):
        raise UnreadableSource("This file is not text (it holds binary data). Check that it is the right file.")
    return text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")


def _decoded(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    if unmarked := _unmarked_utf16(data):
        return data.decode(unmarked, errors="replace")
    if (text := _utf8(data)) is not None:
        return text
    best = from_bytes(data, cp_isolation=_LIKELY).best()
    return str(best) if best else data.decode("latin-1")


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without its mark shows by zeros in every other byte (for text in Latin letters)."""
    sample = data[: 2 * 2000]
    half = len(sample) // 2
    if half and sample[1::2].count(0) > 0.6 * half and sample[::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if half and sample[::2].count(0) > 0.6 * half and sample[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return None


def _utf8(data: bytes) -> str | None:
    """UTF-8, also with a few bytes broken: one bad byte must not turn a whole page into another alphabet."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    beyond_ascii = sum(character > "\x7f" for character in text) if broken else 0
    return text if broken * 20 <= beyond_ascii - broken or not broken else None


def _is_rubbish(text: str) -> bool:
    """Text has hardly any control, unassigned or undecodable characters; binary data is full of them."""
    sample = text[:20_000]
    odd = sum(
        character == "\ufffd"
        or (unicodedata.category(character) in ("Cc", "Cn", "Cs", "Co") and character not in _WHITESPACE)
        for character in sample
    )
    return odd > 0.05 * len(sample)
