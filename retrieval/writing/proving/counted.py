"""Figures of a written sentence: each stands in the cited texts, of the same thing, as exactly, and of the same year.

Unlike `judge.checks.numbers`, nothing follows by arithmetic or rounding: a figure that a reader does not find in the
citation is no figure to show.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from judge.checks.figures import Figure, figures
from judge.checks.tables import table
from judge.checks.words import Token, Words, words_of
from retrieval.writing.proving import dated, paired
from retrieval.writing.proving.beside import around, beside, likeness, opens, sides
from retrieval.writing.proving.paired import is_same
from retrieval.writing.proving.rephrasing import equal_to

_STRANGERS = 2
"""Words beside a figure by which another sentence of the text is likelier meant."""
_LAST = 2
"""Words that a part is told from others by, the last that stand behind its share."""
_THE = frozenset("the this that le la el".split())
_SINGLE = frozenset("a an single un une una".split())
_THAT = frozenset("that que что".split())
_ESTIMATED = re.compile(r"\bestimated (?:at )?[\d.,]+\W?(?:per cent|percent|%|million)?$", re.I)
_OF = frozenset("of из des de d del".split())


def check(said: Words, text: Words, everything: str, about: str) -> Iterator[str]:
    """What is amiss with the figures of a sentence; ``text`` are the sentences that it rests on, ``everything`` all of
    the cited texts."""
    known = figures(text)
    told = [f for f in figures(words_of(about)) if f.measure in ("year", "day")]
    for figure in figures(said):
        if figure.measure in ("year", "day"):
            if not any(is_same(figure, other) for other in (*known, *told)):
                yield f"“{figure.words}” is not in the cited text."
            continue
        there = [other for other in known if is_same(figure, other)]
        if not there or (_is_in_name(figure, said) and not _stands(figure, said, text)):
            yield from _absent(figure, said, everything, text.language)
        elif said.language == text.language:
            yield from _amiss(figure, there, said, text)
    yield from dated.check(said, text, told)
    yield from paired.check(said, text)


def _absent(figure: Figure, said: Words, everything: str, language: str) -> Iterator[str]:
    """A word like "one" or "half" may be no figure, but must stand in the text all the same, and a number that is part
    of a name in this name ("Channel 4")."""
    whole = words_of(everything, language)
    if _is_pronoun(figure, said):
        return
    if _is_in_name(figure, said) and (_stands(figure, said, whole) or _is_article(figure, said, whole)):
        return
    alike = [f.words for f in figures(whole) if f.measure == figure.measure and not f.weak]
    hint = f" It has {', '.join(dict.fromkeys(alike[:6]))}." if alike else ""
    yield f"“{figure.words}” is not in the cited text.{hint}"


def _is_pronoun(figure: Figure, said: Words) -> bool:
    """ "Did not get one", "one's vote": nothing is counted."""
    before, behind = said.text[: figure.start].casefold().split()[-2:], said.text[figure.end :].lstrip()[:2]
    denied = "not" in before and behind[:1] in ("", ".", ",", ";", ":")
    return figure.weak and figure.value == 1 and figure.measure == "count" and (denied or behind in ("'s", "’s"))


def _is_in_name(figure: Figure, said: Words) -> bool:
    """Whether a number is part of a name, or a word that may be none ("one", "doubled")."""
    before = [t for t in said.tokens if t.end <= figure.start][-1:]
    named = bool(before) and said.is_content(before[0]) and before[0].text[0].isupper()
    named = named and not before[0].text.endswith(("'s", "’s")) and "," not in figure.words
    return figure.weak or (named and figure.measure == "count" and figure.words[0].isdigit())


def _is_article(figure: Figure, said: Words, text: Words) -> bool:
    """ "One foundation" for "a foundation"; "the one in 2022" is no figure."""
    if not figure.weak or figure.value != 1 or figure.measure != "count":
        return False
    place = next(t.place for t in said.tokens if t.start >= figure.start)
    if place and said.tokens[place - 1].folded in _THE:
        return True
    counted = next((said.stem(t) for t in said.tokens[place + 1 :] if said.is_content(t)), None)
    followed = zip(text.tokens, text.tokens[1:], strict=False)
    return any(a.folded in _SINGLE and text.stem(b) == counted for a, b in followed)


def _stands(figure: Figure, said: Words, text: Words) -> bool:
    first = next(t.place for t in said.tokens if t.start >= figure.start)
    start = first - 1 if figure.words[0].isdigit() and first else first
    wanted = [t.folded for t in said.tokens[start:] if t.start < figure.end]
    there = [t.folded for t in text.tokens]
    return any(there[n : n + len(wanted)] == wanted for n in range(len(there)))


def _amiss(figure: Figure, there: Sequence[Figure], said: Words, text: Words) -> Iterator[str]:
    """The figure is there, but perhaps of another thing, or with a bound that is gone or new."""
    if figure.weak:
        return
    guessed = all(_ESTIMATED.search(text.text[: other.end]) for other in there)
    if guessed and figure.bound == "exact" and not _ESTIMATED.search(said.text[: figure.end]):
        yield f"The cited text gives “{figure.words}” as an estimate."
    if figure.bound not in {other.bound for other in there} and not _is_told_otherwise(figure, there, said, text):
        words = there[0].words
        yield f"The cited text says “{words}”, not “{figure.words}”."
    if (figure.bound, figure.value) not in {(o.bound, o.value) for o in there} and not _ESTIMATED.search(
        said.text[: figure.end]
    ):
        return
    in_turn = paired.is_given_in_turn(figure, said, text)
    if in_turn is not None:
        yield from () if in_turn else (f"The cited text gives “{figure.words}” to another.",)
        return
    parts = {other.part_of for other in there if other.part_of}
    if figure.part_of and parts and figure.part_of not in parts:
        yield f"The cited text says “{figure.words}” of {min(parts):g}, not of {figure.part_of:g}."
    if figure.part_of and not parts and not _has_whole(figure, there, said, text):
        yield f"The cited text does not say “{figure.words}” of {figure.part_of:g}."
    if _counts_a_thing(figure, said) and all(o.counted and not _alike(figure, o, said.language) for o in there):
        yield f"The cited text counts something else than “{figure.words} {figure.counted[0]}”: “{there[0].words}”."
    if _among_others(figure, there, said, text) or _of_another_part(figure, there, said, text):
        yield f"The cited text gives “{figure.words}” for something else."
    if other := _of_another_name(figure, there, said, text) or _likelier(figure, there, said, text):
        yield f"The cited text gives “{figure.words}” for something else; of this it says “{other.words}”."


def _is_told_otherwise(figure: Figure, there: Sequence[Figure], said: Words, text: Words) -> bool:
    """ "At least seven days before" for "no later than seven days before", "in three days" for "within three days", "an
    estimated 12 per cent" for "estimated at 12 per cent"."""
    if figure.bound in ("about", "exact") and _ESTIMATED.search(said.text[: figure.end]):
        return any(_ESTIMATED.search(text.text[: other.end]) for other in there)
    if figure.bound == "exact" and said.text[: figure.start].casefold().endswith("in "):
        return any(other.words.casefold().startswith("within") for other in there)
    return figure.bound == "least" and any(
        _follow(other, text)[:3].count("before") and text.text[: other.start].rstrip().endswith("no later than")
        for other in there
    )


def _follow(figure: Figure, words: Words) -> list[str]:
    return [t.folded for t in words.tokens if t.start >= figure.end][:4]


def _has_whole(figure: Figure, there: Sequence[Figure], said: Words, text: Words) -> bool:
    """Whether the whole is another figure of the text: beside the part ("of 14 nominees, nine"), or of like things."""
    wholes = [o for o in figures(text) if o.value == figure.part_of and o.measure == "count" and o not in there]
    beside = {other.sentence for other in there}
    return any(o.sentence in beside or _alike(figure, o, said.language) for o in wholes)


def _likelier(figure: Figure, there: Sequence[Figure], said: Words, text: Words) -> Figure | None:
    """Another figure of the text that stands among more of the words that this one stands among."""
    if _is_whole(figure, said):
        return None
    if any(_is_of_part(figure, o, said, text) for o in there) and not opens(figure, said):
        return None
    mine = beside(figure, said)
    best = max(likeness(mine, beside(other, text)) for other in there)
    others = [o for o in figures(text) if o.measure == figure.measure and not o.weak and o not in there]
    others = [o for o in others if o.value != figure.part_of]
    alike = any(figure.counted[:1] == o.counted[:1] for o in there if o.counted)
    if (alike or all(not o.counted for o in there)) and not opens(figure, said):
        others = [o for o in others if not o.counted or o.counted[:1] == figure.counted[:1]]
    likest = max(others, key=lambda other: likeness(mine, beside(other, text)), default=None)
    if likest is not None and _is_by_name(figure, there, likest, said, text):
        return None
    if likest is not None and likeness(mine, beside(likest, text)) > best:
        return likest
    return None


def _is_by_name(figure: Figure, there: Sequence[Figure], other: Figure, said: Words, text: Words) -> bool:
    """Whether a name stands beside a figure in the sentence and in the text, and not beside another there."""
    names, own, theirs = (
        frozenset(w.stem(t) for f in of for t in around(f, w) if t.text[0].isupper() and t.place)
        for of, w in (([figure], said), (there, text), ([other], text))
    )
    return bool(names & own - theirs) and not names & theirs


def _of_another_part(figure: Figure, there: Sequence[Figure], said: Words, text: Words) -> bool:
    """Whether the sentence gives the share of one part ("of urban polling stations") and the text gives that part
    another share."""
    told = {o.sentence for o in there}
    others = [o for o in figures(text) if o.measure == "share" and o not in there and o.sentence not in told]
    own = frozenset().union(*(_sentence(o, text) for o in there))
    if figure.measure == "share" and any(_tells(figure, o, own, said, text) for o in others):
        return True
    return not any(_is_of_part(figure, o, said, text) for o in there) and any(
        _is_of_part(figure, o, said, text) for o in others
    )


def _sentence(figure: Figure, text: Words) -> frozenset[str]:
    place = next(t.place for t in text.tokens if t.end > figure.start)
    return text.content(text.tokens[slice(*text.sentence_at(place))])


def _tells(figure: Figure, other: Figure, own: frozenset[str], said: Words, text: Words) -> bool:
    """Whether the last words that are said of a figure ("of those observed in rural areas") stand beside another one in
    the text, and nowhere in its own sentence."""
    near = text.content(around(other, text))
    last = [equal_to(said.stem(t), said.language) for t in sides(figure, said)[1]][-_LAST:]
    return len(last) == _LAST and all(stems & near and not stems & own for stems in last)


def _is_of_part(figure: Figure, other: Figure, said: Words, text: Words) -> bool:
    """Whether the first word of the part that a share is of stands beside a figure of the text, and no other share."""
    after = [t for t in said.tokens if t.start >= figure.end][:4]
    if figure.measure != "share" or not after or after[0].folded not in _OF:
        return False
    part = next((said.stem(t) for t in after[1:] if t.folded not in _THE), None)
    shares = [o for o in figures(text) if o.measure == "share" and part in {text.stem(t) for t in around(o, text)}]
    return bool(part) and shares == [other]


def _among_others(figure: Figure, there: Sequence[Figure], said: Words, text: Words) -> bool:
    """Whether another sentence of the text says what the sentence says before the figure, and not the figure's own."""
    told = _told_from(said)
    ahead = [t for t in sides(figure, said)[0] if t.place >= told]
    stems = {said.stem(t) for t in ahead if t.text[0].islower() or not t.place}
    if _is_whole(figure, said) or len(stems) < _STRANGERS:
        return False
    held: dict[int, int] = {}
    for token in text.tokens:
        start = text.sentence_at(token.place)[0]
        held.setdefault(start, 0)
    for start in held:
        own = text.content(text.tokens[start : text.sentence_at(start)[1]])
        held[start] = sum(bool(equal_to(stem, said.language) & own) for stem in stems)
    mine = max(held[other.sentence] for other in there)
    return 2 * mine < len(stems) and max(held.values()) - mine >= _STRANGERS


def _told_from(said: Words) -> int:
    """Where what is said begins, behind who says it: "Anna Berg, head of the mission, said that"."""
    sayings = table("sayings", said.language)
    pairs = zip(said.tokens, said.tokens[1:], strict=False)
    return next((b.place + 1 for a, b in pairs if a.folded in sayings and b.folded in _THAT), 0)


def _alike(figure: Figure, other: Figure, language: str) -> bool:
    """Whether what is counted is the same, or told otherwise."""
    return any(equal_to(stem, language) & set(other.counted) for stem in figure.counted)


def _counts_a_thing(figure: Figure, said: Words) -> bool:
    """Whether a plain word follows: names may be abbreviated in the text, and are checked by themselves."""
    after = next((t for t in said.tokens if t.start >= figure.end and said.is_content(t)), None)
    if after is None or not figure.counted or figure.measure != "count" or _is_verb(after, figure, said):
        return False
    return after.text[0].islower()


def _is_verb(token: Token, figure: Figure, said: Words) -> bool:
    """ "Of the 16 lists, eleven filed their reports": what follows is done by those counted, and no thing."""
    following = said.tokens[token.place + 1 : token.place + 2]
    alone = len(figure.counted) == 1 and not any(said.is_content(t) for t in following)
    return said.language == "en" and alone and token.folded.endswith("ed")


def _of_another_name(figure: Figure, there: Sequence[Figure], said: Words, text: Words) -> Figure | None:
    """A figure that the text gives to whom the sentence gives this one, if it does not give this one to them."""
    names = {said.stem(t) for t in around(figure, said) if t.text[0].isupper() and t.place > 0}
    theirs = {text.stem(t) for other in there for t in around(other, text) if t.text[0].isupper() and t.place > 0}
    if not names or not theirs or names & theirs:
        return None
    others = [o for o in figures(text) if o.measure == figure.measure and not o.weak and o not in there]
    return next((o for o in others if names & {text.stem(t) for t in around(o, text)}), None)


def _is_whole(figure: Figure, said: Words) -> bool:
    """Whether another figure is said to be a part of it: what is said there is said of the part."""
    return any(other.part_of == figure.value for other in figures(said))
