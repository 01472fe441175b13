"""Whether evidence answers a question: the right topic in the wrong country or year does not.

The same sentences recur in statement after statement. Where such a question is answered better by a sentence on another
election than by any in scope, or where a word of it is known to the library but not to the statements in scope, these
probably do not say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from library.labels import SURE
from library.library import Library
from library.records import Statement
from retrieval.asks import Asks, names_anew
from retrieval.clues import Terms, plain_clues
from retrieval.conversation import Standalone
from retrieval.counted import counts_what_is_asked
from retrieval.lacking import lacks
from retrieval.scope import election_of
from retrieval.search import Query
from retrieval.weights import log_odds, score

if TYPE_CHECKING:
    from retrieval.evidence import Finding

NEAREST = 100
"""Passages of the whole library, and then sentences of those on other elections, that are looked at."""
TELLING = 500
"""A word that more passages hold tells nothing by being absent from a few statements (and is slow to look for)."""
LOOKED_AT = 6
"""Of the most telling sentences: where half of them speak of the topic, there is something to sum up."""
WORDS_FOUND = 0.5
"""Of the question's weight in words, found in one passage."""
UNREAD = -6.0
"""Log odds that a sentence answers which the judge has not read."""
FURTHEST = 3.0
"""Log odds by which a sentence elsewhere can be better; more does not count."""


@dataclass(frozen=True)
class Around:
    """What lies around the evidence: the clues of the nearest sentences on other elections, `absent`, and whether no
    sentence in scope speaks of the topics that are asked about."""

    elsewhere: tuple[Mapping[str, float], ...]
    absent: float
    silent: bool


def look_around(library: Library, standalone: Standalone, query: Query, terms: Terms, wanted: Asks) -> Around:
    """Look at other elections, if there are any in the library."""
    scope = standalone.scope
    elections = {election_of(s) for s in scope.statements}
    inside = {s.id for s in scope.statements}
    # The same thing said in the question's own language is always nearer and always in its words.
    languages = {s.language for s in scope.statements}
    others = {
        s.id
        for s in library.statements()
        if s.id not in inside and election_of(s) not in elections and s.language in languages
    }
    understood = bool(query.topics) and terms.language in languages
    silent = understood and not library.labels.speak_of(inside, query.topics)
    if not others:
        return Around((), 0.0, silent)
    near = _nearest_sentences(library, query, others)
    return Around(
        tuple(plain_clues(terms, wanted, text, cosine) for text, cosine in near),
        absent(library, scope.statements, terms),
        silent,
    )


def _nearest_sentences(library: Library, query: Query, statement_ids: set[str]) -> list[tuple[str, float]]:
    """The nearest sentences of these statements with their cosine, the nearest first."""
    found = library.vectors.nearest_passages(query.vector.tolist(), None, NEAREST)
    ids = [name for name, _ in found if name.partition(":")[0] in statement_ids]
    said, passages = library.vectors_said(ids), library.catalog.passages_by_id(ids)
    sentences = [
        (passages[name].words(s.start, s.end), float(vector @ query.vector))
        for name, vectors in said.items()
        if name in passages
        for s, vector in zip(passages[name].sentences, vectors, strict=True)
    ]
    return sorted(sentences, key=lambda sentence: -sentence[1])[:NEAREST]


def signs(
    around: Around, standalone: Standalone, wanted: Asks, best: Sequence[Finding], plain: Mapping[str, float]
) -> dict[str, float]:
    """What the decision rests on; ``best`` are the sentences in scope, the most telling first, ``plain`` the model that
    compares them with sentences elsewhere."""
    top, scope = best[0], standalone.scope
    cosine = max(f.clues["cosine"] for f in best)
    here = max(score(plain, f.clues) for f in best)
    elsewhere = max((score(plain, clues) for clues in around.elsewhere), default=here)
    return {
        "better elsewhere": min(FURTHEST, max(0.0, elsewhere - here)),
        "nearer elsewhere": max(0.0, max((clues["cosine"] for clues in around.elsewhere), default=cosine) - cosine),
        "absent here": around.absent,
        "names": names_anew(wanted, top.text, asked_in(standalone), spoken=top.sentence.voice == "speaker"),
        # A figure is asked for and there is none far oftener than a passage that is only told in other words.
        "number": float(wanted.number),
        "counts": counts_what_is_asked(standalone.question, [f.text for f in best[:3]]),
        "compares": float(scope.compares),
        "best": log_odds(top.probability),
        "topic": max(f.clues["topic"] for f in best[:3]),
        "answers": max(f.clues.get("answers", UNREAD) for f in best[:3]),
    }


def decided(
    around: Around, standalone: Standalone, wanted: Asks, best: Sequence[Finding], chosen: Sequence[Finding]
) -> bool | None:
    """Whether the chosen sentences answer, where that is plain; None where it has to be weighed."""
    if (
        _unrelated(best, standalone)
        or _unheard(around, standalone, best)
        or lacks(standalone, wanted, asked_in(standalone), chosen)
    ):
        return False
    on_topic = sum(f.clues["topic"] >= SURE for f in best[:LOOKED_AT])
    return True if wanted.many and not standalone.speakers and on_topic * 2 >= LOOKED_AT else None


def _unrelated(best: Sequence[Finding], standalone: Standalone) -> bool:
    """Whether the question has nothing to do with the record ("Hello", the World Cup): it names no country of it, and
    none of its words is in what was found."""
    return not standalone.scope.countries and all(f.clues["coverage of the passage"] == 0 for f in best)


def _unheard(around: Around, standalone: Standalone, best: Sequence[Finding]) -> bool:
    """Whether the statements in scope are silent on the topic asked about, and most of the question's words are not
    found together either, so that the topic was not missed by being told in other words."""
    if not around.silent or standalone.speakers:
        return False
    return max(f.clues["coverage of the passage"] for f in best) < WORDS_FOUND


def asked_in(standalone: Standalone) -> str:
    """What a question names, its scope included."""
    return f"{standalone.question} {' '.join(standalone.scope.countries)}"


def absent(library: Library, statements: Sequence[Statement], terms: Terms) -> float:
    """Share of the question's weight in words that the library knows, but not these statements; 0 where none of them is
    in the question's language."""
    if terms.language not in {s.language for s in statements}:
        return 0.0
    catalog, ids = library.catalog, sorted(s.id for s in statements)
    known: dict[str, bool] = {}

    def is_here(stem: str) -> bool:
        if stem not in known:
            known[stem] = bool(catalog.lexical([stem], ids, 1))
        return known[stem]

    missing = [
        weight
        for stem, weight in terms.weights.items()
        if 0 < catalog.document_frequency(stem) <= TELLING
        and not is_here(stem)
        and not any(all(map(is_here, expression)) for expression in terms.others[stem])
    ]
    return sum(missing) / (sum(terms.weights.values()) or 1.0)
