"""The smallest set of sentences that answers, and the quotes that they make."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from library.records import Passage, Sentence
from library.text import stems
from retrieval.scope import election_of, year_of
from retrieval.weights import Choice, Choices

if TYPE_CHECKING:
    from retrieval.evidence import Finding

MOST_ELECTIONS = 10
LEAST_OF_AN_ELECTION = 0.1
"""Of the best probability: an election whose best sentence has less says nothing on what is compared."""
ALIKE = 1.5
"""How much it counts for a sentence that one on another election says the like."""
LEANS = re.compile(
    r"^\W*(?:they|it|this|these|those|that|he|she|his|her|their|its|such|both|the (?:latter|former)|"
    r"(?:of|in|among|one of|all of|most of|some of) (?:these|those|them)|они|он|она|это|эти|эта|их|"
    r"ils?|elles?|ce(?:la|ci|tte|s)?|celles?-ci|ceux-ci|ell[oa]s|ést[aeo]s?|est[aeo]s)\b",
    re.I,
)
LEANS_WITHIN = re.compile(
    r"\b(?:on (?:this|that|these) (?:basis|grounds?)|for (?:this|that|these) reasons?|as a result\b(?! of)|"
    r"in (?:this|that) way|"
    r"на этом основании|по этой причине|в результате этого|à ce titre|sur cette base|pour cette raison|"
    r"por (?:esta|esa) razón)",
    re.I,
)
TURNS = re.compile(
    r"^\W*(?:however|nevertheless|nonetheless|still|but|yet|at the same time|on the other hand|однако|тем не менее|"
    r"вместе с тем|toutefois|cependant|néanmoins|mais|en revanche|sin embargo|no obstante|pero|con todo)\b",
    re.I,
)

NOTE_NUMBER = re.compile(r"(\d{1,3}\s+)([A-ZА-ЯÀ-Þ]\w*)")


def said_once(ranked: Sequence[Finding]) -> list[Finding]:
    """The findings without those that say once more, word for word, what is said of the same vote in another document:
    a press release and the statement that it tells of."""
    of: dict[object, Finding] = {}
    for finding in ranked:
        vote = election_of(finding.statement), finding.statement.election_round
        of.setdefault((vote, " ".join(finding.text.split()).casefold()), finding)
    return list(of.values())


def choose(ranked: Sequence[Finding], choices: Choices, *, many: bool, compares: bool) -> list[Finding]:
    """The sentences that answer, of all that were ranked: for a comparison some of each election, in order of time."""
    if compares:
        return _of_each(ranked, _shared_out(ranked, choices) if many else choices["compares"])
    choice = choices["many" if many else "fact"]
    least = choice["share"] * ranked[0].probability
    return [f for f in ranked if f.probability >= least][: choice["most"]]


def _shared_out(ranked: Sequence[Finding], choices: Choices) -> Choice:
    """The sentences of a summary, shared out among the elections that are compared."""
    elections = len({election_of(f.statement) for f in ranked})
    most = max(choices["compares"]["most"], -(-choices["many"]["most"] // elections))
    return {"share": choices["many"]["share"], "most": most}


def _of_each(ranked: Sequence[Finding], choice: Choice) -> list[Finding]:
    of: dict[object, list[Finding]] = {}
    for finding in ranked:
        of.setdefault(election_of(finding.statement), []).append(finding)
    telling = [found for found in of.values() if found[0].probability >= LEAST_OF_AN_ELECTION * ranked[0].probability]
    telling = sorted(telling[:MOST_ELECTIONS], key=lambda found: year_of(found[0].statement) or 0)
    return [
        finding
        for found in telling
        for finding in found[: choice["most"]]
        if finding is found[0] or finding.probability >= choice["share"] * found[0].probability
    ]


def namings(chosen: Sequence[Finding], ranked: Sequence[Finding]) -> list[Finding]:
    """The sentences that name those who speak in the chosen ones, where these do not say it themselves: for who is
    asked for. They are looked for in the same paragraph and beside it."""
    found: list[Finding] = []
    for finding in chosen:
        surname = (finding.sentence.speaker or "").split()[-1:]
        if not surname or surname[0] in finding.text:
            continue
        naming = [
            one
            for one in ranked
            if one.statement.id == finding.statement.id
            and abs(one.passage.ordinal - finding.passage.ordinal) <= 1
            and surname[0] in one.text
        ]
        found += [one for one in naming[:1] if one not in chosen and one not in found]
    return found


def alike(ranked: Sequence[Finding]) -> list[Finding]:
    """Ranked anew for a comparison: a sentence counts more where one on each other election says the like."""
    elections = [election_of(f.statement) for f in ranked]
    if len(set(elections)) < 2 or any(f.vector is None for f in ranked):
        return list(ranked)
    vectors = np.stack([f.vector for f in ranked if f.vector is not None])
    likely = np.sqrt([f.probability for f in ranked])
    like = np.clip(vectors @ vectors.T, 0.0, 1.0) * likely
    again = []
    for n, finding in enumerate(ranked):
        of: dict[object, float] = {}
        for election, value in zip(elections, like[n], strict=True):
            if election != elections[n]:
                of[election] = max(of.get(election, 0.0), float(value))
        nearness = sum(of.values()) / len(of)
        again.append(replace(finding, probability=finding.probability * nearness**ALIKE))
    return sorted(again, key=lambda f: -f.probability)


def quotes(chosen: Sequence[Finding]) -> list[Finding]:
    """The chosen sentences as quotes: each with the sentence that it leans on and with the other half of a "however",
    neighbours by one voice as one quote; those of a passage as the text runs, the passages as they were chosen."""
    of: dict[str, list[Finding]] = {}
    for finding in chosen:
        of.setdefault(finding.passage.id, []).append(finding)
    return [quote for together in of.values() for quote in _runs(together)]


def _runs(chosen: Sequence[Finding]) -> Iterator[Finding]:
    passage = chosen[0].passage
    best = {passage.sentences.index(f.sentence): f for f in reversed(chosen)}
    wanted = set(best) | {other for n in best for other in belonging(passage, n)}
    run: list[int] = []
    for n in [*sorted(wanted), len(passage.sentences) + 1]:
        if run and (n != run[-1] + 1 or not _one_voice(passage, run[-1], n)):
            first, last = passage.sentences[run[0]], passage.sentences[run[-1]]
            finding = next((best[i] for i in run if i in best), chosen[0])
            start = first.start + note_number(passage, first, finding.statement.language)
            yield replace(finding, sentence=Sentence(start, last.end, first.voice, first.speaker))
            run = []
        run.append(n)


def note_number(passage: Passage, sentence: Sentence, language: str) -> int:
    """Length of the number of a footnote before its first sentence ("5 The three candidates ..."), no part of what is
    said. Before a word of content a number counts something ("12 Members"), and stays."""
    match = NOTE_NUMBER.match(passage.words(sentence.start, sentence.end))
    is_first = sentence == passage.sentences[0]
    return match.end(1) if match and is_first and not stems(match[2], language) else 0


def belonging(passage: Passage, n: int) -> Iterator[int]:
    """The sentences without which this one misleads."""
    sentences = passage.sentences

    def text(number: int) -> str:
        return passage.words(sentences[number].start, sentences[number].end)

    if n > 0 and any(leans.search(text(n)) for leans in (LEANS, LEANS_WITHIN, TURNS)) and _one_voice(passage, n - 1, n):
        yield n - 1
    if n + 1 < len(sentences) and TURNS.search(text(n + 1)) and _one_voice(passage, n, n + 1):
        yield n + 1


def _one_voice(passage: Passage, n: int, other: int) -> bool:
    if max(n, other) >= len(passage.sentences):
        return False
    one, two = passage.sentences[n], passage.sentences[other]
    return (one.voice, one.speaker) == (two.voice, two.speaker)
