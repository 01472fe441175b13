"""Rows from the statements made up by hand: claims before their evidence, questions before their answers, labels.

What a claim or question is not about is shown to it too: sentences of the same statement that share its words, or stand
beside its evidence, and leave it open.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from judge.labels import DIRECTIONS, PHASES, STATUSES, TOPICS
from judge.marks import words
from training.pairs.statements import line_above
from training.rows import Labels, Relation, Row
from training.written import NEAR_MISSES, Claim, Place, Question, Sentence, Written

_RELATIONS = {"supported": Relation.ENTAILMENT, "contradicted": Relation.CONTRADICTION}
_IN_PART = (
    *("hedging dropped", "half sentence", "overgeneralisation", "allegation as finding", "near miss"),
    *NEAR_MISSES,
)
"""Kinds of claims supported in part that their text leaves open; in other kinds one part may be denied."""
NEAR, BESIDE = 2, 0.3
"""Open sentences that what is asked is shown with: the likest, and how often one by chance."""
TIMES = 2
"""How often it is shown with its evidence, in other surroundings each time."""
OPEN = {Relation.ENTAILMENT: 2, Relation.CONTRADICTION: 2, None: 1}
"""How many sentences that leave it open a claim is shown with: those that are told of nothing have no other rows, and
more of them would let their wording give the label away."""


def told_rows(written: Sequence[Written], *, seed: int) -> list[Row]:
    """Claims and questions of all statements, as rows."""
    chance = random.Random(seed)
    rows: list[Row] = []
    for one in written:
        for claim in one.claims:
            rows += _of_claim(one, claim, chance)
        for question in one.questions:
            rows += _of_question(one, question, chance)
    return rows


def label_rows(written: Sequence[Written]) -> list[Row]:
    """One a sentence: its section and the sentence before it as the text."""
    return [
        Row(before_of(one, sentence), sentence.text, "labels", group=one.fields["country"], labels=labels_of(sentence))
        for one in written
        for sentence in one.sentences.values()
    ]


def labels_of(sentence: Sentence) -> Labels:
    """The labels of a sentence by place."""
    return Labels(
        frozenset(TOPICS.index(topic) for topic in sentence.topics),
        DIRECTIONS.index(sentence.direction),
        PHASES.index(sentence.phase),
        STATUSES.index(sentence.status),
    )


def before_of(one: Written, sentence: Sentence) -> str:
    """What a labeller is shown before a sentence: the heading of its section, and the sentence that it follows in the
    paragraph."""
    own = [s for s in one.sentences.values() if s.paragraph == sentence.paragraph and s.number < sentence.number]
    return "\n".join(part for part in (sentence.section, *(s.text for s in own[-1:])) if part)


def _of_claim(one: Written, claim: Claim, chance: random.Random) -> Iterator[Row]:
    ways = _own(one, claim.evidence)
    relation = _RELATIONS.get(claim.verdict)
    kind = f"told {claim.kind}"
    if relation is not None:
        for way in ways:
            for _ in range(TIMES):
                yield _row(one, _among(one, way, chance), claim.text, kind, chance, relation=relation)
            if relation is Relation.ENTAILMENT and len(way) > 1:
                yield _row(one, (chance.choice(way),), claim.text, "told in part", chance, relation=Relation.NEUTRAL)
    elif claim.kind in _IN_PART or not claim.evidence:
        for way in ways:
            for _ in range(TIMES if claim.kind in NEAR_MISSES else 1):  # as often as the faithful one beside it
                yield _row(one, way, claim.text, kind, chance, relation=Relation.NEUTRAL)
    told = {place for way in claim.evidence for place in way}
    for number in _open(one, claim.text, told, chance)[: OPEN[relation]]:
        yield _row(one, (number,), claim.text, "told open", chance, relation=Relation.NEUTRAL)


def _of_question(one: Written, question: Question, chance: random.Random) -> Iterator[Row]:
    for way in _own(one, question.evidence):
        for _ in range(TIMES if question.answered else 1):
            yield _row(one, way, question.text, "told answer", chance, answers=question.answered)
    told = {place for way in question.evidence for place in way}
    for number in _open(one, question.text, told, chance):
        yield _row(one, (number,), question.text, "told no answer", chance, answers=False)


def _own(one: Written, ways: Sequence[Sequence[Place]]) -> list[tuple[int, ...]]:
    """The ways that lie in this statement alone: a text on one election says nothing of another."""
    return [tuple(number for _, number in way) for way in ways if all(place == one.id for place, _ in way)]


def _open(one: Written, asked: str, told: set[Place], chance: random.Random) -> list[int]:
    """Sentences beside the evidence: those that share most words with what is asked, and others by chance."""
    wanted = {word.key for word in words(asked)}
    shared: Mapping[int, int] = {
        number: len(wanted & {word.key for word in words(sentence.text)})
        for number, sentence in one.sentences.items()
        if (one.id, number) not in told
    }
    likest = sorted(shared, key=lambda number: -shared[number])[:NEAR]
    rest = [number for number in shared if number not in likest]
    return likest + ([chance.choice(rest)] if rest and chance.random() < BESIDE else [])


def _among(one: Written, way: Sequence[int], chance: random.Random) -> tuple[int, ...]:
    """The sentences of a way, now and then with the one that stands before or behind them in the paragraph."""
    beside = chance.choice([min(way) - 1, max(way) + 1])
    own = one.sentences[min(way)].paragraph
    is_near = beside in one.sentences and one.sentences[beside].paragraph == own
    return (*way, beside) if is_near and chance.random() < 0.3 else tuple(way)


def _row(
    one: Written,
    numbers: Sequence[int],
    asked: str,
    source: str,
    chance: random.Random,
    *,
    relation: Relation | None = None,
    answers: bool | None = None,
) -> Row:
    """The sentences, mostly under the context line."""
    shown = sorted(numbers)
    text = " ".join(one.sentences[number].text for number in shown)
    above = ""
    if chance.random() < 0.8:
        fields, section = one.fields, one.sentences[shown[0]].section
        above = line_above(fields["country"], fields["election"], date.fromisoformat(fields["election_date"]))
        above += f". {section}\n" if section and chance.random() < 0.5 else "\n"
    return Row(above + text, asked, source, relation, answers, group=one.fields["country"])
