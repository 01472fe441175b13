"""Statements on the web: an address becomes the bytes of one document, or a plain reason why not."""

from __future__ import annotations

import re
import ssl
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath

import httpcore
import httpx

from ingest.document import Source, UnreadableSource
from ingest.network import CheckedBackend, Deadline, Resolve, resolve
from settings import Settings

AGENT = "OnTheRecord/0.1 (reads election observation statements)"
REDIRECTS = 5
SECONDS_A_STEP = 20.0
"""Longest silence of a server; the whole of one document has ``settings.web_seconds``."""
MOMENT = 0.05
PORTS = {80, 443}
LONGEST_NAME = 120

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_TYPES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "application/x-pdf": ".pdf",
    _WORD: ".docx",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/x-markdown": ".md",
}
_UNSURE = ("", "application/octet-stream", "binary/octet-stream", "application/force-download", "application/download")
_ENDINGS = {".htm": ".html", ".xhtml": ".html", ".markdown": ".md"}
_HOST = re.compile(rb"[\w.:-]+")
_MARKDOWN_TOO = (".md", ".markdown")

_REFUSALS = {
    401: "The site asks for a password",
    403: "The site does not let programs read this page",
    404: "There is no such page",
    410: "The page was taken down",
    429: "The site was asked too often",
    451: "The page is withheld for legal reasons",
}
_SAVE_IT = "Open it in a browser, save the page or PDF, and add the file."
_ADVICE = {404: "Check the address.", 410: "Check the address.", 429: "Try again later."}


class Web:
    """Fetches documents, with a pause between two requests to one host. One serves all threads of a load."""

    def __init__(
        self, settings: Settings, *, resolve: Resolve = resolve, certificates: ssl.SSLContext | None = None
    ) -> None:
        """``certificates`` are those that servers are trusted by (the usual ones if None)."""
        self._settings = settings
        self._resolve = resolve
        self._certificates = certificates
        self._free_from: dict[str, float] = {}
        self._waiting = threading.Lock()

    def fetch(self, address: str) -> Source:
        """The document at an address; `Source.place` is the address as asked for, without its ``#fragment``.

        Raises:
            UnreadableSource: it may not be asked for, does not answer in time, or gives no document that is read.
        """
        asked = url = self._checked(address)
        deadline = Deadline(
            time.monotonic() + self._settings.web_seconds,
            f"{url.host} took longer than {self._settings.web_seconds:g} seconds to send the document. "
            "Try again later, or raise RECORD_WEB_SECONDS.",
        )
        with self._client(deadline) as client:
            for _ in range(REDIRECTS + 1):
                deadline.at += self._wait(url.host)
                with _asked_for(client, url, deadline) as response:
                    if response.has_redirect_location:
                        url = self._redirected(url, response)
                        continue
                    return self._document(asked, url, response)
        raise UnreadableSource(
            f"The address leads on more than {REDIRECTS} times. Open it in a browser and add the address of its end."
        )

    def _client(self, deadline: Deadline) -> httpx.Client:
        context = self._certificates or httpx.create_ssl_context(trust_env=False)
        transport = httpx.HTTPTransport(verify=context, trust_env=False)
        backend = CheckedBackend(deadline, private=self._settings.web_private, resolve=self._resolve)
        # httpx has no parameter for it; the version is pinned, and a test sees that private addresses stay refused.
        transport._pool = httpcore.ConnectionPool(ssl_context=context, network_backend=backend)
        headers = {
            "User-Agent": AGENT,
            "Accept": "text/html, application/pdf, */*;q=0.5",
            "Accept-Encoding": "gzip",  # the only one that is unpacked here, a piece at a time
        }
        return httpx.Client(transport=transport, headers=headers, timeout=SECONDS_A_STEP, trust_env=False)

    def _checked(self, address: str) -> httpx.URL:
        """The address, if it is one that may be asked for; its name is looked up and judged when it is called."""
        try:
            url = httpx.URL(address.strip()).copy_with(fragment=None)
            port = url.port or {"http": 80, "https": 443}.get(url.scheme, 0)
        except (httpx.InvalidURL, ValueError) as error:
            raise UnreadableSource(
                "This is not an address that can be asked for. Check it for typing errors."
            ) from error
        if url.scheme not in ("http", "https"):
            raise UnreadableSource(f"Only http and https addresses are read, not {url.scheme}. {_SAVE_IT}")
        if url.userinfo:
            raise UnreadableSource("Addresses with a user name or password in them are not read. Leave that part out.")
        if not url.host:
            raise UnreadableSource("The address names no server. Check it for typing errors.")
        if not _HOST.fullmatch(url.raw_host) or not 0 < port < 65536:
            raise UnreadableSource("The server's name in the address is none. Check it for typing errors.")
        if port not in PORTS and not self._settings.web_private:
            raise UnreadableSource(
                f"The address names the port {port}; only the usual ones of web sites (80, 443) are read from. "
                "Set RECORD_WEB_PRIVATE=true if you trust it."
            )
        return url

    def _redirected(self, url: httpx.URL, response: httpx.Response) -> httpx.URL:
        onward = response.headers.get("location", "")
        try:
            joined = url.join(onward)
        except (httpx.InvalidURL, ValueError) as error:
            raise UnreadableSource(f"{url.host} leads on to an address that makes no sense. {_SAVE_IT}") from error
        target = self._checked(str(joined))
        if url.scheme == "https" and target.scheme == "http":
            raise UnreadableSource(
                f"{url.host} leads from a protected (https) to an unprotected (http) address, which is not followed. "
                + _SAVE_IT
            )
        return target

    def _wait(self, host: str) -> float:
        """Wait until this host may be asked again; the seconds waited."""
        with self._waiting:
            now = time.monotonic()
            pause = max(0.0, self._free_from.get(host, 0.0) - now)
            self._free_from[host] = now + pause + self._settings.web_wait
        time.sleep(pause)
        return pause

    def _document(self, asked: httpx.URL, url: httpx.URL, response: httpx.Response) -> Source:
        if not response.is_success or response.status_code in (204, 205, 206):
            raise UnreadableSource(_refusal(response.status_code))
        kind, _, parameters = response.headers.get("content-type", "").partition(";")
        kind = kind.strip().lower()
        if kind not in _TYPES and kind not in _UNSURE:
            raise UnreadableSource(
                f"The address gives something that is not read here ({kind[:60]}): only web pages, PDF, Word, "
                "Markdown and text. Add the address of the statement itself."
            )
        limit = self._settings.max_bytes
        data = b"".join(_body(response, limit))
        charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", parameters, re.I)
        return Source(
            name=_name(url, _ending(url, kind, data)),
            data=data,
            place=str(asked),
            charset=charset[1].lower() if charset else None,
        )


@contextmanager
def _asked_for(client: httpx.Client, url: httpx.URL, deadline: Deadline) -> Iterator[httpx.Response]:
    """The response, streamed; whatever goes wrong until it is read becomes a plain reason."""
    try:
        with client.stream("GET", url) as response:
            yield response
    except (httpx.HTTPError, httpx.StreamError) as error:
        raise UnreadableSource(_trouble(url.host, error, deadline)) from error


def _trouble(host: str, error: Exception, deadline: Deadline) -> str:
    if isinstance(error, httpx.TimeoutException):
        if deadline.at - time.monotonic() < MOMENT:
            return deadline.late
        return f"{host} does not answer. Try again later."
    if "CERTIFICATE" in str(error).upper():
        return f"{host} cannot prove that it is {host} (its certificate is not valid). {_SAVE_IT}"
    if isinstance(error, httpx.ConnectError):
        return f"{host} cannot be reached. Check the address and that this machine is online."
    return f"{host} broke off while sending the document. Try again later."


def _refusal(status: int) -> str:
    if status >= 500:
        return f"The site has a fault of its own ({status}). Try again later."
    what = _REFUSALS.get(status, "The site did not give the document")
    return f"{what} ({status}). {_ADVICE.get(status, _SAVE_IT)}"


def _body(response: httpx.Response, limit: int) -> Iterator[bytes]:
    """The body, unpacked, a piece at a time and never more than ``limit`` bytes of it."""
    too_large = UnreadableSource(
        f"The document has more than the {limit / 1e6:g} MB that are read. Raise RECORD_MAX_BYTES to read it."
    )
    coding = response.headers.get("content-encoding", "").strip().lower()
    if coding not in ("", "identity", "gzip", "x-gzip"):
        raise UnreadableSource(f"The site sends the document packed in a way that is not read ({coding}). {_SAVE_IT}")
    if response.headers.get("content-length", "").isdigit() and int(response.headers["content-length"]) > limit:
        raise too_large
    received = unpacked = 0
    gzip = _Unpacked() if coding in ("gzip", "x-gzip") else None
    for packed in response.iter_raw():
        received += len(packed)
        piece = gzip.take(packed, limit - unpacked + 1) if gzip else packed
        unpacked += len(piece)
        if max(received, unpacked) > limit:
            raise too_large
        yield piece
    if gzip and not gzip.whole:
        raise UnreadableSource("The document arrived cut off. Try again later.")


class _Unpacked:
    """gzip, unpacked only as far as there is room: a small body can hold terabytes of zeros."""

    def __init__(self) -> None:
        self._member = zlib.decompressobj(31)

    @property
    def whole(self) -> bool:
        return self._member.eof

    def take(self, packed: bytes, room: int) -> bytes:
        """At most ``room`` bytes (1 or more) of what ``packed`` holds; what is beyond is lost."""
        found = b""
        try:
            while packed and len(found) < room:
                if self._member.eof:
                    self._member = zlib.decompressobj(31)
                found += self._member.decompress(packed, room - len(found))
                packed = self._member.unused_data
        except zlib.error as error:
            raise UnreadableSource("The document arrived damaged. Try again later.") from error
        return found


def _ending(url: httpx.URL, kind: str, data: bytes) -> str:
    """The ending that a file of this type has; what the server is unsure of is judged by its content and name."""
    named = PurePosixPath(url.path).suffix.lower()
    if kind in _TYPES:
        # Many servers call Markdown plain text.
        return ".md" if kind == "text/plain" and named in _MARKDOWN_TOO else _TYPES[kind]
    if b"%PDF-" in data[:1024]:
        return ".pdf"
    if data.startswith(b"PK\x03\x04"):
        return ".docx"
    if re.match(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html|head|body)\b", data[:1024], re.I):
        return ".html"
    ending = _ENDINGS.get(named, named)
    if ending in _TYPES.values():
        return ending
    raise UnreadableSource(
        "The site does not say what kind of document this is, and it looks like none that is read: "
        f"a web page, PDF, Word, Markdown or text. {_SAVE_IT}"
    )


def _name(url: httpx.URL, ending: str) -> str:
    """A file name for an address: its last part, or the server's name, with the ending of its type."""
    last = re.sub(r"[\x00-\x1f\x7f/\\]", "", PurePosixPath(url.path).name).strip(". ")
    last = last or url.host
    suffix = PurePosixPath(last).suffix.lower()
    if _ENDINGS.get(suffix, suffix) == ending:
        last = last[: -len(suffix)]
    return last[:LONGEST_NAME] + ending
