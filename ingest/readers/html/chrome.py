"""Which parts of a web page are not the article: menus, banners, related links, scripts, hidden elements.

One rule stands above the others: nothing that holds a large part of the page's prose is ever dropped,
whatever it is called.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from lxml import etree, html

from ingest.readers.html.hidden import Hidden
from ingest.readers.html.prose import Amount, Amounts

_NEVER_TEXT_NAMES = """
    script style noscript template head iframe object embed svg canvas audio video map button select
    textarea input datalist dialog
"""
NEVER_TEXT = frozenset(_NEVER_TEXT_NAMES.split())
_CHROME_ROLES = frozenset(("navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alertdialog"))
_CHROME_WORDS = """
    cookie cookies consent gdpr breadcrumb breadcrumbs related share sharing social menu menus navbar
    navigation nav sidebar newsletter subscribe pagination pager skip skiplink comments advert
    advertisement teaser teasers recommended masthead footer
"""
_CHROME_NAMES = frozenset(_CHROME_WORDS.split())
_NAME_PART = re.compile(r"[a-z]+")
_DROPPED = "dropped"
_KEPT_SHARE = 0.4
"""An element with more of the page's prose than this is kept, whatever it is called."""
_SHOWN_LATER_SHARE = 0.8
"""A page that hides more of the article than this shows it by a script when it has loaded."""
_NEARLY_ALL = 0.9
_LINK_LIST = 3
_LONG_LINK = 160


def article_of(root: html.HtmlElement) -> html.HtmlElement:
    """The element that holds the article, with the chrome in it taken out (``root`` is changed)."""
    body = root.find("body")
    page = root if body is None else body
    hidden = Hidden(root)
    etree.strip_elements(page, *NEVER_TEXT, with_tail=False)
    titles = list(page.iter("h1"))
    amounts = Amounts(page)
    around = (element for element in page.iterdescendants(etree.Element) if _is_around(element, amounts[element]))
    _drop(page, around, amounts, _KEPT_SHARE, {*(titles[0].iterancestors() if len(titles) == 1 else ())})
    _drop_hidden(page, hidden)
    return _region(page)


def _drop_hidden(page: html.HtmlElement, hidden: Hidden) -> None:
    """Take out what is not shown; where that is nearly all, a script shows it later, and only small parts go."""
    amounts = Amounts(page)
    unseen: dict[html.HtmlElement, None] = {}
    for element in page.iterdescendants(etree.Element):
        if hidden(element) and not any(around in unseen for around in element.iterancestors()):
            unseen[element] = None
    nearly_all = sum(map(amounts.prose, unseen)) > _SHOWN_LATER_SHARE * amounts.prose(page)
    _drop(page, unseen, amounts, _KEPT_SHARE if nearly_all else 1.0)


def _drop(
    page: html.HtmlElement,
    elements: Iterable[html.HtmlElement],
    amounts: Amounts,
    most: float,
    kept: Collection[html.HtmlElement] = (),
) -> None:
    """Take elements out of the page, but none that is ``kept`` or holds more than a share of its prose."""
    for element in elements:
        if element not in kept and amounts.prose(element) <= most * amounts.prose(page):
            element.tag = _DROPPED
    etree.strip_elements(page, _DROPPED, with_tail=False)


def _region(page: html.HtmlElement) -> html.HtmlElement:
    """``main`` or the one article where it has nearly all the prose that is left, else the whole page."""
    amounts = Amounts(page)
    candidates = [
        element
        for element in page.iter(etree.Element)
        if element.tag in ("main", "article") or element.get("role") == "main"
    ]
    best = max(candidates, key=amounts.prose, default=page)
    return best if amounts.prose(best) >= _NEARLY_ALL * amounts.prose(page) else page


def _is_around(element: html.HtmlElement, amount: Amount) -> bool:
    """Whether the element's name, role or links say that it is not part of the article."""
    if element.tag == "nav" or element.get("role", "").lower() in _CHROME_ROLES:
        return True
    if element.tag in ("header", "footer", "aside") and not _is_inside_article(element):
        return True
    return _is_named_chrome(element) or _is_link_list(element, amount) or _is_teaser(element)


def _is_inside_article(element: html.HtmlElement) -> bool:
    return any(above.tag in ("article", "main") for above in element.iterancestors())


def _is_teaser(element: html.HtmlElement) -> bool:
    """A short article under a heading that is a link leads to another page."""
    return element.tag == "article" and bool(element.xpath("boolean(.//h2/a[@href] | .//h3/a[@href] | .//h4/a[@href])"))


def _is_named_chrome(element: html.HtmlElement) -> bool:
    if element.tag in ("html", "body", "main", "h1", "p"):
        return False
    names = _NAME_PART.findall(f"{element.get('class', '')} {element.get('id', '')}".lower())
    return not _CHROME_NAMES.isdisjoint(names)


def _is_link_list(element: html.HtmlElement, amount: Amount) -> bool:
    """Nothing but short links is a menu: three in a list, two in any other box."""
    if element.tag not in ("ul", "ol", "div", "td", "p", "section"):
        return False
    listed = element.tag in ("ul", "ol")
    least, most = (_LINK_LIST, _LONG_LINK) if listed else (_LINK_LIST - 1, _LONG_LINK // 2)
    return amount.links >= least and amount.longest <= most and amount.prose <= 2 * amount.links
