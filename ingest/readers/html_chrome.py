"""Which parts of a web page are not the article: menus, banners, related links, scripts, hidden elements.

One rule stands above the others: nothing that holds a large part of the page's prose is ever dropped, whatever it
is called.
"""

from __future__ import annotations

import re

from lxml import html

_NEVER_TEXT = frozenset(
    "script style noscript template head iframe object embed svg canvas audio video map button select textarea input"
    " datalist dialog".split()
)
_AROUND = frozenset(("nav", "aside"))
_CHROME_ROLES = frozenset(("navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alertdialog"))
_CHROME_NAMES = frozenset(
    "cookie cookies consent gdpr breadcrumb breadcrumbs related share sharing social menu menus navbar navigation nav"
    " sidebar newsletter subscribe pagination pager skip skiplink comments advert advertisement teaser teasers"
    " recommended masthead".split()
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_NAME_PART = re.compile(r"[a-z]+")
_KEPT_SHARE = 0.4
"""An element with more of the page's prose than this is kept, whatever it is called."""
_LINK_LIST = 3
_LONG_LINK = 160


def article_of(root: html.HtmlElement) -> html.HtmlElement:
    """The smallest element that surely holds the article, with the chrome inside it taken out (``root`` is changed)."""
    body = root.find("body")
    page = root if body is None else body
    for element in [element for element in page.iter() if is_chrome_element(element) and _holds_no_tail_text(element)]:
        element.drop_tree()
    total = _prose(page)
    article = _region(page, total)
    inside = set(article.iterancestors()) | {article}
    for element in list(article.iter()):
        if element not in inside and _is_around(element, article) and _prose(element) <= _KEPT_SHARE * total:
            element.drop_tree()
    return article


def is_chrome_element(element: html.HtmlElement) -> bool:
    """Elements whose text is never shown as text."""
    return element.tag in _NEVER_TEXT


def _holds_no_tail_text(element: html.HtmlElement) -> bool:
    return element.getparent() is not None


def _region(page: html.HtmlElement, total: int) -> html.HtmlElement:
    """``main``, or the one article with most of the prose, or the whole page."""
    marked = page.xpath(".//main | .//*[@role='main'] | .//article | .//*[@itemprop='articleBody']/..")
    candidates = [element for element in marked if isinstance(element, html.HtmlElement)] if isinstance(marked, list) else []
    best = max(candidates, key=_prose, default=page)
    return best if _prose(best) >= 0.5 * total else page


def _is_around(element: html.HtmlElement, article: html.HtmlElement) -> bool:
    """Whether the element's name, role, style or links say that it is not part of the article."""
    if not isinstance(element.tag, str) or element.getparent() is None:
        return False
    if element.tag in _AROUND or element.get("role", "").lower() in _CHROME_ROLES:
        return True
    if element.tag in ("header", "footer"):
        return article.tag == "body" and not any(above.tag in ("article", "main") for above in element.iterancestors())
    return _is_hidden(element) or _is_named_chrome(element) or _is_link_list(element)


def _is_hidden(element: html.HtmlElement) -> bool:
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden", "").lower() == "true"
        or bool(_HIDDEN_STYLE.search(element.get("style", "")))
    )


def _is_named_chrome(element: html.HtmlElement) -> bool:
    if element.tag in ("html", "body", "main", "h1", "p"):
        return False
    names = _NAME_PART.findall(f"{element.get('class', '')} {element.get('id', '')}".lower())
    return not _CHROME_NAMES.isdisjoint(names)


def _is_link_list(element: html.HtmlElement) -> bool:
    """A list of nothing but short links is a menu."""
    if element.tag not in ("ul", "ol"):
        return False
    links = [link for link in element.iter("a") if link.get("href")]
    longest = max((len(link.text_content()) for link in links), default=0)
    return len(links) >= _LINK_LIST and longest <= _LONG_LINK and _prose(element) <= 2 * len(links)


def _prose(element: html.HtmlElement) -> int:
    """Characters of text outside links."""
    linked = sum(len(link.text_content()) for link in element.iter("a") if link.get("href"))
    return max(0, len("".join(element.text_content().split())) - linked)
