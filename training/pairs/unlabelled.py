"""Pairs that nobody has labelled: a teacher says what it makes of them, and the small judge learns that.

They are what the judge is shown at work and no hand could label in full: claims and sentences before the likest
sentences of the same country, claims before one another, questions before sentences, and sentences of the general
collections that stand before the same premise.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from judge.marks import words
from training.pairs.statements import line_above
from training.rows import Asks, Row
from training.written import Sentence, Written

CLAIMS, QUESTIONS, SENTENCES = 5, 4, 2
"""How many of the likest sentences of the country a claim, a question, a sentence is shown with."""
AMONG_CLAIMS = 2
"""Other claims of the same statement that a claim is shown before."""


def unlabelled_rows(written: Sequence[Written], general: Sequence[Row], *, most_general: int, seed: int) -> list[Row]:
    """Rows of the statements in English, and ``most_general`` of the general collections."""
    chance = random.Random(seed)
    by_country: dict[str, list[Written]] = defaultdict(list)
    for one in written:
        if one.fields["language"] == "en":
            by_country[one.fields["country"]].append(one)
    rows = [row for own in by_country.values() for row in _of_country(own, chance)]
    return rows + _of_premises(general, most_general, chance)


def _of_country(own: Sequence[Written], chance: random.Random) -> Iterator[Row]:
    sentences = [(one, sentence) for one in own for sentence in one.sentences.values()]
    keys = [{word.key for word in words(sentence.text)} for _, sentence in sentences]

    def likest(asked: str, most: int) -> list[tuple[Written, Sentence]]:
        wanted = {word.key for word in words(asked)}
        order = sorted(range(len(sentences)), key=lambda at: -len(wanted & keys[at]))
        return [sentences[at] for at in order[:most] if sentences[at][1].text != asked]

    for one in own:
        for claim in one.claims:
            for found in likest(claim.text, CLAIMS):
                yield _row(*found, claim.text, Asks.RELATION, chance)
            for other in chance.sample(one.claims, min(AMONG_CLAIMS, len(one.claims))):
                if other is not claim:
                    yield Row(other.text, claim.text, "claims", unlabelled=Asks.RELATION, group=one.fields["country"])
        for question in one.questions:
            for found in likest(question.text, QUESTIONS):
                yield _row(*found, question.text, Asks.ANSWER, chance)
        for sentence in one.sentences.values():
            for found in likest(sentence.text, SENTENCES):
                yield _row(*found, sentence.text, Asks.RELATION, chance)


def _row(one: Written, sentence: Sentence, asked: str, asks: Asks, chance: random.Random) -> Row:
    """The sentence mostly under the context line."""
    fields = one.fields
    above = ""
    if chance.random() < 0.8:
        above = line_above(fields["country"], fields["election"], date.fromisoformat(fields["election_date"])) + "\n"
    return Row(above + sentence.text, asked, "unlabelled", unlabelled=asks, group=fields["country"])


def _of_premises(general: Sequence[Row], most: int, chance: random.Random) -> list[Row]:
    """Two sentences that stand before the same premise, the one before the other; a premise in pieces, where it is
    long, would only bring more of the same collection (tables)."""
    by_premise: dict[str, list[Row]] = defaultdict(list)
    for row in general:
        by_premise[row.text].append(row)
    found = []
    for own in by_premise.values():
        shown = chance.sample(own, min(4, len(own)))
        found += [
            Row(one.sentence, other.sentence, f"{one.source} side by side", unlabelled=Asks.RELATION)
            for one in shown
            for other in shown
            if one.sentence != other.sentence
        ]
    return chance.sample(found, min(most, len(found)))
