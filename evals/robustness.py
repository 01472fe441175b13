"""The same questions written otherwise: ``python -m evals robust sample`` says what each way of writing costs.

Most ways are mechanical. The last is a person's: ``gold/reworded.jsonl`` holds questions in other words, for the same
evidence, written before any of them was asked. They are compared with the questions that they reword, and no others.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from evals.corpus import Corpus, GoldQuestion
from evals.definitions import mean
from evals.scores import Scores
from retrieval.desk import Desk

Rewrite = Callable[[GoldQuestion], str]
TYPOS = 2
LEAST_LETTERS = 6
"""Shorter words are left alone: one wrong letter makes another word of them."""
FRAMES = {
    "en": "For an article I would like to know the following: {}",
    "ru": "Для статьи мне нужно узнать следующее: {}",
    "fr": "Pour un article, je voudrais savoir ceci : {}",
    "es": "Para un artículo quisiera saber lo siguiente: {}",
}
FIGURES = (
    "evidence recall at 5",
    "evidence recall at 10",
    "evidence recall of the citations",
    "evidence precision of the citations",
    "refusal F1",
)


def with_typos(gold: GoldQuestion) -> str:
    """Two neighbouring letters swapped in each of two long words, the same for the same question."""
    chance = random.Random(gold.id)
    words = [m for m in re.finditer(r"\w+", gold.question) if len(m.group()) >= LEAST_LETTERS and m.group().isalpha()]
    letters = list(gold.question)
    for word in chance.sample(words, min(TYPOS, len(words))):
        place = chance.randrange(word.start() + 1, word.end() - 2)
        letters[place], letters[place + 1] = letters[place + 1], letters[place]
    return "".join(letters)


WAYS: dict[str, Rewrite] = {
    "as they stand": lambda gold: gold.question,
    "two typing errors": with_typos,
    "in capitals": lambda gold: gold.question.upper(),
    "in small letters": lambda gold: gold.question.lower(),
    "without a question mark": lambda gold: gold.question.rstrip(" ?？"),
    "with a preface": lambda gold: FRAMES.get(gold.language, FRAMES["en"]).format(gold.question),
}


def reworded(corpus: Corpus) -> list[GoldQuestion]:
    """The questions in a person's other words, with the same history and evidence."""
    return [replace(gold, question=corpus.reworded[gold.id]) for gold in corpus.questions if gold.id in corpus.reworded]


def robustness(desk: Desk, corpus: Corpus) -> str:
    """A table: each way of writing with its figures; and another of the questions that somebody reworded."""
    lines = list(_head("questions"))
    for name, rewrite in WAYS.items():
        written = [replace(gold, question=rewrite(gold)) for gold in corpus.questions]
        lines.append(_row(name, asked(desk, corpus, written)))
    if others := reworded(corpus):
        plain = asked(desk, corpus, [gold for gold in corpus.questions if gold.id in corpus.reworded])
        lines += ["", *reworded_table(plain, asked(desk, corpus, others))]
    return "\n".join(lines)


def asked(desk: Desk, corpus: Corpus, questions: Iterable[GoldQuestion]) -> Scores:
    """The scores of these questions."""
    scores = Scores(corpus)
    for gold in questions:
        scores.add(gold, desk.ask(gold.question, gold.history))
    return scores


def reworded_table(plain: Scores, other: Scores) -> list[str]:
    """The same questions as they stand and in other words: all figures, then by type, then which ones lost."""
    lines = [*_head("reworded questions"), _row("as they stand", plain), _row("in a person's other words", other), ""]
    lines += ["| as they stand / reworded | questions | recall at 5 | recall at 10 | recall of the citations |"]
    lines += ["|---|---|---|---|---|"]
    for kind, rows in sorted(plain.by_type.items()):
        columns = [_means(rows, other.by_type[kind], n) for n in range(3)]
        lines.append(f"| {kind} | {len(rows)} | {' | '.join(columns)} |")
    failed = {gold.id for gold, _ in plain.failures}
    worse = [gold.id for gold, _ in other.failures if gold.id not in failed]
    lines += [
        "",
        f"Wrongly refused when reworded: {_ids(other.wrongly_refused)}",
        f"Answered when reworded though the record does not say: {_ids(other.wrongly_answered)}",
        f"Not answered fully only when reworded: {_ids(worse)}",
    ]
    return lines


def _head(what: str) -> Iterator[str]:
    yield f"| the {what} | {' | '.join(FIGURES)} | wrongly refused |"
    yield "|---|" + "---|" * (len(FIGURES) + 1)


def _row(name: str, scores: Scores) -> str:
    values = [_shown(scores.figures[figure]) for figure in FIGURES]
    return f"| {name} | {' | '.join(values)} | {len(scores.wrongly_refused)} |"


def _means(plain: Sequence[tuple[float, ...]], other: Sequence[tuple[float, ...]], column: int) -> str:
    return " / ".join(_shown(mean([row[column] for row in rows])) for rows in (plain, other))


def _shown(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _ids(ids: Iterable[str]) -> str:
    return ", ".join(ids) or "none"
