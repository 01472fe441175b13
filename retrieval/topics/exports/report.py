"""A view as something to take along: a document, a table, and where there is one a picture."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from retrieval.exports.blocks import Block
from retrieval.exports.cells import table
from retrieval.exports.markdown import as_markdown

MEANING = "Quotations are the statements' own words; what they are labelled with was told by rules and can be wrong."


@dataclass(frozen=True)
class Report:
    """What a view shows."""

    title: str
    blocks: Sequence[Block]
    """Without the title."""
    rows: Sequence[Mapping[str, object]]
    """All with the same keys: the columns."""
    library: str
    """The state of the library, for people."""
    made_at: datetime
    picture: Mapping[str, Any] | None = None
    """As a Vega-Lite specification."""

    @property
    def document(self) -> list[Block]:
        """All blocks: the title, against which library, and what is shown."""
        about = f"Made on {self.made_at:%-d %B %Y, %H:%M} UTC from {self.library}. {MEANING}"
        return [Block("title", self.title), Block("text", about), *self.blocks]


@dataclass(frozen=True)
class Format:
    """A kind of file."""

    label: str
    ending: str
    mime: str
    write: Callable[[Report], bytes]
    is_picture: bool = False


def _csv(report: Report) -> bytes:
    columns = tuple(report.rows[0]) if report.rows else ()
    return table(columns, report.rows).encode("utf-8-sig")  # the mark tells spreadsheets that it is UTF-8


def _word(report: Report) -> bytes:
    from retrieval.exports.word import as_word  # python-docx takes a tenth of a second to import

    return as_word(report.document, report.title, MEANING, report.made_at)


def _png(report: Report) -> bytes:
    import vl_convert  # 60 MB that only a picture needs

    return vl_convert.vegalite_to_png(dict(report.picture or {}), scale=2)


def _svg(report: Report) -> bytes:
    import vl_convert

    return vl_convert.vegalite_to_svg(dict(report.picture or {})).encode()


FORMATS: Mapping[str, Format] = {
    "markdown": Format("Markdown", ".md", "text/markdown", lambda r: as_markdown(r.document).encode()),
    "docx": Format("Word", ".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", _word),
    "csv": Format("CSV", ".csv", "text/csv", _csv),
    "png": Format("Picture (PNG)", ".png", "image/png", _png, is_picture=True),
    "svg": Format("Picture (SVG)", ".svg", "image/svg+xml", _svg, is_picture=True),
}
