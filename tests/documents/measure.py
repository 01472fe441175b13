"""What is measured: how much of a made document is read as it was written, rightly described and attributed."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import pypdfium2
from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import partial_ratio_alignment, ratio

from ingest.document import Block, Reading, Source, UnreadableSource
from ingest.reading import understand
from library.records import Statement
from settings import Settings
from tests.documents.catalogue import Entry, entries
from tests.documents.sample import entries_of_the_sample

FIELDS = ("country", "date", "election_date", "kind", "language", "bodies")
_LEADERS = re.compile(r"(?:\s?[.·]){4,}\s*\w{1,4}\b")
_NOTE_MARK = re.compile(r"\[\^\w+\]")
_GLUED = re.compile(r"[a-zа-я]{4,}[.,”»]?\d{1,2}(?!\w)")
_SAME_ROLE = 90
_SAME_SCANNED = 93
_SPEECH_WORDS = 4


@dataclass(frozen=True)
class Share:
    """How many of how many."""

    right: int
    of: int
    wrong: tuple[str, ...] = ()
    """What went wrong, in words."""

    def __add__(self, other: Share) -> Share:
        return Share(self.right + other.right, self.of + other.of, (*self.wrong, *other.wrong))

    @property
    def value(self) -> float:
        return self.right / self.of if self.of else 1.0

    def __str__(self) -> str:
        return f"{self.right}/{self.of}" if self.of else "-"


@dataclass(frozen=True)
class Score:
    """The measures of one document."""

    file: str
    agreement: float
    characters: int
    furniture: Share
    """Running headers, menus and the like that are in no block, and footnote marks that stick to no word."""
    cells: Share
    """Rows of tables whose cells all stand in one row."""
    headers: Share
    """Rows of tables that say each cell with its header."""
    quotes: Share
    fields: Share
    speakers: Share
    voices: Share


@cache
def scores(suffix: str) -> tuple[Score, ...]:
    """The scores of all made documents and of the sample, in one format."""
    every = (*entries(), *entries_of_the_sample())
    return tuple(score(entry) for entry in every if entry.file.endswith(suffix))


def score(entry: Entry) -> Score:
    """All measures of one document."""
    source = Source(entry.file, entry.make(), f"/{entry.file}")
    try:
        reading = understand(source, Settings(_env_file=None))
    except UnreadableSource as error:
        return _refused(entry, str(error))
    wanted, got = true_text(entry), read_text(entry, reading)
    return Score(
        file=entry.file,
        agreement=Levenshtein.normalized_similarity(wanted, got),
        characters=max(len(wanted), len(got)),
        furniture=_furniture(entry, reading),
        cells=_rows(entry, reading, _holds_cells),
        headers=_rows(entry, reading, _holds_headers),
        quotes=_quotes(entry, reading, source.data),
        fields=fields_right(reading.statement, entry.content.facts),
        speakers=_speakers(entry, reading.statement),
        voices=_voices(entry, reading) if entry.voiced else Share(0, 0),
    )


def _refused(entry: Entry, reason: str) -> Score:
    none, all_quotes = Share(0, 0), len(entry.content.quotes)
    lost = Share(0, all_quotes, (reason,))
    return Score(entry.file, 0.0, len(true_text(entry)), none, none, none, lost, Share(0, len(FIELDS)), none, none)


def true_text(entry: Entry) -> str:
    """The text as it was written, notes last, white space levelled; tables are measured by their cells."""
    content = entry.content
    opening = [content.title, *content.cover]
    if entry.report:
        headings = [part.text for part in content.parts if part.kind == "heading"]
        opening += ["Contents", *headings]
    notes = [f"{number} {note}" for number, note in content.notes.items()] if entry.notes else []
    return _level(" ".join([*opening, *content.texts(), *notes]))


def read_text(entry: Entry, reading: Reading) -> str:
    """The text as it was read, without tables; without the dots and numbers of a page of contents."""
    text = " ".join(block.text for block in reading.blocks if block.kind != "table_row")
    return _level(_LEADERS.sub("", text) if entry.report else _NOTE_MARK.sub("", text))


def _level(text: str) -> str:
    return " ".join(text.split())


def _furniture(entry: Entry, reading: Reading) -> Share:
    found = [words for words in entry.furniture if words in reading.text]
    glued = _GLUED.findall(reading.text) if entry.content.notes else []
    of = len(entry.furniture) + len(entry.content.notes)
    return _share([f"holds “{words}”" for words in (*found, *glued)][:of], of)


Row = tuple[str, ...]


def _rows(entry: Entry, reading: Reading, holds: Callable[[str, Row, Row], bool]) -> Share:
    """How many rows of the tables are in a row of the text; ``holds`` tells it from the header and the cells."""
    if not entry.tables:
        return Share(0, 0)
    texts = [block.text for block in reading.blocks if block.kind == "table_row"]
    rows = [(part.rows[0], row) for part in entry.content.parts for row in part.rows[1:]]
    missing = [f"no row says {row}" for head, row in rows if not any(holds(text, head, row) for text in texts)]
    return _share(missing, of=len(rows))


def _holds_cells(text: str, _: Row, row: Row) -> bool:
    return set(row) <= {pair.rpartition(": ")[2] for pair in text.split("; ")}


def _holds_headers(text: str, head: Row, row: Row) -> bool:
    return all(f"{name}: {cell}" in text for name, cell in zip(head, row, strict=True))


def _quotes(entry: Entry, reading: Reading, data: bytes) -> Share:
    """Each quote stands in a block; where there are pages, on the page on which it begins."""
    pages = printed_pages(entry.original() if entry.original else data) if entry.has_pages else []
    wrong = []
    for quote in map(_level, entry.content.quotes):
        found = [
            page for block in reading.blocks for page in _pages_of(block, quote, scanned=entry.original is not None)
        ]
        if not found:
            wrong.append(f"not found: {quote}")
        elif pages and not set(found) & set(where_printed(quote, pages)):
            wrong.append(f"on page {found}, not {where_printed(quote, pages)}: {quote}")
    return _share(wrong, of=len(entry.content.quotes))


def _pages_of(block: Block, quote: str, *, scanned: bool) -> Iterator[int | None]:
    """The page on which the quote begins in the block, if it is there; of a scan, a few letters may be wrong."""
    text = _NOTE_MARK.sub("", block.text)
    start = text.find(quote)
    if scanned and start < 0 and len(quote) <= len(text):
        near = partial_ratio_alignment(quote, text, score_cutoff=_SAME_SCANNED)
        start = near.dest_start if near else -1
    if start >= 0:
        yield next((mark.box.page for mark in block.marks if mark.end > start), block.page)


def printed_pages(data: bytes) -> list[str]:
    """The letters of each page, as PDFium finds them; none where pages are pictures."""
    with pypdfium2.PdfDocument(io.BytesIO(data)) as pdf:
        pages = [_letters(page.get_textpage().get_text_range()) for page in pdf]
    return pages if any(pages) else []


def where_printed(quote: str, pages: list[str]) -> list[int]:
    """The pages, from 1, that hold the beginning of a quote, as much of it as any does."""
    letters = _letters(quote)
    for length in (40, 30, 20, 12, 5):
        if found := [number for number, page in enumerate(pages, start=1) if letters[:length] in page]:
            return found
    return []


def _letters(text: str) -> str:
    return "".join(letter for letter in text.lower() if letter.isalnum())


def fields_right(described: Statement, facts: dict[str, Any]) -> Share:
    """How many of the six fields are right."""
    wrong = [
        f"{name} is {_field(described, name)!r}, not {facts.get(name)!r}"
        for name in FIELDS
        if not _is_right(_field(described, name), facts.get(name))
    ]
    return _share(wrong, of=len(FIELDS))


def _field(described: Statement, name: str) -> object:
    value = getattr(described, name)
    if name == "country":
        return value and value.name
    return sorted(value) if name == "bodies" else value


def _is_right(read: object, true: object) -> bool:
    """Equal; of several true names one is enough; of several bodies all are needed and no other, or so many."""
    if isinstance(read, list) and isinstance(true, int):
        return len(read) == true
    if isinstance(read, list) and isinstance(true, list):
        return [str(body).casefold() for body in read] == sorted(str(body).casefold() for body in true)
    if isinstance(true, list):
        return read in true
    return read == (date.fromisoformat(true) if isinstance(read, date) and isinstance(true, str) else true)


_TITLES = re.compile(r"^(?:Sir|Dame|Justice|Ambassador|Her Excellency|г-жа|г-н)\s+")


def _bare(name: str | None) -> str:
    """A name without the title before it, which may be taken for a part of it or not."""
    return _TITLES.sub("", name or "")


def _speakers(entry: Entry, described: Statement) -> Share:
    roles = {_bare(speaker.name): speaker.role for speaker in described.speakers}
    true = [(_bare(name), role) for name, role in entry.content.speakers.values()]
    wrong = [
        f"{name} is {roles.get(name, 'not found')!r}, not {role!r}"
        for name, role in true
        if ratio(roles.get(name, ""), role) < _SAME_ROLE
    ]
    return _share(wrong, of=len(true))


def _voices(entry: Entry, reading: Reading) -> Share:
    """Sentences that lie in quotations are their speaker's, and no other sentence is anyone's."""
    said = [
        (_level(words), entry.content.speakers[key][0]) for part in entry.content.parts for words, key in part.speeches
    ]
    wrong, of = [], 0
    for sentence in (one for block in reading.sentences for one in block):
        words = _NOTE_MARK.sub("", reading.text[sentence.start : sentence.end])
        true = {_bare(name) for quote, name in said if _is_part(words, quote)}
        if true:
            of += 1
            if _bare(sentence.speaker) not in true:
                wrong.append(f"{sentence.speaker or sentence.voice} instead of {', '.join(true)}: {words}")
        elif sentence.voice == "speaker" and not any(_overlap(words, quote) for quote, _ in said):
            of += 1
            wrong.append(f"{sentence.speaker} did not say: {words}")
    return _share(wrong, of)


def _is_part(sentence: str, quote: str) -> bool:
    """Whether at least four words of the sentence, or most of it, are words of the quote."""
    shared = _overlap(sentence, quote)
    return shared >= min(_SPEECH_WORDS, max(1, len(sentence.split()) // 2 + 1), len(quote.split()))


def _overlap(sentence: str, quote: str) -> int:
    """How many words the sentence and the quote share in one run that begins or ends one of them."""
    if sentence in quote:
        return len(sentence.split())
    if quote in sentence:
        return len(quote.split())
    ends = [n for n in range(len(quote), 0, -1) if sentence.startswith(quote[-n:]) or sentence.endswith(quote[:n])]
    return len(quote[: ends[0]].split()) if ends and ends[0] > 12 else 0


def _share(wrong: list[str], of: int) -> Share:
    return Share(of - len(wrong), of, tuple(wrong))
