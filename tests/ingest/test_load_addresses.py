"""Statements loaded from addresses, from a real web site on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from websites import Site, answer, serving

from ingest.load import Outcome, load
from ingest.sources import fingerprint
from library.doctor import examine
from library.library import Library
from settings import Settings


def page(text: str, head: str = "", encoding: str = "utf-8") -> bytes:
    return (
        f"<!doctype html><html lang=en><head><title>Norland votes</title>{head}</head><body><article>"
        f"<h1>Norland votes</h1><p>NORTHTOWN, 4 May 2020 – Voting in the local elections was calm.</p><p>{text}</p>"
        "</article></body></html>"
    ).encode(encoding)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = Library(Settings(home=tmp_path / "record", web_private=True, web_wait=0))
    yield library
    library.close()


def add(library: Library, *addresses: str) -> list[Outcome]:
    return list(load(library, addresses))


def snapshots(library: Library) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (library.settings.home / "snapshots").glob("*")}


def test_a_page_is_loaded_with_its_address_hash_time_and_a_snapshot(library: Library, site: Site):
    data = page("Rallies were held in the stadium.")
    site.pages["/news/norland"] = answer(data)
    address = site.url("/news/norland")
    (outcome,) = add(library, address)
    assert (outcome.status, outcome.source, outcome.file) == ("added", address, "norland.html")
    (statement,) = library.statements()
    assert (statement.source, statement.address, statement.file) == (address, address, "norland.html")
    assert statement.fingerprint == fingerprint(data)
    assert abs((datetime.now(UTC) - statement.retrieved_at.replace(tzinfo=UTC)).total_seconds()) < 60
    assert snapshots(library) == {f"{statement.fingerprint}.html": data}
    assert "Rallies were held in the stadium." in library.catalog.text(statement.id)
    assert examine(library) == []


def test_the_address_that_a_page_declares_is_its_address_but_only_one_of_the_web(library: Library, site: Site):
    site.pages["/a"] = answer(page("One.", '<link rel="canonical" href="https://norland.example/votes">'))
    site.pages["/b"] = answer(page("Two.", '<link rel="canonical" href="javascript:alert(1)">'))
    add(library, site.url("/a"), site.url("/b"))
    found = {s.source: s.address for s in library.statements()}
    assert found == {site.url("/a"): "https://norland.example/votes", site.url("/b"): site.url("/b")}


def test_the_same_address_again_is_unchanged_also_when_only_its_bytes_have_changed(library: Library, site: Site):
    site.pages["/"] = answer(page("Rallies were held.", "<meta name=visits content=1>"))
    add(library, site.url("/"))
    assert [o.status for o in add(library, site.url("/"))] == ["unchanged"]
    changed = page("Rallies were held.", "<meta name=visits content=2>")
    site.pages["/"] = answer(changed)
    (outcome,) = add(library, site.url("/"))
    assert outcome.status == "unchanged"
    assert library.statements()[0].fingerprint == fingerprint(changed)
    assert f"{fingerprint(changed)}.html" in snapshots(library)
    assert examine(library) == []


def test_a_changed_page_takes_the_place_of_its_old_text_and_both_snapshots_stay(library: Library, site: Site):
    site.pages["/"] = answer(page("Rallies were held."))
    add(library, site.url("/"))
    site.pages["/"] = answer(page("Concerts were given."))
    (outcome,) = add(library, site.url("/"))
    assert outcome.status == "updated"
    assert len(library.statements()) == 1 and len(snapshots(library)) == 2


def test_a_lost_snapshot_is_kept_again_by_the_command_that_the_doctor_names(library: Library, site: Site):
    site.pages["/"] = answer(page("Rallies were held."))
    add(library, site.url("/"))
    for path in (library.settings.home / "snapshots").glob("*"):
        path.unlink()
    assert examine(library) != []
    assert [o.status for o in add(library, site.url("/"))] == ["unchanged"]
    assert examine(library) == []


def test_the_same_text_under_another_address_is_a_duplicate(library: Library, site: Site):
    site.pages["/a"] = site.pages["/b"] = answer(page("Rallies were held."))
    assert [o.status for o in add(library, site.url("/a"), site.url("/b"))] == ["added", "duplicate"]


def test_the_encoding_that_the_server_names_is_believed(library: Library, site: Site):
    text = "Журналисты работали свободно, и никто им не мешал."
    site.pages["/"] = answer(page(text).decode().encode("cp1251", "xmlcharrefreplace"), "text/html; charset=cp1251")
    site.pages["/koi"] = answer(f"Заявление миссии\n\n{text}\n".encode("koi8-r"), "text/plain; charset=koi8-r")
    assert [o.status for o in add(library, site.url("/"), site.url("/koi"))] == ["added", "added"]
    assert all(text in library.catalog.text(s.id) for s in library.statements())


def test_what_cannot_be_fetched_is_a_reason_and_the_others_are_loaded(library: Library, site: Site):
    site.pages["/"] = answer(page("Rallies were held."))
    site.pages["/picture"] = answer(b"x", "image/png")
    site.pages["/broken"] = answer(b"%PDF-1.7 nothing", "application/pdf")
    addresses = [site.url("/missing"), site.url("/picture"), site.url("/broken"), "ftp://norland.example/a.pdf"]
    outcomes = add(library, *addresses, site.url("/"))
    assert [o.status for o in outcomes] == ["failed"] * 4 + ["added"]
    assert "404" in outcomes[0].reason and "image/png" in outcomes[1].reason and "ftp" in outcomes[3].reason
    assert len(snapshots(library)) == 1, "no snapshot of what is no statement"
