"""Pairs from facts: the same sentence before a text that carries it, one that denies it and one that leaves it open.

Which label a pair has is decided by the text as much as by the sentence: every sentence occurs with every label it can
have, so that the sentence alone says little about it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from training.pairs.facts import Fact
from training.pairs.values import Value, changed, draw, fill, slots, still_true
from training.pairs.wording import Setting, asked, keeps_capital, said, section, setting, varied
from training.rows import Relation, Row

_DERIVED = re.compile(r"\{(?:share|rest|diff)")


@dataclass(frozen=True)
class _Scene:
    """What surrounds a pair: the election, and whether it is shown above the text."""

    where: Setting | None
    values: dict[str, Value]


def made_rows(facts: Sequence[Fact], count: int, *, seed: int) -> list[Row]:
    """``count`` rows, a third for each relation, evenly over the facts."""
    chance = random.Random(seed)
    makers = {Relation.ENTAILMENT: _entailed, Relation.CONTRADICTION: _denied, Relation.NEUTRAL: _left_open}
    rows: list[Row] = []
    while len(rows) < count:
        for fact in chance.sample(list(facts), len(facts)):
            relation = chance.choice(list(Relation))
            where = setting(chance) if chance.random() < 0.6 else None
            found = makers[relation](fact, facts, _Scene(where, draw(chance)), chance)
            if found:
                rows.append(Row(found[0], found[1], f"made {found[2]}", relation, group=fact.title))
    return rows[:count]


def made_questions(facts: Sequence[Fact], count: int, *, seed: int) -> list[Row]:
    """``count`` rows of questions, half of them answered: others ask for a neighbouring fact, another election, or a
    thing that the text does not speak of at all."""
    chance = random.Random(seed)
    rows: list[Row] = []
    while len(rows) < count:
        for fact in chance.sample(list(facts), len(facts)):
            rows += _questions(fact, facts, chance)
    return rows[:count]


def _entailed(fact: Fact, facts: Sequence[Fact], scene: _Scene, chance: random.Random) -> tuple[str, str, str] | None:
    pole = chance.choices("abo", [0.45, 0.3, 0.25])[0]
    if fact.get("x<") and chance.random() < 0.2:
        claim = chance.choice(fact.get("x<"))
        text = _text(fact, facts, [claim], scene.values, scene.where, chance)
        return text, _claim(claim, scene.values, scene.where, chance), "stated"
    if pole == "a" and chance.random() < 0.15:
        return _merged(fact, facts, scene, chance, relation=Relation.ENTAILMENT)
    claim = chance.choice(_claims(fact, pole))
    text = _text(fact, facts, [chance.choice(fact.get(f"{pole}>"))], scene.values, scene.where, chance)
    return text, _claim(claim, scene.values, scene.where, chance), "paraphrase"


def _denied(fact: Fact, facts: Sequence[Fact], scene: _Scene, chance: random.Random) -> tuple[str, str, str] | None:
    if chance.random() < 0.45:
        says, claims = chance.choice([("a", "b"), ("b", "a")])
        text = _text(fact, facts, [chance.choice(fact.get(f"{says}>"))], scene.values, scene.where, chance)
        return text, _claim(chance.choice(fact.get(f"{claims}<")), scene.values, scene.where, chance), "opposite"
    if chance.random() < 0.1:
        return _merged(fact, facts, scene, chance, relation=Relation.CONTRADICTION)
    return _changed(fact, facts, scene, chance)


def _changed(fact: Fact, facts: Sequence[Fact], scene: _Scene, chance: random.Random) -> tuple[str, str, str] | None:
    """A sentence whose figure or name is another one than the text's."""
    pole = chance.choices("abo", [0.55, 0.2, 0.25])[0]
    wording, claim = chance.choice(fact.get(f"{pole}>")), chance.choice(_claims(fact, pole))
    common = sorted(slots(wording) & slots(claim))
    if not common:
        return None
    slot = chance.choice(common)
    around = _neighbours(fact, facts, chance)
    around_values = draw(chance)
    tempting = around_values[slot] if chance.random() < 0.5 and any(slot in slots(line) for line in around) else None
    filled = fill(claim, scene.values, chance)
    for _ in range(8):
        other = changed(scene.values, slot, chance, tempting=tempting)
        if not still_true(filled, other) and fill(claim, other, random.Random(0)) != fill(
            claim, scene.values, random.Random(0)
        ):
            break
        tempting = None
    else:
        return None
    text = _joined([wording], other, around, around_values, scene.where, fact.topic, chance)
    sentence = said(varied(filled.text, chance), chance, scene.where, keep_capital=keeps_capital(claim))
    return text, sentence, "name changed" if isinstance(scene.values[slot], str) else "number changed"


def _left_open(fact: Fact, facts: Sequence[Fact], scene: _Scene, chance: random.Random) -> tuple[str, str, str] | None:
    way = chance.random()
    says = chance.choices("abo", [0.45, 0.3, 0.25])[0]
    if way < 0.36:
        pool = fact.get("o<") if says != "o" else fact.get("a<") + fact.get("b<")
        pool = fact.get("x<") if fact.get("x<") and chance.random() < 0.4 else pool
        claim, kind = chance.choice(pool), "neighbouring fact"
        texts = [chance.choice(fact.get(f"{says}>"))]
    elif way < 0.5:
        return _merged(fact, facts, scene, chance, relation=Relation.NEUTRAL)
    elif way < 0.58 and scene.where:
        claim, kind = chance.choice(_claims(fact, says)), "other election"
        other = setting(chance)
        if chance.random() < 0.5:
            year = scene.where.year + chance.choice([-5, -4, -2, 2, 4, 5])
            other = Setting(scene.where.country, year, scene.where.line.replace(str(scene.where.year), str(year)))
        values = scene.values if chance.random() < 0.6 else draw(chance)
        text = _text(fact, facts, [chance.choice(fact.get(f"{says}>"))], values, other, chance)
        sentence = _placed(claim, scene.values, scene.where, chance)
        names_it = (str(scene.where.year) in sentence and scene.where.year != other.year) or (
            scene.where.country in sentence and scene.where.country != other.country
        )
        return (text, sentence, kind) if names_it else None
    else:
        claim, kind = chance.choice(_claims(fact, says)), "not addressed"
        texts = []
    text = _text(fact, facts, texts, scene.values, scene.where, chance)
    return text, _claim(claim, scene.values, scene.where, chance), kind


def _merged(
    fact: Fact, facts: Sequence[Fact], scene: _Scene, chance: random.Random, *, relation: Relation
) -> tuple[str, str, str] | None:
    """Two facts in one sentence: both carried, one denied, or one of them not in the text."""
    other = chance.choice([one for one in facts if one is not fact and one.get("a>")])
    other_values = draw(chance)
    first, second = chance.choice(_claims(fact, "a")), chance.choice(_claims(other, "a"))
    one = fill(first, scene.values, chance).text.rstrip(".")
    two = fill(second, other_values, chance).text.rstrip(".")
    two = two if keeps_capital(second) else two[0].lower() + two[1:]
    sentence = said(
        varied(f"{one}{chance.choice([', and ', ', while ', '; '])}{two}.", chance),
        chance,
        scene.where,
        keep_capital=keeps_capital(first),
    )
    poles = {Relation.ENTAILMENT: (">a", ">a"), Relation.CONTRADICTION: (">a", ">b"), Relation.NEUTRAL: (">a", "")}
    marks = [mark[::-1] for mark in chance.sample(poles[relation], 2)]
    lines = []
    for own, values, mark in ((fact, scene.values, marks[0]), (other, other_values, marks[1])):
        if mark:
            lines.append(varied(fill(chance.choice(own.get(mark)), values, chance).text, chance))
    chance.shuffle(lines)
    return _above(scene.where, fact.topic, chance) + " ".join(lines), sentence, "merged"


def _questions(fact: Fact, facts: Sequence[Fact], chance: random.Random) -> Iterator[Row]:
    where = setting(chance) if chance.random() < 0.6 else None
    values = draw(chance)
    says = chance.choices("abo", [0.4, 0.25, 0.35])[0]
    own, foreign = ("?o", "?a") if says == "o" else ("?a", "?o")
    line = chance.choice(fact.get(f"{says}>"))

    def row(wording: str, lines: list[str], shown: Setting | None, answers: bool, kind: str) -> Row:
        question = varied(asked(fill(wording, values, chance).text, chance, where), chance)
        text = _text(fact, facts, lines, values, shown, chance)
        return Row(text, question, f"question {kind}", answers=answers, group=fact.title)

    yield row(chance.choice(fact.get(own)), [line], where, True, "answered")
    way = chance.random()
    if way < 0.6:
        yield row(chance.choice(fact.get(foreign)), [line], where, False, "neighbouring fact")
    elif way < 0.8:
        yield row(chance.choice(fact.get(own)), [], where, False, "not addressed")
    elif where:
        other = row(chance.choice(fact.get(own)), [line], setting(chance), False, "other election")
        if where.country in other.sentence or str(where.year) in other.sentence:
            yield other
    if chance.random() < 0.3:
        claim = _claim(chance.choice(_claims(fact, says)), values, where, chance).rstrip(".")
        lines, answers = ([line], True) if chance.random() < 0.5 else ([], False)
        text = _text(fact, facts, lines, values, where, chance)
        yield Row(
            text,
            f"Is it true that {claim[0].lower() + claim[1:]}?",
            "question whether",
            answers=answers,
            group=fact.title,
        )


def _claims(fact: Fact, pole: str) -> list[str]:
    """The sentences that follow from a pole; those that take arithmetic twice over, since they are the hard ones."""
    claims = fact.get(f"{pole}<") + fact.get(f"{pole}=")
    return claims + [claim for claim in claims if _DERIVED.search(claim)]


def _claim(wording: str, values: dict[str, Value], where: Setting | None, chance: random.Random) -> str:
    return said(varied(fill(wording, values, chance).text, chance), chance, where, keep_capital=keeps_capital(wording))


def _placed(wording: str, values: dict[str, Value], where: Setting, chance: random.Random) -> str:
    """A claim that names the election if it can be had in a few attempts."""
    for _ in range(6):
        sentence = _claim(wording, values, where, chance)
        if where.country in sentence or str(where.year) in sentence:
            break
    return sentence


def _text(
    fact: Fact,
    facts: Sequence[Fact],
    wordings: list[str],
    values: dict[str, Value],
    where: Setting | None,
    chance: random.Random,
) -> str:
    """The observers' text: the wordings among neighbours from the same and other topics."""
    return _joined(
        wordings,
        values,
        _neighbours(fact, facts, chance, least=0 if wordings else 1),
        draw(chance),
        where,
        fact.topic,
        chance,
    )


def _neighbours(fact: Fact, facts: Sequence[Fact], chance: random.Random, *, least: int = 0) -> list[str]:
    """Wordings of other facts, mostly of the same topic: none, one or two, sometimes a whole paragraph."""
    count = max(least, chance.choices([0, 1, 2, 3, 4], [0.4, 0.25, 0.2, 0.1, 0.05])[0])
    near = [one for one in facts if one.topic == fact.topic and one is not fact] or [
        one for one in facts if one is not fact
    ]
    far = [one for one in facts if one is not fact]
    chosen = [chance.choice(near if chance.random() < 0.7 else far) for _ in range(count)]
    return [chance.choice(one.get("a>") + one.get("o>")) for one in chosen]


def _joined(
    wordings: list[str],
    values: dict[str, Value],
    around: list[str],
    around_values: dict[str, Value],
    where: Setting | None,
    topic: str,
    chance: random.Random,
) -> str:
    lines = [varied(fill(line, around_values, chance).text, chance) for line in around]
    for wording in wordings:
        lines.insert(chance.randint(0, len(lines)), varied(fill(wording, values, chance).text, chance))
    return _above(where, topic, chance) + " ".join(_run_on(lines, chance))


def _run_on(lines: list[str], chance: random.Random) -> list[str]:
    """The lines, two neighbouring ones of them sometimes as one long sentence, as this genre writes them."""
    if len(lines) < 2 or chance.random() > 0.3:
        return lines
    at = chance.randrange(len(lines) - 1)
    one, two = lines[at].rstrip("."), lines[at + 1]
    two = two if two[:2].isupper() or two.split(" ", 2)[1][:1].isupper() else two[0].lower() + two[1:]
    joined = f"{one}{chance.choice(['; ', ', while ', ', and ', '; at the same time, ', ', although '])}{two}"
    return [*lines[:at], joined, *lines[at + 2 :]]


def _above(where: Setting | None, topic: str, chance: random.Random) -> str:
    """The context line that is shown above a passage, or nothing."""
    if not where:
        return ""
    return f"{where.line}. {section(topic)}\n" if chance.random() < 0.6 else f"{where.line}\n"
