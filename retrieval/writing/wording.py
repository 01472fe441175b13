"""Words of a written sentence that its text does not have, and words that are never ours to say."""

from __future__ import annotations

from dataclasses import dataclass

from judge.checks.words import Words

FRAME = frozenset(
    "observers observer mission statement report text said noted found stated reported according concluded observed".split()
)
"""Words that tell who says it and in which kind of text; who it is, is checked by itself."""
VERDICTS = (
    "free and fair",
    "free, fair",
    "recognised",
    "recognized",
    "fraud",
    "rigged",
    "stolen",
    "flawless",
    "perfect",
)


@dataclass(frozen=True)
class Wording:
    """The words of content that the text lacks, and how large a share of the sentence's they are."""

    strange: tuple[str, ...]
    share: float
    minted: tuple[str, ...]
    """Verdicts of the sentence's own, as reasons."""


def strange_words(said: Words, text: Words, context: Words) -> Wording:
    """What a sentence says in words that neither text nor context has."""
    known = text.stems | context.stems
    content = [t for t in said.tokens if said.is_content(t) and t.folded not in FRAME]
    strange = [t.text for t in content if said.stem(t) not in known]
    lower, there = said.text.casefold(), text.text.casefold()
    minted = tuple(f"“{v}” is not in the cited text." for v in VERDICTS if v in lower and v not in there)
    return Wording(tuple(strange), len(strange) / len(content) if content else 0.0, minted)
