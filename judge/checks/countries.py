"""Countries: those of a sentence must be named in its text, or be what the text is about."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from judge.checks.objection import Objection

Place = tuple[str, int, int]
"""A country (one name for all its forms: possessive, adjective, other languages) and the characters that name it."""
Places = Callable[[str], Sequence[Place]]
"""The countries that a text names. Which there are is known to the library, which the judge does not know."""


def nowhere(_text: str) -> Sequence[Place]:
    """For callers that know of no countries: no text names any."""
    return ()


def check(text: str, sentence: str, context: str, places: Places) -> Iterator[Objection]:
    """Objections to countries that neither text nor context names; they veto where these name another one."""
    here, about = places(text), places(context)
    there = {name for name, _, _ in (*here, *about)}
    for name, start, end in places(sentence):
        if name in there:
            continue
        nearest = here[0] if here else None
        other = nearest[0] if nearest else (about[0][0] if about else None)
        message = f"The text is about {other}, not {name}." if other else f"The text does not name {name}."
        yield Objection(
            "country",
            sentence[start:end],
            start,
            end,
            message,
            vetoes=other is not None,
            nearest=text[nearest[1] : nearest[2]] if nearest else None,
            nearest_start=nearest[1] if nearest else None,
            nearest_end=nearest[2] if nearest else None,
        )
