"""Negation: a sentence must not deny what its text says, nor say what its text denies, nor say its opposite."""

from __future__ import annotations

from collections.abc import Iterator

from judge.checks.objection import Objection
from judge.checks.polarity import denials, opposites, undone
from judge.checks.words import Token, Words

_SHARED = 0.5
"""Share of the sentence's words of content that the text must have for a veto: else both may speak of other things."""
_MOSTLY = 0.6
"""Share of the words that a denial reaches which the other side must have, for a veto."""
_LEAST_LETTERS = 3


def check(text: Words, sentence: Words) -> Iterator[Objection]:
    """Objections to words that one of both denies and the other does not; texts of two languages are not compared."""
    if text.language != sentence.language:
        return
    vetoes = _shared(text, sentence) >= _SHARED
    yield from _denied(text, sentence, vetoes)
    yield from _undone(text, sentence, vetoes)
    for token, other in opposites(text, sentence):
        message = f"The text says “{other.text}”, not “{token.text}”."
        yield _objection("opposite", token, other, message, vetoes and not denials(text) and not denials(sentence))


def _shared(text: Words, sentence: Words) -> float:
    """Share of the sentence's words that the text has; names count as known, since they are checked by themselves."""
    own = sentence.content([t for t in sentence.tokens if not t.text[0].isupper()])
    return len(text.stems & own) / len(own) if own else 0.0


def _denied(text: Words, sentence: Words, vetoes: bool) -> Iterator[Objection]:
    """Words that stand denied on one side, and on the other never so."""
    if denials(text) and denials(sentence):
        return
    for denial in denials(sentence):
        known = [t for t in denial.reached if sentence.stem(t) in text.stems and len(t.text) > _LEAST_LETTERS]
        if known and not _undoes(text):
            other = _first(text, sentence.stem(known[0]))
            whole = len(known) >= _MOSTLY * len(denial.reached)
            message = f"The text does not deny “{known[0].text}”."
            yield _objection("negation", denial.cue, other, message, vetoes and whole)
            return
    for denial in denials(text):
        taken = [t for t in denial.reached if text.stem(t) in sentence.stems - _plain(text)]
        mine = _first(sentence, text.stem(taken[0])) if taken else None
        if mine and not _undoes(sentence):
            whole = len(taken) >= _MOSTLY * len(denial.reached)
            message = f"The text denies “{taken[0].text}” (“{denial.cue.text}”)."
            yield _objection("negation", mine, denial.cue, message, vetoes and whole)
            return


def _undoes(words: Words) -> bool:
    """Whether a word like "invalid" may make up for a denial on the other side ("not valid")."""
    return any(undone(words, t) in words.stems for t in words.tokens if words.is_content(t))


def _plain(words: Words) -> frozenset[str]:
    """Stems that also stand where nothing denies them."""
    reached = {t.place for denial in denials(words) for t in denial.reached}
    return words.content([t for t in words.tokens if t.place not in reached])


def _first(words: Words, stem: str) -> Token | None:
    return next((t for t in words.tokens if words.is_content(t) and words.stem(t) == stem), None)


def _undone(text: Words, sentence: Words, vetoes: bool) -> Iterator[Objection]:
    """``valid`` where the text says ``invalid``, and the other way round, and no other denial makes up for it."""
    if denials(text) or denials(sentence):
        return
    for one, other, is_sentence in ((sentence, text, True), (text, sentence, False)):
        for token in one.tokens:
            base = undone(one, token) if one.is_content(token) else None
            against = _first(other, base) if base and base not in one.stems else None
            if against and one.stem(token) not in other.stems:
                mine, theirs = (token, against) if is_sentence else (against, token)
                yield _objection("negation", mine, theirs, f"The text says “{theirs.text}”.", vetoes)


def _objection(kind: str, token: Token, other: Token | None, message: str, vetoes: bool) -> Objection:
    return Objection(
        kind,  # type: ignore[arg-type]
        token.text,
        token.start,
        token.end,
        message,
        vetoes,
        other.text if other else None,
        other.start if other else None,
        other.end if other else None,
    )
