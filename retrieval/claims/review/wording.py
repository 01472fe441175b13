"""What a check says in plain words: how a claim stands, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from retrieval.claims.records import Check, Quoted
from retrieval.claims.review.records import Reviewed

_TABLE = Path(__file__).with_name("wording.yaml")


@dataclass(frozen=True)
class Standing:
    """How a claim stands against the record."""

    name: str
    """A verdict, or ``not_in_record`` or ``not_checkable`` where that is why it is not addressed."""
    sign: str
    word: str
    means: str


@cache
def standings() -> Mapping[str, Standing]:
    """All of them by name, in the order in which they are told."""
    return {name: Standing(name, **words) for name, words in _words()["standings"].items()}


def standing(claim: Reviewed) -> Standing:
    """How a claim stands: as a person says, or else as the check does."""
    return standings()[claim.verdict] if claim.ruling else of_check(claim.check)


def of_check(check: Check) -> Standing:
    """How a claim stands as the check says."""
    name: str = check.verdict
    if check.verdict == "not_addressed" and why_uncheckable(check):
        name = "not_checkable"
    elif check.verdict == "not_addressed" and not check.searched:
        name = "not_in_record"
    return standings()[name]


def why_uncheckable(check: Check) -> str:
    """Why no part of a claim can be checked; empty where one can be."""
    known = _words()["uncheckable"]
    found = [next((known[flag] for flag in part.flags if flag in known), "") for part in check.parts]
    return str(found[0]) if found and all(found) else ""


def reasons(check: Check) -> list[str]:
    """What is wrong with a claim or to be known of it, a sentence each."""
    return [flag_in_words(flag) for flag in check.flags]


def quotation_in_words(quoted: Quoted) -> str:
    """What became of a quotation, as a sentence."""
    return str(_words()["quotations"][quoted.status])


def flag_in_words(flag: str) -> str:
    """A flag as a sentence."""
    return str(_words()["flags"].get(flag) or _words()["uncheckable"].get(flag) or f"{flag.capitalize()}.")


def flag_in_brief(check: Check) -> str:
    """The first thing that is wrong with a claim, in two or three words; empty where nothing is."""
    known = [flag for flag in check.flags if flag in _words()["flags"]]
    return str(_words()["in brief"].get(known[0], known[0])) if known else ""


@cache
def _words() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(_TABLE.read_text(encoding="utf-8"))
    return loaded
