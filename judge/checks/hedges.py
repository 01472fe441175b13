"""Hedges: what a text says with a reserve, of some, or as told must not be said plainly, of all, or as found."""

from __future__ import annotations

from collections.abc import Iterator

from judge.checks.expressions import spans
from judge.checks.figures import figures
from judge.checks.objection import Kind, Objection
from judge.checks.words import Words

_REACH = 8
"""Tokens around a hedge, within its sentence, that it qualifies; an allegation governs its whole sentence."""
_LEAST_SHARED = 2
"""Words of content that the sentence must take from there for the hedge to be its own."""


def check(text: Words, sentence: Words) -> Iterator[Objection]:
    """Objections to reserves that are gone or turned into their opposite; texts of two languages are not compared."""
    if text.language != sentence.language:
        return
    widened = list(_widened(text, sentence))
    yield from widened
    if not spans(sentence, "allegations"):
        yield from _gone(
            text, sentence, "allegations", "allegation as finding", vetoes=bool(spans(sentence, "findings"))
        )
    if not widened and not any(spans(sentence, name) for name in ("hedges", "particulars", "allegations")):
        yield from _gone(text, sentence, "hedges", "hedge dropped", vetoes=False)


def _gone(text: Words, sentence: Words, name: str, kind: Kind, *, vetoes: bool) -> Iterator[Objection]:
    """The first expression of a list whose surroundings the sentence takes up, but not it."""
    for first, last in spans(text, name):
        if text.content(text.tokens[first:last]) & sentence.stems:
            continue
        reach = len(text.tokens) if name == "allegations" else _REACH
        near = [t for t in text.around(first, reach) if not first <= t.place < last]
        if len(text.content(near) & sentence.stems) < _LEAST_SHARED:
            continue
        words = text.text[text.tokens[first].start : text.tokens[last - 1].end]
        message = f"The text says this with a reserve: “{words}”."
        yield Objection(
            kind,
            sentence.text,
            0,
            len(sentence.text),
            message,
            vetoes,
            words,
            text.tokens[first].start,
            text.tokens[last - 1].end,
        )
        return


def _widened(text: Words, sentence: Words) -> Iterator[Objection]:
    """All (or most) where the text says some, or a part in figures that is less."""
    claims = [(span, 1.0) for span in spans(sentence, "universals")]
    claims += [(span, 0.5) for span in spans(sentence, "majorities")]
    for (first, last), share in claims:
        reached = sentence.content(sentence.tokens[last : last + _REACH])
        if share == 1 and (excepted := _excepted(text, sentence, reached)):
            words = text.text[slice(*excepted)]
            message = f"The text has an exception: “{words}”."
            token, end = sentence.tokens[first], sentence.tokens[last - 1].end
            said = sentence.text[token.start : end]
            yield Objection("scope widened", said, token.start, end, message, True, words, *excepted)
            return
        partial = _partial_figure(text, reached, share) or (_particular(text, reached) if share == 1 else None)
        if partial is None or _has(text, "universals" if share == 1 else "majorities", reached):
            continue
        token, end = sentence.tokens[first], sentence.tokens[last - 1].end
        words = text.text[slice(*partial)]
        message = f"The text says this of a part only: “{words}”."
        yield Objection(
            "scope widened", sentence.text[token.start : end], token.start, end, message, True, words, *partial
        )
        return


def _excepted(text: Words, sentence: Words, reached: frozenset[str]) -> tuple[int, int] | None:
    """The words by which the text takes some out of those that the sentence speaks of, if the sentence does not."""
    if spans(sentence, "exceptions"):
        return None
    for first, last in spans(text, "exceptions"):
        start, _ = text.sentence_at(first)
        universal = any(start <= place < first for place, _ in spans(text, "universals"))
        if universal and text.content(text.tokens[start:first]) & reached:
            return text.tokens[first].start, text.tokens[last - 1].end
    return None


def _has(text: Words, name: str, reached: frozenset[str]) -> bool:
    """Whether the text, too, speaks of all (or most) of them."""
    return any(text.content(text.tokens[last : last + _REACH]) & reached for _, last in spans(text, name))


def _particular(text: Words, reached: frozenset[str]) -> tuple[int, int] | None:
    for first, last in spans(text, "particulars"):
        if text.content(text.tokens[last : last + 3]) & reached:
            return text.tokens[first].start, text.tokens[last - 1].end
    return None


def _partial_figure(text: Words, reached: frozenset[str], share: float) -> tuple[int, int] | None:
    """A part of the things that are meant, in figures, that is less than the share of them that is claimed."""
    for figure in figures(text):
        part = figure.value if figure.measure == "share" else figure.value / figure.part_of if figure.part_of else None
        if part is not None and part < share and not figure.weak and set(figure.counted) & reached:
            return figure.start, figure.end
    return None
