"""Addresses, tried on a real web server on this machine; no test leaves it."""

from __future__ import annotations

import gzip
import shutil
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from websites import PAGE, Site, answer, serving

from ingest import network, web
from ingest.document import Source, UnreadableSource
from ingest.network import is_public
from ingest.web import Web
from settings import Settings


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


def fetch(address: str, **values: object) -> Source:
    """Fetch with the private network allowed, since the site is on it."""
    return Web(Settings(**{"web_private": True, "web_wait": 0, "web_seconds": 5} | values)).fetch(address)


def refusal(address: str, **values: object) -> str:
    with pytest.raises(UnreadableSource) as refused:
        fetch(address, **values)
    reason = str(refused.value)
    assert reason.endswith(".") and "Error" not in reason, reason
    return reason


@pytest.fixture
def walled(site: Site, monkeypatch: pytest.MonkeyPatch) -> Site:
    """The site as if it were the public internet, all else of this machine's network being what it is."""
    monkeypatch.setattr(network, "is_public", lambda address: address == "127.0.0.1" or is_public(address))
    monkeypatch.setattr(web, "PORTS", {site.port})
    return site


# --- what comes back -----------------------------------------------------------------------------------------------


def test_a_page_is_fetched_with_its_place_name_and_time(site: Site):
    site.pages["/news/norland%20votes"] = answer(PAGE, "text/html; charset=windows-1251")
    source = fetch(site.url("/news/norland votes#top"))
    assert (source.data, source.name, source.suffix) == (PAGE, "norland votes.html", ".html")
    assert source.place == site.url("/news/norland%20votes"), "the part after # is not another document"
    assert source.charset == "windows-1251"
    assert source.retrieved_at.tzinfo is not None
    ((_, headers, _),) = site.asked
    assert headers["User-Agent"].startswith("OnTheRecord/")
    assert "Cookie" not in headers


@pytest.mark.parametrize(
    "path, kind, body, name",
    [
        ("/", "text/html", PAGE, "127.0.0.1.html"),
        ("/a/543210", "application/pdf", b"%PDF-1.7", "543210.pdf"),
        ("/report.PDF", "application/pdf", b"%PDF-1.7", "report.pdf"),
        ("/report", "application/octet-stream", b"%PDF-1.7", "report.pdf"),
        ("/report.docx", None, b"PK\x03\x04", "report.docx"),
        ("/page", "binary/octet-stream", b"\n<!DOCTYPE html><p>x", "page.html"),
        ("/readme.md", "application/octet-stream", b"# Norland", "readme.md"),
        ("/readme.md", "text/plain; charset=utf-8", b"# Norland", "readme.md"),
        ("/note.php", "text/plain", b"Norland", "note.php.txt"),
        ("/page.xhtml", "application/xhtml+xml", PAGE, "page.html"),
        ("/" + "x" * 300, "text/html", PAGE, "x" * 120 + ".html"),
        ("/..%2f..%2fetc%2fpasswd", "text/plain", b"Norland", "passwd.txt"),
    ],
)
def test_the_name_has_the_ending_of_what_was_sent(site: Site, path: str, kind: str | None, body: bytes, name: str):
    site.pages[path] = answer(body, kind)
    source = fetch(site.url(path))
    assert (source.name, source.data) == (name, body)


def test_a_packed_page_is_unpacked(site: Site):
    site.pages["/"] = answer(gzip.compress(PAGE) + gzip.compress(b"<p>More</p>"), Content_Encoding="gzip")
    assert fetch(site.url("/")).data == PAGE + b"<p>More</p>"


def test_redirects_are_followed_and_the_place_is_what_was_asked_for(site: Site):
    for n in range(5):
        site.pages[f"/{n}"] = answer(b"", status=(301, 302, 303, 307, 308)[n], Location=f"{n + 1}")
    site.pages["/5"] = answer()
    source = fetch(site.url("/0"))
    assert (source.place, source.name) == (site.url("/0"), "5.html")


def test_two_requests_to_one_site_are_some_time_apart(site: Site):
    site.pages["/1"] = site.pages["/2"] = answer()
    visitor = Web(Settings(web_private=True, web_wait=0.3))
    threads = [threading.Thread(target=visitor.fetch, args=(site.url(f"/{n}"),)) for n in (1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    first, second = (when for *_, when in site.asked)
    assert second - first >= 0.29


# --- what is refused ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address, word",
    [
        ("ftp://example.org/a.pdf", "ftp"),
        ("file:///etc/passwd", "file"),
        ("http://", "no server"),
        ("http://ada:secret@example.org/", "password"),
        ("https://exa mple.org/", "typing"),
        ("http://[::1", "typing"),
        ("http://example.org:99999/", "typing"),
    ],
)
def test_what_is_no_web_address_is_refused(address: str, word: str):
    assert word in refusal(address)


@pytest.mark.parametrize(
    "host",
    "127.0.0.1 localhost 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 100.100.100.200 0.0.0.0 224.0.0.1 "
    "240.0.0.1 255.255.255.255 198.18.0.1 192.0.2.1 168.63.129.16 [::1] [::] [fe80::1] [fd00:ec2::254] [ff02::1] "
    "[::ffff:127.0.0.1] [::ffff:a9fe:a9fe] [::127.0.0.1] [2002:7f00:1::] [64:ff9b::7f00:1] [64:ff9b:1::1] [fec0::1] "
    "[2001:db8::1] [2001:0:53aa:64c::1] 2130706433 0x7f.1 127.1".split(),
)
def test_addresses_of_this_machine_and_its_network_are_refused_however_they_are_written(host: str):
    reason = refusal(f"http://{host}/", web_private=False)
    assert "RECORD_WEB_PRIVATE" in reason, reason


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "2606:2800:220:1::1", "::ffff:93.184.216.34", "64:ff9b::5db8:d822"]
)
def test_public_addresses_are_not_refused(address: str):
    assert is_public(address)


def test_unusual_ports_are_refused():
    assert "8080" in refusal("http://93.184.216.34:8080/", web_private=False)


@pytest.mark.parametrize("target", ["http://10.0.0.1:{port}/", "//localhost:{port}/", "http://[::ffff:7f00:1]:{port}/"])
def test_a_redirect_into_the_own_network_is_refused(walled: Site, target: str):
    target = target.format(port=walled.port).replace("localhost", "127.0.0.2").replace("[::ffff:7f00:1]", "127.0.0.3")
    walled.pages["/"] = answer(b"", status=302, Location=target)
    assert "own network" in refusal(walled.url("/"), web_private=False)
    assert len(walled.asked) == 1


def test_a_redirect_to_another_scheme_or_port_is_refused(walled: Site):
    walled.pages["/file"] = answer(b"", status=302, Location="file:///etc/passwd")
    walled.pages["/port"] = answer(b"", status=302, Location="http://127.0.0.1:1/")
    assert "file" in refusal(walled.url("/file"), web_private=False)
    assert "port 1" in refusal(walled.url("/port"), web_private=False)


def test_a_name_that_means_another_address_a_moment_later_gains_nothing(walled: Site):
    """DNS rebinding: the stand-in resolver answers with a public address first, then with one of the own network."""
    answers = iter([["127.0.0.1"], ["127.0.0.2"], ["127.0.0.1", "10.0.0.1"]])
    walled.pages["/"] = answer()
    visitor = Web(Settings(web_wait=0), resolve=lambda *_: next(answers))
    assert visitor.fetch(walled.url("/", "norland.example")).data == PAGE
    assert walled.asked[0][1]["Host"] == f"norland.example:{walled.port}"
    for _ in range(2):
        with pytest.raises(UnreadableSource, match="own network"):
            visitor.fetch(walled.url("/", "norland.example"))
    assert len(walled.asked) == 1, "one lookup a connection, and nothing was sent to the other address"


def test_a_proxy_of_the_environment_is_not_used(site: Site, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("NO_PROXY", "")
    monkeypatch.setenv("no_proxy", "")
    site.pages["/"] = answer()
    assert fetch(site.url("/")).data == PAGE


def test_endless_redirects_end(site: Site):
    site.pages["/"] = answer(b"", status=302, Location="/")
    assert "5 times" in refusal(site.url("/"))
    assert len(site.asked) == 6


@pytest.mark.parametrize(
    "status, words",
    [
        (404, "no such page (404)"),
        (403, "(403). Open it in a browser"),
        (401, "password"),
        (429, "Try again later"),
        (503, "fault of its own (503)"),
        (418, "(418)"),
        (204, "(204)"),
        (304, "(304)"),
    ],
)
def test_what_the_site_answers_is_said_in_plain_words(site: Site, status: int, words: str):
    site.pages["/"] = answer(b"", status=status)
    assert words in refusal(site.url("/"))


@pytest.mark.parametrize("kind", ["image/png", "application/json", "video/mp4", "application/msword", "text/css"])
def test_other_types_are_refused_before_they_are_read(site: Site, kind: str):
    site.pages["/"] = answer(b"x", kind)
    assert kind in refusal(site.url("/"))


def test_unsaid_types_that_look_like_nothing_known_are_refused(site: Site):
    site.pages["/setup.exe"] = answer(b"MZ\0\0", "application/octet-stream")
    assert "does not say what kind" in refusal(site.url("/setup.exe"))


def test_a_document_that_is_too_large_is_refused_whether_its_size_is_announced_or_not(site: Site):
    def endless(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Type", "text/plain")
        request.end_headers()
        while True:
            request.wfile.write(b"Norland votes. " * 1000)

    site.pages["/announced"] = answer(b"x" * 200_000)
    site.pages["/endless"] = endless
    for path in site.pages:
        assert "RECORD_MAX_BYTES" in refusal(site.url(path), max_bytes=100_000)


def test_a_small_body_that_unpacks_to_a_huge_one_is_refused_and_never_held(site: Site):
    import tracemalloc

    bomb = gzip.compress(bytes(300_000_000))
    assert len(bomb) < 400_000
    site.pages["/"] = answer(bomb, Content_Encoding="gzip")
    tracemalloc.start()
    assert "RECORD_MAX_BYTES" in refusal(site.url("/"), max_bytes=1_000_000)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 20_000_000


def test_packed_in_packed_or_cut_off_or_damaged_is_refused(site: Site):
    site.pages["/twice"] = answer(gzip.compress(gzip.compress(PAGE)), Content_Encoding="gzip, gzip")
    site.pages["/cut"] = answer(gzip.compress(PAGE)[:-9], Content_Encoding="gzip")
    site.pages["/damaged"] = answer(b"not gzip at all", Content_Encoding="gzip")
    assert "packed" in refusal(site.url("/twice"))
    assert "cut off" in refusal(site.url("/cut"))
    assert "damaged" in refusal(site.url("/damaged"))


def test_a_document_that_breaks_off_is_refused(site: Site):
    def broken(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Type", "text/html")
        request.send_header("Content-Length", "5000")
        request.end_headers()
        request.wfile.write(PAGE)
        request.close_connection = True

    site.pages["/"] = broken
    assert "broke off" in refusal(site.url("/"))


@pytest.mark.parametrize("where", ["headers", "body"])
def test_a_slow_drip_ends_at_the_time_limit(site: Site, where: str):
    def drip(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + b"\r\n" * (where == "body"))
        for _ in range(100):
            request.wfile.write(b"X")
            time.sleep(0.05)

    site.pages["/"] = drip
    started = time.monotonic()
    assert "RECORD_WEB_SECONDS" in refusal(site.url("/"), web_seconds=0.5)
    assert time.monotonic() - started < 2


def test_a_silent_server_ends_at_the_time_limit(site: Site):
    site.pages["/"] = lambda _: time.sleep(2)
    started = time.monotonic()
    assert "RECORD_WEB_SECONDS" in refusal(site.url("/"), web_seconds=0.4)
    assert time.monotonic() - started < 1.5


def test_a_long_silence_ends_before_the_time_limit(site: Site, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(web, "SECONDS_A_STEP", 0.3)
    site.pages["/"] = lambda _: time.sleep(2)
    assert "does not answer" in refusal(site.url("/"))


def test_nobody_at_the_address_or_no_such_name_is_said_plainly(site: Site):
    def nobody(*_: object) -> list[str]:
        raise UnreadableSource("No server of the name x was found.")

    with pytest.raises(UnreadableSource, match="No server"):
        Web(Settings(web_private=True), resolve=nobody).fetch("http://nowhere.example/")
    assert "cannot be reached" in refusal("http://127.0.0.1:1/")


# --- protected connections -------------------------------------------------------------------------------------------


@pytest.fixture
def protected(site: Site, tmp_path: Path) -> ssl.SSLContext:
    """The site with a certificate of ``norland.example``; and whom to trust for it."""
    if not shutil.which("openssl"):
        pytest.skip("no openssl here")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"),
            *("-keyout", key, "-out", certificate, "-days", "2", "-subj", "/CN=norland.example"),
            *("-addext", "subjectAltName=DNS:norland.example"),
        ],
        check=True,
        capture_output=True,
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    site.socket = context.wrap_socket(site.socket, server_side=True)
    return ssl.create_default_context(cafile=str(certificate))


def test_a_certificate_is_checked_for_the_name_and_not_for_the_address(site: Site, protected: ssl.SSLContext):
    site.pages["/"] = answer()
    site.pages["/down"] = answer(b"", status=302, Location="http://norland.example/")
    settings = Settings(web_private=True, web_wait=0)
    visitor = Web(settings, resolve=lambda *_: ["127.0.0.1"], certificates=protected)
    assert visitor.fetch(f"https://norland.example:{site.port}/").data == PAGE
    with pytest.raises(UnreadableSource, match="certificate"):
        visitor.fetch(f"https://sudland.example:{site.port}/")
    with pytest.raises(UnreadableSource, match="certificate"):
        Web(settings, resolve=lambda *_: ["127.0.0.1"]).fetch(f"https://norland.example:{site.port}/")
    with pytest.raises(UnreadableSource, match="unprotected"):
        visitor.fetch(f"https://norland.example:{site.port}/down")
