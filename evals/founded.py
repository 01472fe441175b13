"""A second look at written answers, apart from what proves them: are numbers, names and quoted words in the citations?

Plain string comparison, so that it can be wrong in other ways than `retrieval.writing.proof`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from library.records import Answer, Citation

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_QUOTED = re.compile(r"[\"“«]([^\"”»]+)[\"”»]")
_NUMERALS = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million half third quarter dozen "
    "twice double doubled triple tripled"
).split()
_VALUES = {word: str(n) for n, word in enumerate(_NUMERALS[:19], 2)}
_TENS = {word: str(10 * n) for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}


class Founded:
    """Knows which words the statements also write small: such a word is no name where it opens a sentence."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._small = {word for text in texts for word in _WORD.findall(text) if word[0].islower()}

    def missing(self, answer: Answer) -> list[tuple[str, str]]:
        """The sentences that are not verbatim, with each number, name and quotation that their citations lack."""
        cited = {c.n: c for c in answer.citations}
        return [
            (sentence.text, what)
            for sentence in answer.sentences
            if sentence.how != "quoted"
            for what in self._lacking(sentence.text, [cited[n] for n in sentence.citations])
        ]

    def _lacking(self, sentence: str, citations: list[Citation]) -> Iterator[str]:
        quotes = " ".join(c.quote for c in citations)
        known = f"{quotes} {' '.join(_about(c) for c in citations)}"
        numbers = set(_NUMBER.findall(known))
        small = {word.casefold() for word in _WORD.findall(known)}
        told = small | {value for word, value in (_VALUES | _TENS).items() if word in _parts(small)}
        for number in _NUMBER.findall(sentence):
            if number not in numbers and number not in told:
                yield number
        for word in _parts({word.casefold() for word in _WORD.findall(sentence)}) & set(_NUMERALS):
            value = (_VALUES | _TENS).get(word)
            if word not in _parts(small) and (value is None or value not in numbers):
                yield word
        for name in self._names(sentence):
            if not _is_known(name, known):
                yield name
        for quoted in _QUOTED.findall(sentence):
            if _plain(quoted) not in _plain(quotes):
                yield f"“{quoted}”"

    def _names(self, sentence: str) -> Iterator[str]:
        for match in _WORD.finditer(sentence):
            word = match.group()
            if not word[0].isupper():
                continue
            opens = not sentence[: match.start()].strip(" \"“«'‘(") or sentence[: match.start()].rstrip()[-1:] in ".:!?"
            lowered = word[0].lower() + word[1:]
            if opens and (lowered in self._small or lowered.split("-")[0] in self._small | set(_NUMERALS)):
                continue
            yield re.sub(r"['’]s?$", "", word)


def _about(citation: Citation) -> str:
    """What may be said of an election without a quotation: its country, days, bodies, place, and who speaks."""
    statement = citation.statement
    days = [f"{day:%-d %B %Y}" for day in (statement.election_date, statement.date) if day]
    country = statement.country.name if statement.country else ""
    speaker = f"{citation.speaker.name} {citation.speaker.role or ''}" if citation.speaker else ""
    return " ".join((country, *days, *statement.bodies, statement.place or "", statement.election_type or "", speaker))


def _is_known(name: str, known: str) -> bool:
    """As it stands, as the beginning of a word (``Varelia``: ``Varelian``), or as what the words abbreviate to."""
    if re.search(rf"\b{re.escape(name[: max(4, len(name) - 3)])}", known):
        return True
    letters = "".join(word[0] for word in _WORD.findall(known) if word[0].isupper())
    return name.isupper() and name.rstrip("s") in letters


def _parts(words: set[str]) -> set[str]:
    """The words and the halves of those with a hyphen."""
    return words | {part for word in words for part in word.split("-")}


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
