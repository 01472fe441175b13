"""What fills the slots of a fact's wordings: figures that fit each other, names, dates, and what follows from them."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass

from training.pairs import names
from training.pairs.numbers import other_value, written
from training.pairs.shares import holds, true_phrase

Value = float | str
SLOT = re.compile(r"\{(\w+)\}")
_MONTHS = "January February March April May June July August September October November December".split()
_NUMBERS = frozenset("p q_more q_less h q_high few n n_more m k lists big".split())
# Written after words such as "within", a greater or smaller figure may still be true.
_BOUND = re.compile(r"(?:within|than|below|over|above|least|up to|many as|beyond|until|at most)\s+(?:the )?\{(\w+)\}")
_BOUND_AFTER = re.compile(r"\{(\w+)\} (?:at most|or more|or less)")


def draw(chance: random.Random) -> dict[str, Value]:
    """One value for every slot that wordings may name, in a sensible relation: m of n, more and less than p."""
    n = chance.choice([chance.randint(5, 20), chance.randint(20, 200), chance.randint(200, 1900)])
    p = chance.randint(4, 88)
    return {
        "p": p,
        "q_more": min(97, p + chance.randint(2, 30)),
        "q_less": max(2, p - chance.randint(2, 30)),
        "h": chance.randint(55, 98),
        "q_high": chance.randint(58, 95),
        "few": chance.choice([2, 3, 4, 1.8, 2.6, 3.1, 5.2, 6]),
        "n": n,
        "n_more": n + chance.choice([1, 2, 5, 10, 20, 50]) * chance.randint(2, 9),
        "m": chance.randint(2, n - 2),
        "k": chance.randint(2, 14),
        "lists": chance.randint(2, 19),
        "big": chance.choice([chance.randint(12, 990) * 1000, chance.randint(100, 900) * 10_000]),
        "year": chance.randint(2003, 2025),
        "day": f"{chance.randint(1, 28)} {chance.choice(_MONTHS)}",
        "Person": names.person(chance),
        "Person2": names.person(chance),
        "Party": names.party(chance),
        "Party2": names.party(chance),
        "Group": names.group(chance),
        "town": names.town(chance),
        "body": names.body(chance),
        "tongue": names.tongue(chance),
    }


@dataclass(frozen=True)
class Filled:
    """A wording with its slots filled, and the shares in words that it uses: (phrase, slot)."""

    text: str
    phrases: tuple[tuple[str, str], ...] = ()


def fill(wording: str, values: Mapping[str, Value], chance: random.Random) -> Filled:
    """Fill the slots: ``{m}`` itself, ``{rest}`` n less m, ``{rest_p}`` the other per cent, ``{diff_n}``, ``{diff_p}``,
    ``{share}`` and ``{share_p}`` in words, each with ``_cap`` for a capital letter."""
    phrases: list[tuple[str, str]] = []

    def put(match: re.Match[str]) -> str:
        name = match.group(1)
        capital = name.endswith("_cap") or match.start() == 0
        slot = name.removesuffix("_cap")
        if slot.startswith("share"):
            text = true_phrase(_share(slot, values), chance)
            phrases.append((text, slot))
        else:
            value = _plain(slot, values)
            text = str(value) if isinstance(value, str) or slot == "year" else written(value, chance)
        return text[0].upper() + text[1:] if capital else text

    return Filled(SLOT.sub(put, wording), tuple(phrases))


def still_true(filled: Filled, values: Mapping[str, Value]) -> bool:
    """Whether any of the shares in words holds under other values too."""
    return any(holds(phrase, _share(slot, values)) for phrase, slot in filled.phrases)


def slots(wording: str) -> set[str]:
    """The drawn slots that a wording rests on, less those that stand behind a bound such as ``within``."""
    bound = set(_BOUND.findall(wording)) | set(_BOUND_AFTER.findall(wording))
    found: set[str] = set()
    for name in SLOT.findall(wording):
        if name not in bound:
            found |= _base(name.removesuffix("_cap"))
    return found


def changed(
    values: Mapping[str, Value], slot: str, chance: random.Random, *, tempting: Value | None
) -> dict[str, Value]:
    """The values with another one in ``slot``: ``tempting`` where given, else one that is near."""
    other = dict(values)
    old = values[slot]
    if tempting is not None and tempting != old:
        other[slot] = tempting
    elif isinstance(old, str):
        while other[slot] == old:
            other[slot] = draw(chance)[slot]
    elif slot == "year":
        other[slot] = old + chance.choice([-4, -2, -1, 1, 2, 4])
    else:
        other[slot] = other_value(old, chance)
        if slot in ("p", "h", "q_more", "q_less", "q_high") and not 1 < float(other[slot]) < 99:
            other[slot] = old - 2 if old > 50 else old + 2
    n, m = float(other["n"]), float(other["m"])
    if m >= n - 1:
        other["m" if slot == "n" else "n"] = max(1, n // 2) if slot == "n" else m + 7
    return other


def _base(name: str) -> set[str]:
    if name in ("share", "rest"):
        return {"m", "n"}
    if name.startswith(("share_", "rest_")):
        return {name.split("_", 1)[1]}
    if name.startswith("diff_"):
        return {"n", "n_more"} if name == "diff_n" else {"p", "q_more"}
    return {name}


def _share(slot: str, values: Mapping[str, Value]) -> float:
    if slot == "share":
        return float(values["m"]) / float(values["n"])
    return float(values[slot.split("_", 1)[1]]) / 100


def _plain(slot: str, values: Mapping[str, Value]) -> Value:
    if slot == "rest":
        return float(values["n"]) - float(values["m"])
    if slot.startswith("rest_"):
        return 100 - float(values[slot[5:]])
    if slot == "diff_n":
        return abs(float(values["n_more"]) - float(values["n"]))
    if slot == "diff_p":
        return abs(float(values["q_more"]) - float(values["p"]))
    return values[slot]
