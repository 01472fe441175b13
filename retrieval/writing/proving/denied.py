"""Denials: a written sentence denies what its text denies, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from judge.checks.expressions import spans
from judge.checks.polarity import Denial, denials, opposites, undone
from judge.checks.words import Token, Words
from retrieval.writing.proving.rephrasing import said_by

_MOST = 0.5
"""Share of the words that a denial reaches which the other side must have, for both to be of the same matter."""

_TAKEN = 0.6
"""Share of the words that the text denies which the sentence must have, to be of them."""
_LITTLE = frozenset("cannot nor nowhere".split())
_WITHOUT = frozenset("without sans sin без".split())
_NO = frozenset("no none neither nor нет ни никаких никакого aucun aucune ni ningún ninguna".split())
_JOINED = frozenset("nor neither without ni ни sans sin без".split())
"""Denials that come in pairs, or beside another that they do not undo."""


def check(said: Words, text: Words) -> Iterator[str]:
    """What is denied on one side only, twice on one side, or told in opposites."""
    mine, theirs = _plain_denials(said), _plain_denials(text)
    for denial in mine:
        if not any(_same_matter(denial, said, other, text) for other in theirs) and not _is_undone(denial, said, text):
            yield f"The cited text does not deny this: “{_words(denial, said)}”."
    for denial in theirs:
        taken = [t for t in denial.reached if _taken(t, text, said)]
        nearest = len(denial.reached) > 1 and all(t in taken for t in denial.reached[:2])
        if not taken or (len(taken) < _TAKEN * len(denial.reached) and not nearest):
            continue
        if not any(_same_matter(other, said, denial, text) for other in mine) and not _is_undone(denial, text, said):
            yield f"The cited text denies this: “{_words(denial, text)}”."
    joined = [d for d in mine if d.cue.folded not in _JOINED]
    for token in said.tokens:
        if sum(token in d.reached for d in joined) > 1:
            yield f"“{token.text}” is denied twice."
            break
    for token in (t for denial in mine for t in denial.reached):
        base = undone(said, token)
        if base in text.stems and said.stem(token) not in text.stems:
            yield f"“{token.text}” is denied twice."
    own = [span for span in spans(said, "not negating") if said.tokens[span[1] - 1].folded != "longer"]
    if own and not spans(text, "not negating"):
        first, last = own[0]
        yield f"The cited text does not say “{said.text[said.tokens[first].start : said.tokens[last - 1].end]}”."
    for token, other in opposites(text, said):
        if not mine and not theirs:
            yield f"The cited text says “{other.text}”, not “{token.text}”."


def _plain_denials(words: Words) -> list[Denial]:
    """Those by little words: "failed" and "lacked" are words of content, which the text must have as such."""
    found = [*denials(words), *_no_longer(words)]
    return [
        d
        for d in found
        if not words.is_content(d.cue) or d.cue.folded in ("cannot", "nor", "nowhere") or _is_short(d.cue)
    ]


def _no_longer(words: Words) -> Iterator[Denial]:
    """ "No longer have", which denies though it is among the expressions that do not."""
    for first, last in spans(words, "not negating"):
        if words.tokens[last - 1].folded == "longer":
            end = words.clause_at(first)[1]
            yield Denial(words.tokens[first], tuple([t for t in words.tokens[last:end] if words.is_content(t)][:5]))


def _is_short(cue: Token) -> bool:
    return cue.text.casefold().replace("’", "'").endswith("n't")


def _same_matter(one: Denial, words: Words, other: Denial, others: Words) -> bool:
    """Whether two denials reach the same words, in the same way: "not done" is not "done without"."""
    if {one.cue.folded in _WITHOUT, other.cue.folded in _WITHOUT} == {True, False}:
        cue = other.cue if one.cue.folded in _WITHOUT else one.cue
        if cue.folded not in _NO:
            return False
    stems = {others.stem(t) for t in other.reached}
    if len(one.reached) == 1:
        return words.stem(one.reached[0]) in stems
    same = [t for t in one.reached if said_by(words.stem(t), stems, words.language)]
    return len(same) >= _MOST * min(len(one.reached), len(stems)) and bool(same)


def _taken(token: Token, words: Words, others: Words) -> bool:
    return said_by(words.stem(token), others.stems, words.language)


def _is_undone(denial: Denial, words: Words, others: Words) -> bool:
    """ "Not valid" for "invalid"."""
    stems = {words.stem(t) for t in denial.reached}
    return any(
        undone(others, t) in stems and others.stem(t) not in words.stems for t in others.tokens if others.is_content(t)
    )


def _words(denial: Denial, words: Words) -> str:
    last = max([denial.cue, *denial.reached], key=lambda t: t.place)
    first = min([denial.cue, *denial.reached], key=lambda t: t.place)
    return words.text[first.start : last.end]
