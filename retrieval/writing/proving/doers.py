"""Who does it: what one body does in the text is not told of another that the text names."""

from __future__ import annotations

from collections.abc import Iterator

from judge.checks.words import Token, Words
from retrieval.writing.proving.rephrasing import equal_to

_BY = frozenset("by par por".split())
_PRONOUNS = frozenset("it they he she who which its their whose il elle ils elles qui que ella ellos quienes".split())
_AUXILIARIES = frozenset("has have had also then not".split())
_PLACING = frozenset("in of at on from for to with in within en de du à dans des".split())
_NEAR = 4
"""Tokens behind a name among which the verb is looked for."""


def check(said: Words, text: Words) -> Iterator[str]:
    """What somebody else does in the text: behind "by", or in front of the verb."""
    yield from _by(said, text)
    for name, verb in _named_doers(said):
        places = [t.place for t in text.tokens if text.stem(t) == said.stem(verb) and t.folded == verb.folded]
        sentences = [text.tokens[slice(*text.sentence_at(place))] for place in places]
        if sentences and not any(_may_do(name, tokens) for tokens in sentences):
            yield f"The cited text does not say that {name.text} “{verb.text}”."


def _by(said: Words, text: Words) -> Iterator[str]:
    """ "Appointed by the Council with the consent of the President" for "by the President with that of the Council"."""
    theirs = _agents(text)
    for verb, agent in _agents(said):
        others = {other for one, other in theirs if one == verb}
        if others and not any(equal_to(agent, said.language) & equal_to(other, said.language) for other in others):
            yield f"The cited text says by whom it was “{verb}”, and it was another."


def _agents(words: Words) -> set[tuple[str, str]]:
    """Stems of what is done, in front of "by", and of the last word of who does it."""
    found = set()
    for token in words.tokens:
        before = words.tokens[token.place - 1] if token.place else None
        if token.folded in _BY and before and words.is_content(before) and before.folded.endswith(("ed", "en", "wn")):
            agent = _last_of(words, token.place + 1)
            if agent:
                found.add((words.stem(before), words.stem(agent)))
    return found


def _last_of(words: Words, first: int) -> Token | None:
    """The last word of a name of several words ("the Central Election Commission"), or of a plain one."""
    last = None
    for token in words.tokens[first:]:
        if not words.is_content(token):
            if last or not token.is_word:
                break
            continue
        if last and not (last.text[0].isupper() and token.text[0].isupper()):
            break
        last = token
    return last


def _named_doers(said: Words) -> Iterator[tuple[Token, Token]]:
    """Names in front of a word that may be a verb in the past: "the Court declared"."""
    for token in said.tokens:
        if not token.is_word or not token.text[0].isupper() or not said.is_content(token) or token.text.endswith("s"):
            continue
        if _is_placing(token, said):
            continue
        for following in said.tokens[token.place + 1 : token.place + _NEAR]:
            if following.folded in _AUXILIARIES:
                continue
            if following.text[0].islower() and following.folded.endswith("ed"):
                yield token, following
            break


def _is_placing(name: Token, said: Words) -> bool:
    """ "The police in Saint Brennan opened": a name behind a preposition does nothing."""
    first = name.place
    while first and said.tokens[first - 1].text[0].isupper():
        first -= 1
    return bool(first) and said.tokens[first - 1].folded in _PLACING


def _may_do(name: Token, tokens: tuple[Token, ...]) -> bool:
    """Whether a sentence of the text names the doer, or speaks of one by a pronoun."""
    return any(
        t.folded in _PRONOUNS
        or t.folded == name.folded
        or _is_short_for(name.text, t.text)
        or _is_short_for(t.text, name.text)
        for t in tokens
    )


def _is_short_for(short: str, word: str) -> bool:
    """ "CEC" for "Commission": its last letter, or its first, is where the word begins."""
    return len(short) > 1 and short.isupper() and word[0].isupper() and word[0] in (short[-1], short[0])
