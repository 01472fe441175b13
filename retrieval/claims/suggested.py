"""A claim as somebody else takes it apart, kept only where its parts have all of the claim's words and no others.

So whoever suggests the parts decides nothing but where the claim is cut, and which of its first words a part repeats.
"""

from __future__ import annotations

from collections.abc import Sequence

from judge.checks.polarity import is_negation
from judge.checks.quotations import quotations
from judge.checks.words import Token, Words
from retrieval.claims.parts import Piece, joining_words

MOST = 6
"""Parts of one claim."""
_LEAST_WORDS = 2
"""Words of content or figures of its own without which a part claims nothing."""


def pieces_as(claim: str, parts: Sequence[str], language: str) -> list[Piece] | None:
    """The parts as pieces of the claim; None where one has a word or figure that the claim does not have there, loses
    one (words that join apart), drops the denial that it leans on, claims nothing, or cuts a quotation."""
    words = Words(claim, language if language in ("en", "ru", "fr", "es") else "en")
    tokens = [t for t in words.tokens if t.text[0].isalnum()]
    pieces: list[Piece] = []
    done = 0
    for part in parts:
        cut = _place(_plain(part, words.language), tokens, done, words)
        if cut is None:
            return None
        lead, first, done = cut
        own = claim[tokens[first].start : tokens[done - 1].end]
        before = f"{claim[tokens[0].start : tokens[lead - 1].end]} " if lead else ""
        pieces.append(Piece(f"{before}{own}.", tokens[first].start, tokens[done - 1].end))
    whole = bool(pieces) and done == len(tokens) and len(pieces) <= MOST
    return pieces if whole and not _cuts_quotation(claim, pieces) else None


def _plain(part: str, language: str) -> list[str]:
    return [t.folded for t in Words(part, language).tokens if t.text[0].isalnum()]


def _place(part: list[str], tokens: Sequence[Token], done: int, words: Words) -> tuple[int, int, int] | None:
    """Where a part lies behind what is ``done``: how many first words of the claim it repeats, and its own words (half
    open); None where it lies nowhere."""
    joining = joining_words(words.language)
    first = done
    while first < len(tokens):
        for lead in range(min(len(part), first) + 1 if done else 1):
            end = first + len(part) - lead
            same = [t.folded for t in (*tokens[:lead], *tokens[first:end])] == part
            if same and _is_claim(tokens[first:end], words) and not _denies(lead, tokens, words):
                return lead, first, end
        if not done or tokens[first].folded not in joining:
            return None
        first += 1
    return None


def _is_claim(own: Sequence[Token], words: Words) -> bool:
    return sum(words.is_content(t) or t.text[0].isdecimal() for t in own) >= _LEAST_WORDS


def _denies(lead: int, tokens: Sequence[Token], words: Words) -> bool:
    """Whether what is repeated ends just before a denial: "the mission did" of "the mission did not"."""
    return 0 < lead < len(tokens) and is_negation(words, tokens[lead])


def _cuts_quotation(claim: str, pieces: Sequence[Piece]) -> bool:
    edges = [edge for piece in pieces for edge in (piece.start, piece.end)]
    return any(q.start < edge < q.end for q in quotations(claim) for edge in edges)
