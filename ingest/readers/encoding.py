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
_WESTERN = ["cp1252", "latin_1"]
_CYRILLIC = ("cp1251", "koi8_r", "cp866", "iso8859_5", "mac_cyrillic")
_COMMON_CYRILLIC = frozenset("оеаинтсрвлкмдпуя")
"""Three quarters of the letters of a Cyrillic text are these small ones; of one in the wrong encoding few are."""
_SAMPLE = 20_000
_ODD_ONES = 3
_WHITESPACE = "\t\n\r\f\v\x85"


def decode(data: bytes) -> str:
    """The text in ``data``, with ``\\n`` line ends and no NULs.

    Raises `UnreadableSource` where the bytes are no text in any encoding that statements come in.
    """
    text = _decoded(data)
    if _is_rubbish(text):
        raise UnreadableSource("This file is not text (it holds binary data). Check that it is the right file.")
    return text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")


def strict_utf8(data: bytes) -> str | None:
    """The text, where the bytes are UTF-8 beyond doubt; None also for ASCII, which is every encoding."""
    if data.isascii():
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None


def _decoded(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    if unmarked := _unmarked_utf16(data):
        return data.decode(unmarked, errors="replace")
    if (text := _utf8(data)) is not None:
        return text
    if cyrillic := _cyrillic(data):
        return data.decode(cyrillic, errors="replace")
    best = from_bytes(data, cp_isolation=_WESTERN).best()
    return str(best) if best else data.decode("latin-1")


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without its mark shows by every other byte: zero under Latin letters, 4 under Cyrillic ones."""
    sample = data[:_SAMPLE]
    half = len(sample) // 2
    for high, encoding in ((sample[1::2], "utf-16-le"), (sample[::2], "utf-16-be")):
        pages = high.count(0) + high.count(4)
        if half and pages > 0.6 * half and pages + high.count(0x20) > 0.9 * half:
            low = sample[::2] if encoding == "utf-16-le" else sample[1::2]
            return encoding if low.count(0) < 0.1 * half else None
    return None


def _utf8(data: bytes) -> str | None:
    """UTF-8, also with a few bytes broken: one bad byte must not turn a whole page into another alphabet."""
    try:
        return data.decode("utf-8", errors="surrogatepass")  # halves of characters, which `normalise` takes out
    except UnicodeDecodeError:
        text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    beyond_ascii = sum(character > "\x7f" for character in text)
    return text if broken * 20 <= beyond_ascii - broken else None


def _cyrillic(data: bytes) -> str | None:
    """The one of the old Cyrillic encodings in which most letters are common ones; None where few are Cyrillic."""
    sample = data[:_SAMPLE]
    beyond_ascii = sum(byte > 0x7F for byte in sample)
    if beyond_ascii < 0.3 * sum(byte > 0x40 for byte in sample):
        return None
    common = {
        name: sum(letter in _COMMON_CYRILLIC for letter in sample.decode(name, errors="replace")) for name in _CYRILLIC
    }
    best = max(_CYRILLIC, key=lambda name: common[name])
    return best if common[best] > 0.5 * beyond_ascii else None


def _is_rubbish(text: str) -> bool:
    """Text has hardly any control, unassigned or undecodable characters; binary data is full of them."""
    sample = text[:_SAMPLE].replace("\0", "")
    odd = sum(
        character == "\ufffd"
        or (unicodedata.category(character) in ("Cc", "Cn", "Cs", "Co") and character not in _WHITESPACE)
        for character in sample
    )
    return odd > 0.05 * len(sample) + _ODD_ONES or len(sample) < 0.5 * len(text[:_SAMPLE])
