"""Names in a written sentence: people, bodies, parties, places and countries that the cited texts name as well."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from judge.checks import Places
from judge.checks.figures import figures
from judge.checks.names import Name, check_roles, names
from judge.checks.tables import table
from judge.checks.words import Token, Words
from retrieval.writing.proving.rephrasing import frame

_LEAST = 4
"""Letters that two forms of a name share at least."""
_ENDING = 2
_LONG_ENDING = 4
"""Letters in which the shorter and the longer form may differ from each other."""


def check(said: Words, text: Words, everything: Words, about: Words, places: Places) -> Iterator[str]:
    """What is amiss with the names of a sentence: each is one name of a cited text or of what it is about; a country is
    looked for in any language and form. Names in another script than the text's cannot be found in it."""
    countries = places(said.text)
    there = {name for name, _, _ in (*places(everything.text), *places(about.text))}
    for name, start, end in countries:
        if name not in there:
            yield f"The cited text is not about {said.text[start:end]}."
    known = [tokens for words in (everything, about) for tokens in _runs(words)]
    initials = {letters for tokens in known for letters in _initials(tokens)}
    for run in _of_sentence(said):
        other = [t for t in run if not any(a < t.end and t.start < b for _, a, b in countries)]
        if not any(t.is_word and t.text[0].isupper() for t in other):
            continue
        whole = len(other) == len(run)
        if not _is_named(other, known, initials) and (whole or not _is_plain(other, said, everything, about)):
            yield f"The cited text does not name {said.text[run[0].start : run[-1].end]}."
    for objection in check_roles(everything, said):
        yield objection.message


def _is_plain(rest: Sequence[Token], said: Words, everything: Words, about: Words) -> bool:
    """Whether what stands beside a country is said in the text, if not as a name: "Norland's Parliament", "Although
    Norland's"."""
    known = everything.stems | about.stems | frame(said.language)
    return all(said.stem(t) in known for t in rest if said.is_content(t))


def _of_sentence(said: Words) -> Iterator[list[Token]]:
    counted = [(f.start, f.end) for f in figures(said)]
    for name in names(said):
        for part in _parts(name):
            yield [t for t in part if not _opens(t, said, counted)]


def _opens(token: Token, said: Words, counted: Sequence[tuple[int, int]]) -> bool:
    """Whether a word has its capital from opening the sentence: "Although the Office", "Eleven Norlandian towns"."""
    if token.place:
        return False
    return said.stem(token) in frame(said.language) or any(a <= token.start < b for a, b in counted)


def _parts(name: Name) -> Iterator[list[Token]]:
    """The names of a run, which may be two: "Elena Varkova and Irina Malesh"."""
    part: list[Token] = []
    for token in name.tokens:
        far = part and token.place - part[-1].place > 1 and _is_joined(part[-1], token)
        if far:
            yield part
            part = []
        part.append(token)
    if part:
        yield part


def _is_joined(one: Token, other: Token) -> bool:
    return other.place - one.place > 1


def _runs(words: Words) -> Iterator[tuple[Token, ...]]:
    """The runs of capitalised words of a text, those that open a sentence included."""
    run: list[Token] = []
    for token in words.tokens:
        if token.is_word and token.text[0].isupper():
            run.append(token)
        elif run and not (token.folded in table("function words", words.language) or token.text in "-.’'"):
            yield tuple(run)
            run = []
    if run:
        yield tuple(run)


def _initials(run: Sequence[Token]) -> set[str]:
    letters = "".join(t.text[0] for t in run)
    return {letters[n:m] for n in range(len(letters)) for m in range(n + 2, len(letters) + 1)}


def _is_named(name: Sequence[Token], known: Sequence[Sequence[Token]], initials: set[str]) -> bool:
    """Whether one name of the texts has all words of this one; an abbreviation may stand for the words."""
    words = [token for token in name if token.text[0].isupper()]
    if any(all(any(_same(token, other) for other in run) for token in words) for run in known):
        return True
    letters = "".join(token.text[0] for token in words)
    spelt = {_bare(token) for run in known for token in run}
    if len(words) == 1:
        return _is_acronym(words[0]) and _bare(words[0]) in initials
    return len(letters) > 1 and letters in spelt


def _same(token: Token, other: Token) -> bool:
    if _is_acronym(token) or _is_acronym(other):
        return _bare(token) == _bare(other)
    return forms_of_one(token.folded, other.folded)


def forms_of_one(one: str, other: str) -> bool:
    """Whether two folded words are forms of one name: ``Levkar`` and ``Levkar's``, ``Тезира`` and ``Тезиры``."""
    same = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    longer, shorter = max(len(one), len(other)), min(len(one), len(other))
    return one == other or (same >= _LEAST and shorter - same <= _ENDING and longer - same <= _LONG_ENDING)


def _is_acronym(token: Token) -> bool:
    bare = _bare(token)
    return len(bare) > 1 and bare.isupper()


def _bare(token: Token) -> str:
    """Without what inflects an abbreviation: ``OES's``, ``DEBs``."""
    return re.sub(r"(?<=[^\W\d_a-zа-я]{2})(?:['’]?s)$", "", token.text)


def spelt_out(text: Words, said: Words) -> str:
    """The text with its abbreviations of names that the sentence spells out spelt out as well, for the judge."""
    plain = text.text
    for name in names(said):
        words = [token for token in name.tokens if token.text[0].isupper()]
        letters = "".join(token.text[0] for token in words)
        if len(letters) > 1:
            plain = re.sub(rf"\b{re.escape(letters)}s?\b", said.text[words[0].start : words[-1].end], plain)
    return plain
