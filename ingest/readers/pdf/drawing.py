"""What is drawn on a page besides letters: straight lines, which may be a table's, and pictures."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from ingest.readers.pages.sheet import Drawing, Line
from ingest.readers.pdf.glyphs import frame_of

_THIN = 3.0
_SHORT = 4.0
_MOST_OBJECTS, _MOST_LINES, _DEEPEST = 50_000, 4_000, 4
"""More lines than that are a map or a chart."""


class _Matrix(NamedTuple):
    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def point(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Line:
        corners = [self.point(x, y) for x in (x0, x1) for y in (y0, y1)]
        across, up = zip(*corners, strict=True)
        return Line(min(across), min(up), max(across), max(up))

    def within(self, outer: _Matrix) -> _Matrix:
        e, f = outer.point(self.e, self.f)
        return _Matrix(
            self.a * outer.a + self.b * outer.c,
            self.a * outer.b + self.b * outer.d,
            self.c * outer.a + self.d * outer.c,
            self.c * outer.b + self.d * outer.d,
            e,
            f,
        )


def page_drawing(page: pypdfium2.PdfPage) -> Drawing:
    """What is drawn on a page; of lines without number, as in a map, none."""
    frame = frame_of(page)
    area = (frame.right - frame.left) * (frame.top - frame.bottom) or 1.0
    lines: list[Line] = []
    picture = 0.0
    for item, matrix in _objects(page.raw):
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE and (box := _bounds(item, matrix)):
            width = min(box.x1, frame.right) - max(box.x0, frame.left)
            height = min(box.y1, frame.top) - max(box.y0, frame.bottom)
            picture = max(picture, max(0.0, width) * max(0.0, height) / area)
        elif kind == pdfium.FPDF_PAGEOBJ_PATH and len(lines) <= _MOST_LINES:
            lines += _lines(item, matrix)
    return Drawing(tuple(lines) if len(lines) <= _MOST_LINES else (), picture)


def _objects(page: Any) -> Iterator[tuple[Any, _Matrix]]:
    """The objects of a page and of the forms on it, each with the matrix of what it lies in."""
    count = min(pdfium.FPDFPage_CountObjects(page), _MOST_OBJECTS)
    waiting = [(pdfium.FPDFPage_GetObject(page, place), _Matrix(), 0) for place in reversed(range(count))]
    seen = 0
    while waiting and seen < _MOST_OBJECTS:
        item, matrix, depth = waiting.pop()
        seen += 1
        if pdfium.FPDFPageObj_GetType(item) != pdfium.FPDF_PAGEOBJ_FORM:
            yield item, matrix
        elif depth < _DEEPEST:
            inner = _matrix(item).within(matrix)
            inside = min(pdfium.FPDFFormObj_CountObjects(item), _MOST_OBJECTS)
            waiting += [(pdfium.FPDFFormObj_GetObject(item, place), inner, depth + 1) for place in range(inside)]


def _matrix(item: Any) -> _Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, found):
        return _Matrix()
    return _Matrix(found.a, found.b, found.c, found.d, found.e, found.f)


def _bounds(item: Any, matrix: _Matrix) -> Line | None:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top):
        return None
    return matrix.box(left.value, bottom.value, right.value, top.value)


def _lines(item: Any, matrix: _Matrix) -> Iterator[Line]:
    """The straight lines of a path that is painted: a thin box is a line, a larger one has four."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(item, fill, stroke) or not (fill.value or stroke.value):
        return
    box = _bounds(item, matrix)
    if box is None or max(box.x1 - box.x0, box.y1 - box.y0) < _SHORT:
        return
    if min(box.x1 - box.x0, box.y1 - box.y0) <= _THIN:
        yield box
        return
    yield from _sides(item, _matrix(item).within(matrix))


def _sides(item: Any, matrix: _Matrix) -> Iterator[Line]:
    start = place = None
    x, y = ctypes.c_float(), ctypes.c_float()
    for number in range(min(pdfium.FPDFPath_CountSegments(item), _MOST_LINES)):
        segment = pdfium.FPDFPath_GetPathSegment(item, number)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if not pdfium.FPDFPathSegment_GetPoint(segment, x, y):
            continue
        point = matrix.point(x.value, y.value)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO and place is not None:
            yield from _straight(place, point)
        if pdfium.FPDFPathSegment_GetClose(segment) and start is not None:
            yield from _straight(point, start)
        place = point


def _straight(start: tuple[float, float], end: tuple[float, float]) -> Iterator[Line]:
    x0, x1 = sorted((start[0], end[0]))
    y0, y1 = sorted((start[1], end[1]))
    if min(x1 - x0, y1 - y0) <= 1.0 and max(x1 - x0, y1 - y0) >= _SHORT:
        yield Line(x0, y0, x1, y1)
