"""The verdict on one thing that is claimed, and on a claim from those on its parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from retrieval.claims.records import Flag, Verdict
from retrieval.claims.signs import Held, speaks_against
from retrieval.claims.weights import Model, likely

_FLAGS: Mapping[str, Flag] = {
    "number differs": "number differs",
    "number moved": "number differs",
    "year": "wrong year",
    "country": "wrong country",
    "name": "wrong speaker",
    "quotation": "quotation altered",
    "negation": "denied in the text",
    "opposite": "denied in the text",
    "hedge dropped": "hedge dropped",
    "allegation as finding": "allegation told as finding",
    "scope widened": "overgeneralised",
}
SURE = 0.65
"""The probability below which nothing is called supported: to say so wrongly is worse than to miss it. Leaving one
country out, 0.03 of what the sample does not support was called so from 0.6 on, 0.10 without, for 0.03 of accuracy."""
NEARLY_ALL, MOST = 0.65, 0.5
"""Share of the claim's words that a text has which says the same but for a figure, or by another speaker."""


def decide(signs: Mapping[str, float], held: Held, model: Model) -> tuple[Verdict, tuple[Flag, ...]]:
    """The likeliest verdict that the checks allow, and what they object.

    What a check vetoes is never supported, and what nothing speaks against is never contradicted, however likely.
    """
    chances = likely(model, signs)
    if chances["supported"] < SURE or any(o.vetoes for o in held.unit.objections):
        chances["supported"] = 0.0
    if not speaks_against(signs):
        chances["contradicted"] = 0.0
    verdict = max(chances, key=lambda v: chances[v])
    if _is_otherwise(signs, held):
        verdict = "contradicted"
    flags = flags_of(verdict, held)
    if signs.get("other speaker") and verdict == "contradicted":
        flags = tuple(dict.fromkeys((*flags, "wrong speaker")))
    return verdict, flags


def _is_otherwise(signs: Mapping[str, float], held: Held) -> bool:
    """Whether the text says what the claim says but with another figure, or in another mouth: that is decided without
    weighing, since the text then has nearly all of the claim's words."""
    figure = any(o.vetoes and o.kind in ("number differs", "number moved") for o in held.unit.objections)
    return (figure and held.coverage >= NEARLY_ALL) or (bool(signs.get("other speaker")) and held.coverage >= MOST)


def flags_of(verdict: Verdict, held: Held) -> tuple[Flag, ...]:
    """The flags for the objections to a part: all where it is denied or partly so, none where nothing speaks of it, and
    where it is supported only that the statement has a reserve."""
    if verdict == "not_addressed":
        return ()
    told = [o for o in held.unit.objections if o.vetoes or verdict != "supported" or o.kind == "hedge dropped"]
    return tuple(dict.fromkeys(_FLAGS[o.kind] for o in told if o.kind in _FLAGS))


def whole(verdicts: Sequence[Verdict]) -> Verdict:
    """The verdict on a claim: that on its parts where they agree; ``partly_supported`` where any part is (partly)
    supported and another is not; else ``contradicted`` where any part is."""
    kinds = set(verdicts)
    if len(kinds) == 1:
        return verdicts[0]
    if kinds & {"supported", "partly_supported"}:
        return "partly_supported"
    return "contradicted"
