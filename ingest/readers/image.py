"""Pictures of pages (PNG, JPEG, TIFF): photographs and scans that are no PDF."""

from __future__ import annotations

import io
from collections.abc import Iterator

from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from ingest.document import Document, Source, UnreadableSource
from ingest.readers.ocr import Recogniser
from ingest.readers.pages.assembly import Page, assembled
from ingest.readers.pages.sheet import NOTHING

_FORMATS = ("PNG", "JPEG", "TIFF", "GIF", "BMP", "WEBP")
_MOST_PIXELS = 60_000_000
"""An A3 page at 400 dots an inch has half of it."""
_LEAST_WIDTH = 1_600
"""Narrower pictures are enlarged: Tesseract wants letters of some 30 pixels."""
_PAGE_WIDTH = 595.0
"""Taken as the width of the page, in points: that of A4."""


def read_image(source: Source, *, max_pages: int) -> Document:
    """The text of a picture, of each of its frames as a page.

    Raises `UnreadableSource` for a damaged or too large picture, where Tesseract is missing, and where it reads
    no text.
    """
    recogniser = Recogniser(source.name)
    pages = []
    for number, picture in enumerate(_pictures(source, max_pages), start=1):
        sheet = recogniser.sheet(picture, number, _PAGE_WIDTH / picture.width)
        pages.append(Page(number, (sheet,) if sheet else (), NOTHING, scanned=True))
    return assembled(pages)


def _pictures(source: Source, max_pages: int) -> Iterator[Image.Image]:
    try:
        with Image.open(io.BytesIO(source.data), formats=_FORMATS) as opened:
            if getattr(opened, "n_frames", 1) > max_pages:
                raise UnreadableSource(
                    f"{source.name} has more than {max_pages:,} pages. Split it, or raise RECORD_MAX_PAGES."
                )
            for frame in ImageSequence.Iterator(opened):
                if frame.width * frame.height > _MOST_PIXELS:
                    raise UnreadableSource(
                        f"{source.name} is too large a picture: {frame.width:,} by {frame.height:,} pixels."
                        " Scale it down."
                    )
                yield _plain(frame)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise UnreadableSource(f"{source.name} is a damaged picture. Save or download it again.") from error


def _plain(frame: Image.Image) -> Image.Image:
    """Upright as the camera says, without transparency, in grey, and large enough."""
    upright = ImageOps.exif_transpose(frame)
    if upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info:
        paper = Image.new("RGBA", upright.size, "white")
        upright = Image.alpha_composite(paper, upright.convert("RGBA"))
    grey = upright.convert("L")
    if grey.width < _LEAST_WIDTH:
        factor = _LEAST_WIDTH / grey.width
        grey = grey.resize((_LEAST_WIDTH, max(1, round(grey.height * factor))), Image.Resampling.LANCZOS)
    return grey
