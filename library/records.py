"""The data that travels through the project, as frozen records.

Positions are always character offsets (Unicode code points) into the statement's text, half open: ``text[start:end]``.
Dates are ``datetime.date``; ``None`` means that the document does not say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from library.writing import Writing

Voice = Literal["headline", "narrative", "speaker", "reported"]
"""Who says a sentence: the headline, the observers together, a named speaker, or data and allegations they report."""

Kind = Literal[
    "press release",
    "preliminary statement",
    "final report",
    "interim report",
    "needs assessment report",
    "statement",
]
"""The kind of document, in ODIHR's words; ``statement`` where the text does not tell which."""


Where = Literal["person", "file", "title", "dateline", "opening", "text", "compared", "default"]
"""Where a fact about a statement was read: entered by a person; declared by the file (front matter, HTML metadata);
the title; the dateline; the cover and first paragraph; the rest of the text; a comparison with other statements; or
nowhere (what is assumed where nothing is said)."""


@dataclass(frozen=True)
class Origin:
    """Where a field of a statement comes from and how sure it is, from 0 (a guess) to 1 (written there plainly)."""

    where: Where
    sure: float
    read: AsRead | None = None
    """What a person's correction stands instead of; None where nobody corrected."""


@dataclass(frozen=True)
class AsRead:
    """The value of a field as it was read, as JSON writes it, and where that was."""

    value: object
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page as it is shown: parts (0 to 1) of its width and height, from its top left corner."""

    page: int
    """Physical page from 1."""
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True)
class Country:
    """The country whose election a statement is about.

    ``code`` is the ISO 3166-1 alpha-2 code of a real country, None for one that ISO does not know (as written).
    """

    name: str
    code: str | None = None


@dataclass(frozen=True)
class Speaker:
    """A person whom a statement quotes, with the role it gives them (empty where it gives none)."""

    name: str
    role: str = ""


@dataclass(frozen=True)
class Statement:
    """One document by election observers, described.

    ``id`` is a hash of its text, so that the same words have the same id wherever they lie.
    """

    id: str
    file: str
    """Base name of the file it was read from."""
    source: str
    """Absolute path or address it was read from."""
    title: str
    kind: Kind = "statement"
    bodies: tuple[str, ...] = ()
    """The observing bodies that issued it, as written, e.g. ``Office for Electoral Standards (OES)``."""
    country: Country | None = None
    election_type: str | None = None
    """E.g. ``early parliamentary elections``."""
    election_round: str | None = None
    """``first round``, ``second round`` or ``repeat``, where the statement says so."""
    election_date: date | None = None
    """First day of voting."""
    date: date | None = None
    """Day of publication."""
    place: str | None = None
    """City of the dateline, as written."""
    language: str = "en"
    """ISO 639-1 code."""
    speakers: tuple[Speaker, ...] = ()
    mission_format: str | None = None
    """``full``, ``limited``, ``assessment`` or ``expert``; None where the text does not tell."""
    translation_of: str | None = None
    """File name of the original, where this is a translation."""
    fictional: bool = False
    retrieved_at: datetime | None = None
    """When it was read (UTC)."""
    pages: int | None = None
    """Number of physical pages; None for formats without pages."""
    page_labels: tuple[str, ...] = ()
    """The number printed on each physical page ("iv", "12"), empty strings where none is; () if none has any."""
    scanned: bool = False
    """Whether its text was recognised from pictures of pages (OCR), so that letters may be wrong."""
    address: str | None = None
    """Its address on the web, where it was fetched from one or the page declares one."""
    fingerprint: str = ""
    """SHA-256 of the bytes that were read, to see at once that a file has not changed."""
    origins: Mapping[str, Origin] = field(default_factory=dict, compare=False)
    """By field name, where its value was read and how sure it is."""

    def speaker_named(self, name: str | None) -> Speaker | None:
        """The speaker of this name with the role that the statement gives; None for no name."""
        return next((s for s in self.speakers if s.name == name), Speaker(name)) if name else None


@dataclass(frozen=True)
class Sentence:
    """One sentence of a passage: its span in the statement's text and who says it."""

    start: int
    end: int
    voice: Voice = "narrative"
    speaker: str | None = None
    """Name of the speaker where ``voice`` is ``speaker``."""


@dataclass(frozen=True)
class Passage:
    """A paragraph (or a part of a long one) of a statement: what is embedded, found and shown around a quote."""

    id: str
    """``<statement id>:<ordinal>``."""
    statement_id: str
    ordinal: int
    """Place in the statement, from 0."""
    section: str | None
    """Nearest heading above it."""
    page: int | None
    """Physical page from 1; None for formats without pages."""
    paragraph: int
    """Number of the paragraph in the statement, from 1; parts of a long paragraph share it."""
    text: str
    start: int
    end: int
    sentences: tuple[Sentence, ...]
    voice: Voice
    """Voice of most of its words."""
    speaker: str | None = None

    def words(self, start: int, end: int) -> str:
        """The statement's text at ``start:end``, as far as it lies in this passage."""
        return self.text[max(0, start - self.start) : max(0, end - self.start)]


@dataclass(frozen=True)
class Edition:
    """One version of a statement, whole: what is added to the library in one step."""

    statement: Statement
    text: str
    """The whole text as read, after the reader's normalisation; every span points into it."""
    passages: tuple[Passage, ...]
    boxes: Mapping[str, tuple[tuple[Box, ...], ...]] = field(default_factory=dict)
    """By passage id, for each of its sentences, the boxes (one a line) that it fills; none without pages."""


@dataclass(frozen=True)
class Replaced:
    """An older version of a statement: the record of what was replaced, by what and when (UTC)."""

    statement: Statement
    text: str
    replaced_by: str
    replaced_at: datetime


@dataclass(frozen=True)
class Correction:
    """A field of a statement as a person has set it; it goes before what is read, also when it is read again."""

    field: str
    value: object
    """As JSON writes it: text, ISO date, list; None to say that there is no such thing."""
    note: str = ""
    made_at: datetime | None = None


@dataclass(frozen=True)
class Citation:
    """The exact words that a sentence of an answer stands on.

    ``quote`` is the statement's text at ``start:end``, always; `retrieval.verify` refuses what breaks it.
    """

    n: int
    """Number of the mark ``[n]`` in the answer, from 1."""
    statement: Statement
    passage: Passage
    quote: str
    start: int
    end: int
    voice: Voice
    speaker: Speaker | None = None


@dataclass(frozen=True)
class RankedPassage:
    """A passage that a search found, with its score (higher is better; comparable within one search only)."""

    statement: Statement
    passage: Passage
    score: float


How = Literal["quoted", "written", "repaired"]
"""How a sentence came about: verbatim from a statement; written by a chat model and proven as it was; or proven only
after it was mended (another passage carries it, or it was written anew)."""


@dataclass(frozen=True)
class AnswerSentence:
    """One sentence of an answer and the numbers of the citations under it."""

    text: str
    citations: tuple[int, ...]
    how: How = "quoted"
    translation: str = ""
    """Of a quotation in another language than the question: a chat model's translation, which is not proven."""


AnswerStatus = Literal["answered", "not_addressed", "out_of_record"]
"""``not_addressed``: statements on that election were searched and do not say. ``out_of_record``: there is none."""


@dataclass(frozen=True)
class Answer:
    """What the answer chain returns: sentences with citations, or the reason why there are none."""

    question: str
    standalone: str
    """The question as it was understood, without the need of earlier turns."""
    status: AnswerStatus
    sentences: tuple[AnswerSentence, ...]
    citations: tuple[Citation, ...]
    passages: tuple[RankedPassage, ...]
    """What the search found, best first; also kept when the answer is a refusal, to say what is nearest."""
    scope: str
    """What was searched, in words."""
    searched: tuple[Statement, ...]
    """The statements that were searched."""
    note: str
    """In plain words: what was searched, and for a refusal, why and what there is."""
    seconds: float
    mode: Literal["quoted", "written"] = "quoted"
    writing: Writing | None = None
    """None where no chat model was asked."""
