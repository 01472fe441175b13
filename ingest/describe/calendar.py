"""Dates as people write them, in five languages, with or without a year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path

import yaml

_MONTHS = Path(__file__).with_name("months.yaml")
_ORDINAL = r"(?:st|nd|rd|th|er|re|º|ª|-?го|-?е)?"
_TO = r"(?:[-–—]|and|to|et|au|и|по|y|al|e|und|bis|a)"


@dataclass(frozen=True)
class Written:
    """A date in a text; the year is None where it is not written."""

    day: int
    month: int
    year: int | None
    start: int
    end: int
    several: bool = False
    """Whether several days are written, of which this is the first: ``12–14 February``."""

    def on(self, year: int) -> date | None:
        """This day in a year, if there is one (29 February)."""
        try:
            return date(self.year or year, self.month, self.day)
        except ValueError:
            return None

    @property
    def full(self) -> date | None:
        """The date, if its year is written."""
        return self.on(self.year) if self.year else None


def dates_in(text: str) -> list[Written]:
    """The dates that a text names, in order; of several days of voting, the first."""
    found: list[Written] = []
    for match in _date().finditer(text):
        written = _written(match)
        if written and written.on(written.year or 2024):
            found.append(written)
    return found


def as_date(value: object) -> date | None:
    """A declared date, as YAML and HTML give it."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    found = dates_in(str(value)) if value else []
    return found[0].full if found else None


def _written(match: re.Match[str]) -> Written | None:
    got = match.groupdict()
    if got["iso"]:
        year, month, day = map(int, got["iso"].split("-"))
    elif got["numeric"]:
        day, month, year = map(int, re.split(r"[./]", got["numeric"]))
        if month > 12:
            day, month = month, day
    else:
        month = _month_numbers()[(got["month"] or got["month2"]).casefold()]
        day = int(got["first"] or got["day"] or got["day2"])
        year = int(got["year"] or got["year2"] or 0)
    if not 1 <= month <= 12:
        return None
    word = got["month"] or got["month2"] or ""
    if word == "may" and not year:  # "of 12 may vote"
        return None
    several = bool(got["first"] or re.search(r"\d\s*[-–—]\s*\d{1,2}\b", match.group()) and not got["iso"])
    return Written(day, month, year or None, match.start(), match.end(), several)


@cache
def _month_numbers() -> dict[str, int]:
    table = yaml.safe_load(_MONTHS.read_text(encoding="utf-8"))
    return {name: int(number) for number, names in table.items() for name in names}


def month_names() -> frozenset[str]:
    """The names of months, case folded."""
    return frozenset(_month_numbers())


@cache
def _date() -> re.Pattern[str]:
    month = "|".join(sorted(_month_numbers(), key=len, reverse=True))
    weekday = r"(?:,?\s+(?:de\s+|del\s+)?(?P<year>(?:19|20)\d\d)\b)?"
    return re.compile(
        rf"(?P<iso>\b(?:19|20)\d\d-\d\d-\d\d)|(?P<numeric>\b\d{{1,2}}(?:\.\d{{1,2}}\.|/\d{{1,2}}/)(?:19|20)\d\d\b)"
        rf"|\b(?:(?P<first>\d{{1,2}}){_ORDINAL}\.?\s*{_TO}\s*)?(?P<day>\d{{1,2}}){_ORDINAL}\.?\s+(?:day\s+)?(?:of\s+|de\s+)?"
        rf"(?P<month>{month})\b\.?{weekday}"
        rf"|\b(?P<month2>{month})\.?\s+(?P<day2>\d{{1,2}})(?!\d|[.,]\d|\s*per\b|%){_ORDINAL}"
        rf"(?:\s*[-–—]\s*\d{{1,2}}\b(?!\d))?(?:,?\s+(?P<year2>(?:19|20)\d\d)\b)?",
        re.IGNORECASE,
    )


def weekday_before(day: date, weekday: int) -> date:
    """The last such weekday (Monday is 0) before a day."""
    back = (day.weekday() - weekday - 1) % 7 + 1
    return date.fromordinal(day.toordinal() - back)


def years_in(text: str) -> Iterator[int]:
    """Four-digit years that a text names."""
    yield from (int(m.group()) for m in re.finditer(r"\b(?:19[6-9]|20[0-4])\d\b", text))
