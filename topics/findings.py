"""What a sentence finds: its direction, phase and status, by the words that observers use for them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import yaml

from library.labels import Direction, Phase, Status

TABLE = Path(__file__).with_name("findings.yaml")


def status_of(text: str, language: str) -> Status:
    """Whether the sentence recommends, tells of an earlier recommendation, reports an allegation, or finds."""
    if told("follow_up", text, language):
        return "follow-up"
    if told("recommendation", text, language):
        return "recommendation"
    return "allegation" if told("allegation", text, language) else "finding"


def direction_of(text: str, language: str, status: Status) -> Direction:
    """What the sentence finds, by the words for good and bad in it; what is recommended is no finding."""
    if status == "recommendation":
        return "neutral"
    good, bad = told("positive", text, language), told("negative", text, language)
    if not good and not bad:
        return "neutral"
    if told("contrast", text, language):
        return "mixed"
    if good and bad:
        if told("lessening", text, language):
            return "positive"
        return "negative" if told("denial", text, language) else "mixed"
    return "positive" if good else "negative"


def phase_of(text: str, language: str, topics: Mapping[str, float]) -> Phase:
    """When what the sentence speaks of happened."""
    if told("after", text, language) or "post_election" in topics:
        return "after"
    if told("election_day", text, language) or {"voting", "counting"} & set(topics):
        return "election day"
    return "before"


def told(what: str, text: str, language: str) -> int:
    """How many of the expressions for something stand in a text."""
    return sum(bool(pattern.search(text)) for pattern in _patterns(what, language))


@lru_cache(maxsize=64)
def _patterns(what: str, language: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(expression, re.I) for expression in _table()[what].get(language, ()))


@lru_cache(maxsize=1)
def _table() -> dict[str, dict[str, list[str]]]:
    loaded: dict[str, dict[str, list[str]]] = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    return loaded
