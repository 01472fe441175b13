"""What others tell in a text is not told as found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from judge.checks.expressions import size_at, spans
from judge.checks.figures import figures
from judge.checks.tables import table
from judge.checks.words import Token, Words, stem
from retrieval.writing.proving.rephrasing import frame, said_by

_LIKE = 0.6
"""Share of the words of a clause that are told by others in the text, from which the clause tells what they tell."""
_FIRST = 4
"""Words of content after a word of telling that are looked at first."""
_OBSERVERS = frozenset(
    "observers observer mission statement report наблюдатели миссия observateurs mission observadores misión".split()
)
_NAMED = 6
"""Tokens behind "according to" that name who tells it."""
_DATA = ("results", "figures", "data")
_ARTICLES = frozenset("a an".split())
_BY = frozenset("by par por".split())
_ACCORDING = frozenset("according selon según по".split())
_BEING = frozenset("was were is are be been being".split())
_RELATIVES = frozenset("who whom which".split())


def check(said: Words, text: Words) -> Iterator[str]:
    """What others tell in the text, told as found: a clause made of such words without a word of telling."""
    for words, reached, nested, tellers in _tellings(text, said):
        sayings = table("sayings", said.language)
        apart = nested if words.split()[0].casefold() in sayings else nested | sayings
        regarded = words.casefold() in table("regarded", said.language)
        covered = _covered(said, apart, table("seen so", said.language) if regarded else frozenset())
        covered |= _told_by(said, tellers, attitude=words.casefold() in table("attitudes", said.language))
        for clause in _clauses(said):
            own = [t for t in clause if said.is_content(t) and said.stem(t) not in frame(said.language)]
            if len(own) < 2 or any(t.place in covered for t in own):
                continue
            taken = {said.stem(t) for t in own if said_by(said.stem(t), set(reached), said.language)}
            first = [stem for stem in reached[:_FIRST] if said_by(stem, taken, said.language)]
            if len(taken) >= max(2, _LIKE * len(own)) or len(first) >= 2:
                yield f"The cited text tells this as what others say: “{words}”."
                return


def _told_by(said: Words, tellers: frozenset[str], *, attitude: bool) -> set[int]:
    """The places of a sentence that are told there by those who tell it in the text: "the Chamber told the mission
    that"; of an attitude also what they themselves do ("all of them trusted")."""
    found: set[int] = set()
    sayings = table("sayings", said.language)
    for token in said.tokens:
        end = said.sentence_at(token.place)[1]
        first = said.clause_at(token.place)[0]
        if token.folded in _ACCORDING:  # "according to the Chamber": of what follows, and of what stands before
            first, behind = said.sentence_at(token.place)[0], said.tokens[token.place + 1 : token.place + _NAMED]
            if said.content(behind) & tellers:
                found |= set(range(first, end))
            continue
        subject = said.content(said.tokens[first : token.place]) & tellers
        told = token.folded in sayings or bool(size_at(said, token.place, "reported"))
        if _is_ordered(said, token.place, token.place + 1):
            continue
        if subject and (told or attitude):
            found |= set(range(first, end if told else said.clause_at(token.place)[1]))
    return found


def _tellings(text: Words, said: Words) -> Iterator[tuple[str, list[str], frozenset[str], frozenset[str]]]:
    """Words of telling with the stems of what is told, in order, words of telling that are told themselves, and the
    stems of who tells it.

    What the observers themselves say is no such thing, what a body announces is data, and speech is seen to by
    `proving.spoken`.
    """
    for first, last in spans(text, "reported"):
        start, end = text.sentence_at(first)
        before = [t for t in text.tokens[max(start, first - 3) : first] if t.is_word]
        if before and before[-1].folded in _ARTICLES:
            continue  # "an informed choice"
        if text.tokens[first].folded in table("sayings", text.language):
            ours = any(t.folded in _OBSERVERS for t in before)
            announced = bool(before) and before[-1].text.isupper() and len(before[-1].text) > 1
            speech = last < len(text.tokens) and text.tokens[last].text[0].isupper()
            if ours or announced or speech:
                continue
        if _is_done(text, first, last, said):
            continue
        if text.tokens[first].folded in _ACCORDING and _is_data(text.tokens[last : last + _NAMED], text, said):
            continue
        if text.tokens[first].folded in _ACCORDING and any(t.text[0].isupper() for t in text.tokens[last : last + 2]):
            continue
        end = _told_until(text, last, end)
        after = [text.stem(t) for t in text.tokens[last:end] if text.is_content(t)]
        halves = [text.stem(t) for t in text.tokens[last:end] if text.is_content(t) and _is_second_half(text, t)]
        after = [stem for stem in after if stem not in halves] + halves
        if len(after) >= 2:
            nested = {text.tokens[a].folded for a, _ in spans(text, "reported") if last <= a < end}
            words = text.text[text.tokens[first].start : text.tokens[last - 1].end]
            yield words, after, frozenset(nested - {text.tokens[first].folded}), _tellers(text, first, last)


def _is_data(source: Sequence[Token], text: Words, said: Words) -> bool:
    """ "According to preliminary results", where the sentence names the results or figures too."""
    return bool(text.content(source) & {stem(word, text.language) for word in _DATA} & said.stems)


def _is_done(text: Words, first: int, last: int, said: Words) -> bool:
    """ "Considered 88 complaints" where the sentence tells of that too, "were asked to wait": nobody tells anything."""
    following = text.tokens[last : last + 1]
    considered = text.tokens[first].folded in table("regarded", text.language)
    considered = considered and said_by(text.stem(text.tokens[first]), said.stems, said.language)
    counted = considered and any(f.start <= t.start < f.end for t in following for f in figures(text) if not f.weak)
    return counted or (text.tokens[first].folded == "asked" and _is_ordered(text, first, last))


def _is_ordered(words: Words, first: int, last: int) -> bool:
    """ "Were told to leave": nobody says what was found."""
    being = first > 0 and words.tokens[first - 1].folded in _BEING
    return being and any(t.folded == "to" for t in words.tokens[last : last + 1])


def _tellers(text: Words, first: int, last: int) -> frozenset[str]:
    """Stems of who tells: what stands before in the clause, or behind "by"; the observers are none."""
    start, end = text.clause_at(first)
    behind = text.tokens[last : last + 1]
    by = bool(behind) and behind[0].folded in _BY
    tokens = text.tokens[last : min(end, last + 4)] if by else text.tokens[start:first]
    return text.content([t for t in tokens if t.folded not in _OBSERVERS])


def _is_second_half(words: Words, token: Token) -> bool:
    """Whether it is behind a hyphen: "vote-buying" is one word here."""
    return token.place > 1 and words.tokens[token.place - 1].text == "-"


def _told_until(text: Words, first: int, end: int) -> int:
    """Where what is told ends: at a comma behind which another sentence begins, or with its sentence."""
    parting = table("contrasts", text.language) | {"even", "and", "и", "et", "y"}
    borders = [
        n for n in range(first + 1, end - 1) if text.tokens[n].text == "," and text.tokens[n + 1].folded in parting
    ]
    return min([end, *borders])


def _covered(said: Words, told: frozenset[str], more: frozenset[str]) -> set[int]:
    """The places of a sentence that stand under a word of telling (that is not itself told): its clause, and what
    follows up to a relative."""
    found: set[int] = set()
    words = [(t.place, t.place + 1) for t in said.tokens if t.folded in more]
    for first, last in [*spans(said, "reported"), *words]:
        if said.tokens[first].folded in told or _is_ordered(said, first, last):
            continue
        start, _ = said.clause_at(first)
        ends = [place for place in range(last, said.sentence_at(first)[1]) if _begins_relative(said, place, first)]
        found |= set(range(start, min([said.sentence_at(first)[1], *ends])))
    return found


def _begins_relative(said: Words, place: int, after: int) -> bool:
    near = said.tokens[max(after, place - 4) : place]
    return said.tokens[place].folded in _RELATIVES and any(t.text == "," for t in near)


def _clauses(said: Words) -> Iterator[list[Token]]:
    place = 0
    while place < len(said.tokens):
        _, end = said.clause_at(place)
        yield list(said.tokens[place:end])
        place = max(end, place + 1)
