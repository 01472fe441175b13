"""What follows from the figures of a text by simple arithmetic: shares, remainders, sums, differences, multiples.

Any two numbers have a sum and a difference, so that a wrong number would often "follow" from some pair. Hence each way
asks for what makes it likely that just this was computed: a share for figures of one sentence or the next, a remainder
for a sentence that says the opposite, a difference for a word of change, a sum for figures that are listed together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from judge.checks.figures import Figure

_MOST = 40
"""Figures of a text that are combined; a table of results has too many to tell anything."""
_SPARE = 0.08
"""Of a span of time, by how much it may be rounded when it is told in another unit."""
DAYS = {
    **dict.fromkeys(("minut", "минут"), 1 / 1440),
    **dict.fromkeys(("hour", "heur", "hor", "час"), 1 / 24),
    **dict.fromkeys(("day", "jour", "dia", "день", "дня", "дней", "дн"), 1.0),
    **dict.fromkeys(("week", "semain", "seman", "недел"), 7.0),
    **dict.fromkeys(("month", "mois", "mes", "месяц"), 30.0),
    **dict.fromkeys(("year", "an", "anné", "año", "год", "лет"), 365.0),
    "fortnight": 14.0,
    **dict.fromkeys(("decad", "décenn", "décad", "десятилет"), 3650.0),
    **dict.fromkeys(("centuri", "siecl", "siècl", "sigl", "век"), 36500.0),
}
"""Stems of units of time, in days."""


@dataclass(frozen=True)
class Derivation:
    """A value that follows, and the figures from which it does."""

    value: float
    measure: str
    sources: tuple[Figure, ...]


def follows_from(
    figure: Figure, known: Sequence[Figure], *, turned: bool, years: Sequence[Figure] = ()
) -> Derivation | None:
    """How ``figure`` follows from the figures of a text; None if it does not.

    ``turned``: its sentence denies what the text says, or says its opposite, so that remainders are meant. ``years``
    are those of what is around: spans of years may be counted from them.
    """
    for found in _derived(figure, known[:_MOST], turned, years):
        if figure.holds(found.value, rounded=True):
            return found
    return None


def _derived(figure: Figure, known: Sequence[Figure], turned: bool, years: Sequence[Figure]) -> Iterator[Derivation]:
    if figure.measure == "share":
        yield from _changes_of(known) if figure.is_change else _parts(known, turned)
    elif figure.measure == "points":
        yield from _differences(known, ("share", "points"), "points")
    elif figure.measure == "times":
        yield from _multiples(known)
    elif figure.measure == "count":
        if figure.is_change or "year" in figure.counted or "год" in figure.counted:
            yield from _differences([*known, *years], ("count", "year"), "count")
        if turned:
            yield from _rests(known)
        yield from _sums(figure, known)
        yield from _rests_of_named(figure, known)
        yield from _spans(figure, known)


def parts_of_wholes(known: Sequence[Figure]) -> Iterator[tuple[Figure, float, tuple[Figure, ...]]]:
    """The figures that are a part of a whole, with the whole: as the text says ("12 of 147"), or as it may mean, where
    the larger number stands before it in the same sentence or the one before ("147 complaints ... only 12 of them")."""
    counts = [f for f in known if f.measure == "count" and not f.is_change]
    for n, part in enumerate(counts):
        if part.part_of:
            yield part, part.part_of, (part,)
            continue
        for whole in reversed(counts[:n]):
            if whole.value > part.value and not whole.part_of and not _same_kind(part, whole):
                yield part, whole.value, (whole, part)


def _same_kind(part: Figure, whole: Figure) -> bool:
    """Whether both count things that are named apart: "161 observers" are no part of "1,188 polling stations"."""
    return bool(part.counted and whole.counted) and not set(part.counted) & set(whole.counted)


def _parts(known: Sequence[Figure], turned: bool) -> Iterator[Derivation]:
    for part, whole, sources in parts_of_wholes(known):
        share = part.value / whole
        yield Derivation(share, "share", sources)
        if turned:
            yield Derivation(1 - share, "share", sources)
    if turned:
        yield from (Derivation(1 - f.value, "share", (f,)) for f in known if f.measure == "share" and f.value < 1)


def _rests(known: Sequence[Figure]) -> Iterator[Derivation]:
    for part, whole, sources in parts_of_wholes(known):
        yield Derivation(whole - part.value, "count", sources)


def _rests_of_named(figure: Figure, known: Sequence[Figure]) -> Iterator[Derivation]:
    """Of a whole that the figure itself names ("36 of the 41"), what remains without parts that the text gives."""
    if not figure.part_of or not any(f.measure == "count" and f.value == figure.part_of for f in known):
        return
    parts = [f for f in known if f.measure == "count" and not f.is_change and f.value < figure.part_of]
    for n, first in enumerate(parts):
        for size in range(1, len(parts) - n + 1):
            taken = (first, *parts[n + 1 : n + size])
            yield Derivation(figure.part_of - sum(part.value for part in taken), "count", taken)


def _spans(figure: Figure, known: Sequence[Figure]) -> Iterator[Derivation]:
    """A span of time in another unit: "three months" of 90 days. Rounded, as months and years differ in length."""
    unit = _days(figure)
    for other in known if unit else ():
        if (days := _days(other)) and days != unit:
            value = other.value * days / unit
            # A limit is told by the same limit: "within six months" is not what "within 90 days" allows.
            if figure.bound in ("least", "most") and abs(value - figure.value) > _SPARE * value:
                continue
            yield Derivation(round(value) if abs(value - round(value)) < _SPARE * value else value, "count", (other,))


def _days(figure: Figure) -> float:
    """How many days the unit of time has that a figure counts; 0 where it counts something else."""
    return DAYS.get(figure.counted[0], 0.0) if figure.counted and figure.measure == "count" else 0.0


def _sums(figure: Figure, known: Sequence[Figure]) -> Iterator[Derivation]:
    """Of two or three counts that are listed in one sentence, and that are not counts of the same thing themselves."""
    counts = [f for f in known if f.measure == "count" and not f.is_change and f.bound == "exact"]
    for n, first in enumerate(counts):
        listed = [f for f in counts[n + 1 : n + 3] if f.sentence == first.sentence and not f.of_those]
        if first.part_of and listed and listed[0].value == first.part_of:
            listed = listed[1:]
        for size in range(1, len(listed) + 1):
            parts = (first, *listed[:size])
            if all(_fits(figure, part) for part in parts):
                yield Derivation(sum(part.value for part in parts), "count", parts)


def _fits(figure: Figure, part: Figure) -> bool:
    """Whether a part that names what it counts counts the same as the sum."""
    return not figure.counted or not part.counted or bool(set(figure.counted) & set(part.counted))


def _differences(known: Sequence[Figure], measures: tuple[str, ...], measure: str) -> Iterator[Derivation]:
    scale = 100 if measure == "points" else 1
    alike = [f for f in known if f.measure in measures]
    for n, first in enumerate(alike):
        for second in alike[n + 1 :]:
            if first.measure == second.measure:
                yield Derivation(abs(first.value - second.value) * scale, measure, (first, second))


def _multiples(known: Sequence[Figure]) -> Iterator[Derivation]:
    for larger, smaller in _ordered(known):
        ratio = larger[0] / smaller[0]
        # "Doubled" is said of what nearly doubled, too; whole multiples are rounded ones.
        yield Derivation(
            round(ratio) if abs(ratio - round(ratio)) < 0.06 * ratio else ratio, "times", larger[1:] + smaller[1:]
        )


def _changes_of(known: Sequence[Figure]) -> Iterator[Derivation]:
    """By which part something fell or rose: from 24 to 12 per cent is by half."""
    for larger, smaller in _ordered(known):
        sources = larger[1:] + smaller[1:]
        yield Derivation(1 - smaller[0] / larger[0], "share", sources)
        yield Derivation(larger[0] / smaller[0] - 1, "share", sources)
        if larger[0] <= 1:
            yield Derivation(larger[0] - smaller[0], "share", sources)


def _ordered(known: Sequence[Figure]) -> Iterator[tuple[tuple[float, Figure], tuple[float, Figure]]]:
    """Pairs of comparable values, the larger first: counts with counts, shares (given or computed) with shares."""
    shares = [(f.value, f) for f in known if f.measure == "share"]
    shares += [(part.value / whole, part) for part, whole, _ in parts_of_wholes(known)]
    counts = [(f.value, f) for f in known if f.measure == "count"]
    for values in (shares, counts):
        for n, first in enumerate(values):
            for second in values[n + 1 :]:
                large, small = max(first, second, key=lambda v: v[0]), min(first, second, key=lambda v: v[0])
                if 0 < small[0] < large[0]:
                    yield large, small
