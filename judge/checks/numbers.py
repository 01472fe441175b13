"""Numbers: every one of a sentence must be in its text, for the same thing, or follow by simple arithmetic."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from judge.checks.arithmetic import follows_from, parts_of_wholes
from judge.checks.combining import may_follow_from
from judge.checks.figures import Figure, figures
from judge.checks.objection import Objection
from judge.checks.polarity import denials, opposites
from judge.checks.tables import table
from judge.checks.words import Words

_LIKE = 2
"""Words of content near two figures that must be the same for both to be about the same thing."""
_FURTHEST = 2.5
"""A number is "more than" another only where it is at most so many times as large: nobody says "over ten" of 400."""
_ROUNDED = 0.012
"""By how much a share in words may differ from the per cent that it stands for."""
_SINGLE = frozenset(
    "single sole lone alone only unique seul seule solo sola único única один одна единственный".split()
)
"""Words that say one without a number."""


def check(text: Words, sentence: Words, context: Sequence[Figure] = ()) -> Iterator[Objection]:
    """Objections to the sentence's figures; years are left to `judge.checks.years`.

    ``context`` are figures that count as said (the election's day).
    """
    known = figures(text)
    alike = text.language == sentence.language
    turned = _is_turned(text, sentence)
    said = figures(sentence)
    years = [f for f in (*context, *said) if f.measure == "year"]
    is_single = any(token.folded in _SINGLE for token in text.tokens)
    for figure in said:
        if figure.measure == "year" or figure.weak or (figure.value == 1 and figure.measure == "count" and is_single):
            continue
        same = matching(figure, known)
        if not same:
            if matching(figure, context) or follows_from(figure, known, turned=turned, years=years):
                continue
            yield replace(_absent(figure, known, alike), vetoes=not may_follow_from(figure, known))
        elif alike and (other := _belongs_elsewhere(figure, same, known)):
            yield _moved(figure, other, same[0])


def matching(figure: Figure, known: Sequence[Figure]) -> list[Figure]:
    """The figures of a text that carry this one."""
    return [other for other in known if _agrees(figure, other)]


def speaks_of_rest(text: Words, sentence: Words) -> bool:
    """Whether a figure of the sentence is what remains of the text's ("three failed to" of "ten of the 13 did")."""
    known = figures(text)
    own = [f for f in figures(sentence) if f.measure != "year" and not f.weak and not matching(f, known)]
    return any(not follows_from(f, known, turned=False) and follows_from(f, known, turned=True) for f in own)


def _is_turned(text: Words, sentence: Words) -> bool:
    """Whether the sentence denies what the text says, or the text what the sentence says, or it speaks of the rest."""
    rests = table("rests", sentence.language)
    if any(token.folded in rests for token in sentence.tokens) or bool(denials(sentence)):
        return True
    return bool(denials(text)) or any(True for _ in opposites(text, sentence))


def _agrees(figure: Figure, other: Figure) -> bool:
    """Whether ``other``, of the text, carries ``figure``."""
    if figure.measure != other.measure or figure.is_change != other.is_change and figure.measure == "times":
        return False
    if figure.measure == "share" and figure.fraction != other.fraction and figure.bound == "exact":
        return abs(figure.value - other.value) <= _ROUNDED
    if figure.bound in ("exact", "about", "nearly"):
        return figure.value == other.value or (figure.holds(other.value) and _is_rounder(figure, other))
    if figure.bound in ("least", "most") and other.bound == figure.bound:
        # Limits: "up to 500" does not tell what "up to 400" allows, though it follows.
        return figure.value == other.value
    if figure.bound in ("over", "least"):
        strict = figure.bound == "over" and other.bound != "over"
        holds = other.least > figure.value if strict else other.least >= figure.value
    else:
        strict = figure.bound == "under" and other.bound != "under"
        holds = other.most < figure.value if strict else other.most <= figure.value
    return holds and _is_near(figure.value, other.value)


def _is_rounder(figure: Figure, other: Figure) -> bool:
    """Whether it has fewer digits that tell something: "about 5,000" may be said of 5,230, and "some 5,240" may not."""
    return figure.fraction or _digits(figure) < _digits(other)


def _digits(figure: Figure) -> int:
    return len(f"{figure.value:.10f}".replace(".", "").strip("0"))


def _is_near(one: float, two: float) -> bool:
    return min(one, two) * _FURTHEST >= max(one, two)


def likeness(figure: Figure, other: Figure) -> int:
    """How many words say that both are about the same thing; what they count says it twice."""
    return 2 * len(set(figure.counted) & set(other.counted)) + len(figure.around & other.around)


def _absent(figure: Figure, known: Sequence[Figure], alike: bool) -> Objection:
    """The figure is not in the text; another for the same thing may be."""
    measured = [other for other in known if other.measure == figure.measure and not other.weak]
    if figure.measure == "share" and not measured:
        measured = [part for part, _, _ in parts_of_wholes(known)]
    nearest = max(measured, key=lambda other: likeness(figure, other), default=None)
    same_thing = nearest is not None and (
        figure.measure == "day"
        or bool(set(figure.counted) & set(nearest.counted))
        or likeness(figure, nearest) >= _LIKE
        or (len(measured) == 1 and (not alike or likeness(figure, nearest) > 0))
    )
    if nearest is None:
        return _objection("number absent", figure, None, f"The text has no number like “{figure.words}”.")
    if same_thing:
        message = f"The text says “{nearest.words}”, not “{figure.words}”."
        return _objection("number differs", figure, nearest, message)
    return _objection("number absent", figure, nearest, f"The text does not give “{figure.words}”.")


def _belongs_elsewhere(figure: Figure, same: Sequence[Figure], known: Sequence[Figure]) -> Figure | None:
    """The figure that the text gives for what this one is said of, where it gives this one for something else only."""
    if figure.measure not in ("count", "share") or any(_is_of(figure, other) for other in same):
        return None
    others = [other for other in known if other.measure == figure.measure and other not in same]
    beside = [o for o in others if any(one.sentence == o.sentence and one.telling for one in same)]
    likest = max(beside, key=lambda other: len(figure.telling & other.telling), default=None)
    if likest and figure.telling & likest.telling and not likest.part_of:
        return likest
    counting = [o for o in others if o.counted and o.counted[:1] == figure.counted[:1]]
    return counting[0] if counting and all(one.counted for one in same) else None


def _is_of(figure: Figure, other: Figure) -> bool:
    """Whether both may be about the same thing: a word that is counted, said of it or near it."""
    same_thing = bool(set(figure.counted) & set(other.counted)) or bool(figure.telling & other.telling)
    return same_thing or (not figure.telling and bool(figure.around & other.around))


def _moved(figure: Figure, other: Figure, same: Figure) -> Objection:
    thing = " ".join(same.counted) or "something else"
    message = f"The text gives “{figure.words}” for something else ({thing}); here it says “{other.words}”."
    return _objection("number moved", figure, other, message)


def _objection(kind: str, figure: Figure, nearest: Figure | None, message: str) -> Objection:
    return Objection(
        kind=kind,  # type: ignore[arg-type]
        words=figure.words,
        start=figure.start,
        end=figure.end,
        message=message,
        vetoes=True,
        nearest=nearest.words if nearest else None,
        nearest_start=nearest.start if nearest else None,
        nearest_end=nearest.end if nearest else None,
    )
