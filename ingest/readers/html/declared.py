"""What a web page declares about itself: its address, the day it was published, its language, its name."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime

from lxml import html

from ingest.readers.normalise import normalise

_PUBLISHED = """
    article:published_time article:published og:article:published_time published_time datepublished pubdate
    publishdate publish-date publish_date publication-date parsely-pub-date sailthru.date citation_publication_date
    citation_date dcterms.issued dcterms.created dcterms.date dc.date.issued dc.date.created dc.date dc:date date
""".split()
"""Names under which pages declare their day of publication, the surest first; when they were changed does not count."""
_ARTICLES = re.compile(r"article|report|posting|publicationissue|creativework|document", re.IGNORECASE)
_SHORT_NAME = 20


def declared_by(root: html.HtmlElement) -> dict[str, object]:
    """``source_url``, ``date`` (ISO) and ``language``, each where the page says so. Asked before it is cut down."""
    address = _first(root, "//link[@rel='canonical']/@href") or _first(root, "//meta[@property='og:url']/@content")
    language = re.match(r"[A-Za-z]{2,3}\b", _first(root, "/html/@lang") or _first(root, "/html/@xml:lang"))
    found: dict[str, object] = {
        "source_url": address if address.startswith(("http://", "https://")) else None,
        "date": next(filter(None, map(_iso_date, (*_dates_in_data(root), *_dates_in_meta(root)))), None),
        "language": language.group().lower() if language else None,
    }
    return {key: value for key, value in found.items() if value}


def date_in(article: html.HtmlElement) -> str | None:
    """The day of the first time element of the article."""
    stamps = article.xpath(".//time/@datetime | .//*[@itemprop='datePublished']/@content")
    return next(filter(None, map(_iso_date, map(str, stamps))), None)


def names_of(root: html.HtmlElement) -> Iterator[str]:
    """Names of the article, the surest first; the last is that of the page, which its site may have added to."""
    yield _first(root, "//meta[@property='og:title' or @name='og:title']/@content")
    yield re.split(r"\s+[|•·»]\s+|\s+[-–—]\s+(?=\S+(?:\s\S+){0,2}$)", _first(root, "//head/title/text()"))[0]


def is_name(name: str) -> bool:
    """Whether the name of a page can be that of an article and not of a site."""
    return len(name) >= _SHORT_NAME


def _dates_in_meta(root: html.HtmlElement) -> Iterator[str]:
    stamps: dict[str, str] = {}
    for meta in root.iter("meta"):
        key = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        stamps.setdefault(key.lower(), meta.get("content", ""))
    yield from (stamps[key] for key in _PUBLISHED if key in stamps)


def _dates_in_data(root: html.HtmlElement) -> Iterator[str]:
    """``datePublished`` in JSON-LD: of an article before that of a page or a site."""
    found: list[tuple[bool, str]] = []
    for script in root.iter("script"):
        if "ld+json" in script.get("type", "").lower():
            for item in _items(script.text or ""):
                kind, stamp = str(item.get("@type")), item.get("datePublished")
                if isinstance(stamp, str):
                    found.append((not _ARTICLES.search(kind), stamp))
    yield from (stamp for _, stamp in sorted(found, key=lambda one: one[0]))


def _items(text: str) -> Iterator[dict[str, object]]:
    """The objects of a JSON-LD script; none where it is no JSON."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return
    for item in data if isinstance(data, list) else [data]:
        if isinstance(item, dict):
            yield item
            graph = item.get("@graph")
            yield from (one for one in (graph if isinstance(graph, list) else ()) if isinstance(one, dict))


def _first(root: html.HtmlElement, path: str) -> str:
    found = root.xpath(path)
    return normalise(str(found[0])) if isinstance(found, list) and found else ""


def _iso_date(text: str) -> str | None:
    """The day in an ISO date or date-time, ``2019/06/17`` or ``Mon, 17 Jun 2019 …``; None for anything else."""
    try:
        return datetime.fromisoformat(text.strip().replace("/", "-")[:10]).date().isoformat()
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(text).date().isoformat()
    except (ValueError, TypeError, IndexError):
        return None
