"""Which words of a claim and of its evidence differ: to be marked where the two are shown side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from judge.checks import objections
from judge.checks.quotations import nearest, word_places
from library.context import context_line
from retrieval.claims.records import Check, Evidence, Quoted

Span = tuple[int, int]


@dataclass(frozen=True)
class Pair:
    """Words of a claim and the words of the record that they are held against, with the spans that differ.

    Spans of ``claimed`` point into it, those of ``stated`` into the quote of ``evidence``.
    """

    claimed: str
    in_claim: tuple[Span, ...]
    evidence: Evidence
    in_quote: tuple[Span, ...]


def pairs(check: Check) -> list[Pair]:
    """Every quotation that the record has otherwise, and every part of a claim that its evidence does not carry."""
    found = [of_quotation(q) for q in check.quotations if q.found and q.status == "altered"]
    quoted = {id(q.found) for q in check.quotations}
    named = {(p.evidence.statement.id, p.evidence.start) for p in found}
    for part in check.parts:
        telling = next((e for e in part.evidence if e.bearing != "context" and id(e) not in quoted), None)
        if telling is None or (telling.statement.id, telling.start) in named or part.verdict == "supported":
            continue
        pair = _of_part(part.text, telling)
        if pair.in_claim or pair.in_quote:
            found.append(pair)
    return found


def of_quotation(quoted: Quoted) -> Pair:
    """A quotation beside the words that the record has, word by word."""
    assert quoted.found is not None
    stated = quoted.found.quote
    start, end = nearest(quoted.words, stated) or (0, len(stated))
    one = word_places(quoted.words)
    two = [(word, a + start, b + start) for word, a, b in word_places(stated[start:end])]
    changes = SequenceMatcher(None, [w for w, _, _ in one], [w for w, _, _ in two], autojunk=False).get_opcodes()
    differing = [(a, b, c, d) for tag, a, b, c, d in changes if tag != "equal"]
    return Pair(
        quoted.words,
        _spans(one, ((a, b) for a, b, _, _ in differing)),
        quoted.found,
        _spans(two, ((c, d) for _, _, c, d in differing)),
    )


def _spans(words: Sequence[tuple[str, int, int]], runs: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    return tuple((words[first][1], words[last - 1][2]) for first, last in runs if last > first)


def _of_part(claimed: str, evidence: Evidence) -> Pair:
    context = context_line(evidence.statement, evidence.passage.section)
    # A year on which this sentence is silent is no difference: another sentence of the evidence may speak of it.
    found = [o for o in objections(evidence.quote, claimed, context=context) if o.kind != "year absent"]
    in_claim = _joined((o.start, o.end) for o in found)
    in_quote = _joined((o.nearest_start, o.nearest_end) for o in found)
    return Pair(claimed, in_claim, evidence, in_quote)


def _joined(spans: Iterable[tuple[int | None, int | None]]) -> tuple[Span, ...]:
    """Spans in order, those that overlap made one."""
    joined: list[Span] = []
    for start, end in sorted((s, e) for s, e in spans if s is not None and e is not None):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
