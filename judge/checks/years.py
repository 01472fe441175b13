"""Years: those of a sentence must be its text's, or those of what the text is about; and a figure keeps its year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from judge.checks.figures import Figure, figures
from judge.checks.numbers import matching
from judge.checks.objection import Kind, Objection
from judge.checks.tables import table
from judge.checks.words import Words

_YEARS = frozenset(("year", "an", "anné", "año", "год", "лет"))
"""Stems of what is counted in "four years ago"."""
_BEHIND = 2
"""Tokens behind a number among which "years ago" stands, or before it "il y a", "hace"."""
_DECADE = "s"


def check(text: Words, sentence: Words, context: Sequence[Figure] = ()) -> Iterator[Objection]:
    """Objections to years that neither text nor ``context`` has, and to a year beside a figure of another year.

    Of several years that a sentence names, one that is not there is ``year absent`` where another one is: the text is
    silent about it, rather than about another year.
    """
    known, said = figures(text), figures(sentence)
    there = [f for f in known if f.measure == "year"]
    about = [f for f in context if f.measure == "year"]
    years = {f.value for f in (*there, *about)}
    ago = set(_years_ago(text, known, years))
    years |= ago
    named = [f for f in said if f.measure == "year"]
    partly = any(_is_among(f, years, sentence) for f in named)
    for year in named:
        if not _is_among(year, years, sentence):
            nearest = there[0] if there else None
            other = nearest or (about[0] if about else None)
            message = (
                f"The text is about {other.words}, not {year.words}." if other else f"{year.words} is not in the text."
            )
            kind: Kind = "year absent" if partly else "year"
            yield _objection(year, nearest, message, kind=kind, vetoes=other is not None)
    if len({f.value for f in named}) == 1 and named[0].value in years:
        ties = [f for f in known if not _is_beginning(f, text)]
        yield from _of_another_year(named[0], said, ties, {f.value for f in about} | ago)


def _is_among(year: Figure, years: set[float], sentence: Words) -> bool:
    """Whether a year is one of these, or a decade ("the 1930s") one of these lies in."""
    if sentence.text[year.end : year.end + 1] == _DECADE and year.value % 10 == 0:
        return any(year.value <= other < year.value + 10 for other in years)
    return year.value in years


def _years_ago(text: Words, known: Sequence[Figure], years: set[float]) -> Iterator[float]:
    """The years that a text counts back to: "four years ago" in one about 2018 is 2014, "a term of four years" none."""
    for figure in known:
        if figure.measure == "count" and not figure.weak and _YEARS & set(figure.counted):
            behind = [token.folded for token in text.tokens if token.start >= figure.end][:_BEHIND]
            before = [token.folded for token in text.tokens if token.end <= figure.start][-_BEHIND:]
            if {*behind, *before} & table("back", text.language):
                yield from (year - figure.value for year in years)


def _is_beginning(figure: Figure, text: Words) -> bool:
    """Whether a year is the first of those that something is said of ("in force since 2020")."""
    before = text.text[: figure.start].rstrip().rpartition(" ")[2].casefold()
    return figure.measure == "year" and before in table("beginnings", text.language)


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
            message = f"The text gives “{figure.words}” for {when}, not for {year.words}."
            yield _objection(year, other, message, kind="year", vetoes=True)
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


def _objection(year: Figure, nearest: Figure | None, message: str, *, kind: Kind, vetoes: bool) -> Objection:
    return Objection(
        kind,
        year.words,
        year.start,
        year.end,
        message,
        vetoes,
        nearest.words if nearest else None,
        nearest.start if nearest else None,
        nearest.end if nearest else None,
    )
