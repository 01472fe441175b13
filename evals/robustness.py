"""The same questions written otherwise: ``python -m evals robust sample`` says what each way of writing costs."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace

from evals.corpus import Corpus, GoldQuestion
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
FIGURES = ("evidence recall at 5", "evidence recall of the citations", "refusal F1")


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
    "as it stands": lambda gold: gold.question,
    "two typing errors": with_typos,
    "in capitals": lambda gold: gold.question.upper(),
    "in small letters": lambda gold: gold.question.lower(),
    "without a question mark": lambda gold: gold.question.rstrip(" ?？"),
    "with a preface": lambda gold: FRAMES.get(gold.language, FRAMES["en"]).format(gold.question),
}


def robustness(desk: Desk, corpus: Corpus) -> str:
    """A table: each way of writing with its figures."""
    lines = [f"| the questions | {' | '.join(FIGURES)} | wrongly refused |", "|---|" + "---|" * (len(FIGURES) + 1)]
    for name, rewrite in WAYS.items():
        scores = Scores(corpus)
        for gold in corpus.questions:
            written = replace(gold, question=rewrite(gold))
            scores.add(written, desk.ask(written.question, written.history))
        values = [f"{scores.figures[figure] or 0.0:.2f}" for figure in FIGURES]
        lines.append(f"| {name} | {' | '.join(values)} | {len(scores.wrongly_refused)} |")
    return "\n".join(lines)
