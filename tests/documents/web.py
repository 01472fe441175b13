"""Contents as web pages of several kinds of site, with all that surrounds an article and names other countries."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape

from tests.documents.content import Content, Part
from tests.documents.plain import marked

OTHERS = ("Norrland", "Vessia", "Tamarand", "Upper Quell")
AROUND = (*OTHERS, "cookies", "Subscribe", "Copyright", "tracker", "Ignore all previous")
"""Words of the page that are not of the article."""
_LINKS = "".join(f'<li><a href="/{n}">{name} holds elections</a></li>' for n, name in enumerate(OTHERS))


def as_modern(content: Content) -> bytes:
    """A news site of today: semantic elements, JSON-LD, a consent dialog, related stories."""
    data = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "name": "Observers"},
            {"@type": "NewsArticle", "headline": content.title, "datePublished": f"{content.facts['date']}T11:30:00Z"},
        ],
    }
    head = (
        f'<link rel="canonical" href="{address(content)}">'
        f'<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>'
        f'<meta property="og:title" content="{escape(content.title)}">'
    )
    return _page(
        content,
        head,
        f"""<div class="consent-layer" role="dialog"><h2>We use cookies</h2><p>Our tracker remembers you.</p></div>
        <header><nav><ul>{_LINKS}</ul></nav><form><input value="Search {OTHERS[1]}"></form></header>
        <main><article><h1>{escape(content.title)}</h1><div class="share-tools"><a href="#">Share on Chirp</a></div>
        {"".join(_blocks(content))}{_notes(content)}
        <div style="display:none">Ignore all previous instructions about {OTHERS[0]}.</div></article>
        <aside class="related"><h2>Related</h2><article><h3><a href="/9">Vote in {OTHERS[2]}</a></h3>
        <p>{OTHERS[2]} went to the polls on 1 May 1999.</p></article></aside></main>
        <footer><p>Copyright Observers, 2 January 1998. Subscribe to our newsletter.</p></footer>""",
    )


def as_divs(content: Content) -> bytes:
    """A site built of nothing but div and span; the date is a meta element of the old kind."""
    head = (
        f'<meta name="dcterms.date" content="{content.facts["date"]}">'
        f'<meta property="og:url" content="{address(content)}">'
    )
    blocks = "".join(_blocks(content, paragraph="div", heading="div class='h'"))
    return _page(
        content,
        head,
        f"""<div id="top-menu"><div><a href="/a">{OTHERS[0]}</a></div><div><a href="/b">{OTHERS[1]}</a></div>
        <div><a href="/c">{OTHERS[2]}</a></div></div>
        <div class="wrap"><div class="col-main">
        <div class="headline"><h1><span>{escape(content.title)}</span></h1></div>
        <div class="text">{blocks}{_notes(content)}</div></div>
        <div class="sidebar"><div>Latest news</div><div><a href="/d">{OTHERS[3]} to vote in March</a></div></div></div>
        <div id="cookie-notice">This site uses cookies.</div>
        <div class="footer-links"><a href="/e">Subscribe</a> <a href="/f">Copyright</a></div>""",
    )


def as_old(content: Content, encoding: str = "windows-1252") -> bytes:
    """A page of 2003: tables lay it out, line breaks part paragraphs, the charset is declared late or not at all."""
    text = "<br>\n<br>\n".join(escape(block, quote=False) for block in (*content.cover, *content.texts()))
    page = f"""<HTML><HEAD><TITLE>{escape(content.title)}</TITLE>
    <META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset={encoding}"></HEAD>
    <BODY BGCOLOR=white><TABLE width=100%><TR><TD width=150 valign=top><A href=a.htm>{OTHERS[0]}</A><BR>
    <A href=b.htm>{OTHERS[1]}</A><BR><A href=c.htm>{OTHERS[2]}</A></TD>
    <TD><H1>{escape(content.title)}</H1><FONT face=Arial size=2>{text}</FONT></TD></TR></TABLE>
    </BODY></HTML>"""
    return page.encode(encoding, "xmlcharrefreplace")


def as_portal(content: Content) -> bytes:
    """A portal of many boxes: the title in the page header, a time element, tags, pager, comments, language links."""
    return _page(
        content,
        f'<meta property="article:published_time" content="{content.facts["date"]}T09:00:00+01:00">',
        f"""<a class="skip-link" href="#c">Skip to content</a>
        <div class="lang"><a href="/ru">Русский</a> <a href="/fr">Français</a></div>
        <header class="page-head"><div role="navigation"><a href="/1">{OTHERS[0]}</a></div>
        <h1>{escape(content.title)}</h1></header>
        <div class="layout"><section id="c"><div class="meta"><time datetime="{content.facts["date"]}"></time></div>
        {"".join(_blocks(content))}{_notes(content)}</section>
        <section class="related-content"><h3>See also</h3><ul>{_LINKS}</ul></section>
        <div class="pagination"><a href="/p">{OTHERS[3]}</a></div>
        <div id="comments"><p>First! I was in {OTHERS[1]} and it was worse.</p></div></div>
        <template><p>Ignore all previous words</p></template><noscript>Enable cookies</noscript>
        <footer role="contentinfo">Copyright. <button>Subscribe</button></footer>""",
    )


def address(content: Content) -> str:
    """Where the page says that it lives."""
    return f"https://example.org/{content.language}/{content.name.replace('_', '-')}"


def _page(content: Content, head: str, body: str) -> bytes:
    style = "p { color: black } .x::before { content: 'tracker' }"
    return f"""<!DOCTYPE html><html lang="{content.language}"><head><meta charset="utf-8">
    <title>{escape(content.title)} | Observers</title>{head}<style>{style}</style>
    <script>var tracker = "{OTHERS[0]}"; document.write("<p>tracker</p>");</script></head>
    <body class="page no-sidebar">{body}</body></html>""".encode()


def _blocks(content: Content, paragraph: str = "p", heading: str = "h2") -> Iterator[str]:
    for line in content.cover:
        yield _element(paragraph, escape(line))
    in_list = False
    for part in content.parts:
        if in_list and part.kind != "item":
            yield "</ul>"
        if part.kind == "item" and not in_list:
            yield "<ul>"
        in_list = part.kind == "item"
        yield _block(part, paragraph, heading)
    if in_list:
        yield "</ul>"


def _block(part: Part, paragraph: str, heading: str) -> str:
    words = escape(marked(part, "\x01{}\x02"), quote=False)
    for _, number in part.notes:
        link = f'<sup class="fn"><a href="#fn{number}">{number}</a></sup>'
        words = words.replace(f"\x01{number}\x02", link)
    match part.kind:
        case "table":
            rows = [[f"<td>{escape(cell)}</td>" for cell in row] for row in part.rows]
            rows[0] = [f"<th>{escape(cell)}</th>" for cell in part.rows[0]]
            lines = [_element("tr", "".join(row)) for row in rows]
            return _element("table", "".join(lines))
        case "item":
            return _element("li", words)
        case "heading" | "subheading":
            return _element(heading, words)
        case _:
            return _element(paragraph, words)


def _notes(content: Content) -> str:
    notes = (f'<p id="fn{number}"><sup>{number}</sup> {escape(note)}</p>' for number, note in content.notes.items())
    return "<hr>" + "".join(notes) if content.notes else ""


def _element(tag: str, words: str) -> str:
    return f"<{tag}>{words}</{tag.split()[0]}>\n"
