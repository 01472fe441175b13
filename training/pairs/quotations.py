"""Pairs from quotations of our own: word for word, in other words, changed by a word, given to somebody else."""

from __future__ import annotations

import random
from pathlib import Path

from training.pairs import names
from training.pairs.edits import quoted
from training.pairs.facts import FOLDER
from training.pairs.values import draw, fill
from training.rows import Relation, Row

_TOLD = [
    "{name} said that {c}", "According to {name}, {c}", "{name} pointed out that {c}", "In {name}'s view, {c}",
    "{name} told journalists that {c}", "{name} noted that {c}",
]  # fmt: skip


def quotation_rows(count: int, *, seed: int, file: Path = FOLDER / "quotes.txt") -> list[Row]:
    """``count`` rows over the lines of ``file`` (``said | in other words | changed | about``)."""
    lines = [line.split(" | ") for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    chance = random.Random(seed)
    rows: list[Row] = []
    while len(rows) < count:
        number = chance.randrange(len(lines))
        values = draw(chance)
        said, told, other, _ = (fill(part, values, chance).text if part else "" for part in lines[number])
        told = told[0].lower() + told[1:]
        speaker, stranger, role = names.person(chance), names.person(chance), names.role(chance)
        if chance.random() < 0.5:
            said, other, told = (said, other, told) if chance.random() < 0.7 else (other, said, "")
        elsewhere = fill(chance.choice(lines)[0], draw(chance), chance).text
        text = f'"{said}," said {speaker}, {role}.'
        if chance.random() < 0.4:
            second = f'"{elsewhere}," said {stranger}, {names.role(chance)}.'
            text = f"{text} {second}" if chance.random() < 0.5 else f"{second} {text}"
        frame = chance.choice(_TOLD)
        options = [
            (quoted(said, speaker, chance), Relation.ENTAILMENT, "quotation"),
            (quoted(other, speaker, chance), Relation.CONTRADICTION, "quotation changed"),
            (quoted(said, stranger, chance), Relation.CONTRADICTION, "speaker changed"),
        ]
        if told:
            options += [
                (frame.format(name=speaker, c=told) + ".", Relation.ENTAILMENT, "quotation told"),
                (frame.format(name=stranger, c=told) + ".", Relation.CONTRADICTION, "speaker changed"),
            ]
        foreign = fill(
            chance.choice([line for at, line in enumerate(lines) if at != number])[1], draw(chance), chance
        ).text
        options.append(
            (frame.format(name=speaker, c=foreign[0].lower() + foreign[1:]) + ".", Relation.NEUTRAL, "quotation open")
        )
        if foreign not in text and elsewhere not in options[-1][0]:
            sentence, relation, kind = chance.choice(options)
            rows.append(Row(text, sentence, f"made {kind}", relation, group=f"quotation {number}"))
    return rows
