"""How much the elements of a web page say, and how much of it is links."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree, html


@dataclass(slots=True)
class Amount:
    """What an element says, those within it counted in; white space does not count."""

    letters: int = 0
    linked: int = 0
    """Letters that are links."""
    links: int = 0
    longest: int = 0
    """Letters of its longest link."""

    @property
    def prose(self) -> int:
        """Letters that are no links."""
        return self.letters - self.linked


class Amounts:
    """The amount of every element of a page, counted in one walk, since pages may be deep and long."""

    def __init__(self, page: html.HtmlElement) -> None:
        self._of: dict[html.HtmlElement, Amount] = {}
        open_: list[Amount] = []
        for event, element in etree.iterwalk(page, events=("start", "end", "comment", "pi")):
            if event == "start":
                open_.append(Amount(_letters(element.text)))
                continue
            if event == "end":
                amount = open_.pop()
                if element.tag == "a" and element.get("href"):
                    amount = Amount(amount.letters, amount.letters, amount.links + 1, amount.letters)
                self._of[element] = amount
                if open_:
                    _add(open_[-1], amount)
            if open_:
                open_[-1].letters += _letters(element.tail)

    def __getitem__(self, element: html.HtmlElement) -> Amount:
        """The amount of an element; one that was not there when they were counted says nothing."""
        return self._of.get(element, _NOTHING)

    def prose(self, element: html.HtmlElement) -> int:
        """Letters outside links."""
        return self[element].prose


_NOTHING = Amount()


def _add(to: Amount, amount: Amount) -> None:
    to.letters += amount.letters
    to.linked += amount.linked
    to.links += amount.links
    to.longest = max(to.longest, amount.longest)


def _letters(text: str | None) -> int:
    return len("".join(text.split())) if text else 0
