"""Text from pictures of pages, recognised by Tesseract where that is installed.

It is called as a command, a page at a time: hOCR tells more than the table that it can write (baseline and size of
each line), and a process of its own can be stopped when a page takes too long.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree, html
from PIL import Image

from ingest.describe.language import language_of
from ingest.document import UnreadableSource
from ingest.readers.normalise import normalise
from ingest.readers.pages.sheet import REAL_SPACE, Frame, Glyph, Sheet

INSTALL = "sudo apt-get install tesseract-ocr tesseract-ocr-rus tesseract-ocr-fra"
"""The command that installs what is needed, on Debian and Ubuntu."""
_COMMAND = "tesseract"
_CODES = {
    **{"en": "eng", "ru": "rus", "fr": "fra", "es": "spa", "pt": "por", "de": "deu", "it": "ita", "uk": "ukr"},
    **{"be": "bel", "ro": "ron", "bg": "bul", "mk": "mkd", "sr": "srp", "hr": "hrv", "sq": "sqi", "tr": "tur"},
    **{"az": "aze", "ka": "kat", "hy": "hye", "kk": "kaz", "ky": "kir", "mn": "mon", "ar": "ara", "pl": "pol"},
}
"""Tesseract's names of languages."""
_NO_LANGUAGE = {"osd", "equ", "snum"}
_MOST_LANGUAGES = 6
_SECONDS = 90
_GOOD, _READABLE, _LINE = 80.0, 60.0, 35.0
"""How sure Tesseract is, in parts of a hundred: of a page in a language that it was told, of one that can be read at
all, of a line that is writing and not part of a photograph. In the wrong alphabet it is below 50, else above 90."""
_FEW_LETTERS = 60
_ENOUGH_LETTERS = 60
_BOX = re.compile(r"\bbbox (-?\d+) (-?\d+) (-?\d+) (-?\d+)")
_SIZE = re.compile(r"\bx_size ([\d.]+)")
_BASELINE = re.compile(r"\bbaseline (-?[\d.]+) (-?[\d.]+)")
_SURE = re.compile(r"\bx_wconf (\d+)")
_ANGLE = re.compile(r"\btextangle (\d+)")


def can_recognise() -> bool:
    """Whether Tesseract is installed."""
    return shutil.which(_COMMAND) is not None


@dataclass(frozen=True)
class _Word:
    text: str
    box: tuple[int, int, int, int]
    sure: int


@dataclass(frozen=True)
class _Line:
    """A line in pixels, downwards; ``angle`` in degrees where it is not level."""

    words: tuple[_Word, ...]
    baseline: float
    size: float
    angle: int

    @property
    def letters(self) -> int:
        return sum(len(word.text) for word in self.words)

    @property
    def sure(self) -> float:
        return sum(word.sure * len(word.text) for word in self.words) / max(1, self.letters)


class Recogniser:
    """Reads the pictures of one document, whose languages it finds out as it goes."""

    def __init__(self, name: str) -> None:
        """``name`` is the document's, for messages. Raises `UnreadableSource` where Tesseract is missing."""
        if not can_recognise():
            raise UnreadableSource(
                f"{name} has pages that are pictures (a scan), and Tesseract, which reads them, is not installed."
                f" Install it ({INSTALL}), then add the file again."
            )
        self._name = name
        self._installed = self._languages()
        self._chosen: tuple[str, ...] = ()

    def sheet(self, picture: Image.Image, page: int, scale: float) -> Sheet | None:
        """The words of a page, None where it shows none. ``scale`` is the size of a pixel in points.

        Raises `UnreadableSource` for a page that takes too long or cannot be read with the languages installed.
        """
        lines = self._read(picture, page)
        angles = Counter(line.angle for line in lines for _ in range(line.letters))
        turn = angles.most_common(1)[0][0] // 90 if angles else 0
        if turn:
            picture = picture.rotate(-90 * turn, expand=True)
            lines = self._read(picture, page)
        letters = sum(line.letters for line in lines)
        sure = _sure(lines)
        if sure < _READABLE and letters > _FEW_LETTERS:
            raise UnreadableSource(
                f"Page {page} of {self._name} is a picture that could not be read reliably ({sure:.0f} % sure)."
                f" Scan it again with at least 300 dots an inch; if it is in a language other than those installed for"
                f" Tesseract ({', '.join(self._installed)}), install that one (tesseract-ocr-...)."
            )
        width, height = picture.size
        frame = Frame(0.0, 0.0, width, height, -turn % 4)
        glyphs = tuple(_glyphs([line for line in lines if line.angle == 0 and line.sure >= _LINE], frame, scale))
        return Sheet(page, 0, 0.0, height * scale, glyphs) if sure >= _READABLE and glyphs else None

    def _read(self, picture: Image.Image, page: int) -> list[_Line]:
        """The lines of a page, read with the languages of the page before if they fit."""
        lines = self._recognised(picture, page, self._chosen or self._installed)
        if self._chosen and _sure(lines) < _GOOD:
            lines = max(lines, self._recognised(picture, page, self._installed), key=_sure)
            self._chosen = ()
        if not self._chosen and sum(line.letters for line in lines) >= _ENOUGH_LETTERS and _sure(lines) >= _GOOD:
            self._chosen = self._fitting(" ".join(word.text for line in lines for word in line.words))
            if self._chosen != self._installed:
                again = self._recognised(picture, page, self._chosen)
                # Fewer languages are less sure of themselves, and still confuse fewer letters.
                lines = again if _sure(again) >= _GOOD else lines
        return lines

    def _fitting(self, text: str) -> tuple[str, ...]:
        """The language of a text, and English for the names in it; all that are installed for one that is not."""
        language = _CODES.get(language_of(text), "")
        if language not in self._installed:
            return self._installed
        english = ("eng",) if language != "eng" and "eng" in self._installed else ()
        return (language, *english)

    def _languages(self) -> tuple[str, ...]:
        listed = self._run(["--list-langs"], b"", 0).decode(errors="replace").split("\n")[1:]
        found = [name.strip() for name in listed if name.strip() and "/" not in name]
        known = list(_CODES.values())
        languages = sorted(
            set(found) - _NO_LANGUAGE, key=lambda name: (known.index(name) if name in known else 99, name)
        )
        if not languages:
            raise UnreadableSource(
                f"{self._name} is a scan, and Tesseract has no language installed. Install one ({INSTALL})."
            )
        return tuple(languages[:_MOST_LANGUAGES])

    def _recognised(self, picture: Image.Image, page: int, languages: Sequence[str]) -> list[_Line]:
        data = io.BytesIO()
        picture.convert("L").save(data, "PPM")
        found = self._run(
            ["stdin", "stdout", "-l", "+".join(languages), "--dpi", "300", "--psm", "1", "hocr"], data.getvalue(), page
        )
        try:
            tree = html.fromstring(found, parser=html.HTMLParser(encoding="utf-8", huge_tree=True))
        except (etree.ParserError, etree.XMLSyntaxError) as error:
            raise UnreadableSource(f"Tesseract gave no text for page {page} of {self._name}.") from error
        return [line for element in tree.iter("span") if (line := _line(element)) is not None]

    def _run(self, arguments: Sequence[str], data: bytes, page: int) -> bytes:
        try:
            done = subprocess.run(
                [_COMMAND, *arguments],
                input=data,
                capture_output=True,
                timeout=_SECONDS,
                check=True,
                # Its threads only wait for each other: one is five times as fast on a busy machine.
                env=os.environ | {"OMP_THREAD_LIMIT": "1"},
            )
        except subprocess.TimeoutExpired as error:
            raise UnreadableSource(
                f"Page {page} of {self._name} is a picture that took more than {_SECONDS} seconds to read."
                " Scan it again, smaller or in black and white."
            ) from error
        except (subprocess.CalledProcessError, OSError) as error:
            said = getattr(error, "stderr", b"") or str(error).encode()
            last = said.decode(errors="replace").strip().rsplit("\n", 1)[-1]
            raise UnreadableSource(f"Tesseract failed on page {page} of {self._name}: {last}") from error
        return done.stdout


def _sure(lines: Sequence[_Line]) -> float:
    letters = sum(line.letters for line in lines)
    return sum(line.sure * line.letters for line in lines) / letters if letters else 0.0


def _line(element: Any) -> _Line | None:
    """A line of hOCR, None for other elements and for lines without words."""
    title = element.get("title") or ""
    box, size = _BOX.search(title), _SIZE.search(title)
    if not box or not size:
        return None
    words = tuple(_words(element))
    if not words:
        return None
    left, _, right, bottom = (int(number) for number in box.groups())
    slope, lift = map(float, found.groups()) if (found := _BASELINE.search(title)) else (0.0, 0.0)
    angle = int(turned.group(1)) if (turned := _ANGLE.search(title)) else 0
    return _Line(words, bottom + lift + slope * (right - left) / 2, float(size.group(1)), angle)


def _words(element: Any) -> Iterator[_Word]:
    for word in element.iter("span"):
        title = word.get("title") or ""
        text = normalise(word.text_content())
        box, sure = _BOX.search(title), _SURE.search(title)
        if text and box and sure:
            x0, y0, x1, y1 = (int(number) for number in box.groups())
            yield _Word(text, (x0, y0, x1, y1), int(sure.group(1)))


def _glyphs(lines: Sequence[_Line], frame: Frame, scale: float) -> Iterator[Glyph]:
    """Each word as one glyph, in points; lines that differ little in size have one size."""
    sizes = _levelled([line.size * scale for line in lines for _ in range(line.letters)])
    order = 0
    for line in lines:
        y = (frame.top - line.baseline) * scale
        size = sizes[line.size * scale]
        for word in line.words:
            x0, y0, x1, y1 = word.box
            box = frame.shown(x0, frame.top - y1, x1, frame.top - y0)
            for text in word.text.split(" "):
                yield Glyph(text, x0 * scale, x1 * scale, y, size, False, REAL_SPACE, order, box)
                order += 1


def _levelled(sizes: Sequence[float]) -> dict[float, float]:
    """For each measured size the one that it stands for: neighbours within a tenth are the same."""
    levels: dict[float, float] = {}
    common = Counter(round(size, 1) for size in sizes)
    for size in set(sizes):
        near = [other for other in common if abs(other - size) <= 0.1 * size]
        levels[size] = max(near, key=lambda other: common[other]) if near else round(size, 1)
    return levels
