"""Words of a written sentence that its text does not have, and words that are never ours to say."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from judge.checks.expressions import spans
from judge.checks.figures import figures
from judge.checks.names import names
from judge.checks.polarity import denials, undone
from judge.checks.quotations import quotations
from judge.checks.tables import facts, table
from judge.checks.words import Token, Words, stem
from retrieval.writing.proving.rephrasing import ELECTION, equal_to, frame, said_by

_OURS = ("causes", "duties", "knowing", "verdicts")
_MARKUP = re.compile(r"[<>{}|`\\^~]|://|\bwww\.|\*\*|__|\]\(")
_WITHIN = frozenset(
    "in at during of for after before on since from с в на во при после до перед en aux lors pendant après avant des "
    "du durante después antes las los".split()
)
_WITHIN_REACH = 6
_DENYING = frozenset("cannot rather instead".split())
_ALLOWING = frozenset("allowed permitted entitled".split())
"""What stands for "may"."""
_ENABLE = stem("enable", "en")
_AGAIN = Token("again", 0, 5, 0)


@dataclass(frozen=True)
class Wording:
    """The words of content that the text lacks, and their share of the sentence's."""

    strange: tuple[Token, ...]
    share: float
    never: bool
    """Whether no judge can help: the words name somebody, speak of the election as a whole, or make up a third of one
    of several clauses."""


def strange_words(said: Words, text: Words, about: Words) -> Wording:
    """What a sentence says in words that its text does not have, nor any that may stand for them.

    Names and figures are left out, since they are checked by themselves. What the text is about does not say anything
    of the election as a whole: its words count only where they tell when or where.
    """
    apart = _apart(said) | _ours(said, text, about)
    titles = table("titles", "all")
    apart |= {t.place for t in said.tokens if t.text == "s" and said.text[: t.start].endswith(("'", "’"))}
    content = [t for t in said.tokens if said.is_content(t) and t.place not in apart and t.folded not in titles]
    strange = [t for t in content if not _is_known(t, said, text, about)]
    clauses: dict[int, list[Token]] = {}
    for token in content:
        clauses.setdefault(said.clause_at(token.place)[0], []).append(token)
    added = [c for c in clauses.values() if any(t in strange for t in c) and 3 * sum(t in strange for t in c) >= len(c)]
    whole = any(said.stem(t) in ELECTION or (t.text[0].isupper() and t.place) for t in strange)
    return Wording(
        tuple(strange), len(strange) / len(content) if content else 0.0, whole or bool(added and len(clauses) > 1)
    )


def says_of(said: Words, text: Words, about: Words) -> bool:
    """Whether it has a word of content from the text that is none of what the text is about: a title or a date by
    itself says nothing. Across languages figures and names count."""
    if said.language != text.language:
        return True
    own = text.stems - about.stems
    return any(equal_to(stem, said.language) & own for stem in said.stems)


def _apart(said: Words) -> frozenset[int]:
    """Places of tokens of names and figures."""
    counted = [(f.start, f.end) for f in figures(said) if not f.weak]
    named = {t.place for name in names(said) for t in name.tokens if t.text[0].isupper()}
    inside = {t.place for t in said.tokens if any(a <= t.start < b for a, b in counted)}
    return frozenset(named | inside)


def _ours(said: Words, text: Words, about: Words) -> frozenset[int]:
    """Places of words that are looked at by themselves: of reasons, duties and reserves where the text has such
    ("recommended" for "should be", "partially" for "in part"), and of denials."""
    found: set[int] = set()
    for name in ("causes", "duties"):
        if _theirs(name, text, about):
            found.update(place for first, last in spans(said, name) for place in range(first, last))
    for kind in facts()["reserves"]:
        if spans(text, "reserves", kind):
            found.update(place for first, last in spans(said, "reserves", kind) for place in range(first, last))
    denying = _DENYING | (_ALLOWING if spans(text, "reserves", "may") else frozenset())
    return frozenset(found | {t.place for t in said.tokens if t.folded in denying})


def _theirs(name: str, text: Words, about: Words) -> bool:
    """Whether a text gives a reason, a duty or a verdict; a duty also where it stands under recommendations."""
    return bool(spans(text, name) or (name == "duties" and spans(about, name)) or (name == "causes" and _as(text)))


def _is_known(token: Token, said: Words, text: Words, about: Words) -> bool:
    word = said.stem(token)
    if word in frame(said.language) or said_by(word, text.stems, said.language):
        return not _is_cut(token, said, text)
    if word not in about.stems:
        return bool(denials(text)) and undone(said, token) in text.stems  # "inaccessible" for "not accessible"
    return word not in ELECTION or _is_within(token, said)


def _is_cut(token: Token, said: Words, text: Words) -> bool:
    """Whether the text has the word only behind one that turns its meaning: "censorship" of "self-censorship"."""
    if _turning(said, token):
        return False
    same = [t for t in text.tokens if t.is_word and text.stem(t) == said.stem(token)]
    return bool(same) and all(_turning(text, t) for t in same)


def _turning(words: Words, token: Token) -> bool:
    before = words.tokens[max(0, token.place - 2) : token.place]
    return len(before) == 2 and before[1].text in "-‑" and before[0].folded in table("turning prefixes", "all")


def _is_within(token: Token, said: Words) -> bool:
    """Whether it only tells when or where: "in the 2020 local elections"."""
    start = max(said.clause_at(token.place)[0], token.place - _WITHIN_REACH)
    return any(t.folded in _WITHIN for t in said.tokens[start : token.place])


def check(said: Words, text: Words, about: Words) -> Iterator[str]:
    """Reasons, duties, knowledge and verdicts that the text does not have, the first and second person, and markup."""
    quoted = [(q.start, q.end) for q in quotations(said.text)]
    for name in _OURS:
        theirs = _theirs(name, text, about)
        for first, last in spans(said, name):
            words = _span(said, first, last)
            if name == "causes" and _is_of_time(said, first, last) and _is_of_time_there(text):
                continue
            if name == "verdicts":
                if not _is_named(said.tokens[first], said) and not said_by(
                    said.stem(said.tokens[first]), text.stems, said.language
                ):
                    yield f"“{words}” is not in the cited text."
            elif not theirs and not _is_made_possible(said, first, last, text):
                yield f"The cited text does not say “{words}”."
    ourselves = table("ourselves", said.language)
    for token in said.tokens:
        if token.folded in ourselves and token.text != "US" and not any(a <= token.start < b for a, b in quoted):
            yield f"It speaks as “{token.text}”, which only a quotation may."
            break
    yield from _compared(said, text, about)


def _is_made_possible(said: Words, first: int, last: int, text: Words) -> bool:
    """ "So that voters could vote" for "which enabled voters to vote"."""
    if [t.folded for t in said.tokens[first:last]] != ["so", "that"] or text.language != "en":
        return False
    aim = said.content(said.tokens[last : said.sentence_at(first)[1]])
    enabling = [t for t in text.tokens if text.stem(t) in equal_to(_ENABLE, "en")]
    enabled = [text.content(text.tokens[t.place : text.sentence_at(t.place)[1]]) for t in enabling]
    return any(2 * sum(said_by(stem, stems, "en") for stem in aim) > len(aim) for stems in enabled)


def _is_of_time(said: Words, first: int, last: int) -> bool:
    """ "Since 2020", "since July 2020": no reason, but a time, which the text must have."""
    following = said.tokens[last : last + 2]
    dated = [f for f in figures(said) if f.measure in ("year", "day")]
    return said.tokens[first].folded == "since" and any(f.start <= t.start < f.end for t in following for f in dated)


def _is_of_time_there(text: Words) -> bool:
    return any(_is_of_time(text, *span) for span in spans(text, "causes"))


def _is_named(token: Token, said: Words) -> bool:
    """Whether it is part of a name, which is looked for as such: the "Standards" of an office."""
    return token.text[0].isupper() and any(token in name.tokens for name in names(said))


def _as(text: Words) -> bool:
    """Whether the text gives a reason with "as"."""
    followed = zip(text.tokens, text.tokens[1:], strict=False)
    return any(a.text == "," and b.folded == "as" for a, b in followed)


def _compared(said: Words, text: Words, about: Words) -> Iterator[str]:
    """Comparisons are the text's or none: "more", "fewer", "worse", "the highest"."""
    compared = table("comparing", said.language)
    there = {words.stem(t) for words in (text, about) for t in words.tokens if t.is_word}
    for token in said.tokens:
        own = token.folded in compared and not _in_figure(token, said) and not _is_told_so(token, said, text, there)
        if own and not said_by(said.stem(token), there, said.language):
            yield f"The cited text does not say “{token.text}”."


def _is_told_so(token: Token, said: Words, text: Words, there: Set[str]) -> bool:
    """ "Once more" for "again", "rather than" for "not"."""
    before = said.tokens[token.place - 1].folded if token.place else ""
    if (before, token.folded) in (("rather", "than"), ("not", "only")):
        return bool(denials(text))  # which must be of the same: `proving.denied`
    return (before, token.folded) == ("once", "more") and said.stem(_AGAIN) in there


def _in_figure(token: Token, said: Words) -> bool:
    return any(f.start <= token.start < f.end for f in figures(said))


def markup(sentence: str, texts: Sequence[str]) -> Iterator[str]:
    """Characters that no answer needs: markup, links, and what cannot be seen."""
    there = "".join(texts)
    if any(match.group() not in there for match in _MARKUP.finditer(sentence)):
        yield "It holds markup or a link."
    if any(unicodedata.category(c) in ("Cc", "Cf", "Co", "Cn") for c in sentence):
        yield "It holds characters that cannot be seen."


def _span(words: Words, first: int, last: int) -> str:
    return words.text[words.tokens[first].start : words.tokens[last - 1].end]
