"""Denials: a written sentence denies what its text denies, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from judge.checks.expressions import spans
from judge.checks.figures import figures
from judge.checks.polarity import Denial, denials, opposites, undone
from judge.checks.quotations import quotations
from judge.checks.words import Token, Words
from retrieval.writing.proving.rephrasing import ELECTION, equal_to, frame, is_made_of, said_by

_MOST = 0.5
"""Share of the words that a denial reaches which the other side must have, for both to be of the same matter."""

_TAKEN = 0.6
"""Share of the words that the text denies which the sentence must have, to be of them."""
_NOT_ALONE = frozenset(["not"])
_UNABLE = frozenset("unable impossible incapable".split())
"""Words that deny by themselves."""
_NEITHER, _NOT, _NEAR_NEITHER = frozenset(["neither"]), frozenset(["not", "never"]), 4
_AND, _VERBS, _NEXT_VERB = frozenset(["and"]), frozenset("is are was were has have had will".split()), 6
"""Behind "and" a verb as near as this has a subject of its own."""
_PREFIX = 4
"""By how many letters a word may be longer with a prefix that turns it, and another ending."""
_PLAIN = frozenset("cannot nor nowhere rather instead".split())
_RATHER = frozenset({("rather", "than"), ("instead", "of")})
_UNTIL = frozenset("until before avant hasta до".split())
_ONLY = frozenset("only лишь только seulement sólo solo".split())
_ALONE, _NEAR_ALONE = frozenset("alone merely just".split()), 6
_HAVING = frozenset("have had has having enough sufficient any".split())
"""What stands between a denial and what is lacking: "did not have enough staff"."""
_NEAR_ONLY = 12
"""Characters before a day within which "only" is of it."""
_COME_TO_NOTHING = frozenset(
    "rejected refused withdrawn abandoned cancelled canceled annulled dismissed dropped vetoed repealed blocked".split()
)
"""What has happened to a thing of which a text then does not say that it is so."""
_BEING = frozenset("was were is are be been being".split())
_RELATIVES = frozenset("who which that whose которые который qui que quienes".split())
_WITHOUT = frozenset("without sans sin без".split())
_NO = frozenset("no none neither nor нет ни никаких никакого aucun aucune ni ningún ninguna".split())
_JOINED = frozenset("nor neither without ni ни sans sin без".split())
"""Denials that come in pairs, or beside another that they do not undo."""


def check(said: Words, text: Words) -> Iterator[str]:
    """What is denied on one side only, twice on one side, or told in opposites."""
    mine, theirs = _without_answer(_plain_denials(said), said), _plain_denials(text)
    for denial in mine:
        if not any(_same_matter(denial, said, other, text) for other in theirs) and not _is_undone(denial, said, text):
            if _is_told_by_word(denial, said, text) or _is_not_until(denial, said, text):
                continue
            if _is_quoted(denial.cue, said):
                continue
            yield f"The cited text does not deny this: “{_words(denial, said)}”."
    for denial in theirs:
        taken = [t for t in denial.reached if _taken(t, text, said)]
        nearest = len(denial.reached) > 1 and all(t in taken for t in denial.reached[:2])
        if not taken or (len(taken) < _TAKEN * len(denial.reached) and not nearest):
            continue
        if _is_told_by_word(denial, text, said):
            continue
        if not any(_same_matter(other, said, denial, text) for other in mine) and not _is_undone(denial, text, said):
            yield f"The cited text denies this: “{_words(denial, text)}”."
    for denial in _by_word(text):
        said_so = said_by(text.stem(denial.cue), said.stems, said.language) or any(
            _first_of(other, said) & _first_of(denial, text)
            for other in denials(said)
            if other.cue.folded not in {d.cue.folded for d in _by_word(text)}
        )
        taken = [t for t in denial.reached if _taken(t, text, said) and text.stem(t) not in frame(text.language)]
        if len(denial.reached) > 1 and len(taken) > _TAKEN * len(denial.reached) and not said_so:
            yield f"The cited text denies this: “{_words(denial, text)}”."
    joined = [_within_relative(d, mine, said) for d in mine if d.cue.folded not in _JOINED]
    for token in said.tokens:
        if sum(token in d.reached for d in joined) > 1 and not _is_quoted(token, said):
            yield f"“{token.text}” is denied twice."
            break
    for token in (t for denial in mine for t in denial.reached):
        base = undone(said, token)
        if base in text.stems and said.stem(token) not in text.stems:
            yield f"“{token.text}” is denied twice."
    for token in (t for denial in mine for t in denial.reached[:1]):
        if token.folded in _UNABLE and said.stem(token) not in text.stems:
            yield f"“{token.text}” is denied twice."
    for token in _undone_in_text(said, text, mine):
        yield f"The cited text does not say “{token.text}”, but the opposite."
    for token in said.tokens:
        before = said.tokens[max(said.clause_at(token.place)[0], token.place - _NEAR_NEITHER) : token.place]
        if token.folded in _NEITHER and any(t.folded in _NOT for t in before):
            yield f"“{token.text}” denies it twice."
    yield from _come_to_nothing(said, text)
    own = [span for span in spans(said, "not negating") if said.tokens[span[1] - 1].folded != "longer"]
    if own and not spans(text, "not negating") and not _is_not_alone(own[0], said, text):
        first, last = own[0]
        yield f"The cited text does not say “{said.text[said.tokens[first].start : said.tokens[last - 1].end]}”."
    counted = [(f.start, f.end) for f in figures(said)]
    for token, other in opposites(text, said):
        if not mine and not theirs and not any(a <= token.start < b for a, b in counted):
            yield f"The cited text says “{other.text}”, not “{token.text}”."


def _without_answer(found: list[Denial], said: Words) -> list[Denial]:
    """Without the "No, " that answers a question, where the sentence goes on to say what is not so."""
    answers = [d for d in found if not d.cue.place and [t.text for t in said.tokens[1:2]] == [","]]
    return [d for d in found if d not in answers] or found


def _undone_in_text(said: Words, text: Words, mine: Sequence[Denial]) -> Iterator[Token]:
    """Words that the text has only with a prefix that turns them: "addressed" for "unaddressed"."""
    turned = {stem: t for t in text.tokens if text.is_content(t) and (stem := undone(text, t))}
    denied = {t.place for denial in mine for t in denial.reached}
    for token in said.tokens:
        stem = said.stem(token)
        if stem not in turned or stem in text.stems or token.place in denied or not said.is_content(token):
            continue
        if len(turned[stem].text) - len(token.text) <= _PREFIX:  # "prison" undoes no "imprisonment"
            yield token


def _come_to_nothing(said: Words, text: Words) -> Iterator[str]:
    """What was rejected or withdrawn in the text, and is told as if it were so."""
    for being, token in pairwise(text.tokens):
        if token.folded not in _COME_TO_NOTHING or being.folded not in _BEING:
            continue
        before = text.tokens[text.clause_at(token.place)[0] : token.place]
        told = said_by(text.stem(token), said.stems, said.language) or denials(said)
        if not told and is_made_of(said, before, text):
            yield f"The cited text says that this was “{token.text}”."


def _is_not_alone(span: tuple[int, int], said: Words, text: Words) -> bool:
    """ "Not only on habit" for "not on habit alone"."""
    only = said.tokens[span[1] - 1].folded in _ONLY
    return only and any(t.folded in _ALONE for d in denials(text) for t in text.tokens[d.cue.place :][:_NEAR_ALONE])


def _plain_denials(words: Words) -> list[Denial]:
    """Those by little words: "failed" and "lacked" are words of content, which the text must have as such."""
    found = [*denials(words), *_no_longer(words), *_rather(words)]
    plain = [d for d in found if not words.is_content(d.cue) or d.cue.folded in _PLAIN or _is_short(d.cue)]
    return [_up_to_another(_past_yet(denial, words), words) for denial in plain]


def _past_yet(denial: Denial, words: Words) -> Denial:
    """ "Had not yet reported": no contrast."""
    place = denial.cue.place + 1
    if [t.folded for t in words.tokens[place : place + 1]] != ["yet"]:
        return denial
    end = words.clause_at(place + 1)[1] if place + 1 < len(words.tokens) else place
    reached = tuple(t for t in words.tokens[place + 1 : end] if words.is_content(t))[:5]
    return Denial(denial.cue, reached) if reached else denial


def _by_word(words: Words) -> list[Denial]:
    """Those by words of content: "failed to meet", "lacked the staff"."""
    plain = {denial.cue for denial in _plain_denials(words)}
    return [denial for denial in denials(words) if denial.cue not in plain]


def _is_told_by_word(denial: Denial, words: Words, others: Words) -> bool:
    """ "Not meeting" for "failing to meet", "did not have the staff" for "lacked the staff"; nothing denied twice."""
    cues = {d.cue for d in _by_word(words)}
    return not any(t in cues for t in denial.reached) and any(
        _first_of(denial, words) & _first_of(other, others) for other in _by_word(others)
    )


def _is_quoted(token: Token, said: Words) -> bool:
    """Whether it stands between quotation marks: those words are the text's, or do not stand for that."""
    return any(q.start <= token.start < q.end for q in quotations(said.text))


def _is_not_until(denial: Denial, said: Words, text: Words) -> bool:
    """ "Did not appear until 19 August" for "only on 19 August"."""
    end = said.clause_at(denial.cue.place)[1]
    until = [t for t in said.tokens[denial.cue.place : end] if t.folded in _UNTIL]
    if not until:
        return False
    days = [f for f in figures(said) if f.start >= until[0].end][:1]
    return any(
        any(t.folded in _ONLY for t in text.tokens if 0 < other.start - t.start <= _NEAR_ONLY)
        for day in days
        for other in figures(text)
        if (day.measure, day.value) == (other.measure, other.value)
    )


def _within_relative(denial: Denial, others: Sequence[Denial], said: Words) -> Denial:
    """Without what the next denial denies, where it is of a relative: "those who are not citizens cannot vote"."""
    before = said.tokens[max(0, denial.cue.place - 3) : denial.cue.place]
    following = [d.cue.place for d in others if d.cue.place > denial.cue.place]
    if not following or not any(t.folded in _RELATIVES for t in before):
        return denial
    return Denial(denial.cue, tuple(t for t in denial.reached if t.place < following[0]))


def _first_of(denial: Denial, words: Words) -> frozenset[str]:
    """The word that a denial reaches first, and those that may stand for it."""
    reached = [t for t in denial.reached if t.folded not in _HAVING]
    return frozenset().union(*(equal_to(words.stem(t), words.language) for t in reached[:1]))


def _no_longer(words: Words) -> Iterator[Denial]:
    """ "No longer have", which denies though it is among the expressions that do not."""
    for first, last in spans(words, "not negating"):
        if words.tokens[last - 1].folded == "longer":
            end = words.clause_at(first)[1]
            yield Denial(words.tokens[first], tuple([t for t in words.tokens[last:end] if words.is_content(t)][:5]))


def _up_to_another(denial: Denial, words: Words) -> Denial:
    """Without what is said of another thing: "did not take place and a repeat election is to be called"."""
    for token in words.tokens[denial.cue.place : max((t.place for t in denial.reached), default=denial.cue.place)]:
        following = [t.folded for t in words.tokens[token.place + 1 : token.place + _NEXT_VERB]]
        if token.folded in _AND and len(following) > 1 and any(one in _VERBS for one in following[1:]):
            kept = tuple(t for t in denial.reached if t.place < token.place)
            return Denial(denial.cue, kept) if kept else denial
    return denial


def _rather(words: Words) -> Iterator[Denial]:
    """ "To historians rather than voters", "instead of": the other is denied."""
    for one, other in pairwise(words.tokens):
        if (one.folded, other.folded) in _RATHER:
            reached = [
                t for t in words.tokens[other.place + 1 : words.clause_at(other.place)[1]] if words.is_content(t)
            ]
            yield Denial(one, tuple(reached[:5]))


def _is_short(cue: Token) -> bool:
    return cue.text.casefold().replace("’", "'").endswith("n't")


def _same_matter(one: Denial, words: Words, other: Denial, others: Words) -> bool:
    """Whether two denials reach the same words, in the same way: "not done" is not "done without"."""
    if {_is_without(one, words), _is_without(other, others)} == {True, False}:
        cue = other.cue if one.cue.folded in _WITHOUT else one.cue
        if cue.folded not in _NO:
            return False
    reached = _of_matter(one, words)
    stems = {others.stem(t) for t in _of_matter(other, others)}
    if len(reached) == 1:
        alike = {one.cue.folded, other.cue.folded} == _NOT_ALONE and said_by(
            words.stem(reached[0]), stems, words.language
        )
        return alike or words.stem(reached[0]) in stems
    same = [t for t in reached if said_by(words.stem(t), stems, words.language)]
    if len(reached) > len(stems) and all(words.stem(t) in ELECTION for t in same):
        return False  # "not down on the first day of voting", where "no votes were lost"
    return len(same) >= _MOST * min(len(reached), len(stems)) and bool(same)


def _of_matter(denial: Denial, words: Words) -> list[Token]:
    """What a denial reaches without names (which are looked at by themselves), the "one" of "no one" and the second
    half of a word with a hyphen; all of it, where nothing else is left."""
    kept = [
        t
        for t in denial.reached
        if not (t.text[0].isupper() and t.place)
        and (t.folded != "one" or t.place != denial.cue.place + 1)
        and words.text[: t.start][-1:] not in ("-", "‑")
    ]
    return kept or list(denial.reached)


def _is_without(denial: Denial, words: Words) -> bool:
    """ "Without observers", but not "without publishing", which denies as "did not publish" does."""
    following = words.tokens[denial.cue.place + 1 : denial.cue.place + 2]
    return denial.cue.folded in _WITHOUT and not any(t.folded.endswith("ing") for t in following)


def _taken(token: Token, words: Words, others: Words) -> bool:
    return said_by(words.stem(token), others.stems, words.language)


def _is_undone(denial: Denial, words: Words, others: Words) -> bool:
    """ "Not valid" for "invalid"; further on, a word may only look so ("imprisonment")."""
    stems = {words.stem(t) for t in denial.reached[:2]}
    return any(
        undone(others, t) in stems and others.stem(t) not in words.stems for t in others.tokens if others.is_content(t)
    )


def _words(denial: Denial, words: Words) -> str:
    last = max([denial.cue, *denial.reached], key=lambda t: t.place)
    first = min([denial.cue, *denial.reached], key=lambda t: t.place)
    return words.text[first.start : last.end]
