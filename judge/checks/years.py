"""Years: those of a sentence must be its text's, or those of what the text is about; and a figure keeps its year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from judge.checks.figures import Figure, figures
from judge.checks.numbers import matching
from judge.checks.objection import Objection
from judge.checks.words import Words


def check(text: Words, sentence: Words, context: Sequence[Figure] = ()) -> Iterator[Objection]:
    """Objections to years that neither text nor ``context`` has, and to a year beside a figure of another year."""
    known, said = figures(text), figures(sentence)
    there = [f for f in known if f.measure == "year"]
    about = [f for f in context if f.measure == "year"]
    years = {f.value for f in (*there, *about)}
    named = [f for f in said if f.measure == "year"]
    for year in named:
        if year.value not in years:
            nearest = there[0] if there else None
            other = nearest or (about[0] if about else None)
            message = (
                f"The text is about {other.words}, not {year.words}." if other else f"{year.words} is not in the text."
            )
            yield _objection(year, nearest, message, vetoes=other is not None)
    if len({f.value for f in named}) == 1 and named[0].value in years:
        yield from _of_another_year(named[0], said, known, {f.value for f in about})


def _of_another_year(
    year: Figure, said: Sequence[Figure], known: Sequence[Figure], about: set[float]
) -> Iterator[Objection]:
    """A figure that the text gives for another year only ("31 of 112 in 2017" told of 2022)."""
    for figure in said:
        if figure.measure in ("year", "day") or figure.weak:
            continue
        same = matching(figure, known)
        of = [years_of(other, known) or about for other in same]
        if same and all(years and year.value not in years for years in of):
            other = next((f for f in known if f.measure == "year" and f.value in of[0]), None)
            when = int(min(of[0]))
            yield _objection(
                year, other, f"The text gives “{figure.words}” for {when}, not for {year.words}.", vetoes=True
            )
            return


def years_of(figure: Figure, known: Sequence[Figure]) -> set[float]:
    """The years that a figure is tied to: those of its clause, else those of clauses of its sentence that hold no other
    figure ("In 2017, ..."); none where the text does not tie it to any."""
    years = [f for f in known if f.measure == "year" and f.sentence == figure.sentence]
    own = {f.value for f in years if f.clause == figure.clause}
    if own:
        return own
    busy = {f.clause for f in known if f.measure not in ("year", "day") and not f.weak}
    return {f.value for f in years if f.clause not in busy}


def _objection(year: Figure, nearest: Figure | None, message: str, *, vetoes: bool) -> Objection:
    return Objection(
        "year",
        year.words,
        year.start,
        year.end,
        message,
        vetoes,
        nearest.words if nearest else None,
        nearest.start if nearest else None,
        nearest.end if nearest else None,
    )
