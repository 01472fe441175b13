"""Who says it: a person's words are told as that person's, and nobody is given words that are not theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from judge.checks.names import Name, names
from judge.checks.quotations import folded_words, occurs, quotations
from judge.checks.tables import table
from judge.checks.words import Words, words_of
from retrieval.writing.proving.named import forms_of_one
from retrieval.writing.proving.rephrasing import frame, said_by
from retrieval.writing.proving.support import Piece, Support

_LONG = 4
"""Words between quotation marks from which they are somebody's speech, where fewer are a name or a term."""
_MOSTLY = 0.6
"""Share of the words taken from a sentence of the text that stand in speech, from which the sentence tells speech."""
_SAYING_REACH = 6
_APPOSED = frozenset(", ( of from de du des из del".split())
_FINDING = frozenset("found finds concluded concludes declared declares stated".split())
_OBSERVERS = frozenset("observer observers mission statement delegation team teams institutions".split())
_ARTICLES = frozenset("the a an la le les el los las".split())


def check(said: Words, support: Support) -> Iterator[str]:
    """What is amiss with who says what, and with quoted words."""
    yield from _quoted(said, support)
    yield from _invented(said, support)
    speakers = {speaker for piece in support.pieces if (speaker := _speaker(piece, said))}
    for speaker in sorted(speakers):
        if not _is_told(speaker, said):
            yield f"These are the words of {speaker}: say so, by name."
    people = {t.folded for source in support.cited for t in words_of(source.speaker or "").tokens}
    about = {t.folded for t in words_of(support.about).tokens} - people
    for name in _sayers(said):
        if all(t.folded in about for t in name.tokens if t.is_word):
            continue  # a country or body that the text is about
        if not _says(name, said, support):
            yield f"The cited text does not give these words to {_full(name, said)}."


def _invented(said: Words, support: Support) -> Iterator[str]:
    """Those who are said to have found something, whom neither the text nor what it is about knows: "the international
    community found"; names are checked by themselves."""
    known = words_of(support.everything, support.language).stems | words_of(support.about).stems
    for token in said.tokens:
        if token.folded not in _FINDING:
            continue
        before = said.tokens[said.clause_at(token.place)[0] : token.place]
        plain = [t for t in before if said.is_content(t) and t.text[0].islower() and t.folded not in _OBSERVERS]
        if not all(said_by(said.stem(t), known | frame(said.language), said.language) for t in plain):
            yield f"The cited text does not say who “{token.text}” this in these words: “{plain[-1].text}”."


def is_speech(said: Words, support: Support) -> bool:
    """Whether the sentence tells what a person says in the text."""
    return any(_speaker(piece, said) for piece in support.pieces)


def _quoted(said: Words, support: Support) -> Iterator[str]:
    for quotation in quotations(said.text):
        cut = quotation.words.lstrip("… .")[:1].islower() and _is_cut(quotation.words, support)
        if cut or not any(occurs(quotation.words, source.text) for source in support.cited):
            yield f"The quoted words “{quotation.words}” are not in the cited text."


def _is_cut(quoted: str, support: Support) -> bool:
    """Whether the quoted words begin within a word everywhere: "censorship" of "self-censorship"."""
    first = folded_words(quoted)[0]
    places = [m.start() for m in re.finditer(rf"\b{re.escape(first)}\b", support.everything, re.IGNORECASE)]
    return bool(places) and all(place > 0 and support.everything[place - 1] in "-‑" for place in places)


def _speaker(piece: Piece, said: Words) -> str | None:
    """Whose speech the sentence takes from a piece of the text, if it takes speech."""
    words = piece.words
    plain = [t for t in words.tokens if words.is_content(t) and not (t.text[0].isupper() and t.place)]
    taken = [t for t in plain if words.stem(t) in said.stems]
    spans = _speech(piece)
    spoken = [t for t in taken if any(a <= piece.start + t.start < b for a, b in spans)]
    quoted = any(occurs(q.words, piece.source.text[a:b]) for q in quotations(said.text) for a, b in spans)
    if not taken or (len(spoken) < _MOSTLY * len(taken) and not (quoted and spoken)):
        return None
    return _who_speaks(piece) or piece.source.speaker


def _speech(piece: Piece) -> list[tuple[int, int]]:
    """The spans of the text between quotation marks; all of a person's text where it is cut out of a quotation."""
    text = piece.source.text
    found = [(q.start, q.end) for q in quotations(text) if len(folded_words(q.words)) >= _LONG]
    whole = piece.source.speaker is not None and (
        not found or text.count('"') % 2 or text.count("“") != text.count("”")
    )
    return [(0, len(text))] if whole else found


def _who_speaks(piece: Piece) -> str | None:
    """The person who is named beside a word of saying nearest to a piece of the text."""
    text = words_of(piece.source.text, piece.source.language)
    people = [name for name in names(text) if _is_beside_saying(name, text) and not _in_speech(name, piece)]
    nearest = min(people, key=lambda name: _far(name, piece), default=None)
    return _full(nearest, text) if nearest else None


def _in_speech(name: Name, piece: Piece) -> bool:
    return any(a <= name.tokens[0].start < b for a, b in _speech(piece))


def _far(name: Name, piece: Piece) -> int:
    place = name.tokens[0].start
    if piece.start <= place < piece.end:
        return 0
    return piece.start - place if place < piece.start else place - piece.end


def _is_beside_saying(name: Name, words: Words) -> bool:
    """Whether it is a person, and the subject of a word of saying: "said Piet Vandermoor", "Piet Vandermoor, Head of
    the mission from the Office, said"."""
    if not _is_person(name, words):
        return False
    sayings = table("sayings", words.language)
    first, last = name.tokens[0].place, name.tokens[-1].place
    start, end = words.sentence_at(first)
    untitled = first
    while untitled > start and words.tokens[untitled - 1].folded in table("titles", "all") | {"."}:
        untitled -= 1  # "said Ms. Maite Irigarayen"
    if any(t.folded in sayings for t in words.tokens[max(start, untitled - 2) : untitled]):
        return True
    after = list(words.tokens[last + 1 : end])
    for n, token in enumerate(after):
        if token.folded in sayings:
            between = after[:n]
            return n <= _SAYING_REACH or between[0].folded in _APPOSED or between[-1].text == ","
    return False


def _is_person(name: Name, words: Words) -> bool:
    """Two or more capitalised words side by side (perhaps hyphened), or one behind a title, without an article."""
    first, last = name.tokens[0].place, name.tokens[-1].place
    whole = all(t.text[0].isupper() or t.text in "-." for t in words.tokens[first : last + 1])
    before = words.tokens[first - 1].folded if first else ""
    titled = before in table("titles", "all") or before == "."
    cut = words.tokens[last + 1 : last + 2]  # "Special Co-ordinator" is cut behind its second word
    if cut and cut[0].text == "-":
        return False
    if any(t.text.endswith(("'s", "’s")) for t in name.tokens[:-1]):
        return False  # "Norland's Ministry"
    acronym = any(t.text.isupper() and len(t.text) > 1 for t in name.tokens)
    return whole and not acronym and before not in _ARTICLES and (len(name.tokens) >= 2 or titled)


def _is_told(speaker: str, said: Words) -> bool:
    surname = re.findall(r"\w+", speaker)[-1].casefold()
    return any(forms_of_one(t.folded, surname) for t in said.tokens if t.is_word)


def _sayers(said: Words) -> list[Name]:
    return [name for name in names(said) if _is_beside_saying(name, said)]


def _says(name: Name, said: Words, support: Support) -> bool:
    """Whether the text gives what the sentence takes to this person: as speech, or as somebody who is said to say."""
    surname = name.tokens[-1].folded
    for piece in support.pieces:
        who = _who_speaks(piece) if _speech(piece) else piece.source.speaker
        if who and forms_of_one(re.findall(r"\w+", who)[-1].casefold(), surname):
            return True
    return any(
        forms_of_one(other.tokens[-1].folded, surname) and _is_beside_saying(other, piece.words)
        for piece in support.pieces
        for other in names(piece.words)
        if other.tokens
    )


def _full(name: Name, words: Words) -> str:
    return words.text[name.tokens[0].start : name.tokens[-1].end]
