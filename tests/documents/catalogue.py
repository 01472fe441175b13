"""The measured set: which content is made into which file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from tests.documents.content import Content, contents, spelled_in
from tests.documents.plain import as_markdown, as_text
from tests.documents.typeset import (
    CHROMIUM,
    TESSERACT,
    Look,
    as_chromium_prints,
    as_printed,
    as_scanned,
    as_typeset,
    running_header,
)
from tests.documents.web import AROUND, as_divs, as_modern, as_old, as_portal
from tests.documents.word import DELETED, RUNNING, as_handmade, as_styled


@dataclass(frozen=True)
class Entry:
    """A document of the set, made when it is asked for."""

    file: str
    content: Content
    make: Callable[[], bytes]
    furniture: tuple[str, ...] = ()
    """Words of the page that are not of the document: running headers, menus, what was struck out."""
    report: bool = False
    """It has a cover and a page of contents."""
    tables: bool = True
    notes: bool = True
    voiced: bool = True
    """The content says who speaks."""
    original: Callable[[], bytes] | None = None
    """For a scan, the document that was scanned."""

    @property
    def declares(self) -> bool:
        """Whether its front matter says what it is."""
        return self.file.endswith("_good.md")

    @property
    def has_pages(self) -> bool:
        return self.file.endswith(".pdf")


def entries() -> Iterator[Entry]:
    """Every document of the set that can be made on this machine."""
    yield from _pdfs()
    yield from _printed_pages()
    yield from _scans()
    yield from _web_pages()
    yield from _word_files()
    yield from _texts()
    yield from _markdown()


REPORT_A5 = Look(report=True, paper="a5", size=9.5)
TYPESET = (
    ("ostrevia_2024", "one", Look()),
    ("ostrevia_2024", "two", Look(columns=2, indent=True)),
    ("korvath_2023", "two", Look(columns=2, size=9, font="New Computer Modern")),
    ("tarvonia_2019", "a5", Look(paper="a5", indent=True)),
    ("marunda_2023", "one", Look(lines="heads")),
    ("marunda_2023", "two", Look(columns=2, size=9, lines="none", raised_letters=True)),
    ("hallenmark_2021", "report", REPORT_A5),
    ("hallenmark_2021", "report_two", Look(report=True, columns=2, lines="heads", indent=True)),
    ("kyrell_2025", "report", Look(report=True, paper="us-letter", size=12, lines="none")),
    ("ulmaria_2024", "report", REPORT_A5),
    ("north_esker_2023", "one", Look(size=13, paper="a5")),
    ("ostrevia_2024_ru", "two", Look(columns=2, size=11)),
    ("montenegro_2023_ru", "one", Look(paper="a5")),
    ("sangara_2025_fr", "one", Look(size=12, indent=True)),
    ("alcora_2022_es", "two", Look(columns=2, paper="a5", size=9)),
    ("rosswick_2026", "letter", Look(paper="us-letter", size=11)),
    ("averne_2020_fr", "report", Look(report=True, paper="a5", lines="heads")),
)


def _pdfs() -> Iterator[Entry]:
    for name, suffix, look in TYPESET:
        content = contents()[name]
        facts = content.facts
        running = tuple(str(facts[key]) for key in ("header", "footer") if key in facts) or (name,)

        def make(content: Content = content, look: Look = look) -> bytes:
            return as_typeset(content, look)

        yield Entry(f"{name}_{suffix}.pdf", content, make, running, report=look.report)
    for name, columns in (("peldoria_2022", 1), ("lakhara_2018", 2), ("kyrell_2025", 1)):
        content = contents()[name]

        def print_it(content: Content = content, columns: int = columns) -> bytes:
            return as_printed(content, columns)

        yield Entry(f"{name}_printed.pdf", content, print_it, (running_header(content),), notes=False)


def _printed_pages() -> Iterator[Entry]:
    if CHROMIUM is None:
        return
    for name in ("iceland_2021", "marunda_2023", "valdorie_2021_fr"):
        content = contents()[name]

        def make(content: Content = content) -> bytes:
            return as_chromium_prints(as_article(content))

        yield Entry(f"{name}_chromium.pdf", content, make)


def as_article(content: Content) -> bytes:
    """A page with nothing but the article, as print style sheets leave it."""
    page = as_portal(content).decode()
    body = page[page.index('<section id="c">') : page.index('<section class="related')]
    head = f'<!DOCTYPE html><html lang="{content.language}"><meta charset="utf-8">'
    return f"{head}<body><h1>{content.title}</h1>{body}</body></html>".encode()


def _scans() -> Iterator[Entry]:
    if TESSERACT is None:
        return
    for name in ("botswana_2024", "korvath_2023"):
        content = contents()[name]

        def original(content: Content = content) -> bytes:
            return as_typeset(content, Look(size=11.5))

        def make(original: Callable[[], bytes] = original) -> bytes:
            return as_scanned(original())

        yield Entry(f"{name}_scan.pdf", content, make, (name,), original=original)


WEB = (
    ("ostrevia_2024", "modern", as_modern),
    ("peldoria_2022", "divs", as_divs),
    ("saint_brennan_2020", "old", as_old),
    ("tarvonia_2019", "portal", as_portal),
    ("iceland_2021", "modern", as_modern),
    ("botswana_2024", "old", as_old),
    ("marunda_2023", "modern", as_modern),
    ("hallenmark_2021", "divs", as_divs),
    ("north_esker_2023", "portal", as_portal),
    ("ostrevia_2024_ru", "portal", as_portal),
    ("sangara_2025_fr", "old", as_old),
    ("valdorie_2021_fr", "divs", as_divs),
    ("alcora_2022_es", "modern", as_modern),
    ("brennau_2022_de", "modern", as_modern),
    ("ilhas_2024_pt", "divs", as_divs),
)


def _web_pages() -> Iterator[Entry]:
    for name, site, make in WEB:
        yield _entry(f"{name}_{site}.html", make, AROUND, tables=make is not as_old)
    yield _entry("montenegro_2023_ru_old.html", lambda content: as_old(content, "windows-1251"), AROUND)


def _word_files() -> Iterator[Entry]:
    for name in ("marunda_2023", "hallenmark_2021", "lakhara_2018", "montenegro_2023_ru"):
        yield _entry(f"{name}_styled.docx", as_styled, (RUNNING,))
    for name in ("korvath_2023", "ulmaria_2024", "valdorie_2021_fr"):
        yield _entry(f"{name}_handmade.docx", as_handmade, (DELETED,))


TEXTS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("ostrevia_2024", "utf8", {}),
    ("north_esker_2023", "utf8", {}),
    ("peldoria_2022", "bom_wrapped", {"encoding": "utf-8-sig", "width": 72}),
    ("lakhara_2018", "utf16", {"encoding": "utf-16"}),
    ("tarvonia_2019", "utf16be", {"encoding": "utf-16-be"}),
    ("saint_brennan_2020", "crlf_nuls", {"newline": "\r\n", "nuls": True}),
    ("korvath_2023", "one_line", {"one_line": True}),
    ("ostrevia_2024_ru", "one_line", {"one_line": True}),
    ("ostrevia_2024_ru", "cp1251", {"encoding": "cp1251", "newline": "\r\n"}),
    ("montenegro_2023_ru", "utf16le", {"encoding": "utf-16-le"}),
    ("montenegro_2023_ru", "koi8r", {"encoding": "koi8-r", "width": 66}),
    ("sangara_2025_fr", "latin1", {"encoding": "latin-1", "width": 80}),
    ("valdorie_2021_fr", "cp1252", {"encoding": "cp1252"}),
    ("alcora_2022_es", "wrapped", {"width": 60, "newline": "\r\n"}),
    ("brennau_2022_de", "latin1", {"encoding": "latin-1"}),
    ("ilhas_2024_pt", "utf8", {}),
    ("tolmenia_2019_ru", "cp866", {"encoding": "cp866", "width": 78}),
    ("tolmenia_2019_ru", "utf8", {}),
    ("rosswick_2026", "one_line", {"one_line": True}),
)


def _texts() -> Iterator[Entry]:
    for name, shape, options in TEXTS:
        content = spelled_in(contents()[name], options.get("encoding", "utf-8"))

        def make(content: Content = content, options: dict[str, Any] = options) -> bytes:
            return as_text(content, **options)

        yield Entry(f"{name}_{shape}.txt", content, make, tables=False, notes=False)


def _markdown() -> Iterator[Entry]:
    for name, front in (
        ("ostrevia_2024", "good"),
        ("hallenmark_2021", "good"),
        ("peldoria_2022", "broken"),
        ("marunda_2023", "none"),
        ("kyrell_2025", "broken"),
        ("sangara_2025_fr", "none"),
        ("averne_2020_fr", "none"),
    ):

        def make(content: Content, front: str = front) -> bytes:
            return as_markdown(content, front)

        yield _entry(f"{name}_{front}.md", make)


def _entry(file: str, make: Callable[[Content], bytes], furniture: tuple[str, ...] = (), tables: bool = True) -> Entry:
    name = next(name for name in sorted(contents(), key=len, reverse=True) if file.startswith(name))
    content = contents()[name]
    return Entry(file, content, lambda: make(content), furniture, tables=tables, notes=tables)
