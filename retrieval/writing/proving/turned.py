"""What the text tells in one order told in the other: which of two things came first, who did it to whom, and which of
two was what ("public radio was fair, public television was not")."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from judge.checks.figures import figures
from judge.checks.tables import table
from judge.checks.words import Token, Words
from retrieval.writing.proving.rephrasing import equal_to

_AFTER = frozenset("after once après después".split())
_BEFORE = frozenset("before avant antes".split())
_WHICH = frozenset("which quoi lo".split())
_ENDS = frozenset(",;:–—()")
_LEAST = 2
"""Words of content from which what stands behind "after" is told of, rather than a day or an occasion."""
_SHARED = 3
"""Words of content that two tellings of one order have in common at least."""
_BY = frozenset(["by"])
_MEANS = frozenset("letter post mail phone telephone hand law consensus lot decree".split())
"""By these something is done that somebody else does."""
_DONE = ("ed", "en", "wn", "ld")
_BE = frozenset("be been being is are was were".split())
_REACH = 4
"""Tokens behind a verb among which its object is looked for."""
_SILENT = frozenset("the a an its their his her le la les l el los las un une una ,".split())
"""Between two words of content these count for nothing."""
_STOPS = frozenset(";:.–—()")
_AND = frozenset("and or nor well и или et ou y o".split())
_SAME = frozenset("other some".split())
"""Stems of words that may change places: "some did, others did not"."""
_PRONOUNS = frozenset("it they he she он она они il elle ils elles".split())
_LISTED = 3
"""Words of content within which two things joined by "and" may change places."""


@dataclass(frozen=True)
class _Order:
    """The words of content of what came earlier and of what came later, those of both left out."""

    earlier: frozenset[str]
    later: frozenset[str]


def check(said: Words, text: Words) -> Iterator[str]:
    """Before and after exchanged, the one who does and the one to whom it is done, or two of whom something is said."""
    yield from _events(said, text)
    yield from _roles(said, text)
    yield from _exchanged(said, text)


def _events(said: Words, text: Words) -> Iterator[str]:
    """ "A after B" where the text has "B after A", or "A, after which B"."""
    theirs = list(_orders(text))
    if any(_is_turned(own, theirs, said) for own in _orders(said)):
        yield "The cited text says it happened in the other order."


def _is_turned(own: _Order, theirs: Sequence[_Order], said: Words) -> bool:
    """Whether the halves of what the sentence tells are those of the text's likest order, exchanged."""
    fits = [_shared(own.earlier, own.later, known, said) for known in theirs]
    if not fits:
        return False
    same, turned = max(fits, key=lambda fit: sum(map(sum, fit)))
    return sum(turned) > sum(same) and min(turned) > 0 and sum(same) + sum(turned) >= _SHARED


def _shared(
    earlier: frozenset[str], later: frozenset[str], known: _Order, said: Words
) -> tuple[tuple[int, int], tuple[int, int]]:
    """How many words each half has in common with the text's half of the same time, and with its other half."""
    first, second = (
        frozenset().union(*(equal_to(stem, said.language) for stem in half)) for half in (known.earlier, known.later)
    )
    return (len(earlier & first), len(later & second)), (len(earlier & second), len(later & first))


def _orders(words: Words) -> Iterator[_Order]:
    """What is told with "before" or "after", behind a whole clause or in front of it."""
    for token in words.tokens:
        if token.folded not in _AFTER | _BEFORE:
            continue
        start, end = words.sentence_at(token.place)
        ahead = words.content(words.tokens[start : token.place])
        border = token.place + 1
        if border < end and words.tokens[border].folded in _WHICH:
            behind, ahead = ahead, words.content(words.tokens[border:end])
        else:
            while border < end and words.tokens[border].text not in _ENDS:
                border += 1
            behind = words.content(words.tokens[token.place + 1 : border])
            ahead = ahead or words.content(words.tokens[border:end])
        if min(len(ahead), len(behind)) >= _LEAST:
            earlier, later = (behind, ahead) if token.folded in _AFTER else (ahead, behind)
            yield _Order(earlier - later, later - earlier)


def _roles(said: Words, text: Words) -> Iterator[str]:
    """ "Members told their brothers" where the text has "members were told by their brothers", and the reverse."""
    for verb, doer in _passives(text):
        if any(_is_object(doer, at, said) for at in _active(verb, said)):
            yield f"In the cited text it is not done to them: “{doer.text}”."
    for verb, doer in _passives(said):
        active = _active(verb, text)
        passive = [one for one, _ in _passives(text) if one.folded == verb.folded]
        if active and not passive and all(_is_object(doer, at, text) for at in active):
            yield f"In the cited text it is done to them, not by them: “{doer.text}”."


def _passives(words: Words) -> Iterator[tuple[Token, Token]]:
    """What is done, in front of "by", and the word of content by which it is done."""
    for token in words.tokens:
        before = words.tokens[token.place - 1] if token.place else None
        if token.folded in _BY and before and words.is_content(before) and before.folded.endswith(_DONE):
            behind = words.tokens[token.place + 1 : token.place + _REACH]
            doer = next((t for t in behind if words.is_content(t)), None)
            if (
                doer
                and doer.folded not in _MEANS
                and not any(doer.start < f.end and behind[0].start <= f.start for f in figures(words))
            ):
                yield before, doer


def _active(verb: Token, words: Words) -> list[Token]:
    """Where a verb stands, in the same form, without "by" behind it or "to be" before it."""
    found = []
    for token in words.tokens:
        following = words.tokens[token.place + 1 : token.place + 2]
        by = bool(following) and following[0].folded in _BY
        if token.folded == verb.folded and not by and not _is_passive(token, words):
            found.append(token)
    return found


def _is_passive(verb: Token, words: Words) -> bool:
    return any(t.folded in _BE for t in words.tokens[max(0, verb.place - 3) : verb.place])


def _is_object(doer: Token, verb: Token, words: Words) -> bool:
    """Whether a doer of the other text stands right behind the verb, and not in front of it."""
    first, end = words.clause_at(verb.place)
    same = equal_to(words.stem(doer), words.language)
    behind = words.content(words.tokens[verb.place + 1 : min(end, verb.place + 1 + _REACH)])
    ahead = words.content(words.tokens[first : verb.place])
    return bool(same & behind) and not same & ahead


@dataclass(frozen=True)
class _Linked:
    """A word of content with those before and behind it, each with the little words between; None at a border."""

    token: Token
    before: tuple[str, ...] | None
    behind: tuple[str, ...] | None


def _exchanged(said: Words, text: Words) -> Iterator[str]:
    """Two words of which each stands in the sentence where the text has the other, seen by what goes on behind both,
    or leads up to both: "public television shared ..., public radio left" for "public radio shared ..."."""
    own, theirs = _linked(said), _linked(text)
    for one, other in combinations([stem for stem in own if stem in theirs and stem not in _SAME], 2):
        a, b, c, d = own[one], own[other], theirs[one], theirs[other]
        behind = _is_crossed(a.behind, b.behind, c.behind, d.behind)
        before = _is_crossed(a.before, b.before, c.before, d.before)
        acted_on = a.behind and b.before and a.behind == d.behind and b.before == c.before  # "X asked Y"
        if (behind or before or acted_on) and not _are_listed(a.token, b.token, said):
            yield f"The cited text has them the other way round: “{a.token.text}” and “{b.token.text}”."
            return


def _is_crossed(
    a: tuple[str, ...] | None, b: tuple[str, ...] | None, c: tuple[str, ...] | None, d: tuple[str, ...] | None
) -> bool:
    return a is not None and b is not None and a == d and b == c and a != b


def _are_listed(one: Token, other: Token, said: Words) -> bool:
    """Whether two words stand beside one another, joined by "and": such may change places."""
    between = said.tokens[one.place + 1 : other.place]
    joined = any(t.folded in _AND for t in between)
    return joined and sum(said.is_content(t) for t in between) <= _LISTED


def _linked(words: Words) -> dict[str, _Linked]:
    """The words of content that stand in a text once, by stem."""
    solid = [t for t in words.tokens if words.is_content(t) or t.text[0].isdigit()]
    stems = Counter(words.stem(t) for t in solid)
    return {
        words.stem(token): _Linked(token, _link(solid, at, -1, words), _link(solid, at, 1, words))
        for at, token in enumerate(solid)
        if token.is_word and stems[words.stem(token)] == 1 and not _is_apart(token, words)
    }


def _is_apart(token: Token, words: Words) -> bool:
    """A figure in words, of which others know more, or what only parts clauses."""
    return token.folded in table("contrasts", words.language) or any(
        f.start <= token.start < f.end for f in figures(words)
    )


def _link(solid: Sequence[Token], at: int, step: int, words: Words) -> tuple[str, ...] | None:
    """The stem of the neighbour on one side, and the little words between."""
    if not 0 <= at + step < len(solid):
        return None
    first, second = sorted((solid[at], solid[at + step]), key=lambda token: token.place)
    between = [t.folded for t in words.tokens[first.place + 1 : second.place]]
    neighbour = solid[at + step]
    if set(between) & (_STOPS | _PRONOUNS) or neighbour.folded in table("contrasts", words.language):
        return None
    return words.stem(neighbour), *(word for word in between if word not in _SILENT)
