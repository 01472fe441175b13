"""Questions from the sentences of statements.

The sentence answers; its neighbours do not, nor does itself once the asked thing is taken out of it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence

from training.pairs import edits
from training.pairs.numbers import FIGURE, WORD
from training.pairs.statements import Paragraph
from training.pairs.wording import Setting, asked, setting
from training.rows import Relation, Row

_COUNTED = re.compile(
    rf"^(?:Some |About |Only |A total of )?(?P<n>{FIGURE.pattern}|{WORD.pattern}) "
    r"(?P<what>(?!per cent)(?:[a-z-]+ ){0,3}[a-z-]+s) "
    r"(?P<verb>were|had|took|did|ran|contested|called|exist|registered|voted|received) (?P<rest>[^,.;]{6,90})"
)
_PER_CENT = re.compile(
    r"(?P<n>\d[\d.]*) per cent of (?P<what>[^,.;]{4,60}?) (?P<verb>were|was|had|did) (?P<rest>[^,.;]{4,80})"
)
_PASSIVE = re.compile(
    r"^(?P<what>(?:The|All|Most|Two|Three|Results|Voting|Women|Citizens|Candidates)[^,.;\"]{3,60}?) "
    r"(?P<verb>was|were) (?P<rest>[a-z]+ed[^,.;\"]{5,80})"
)


def asked_rows(paragraphs: Sequence[Paragraph], *, turns: int, seed: int) -> list[Row]:
    """Rows of questions from every sentence that gives one, about as many answered as not."""
    chance = random.Random(seed)
    return [
        row
        for _ in range(turns)
        for paragraph in paragraphs
        for place in range(len(paragraph.sentences))
        for row in _of_sentence(paragraph, place, chance)
    ]


def whether_rows(rows: Sequence[Row], *, share: float, seed: int) -> list[Row]:
    """Some of the pairs as questions whether: what is carried or denied is answered, what is open is not."""
    chance = random.Random(seed)
    chosen = [row for row in rows if chance.random() < share]
    return [
        Row(
            row.text,
            _whether(row.sentence, chance),
            "question whether",
            answers=row.relation is not Relation.NEUTRAL,
            group=row.group,
        )
        for row in chosen
        if '"' not in row.sentence
    ]


def _of_sentence(paragraph: Paragraph, place: int, chance: random.Random) -> Iterator[Row]:
    sentence = paragraph.sentences[place]
    where = Setting(paragraph.country, paragraph.year, paragraph.line)

    def row(question: str, text: str, answers: bool, kind: str, shown: Setting = where) -> Row:
        above = f"{shown.line}\n" if chance.random() < 0.7 or shown is not where else ""
        worded = asked(question, chance, where if above else None)
        return Row(above + text, worded, f"question {kind}", answers=answers, group=paragraph.country)

    for question, without in _questions(sentence):
        around = " ".join(paragraph.sentences[max(0, place - 1) : place + 2])
        yield row(question, sentence if chance.random() < 0.6 else around, True, "answered")
        if without:
            yield row(question, without, False, "neighbouring fact")
        elif len(paragraph.sentences) > 1:
            others = [other for at, other in enumerate(paragraph.sentences) if at != place]
            yield row(question, chance.choice(others), False, "neighbouring fact")
        if chance.random() < 0.4:
            other = row(question, sentence, False, "other election", setting(chance))
            if str(where.year) in other.sentence or where.country in other.sentence:
                yield other
    found = edits.quotation(sentence)
    if found:
        words = found[0].split(",")[0].split(";")[0]
        yield row(f'Who said "{words}"?', sentence, True, "answered")
        yield row(f'Who said "{words}"?', sentence.split(" said ")[0], False, "neighbouring fact")


def _questions(sentence: str) -> Iterator[tuple[str, str]]:
    """Questions that the sentence answers, each with the sentence less what is asked for, where it can be had."""
    if match := _COUNTED.match(sentence):
        start, end = match.span("n")
        yield (
            f"How many {match['what']} {match['verb']} {match['rest']}?",
            "Several" + sentence[end:] if start == 0 else "",
        )
    if match := _PER_CENT.search(sentence):
        start, end = match.span("n")
        gone = sentence[:start] + "many" + sentence[end + len(" per cent of") :]
        yield (f"What share of {match['what']} {match['verb']} {match['rest']}?", gone[0].upper() + gone[1:])
    if match := _PASSIVE.match(sentence):
        yield (f"{match['verb'].capitalize()} {match['what'][0].lower()}{match['what'][1:]} {match['rest']}?", "")


def _whether(sentence: str, chance: random.Random) -> str:
    body = sentence.rstrip(".")
    return chance.choice(["Is it true that {c}?", "Did observers find that {c}?", "Is it right that {c}?"]).format(
        c=body[0].lower() + body[1:]
    )
