"""The figures of ``make eval`` are those of the scorer beside the repository, definition by definition."""

from __future__ import annotations

import ast
import collections
import json
import os
import random
import re
from difflib import SequenceMatcher
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from test_definitions import answer_of

from evals import definitions
from evals.corpus import Corpus, GoldQuestion, read_corpus
from evals.scores import Scores
from library.records import Answer

ROOT = Path(__file__).parents[2]
SCORER = ROOT.parent / "shared" / "score.py"


@pytest.fixture(scope="module")
def source() -> str:
    if not SCORER.is_file():
        pytest.skip(f"the scorer is not here: {SCORER}")
    return SCORER.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def scorer(source: str) -> SimpleNamespace:
    """The scorer's functions, taken from its text: it runs as a whole when imported."""
    wanted = {"norm", "touches", "samefile", "covered", "mean"}
    functions = [n for n in ast.parse(source).body if isinstance(n, ast.FunctionDef) and n.name in wanted]
    assert {f.name for f in functions} == wanted
    space: dict[str, Any] = {"re": re, "os": os, "SequenceMatcher": SequenceMatcher}
    exec(compile(ast.Module(functions, []), str(SCORER), "exec"), space)
    return SimpleNamespace(**space)


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return read_corpus(ROOT / "sample")


@pytest.fixture(scope="module")
def sentences(corpus: Corpus) -> list[tuple[str, str]]:
    """(file, sentence) of the sample."""
    files = sorted(corpus.statements.iterdir())
    return [(f.name, s) for f in files for s in re.split(r"(?<=[.?!])\s+", f.read_text("utf-8")) if s.strip()]


def altered(text: str, chance: random.Random) -> str:
    """A text as a reader might give it back: other quotes and spaces, cut, longer, or as it is."""
    kind = chance.randrange(6)
    if kind == 0:
        return text.replace('"', "“").replace("'", "’").replace(" ", "\u00a0", 2)
    if kind == 1:
        return text[chance.randrange(len(text)) :]
    if kind == 2:
        return text[: chance.randrange(len(text))]
    if kind == 3:
        return text.upper().replace(" ", "\n ")
    if kind == 4:
        middle = chance.randrange(len(text))
        return f"{text[:middle]} something else {text[middle:]}"
    return text


def test_texts_are_levelled_alike(scorer: SimpleNamespace, sentences: list[tuple[str, str]]):
    chance = random.Random(1)
    for _, sentence in chance.sample(sentences, 300):
        text = altered(sentence, chance)
        assert definitions.normal(text) == scorer.norm(text)


def test_quotes_touch_alike(scorer: SimpleNamespace, sentences: list[tuple[str, str]]):
    chance, seen = random.Random(2), collections.Counter()
    for _ in range(1_500):
        one, two = chance.choice(sentences)[1], chance.choice(sentences)[1]
        if chance.random() < 0.7:
            two = altered(one, chance) if chance.random() < 0.7 else f"{one[: len(one) // 2]} {two}"
        ours = definitions.touches(one, two)
        assert ours == scorer.touches(one, two), (one, two)
        seen[ours] += 1
    assert min(seen[True], seen[False]) > 200, "both outcomes have to be tried"


def test_evidence_is_covered_alike(scorer: SimpleNamespace, sentences: list[tuple[str, str]], corpus: Corpus):
    chance, seen = random.Random(3), collections.Counter()
    answerable = [g for g in corpus.questions if g.evidence]
    for gold in answerable * 3:
        places = [
            (e["file"], altered(e["quote"], chance)) for e in gold.evidence + gold.also_in if chance.random() < 0.5
        ]
        places += chance.sample(sentences, 3)
        ours = definitions.covered(places, gold.evidence, gold.also_in)
        assert ours == scorer.covered(places, gold.evidence, gold.also_in), gold.id
        seen[0 < ours < 1] += 1
    assert seen[True] > 10


def test_the_figures_of_a_run_are_the_scorers(
    source: str, scorer: SimpleNamespace, corpus: Corpus, sentences: list[tuple[str, str]]
):
    """Its own lines on questions, run over made-up answers, some good, some bad, some refused."""
    lines = source.partition("\n# questions\n")[2].partition("\n# claims\n")[0]
    assert 'report["questions"]' in lines
    chance = random.Random(4)
    answers = {gold.id: made_up(gold, chance, sentences) for gold in corpus.questions}
    gold_rows = [json.loads(line) for line in (ROOT / "sample/gold/questions.jsonl").read_text("utf-8").splitlines()]
    space = vars(scorer) | {
        "collections": collections,
        "json": json,
        "TEXTS": corpus.plain,
        "report": {},
        "batch": lambda *_: (gold_rows, {name: as_the_scorer_reads(a) for name, a in answers.items()}, {}),
    }
    exec(compile(lines, str(SCORER), "exec"), space)
    theirs = space["report"]["questions"]

    scores = Scores(corpus)
    for gold in corpus.questions:
        scores.add(gold, answers[gold.id])
    ours = scores.figures
    for name, their_name in {
        "evidence recall at 5": "recall_at_5",
        "evidence recall at 10": "recall_at_10",
        "evidence recall of the citations": "evidence_recall",
        "evidence precision of the citations": "citation_precision",
        "citations verbatim": "citations_verbatim",
        "refusal precision": "abstain_precision",
        "refusal recall": "abstain_recall",
        "refusal F1": "abstain_f1",
    }.items():
        assert 0.05 < theirs[their_name] < 0.95, f"{name}: made-up answers that tell nothing"
        assert ours[name] == pytest.approx(theirs[their_name], abs=1e-4), name
    assert scores.wrongly_refused == theirs["wrongly_abstained"]
    assert scores.wrongly_answered == theirs["answered_unanswerable"]
    assert ours["median seconds a question"] == pytest.approx(theirs["median_seconds"], abs=0.02)


def made_up(gold: GoldQuestion, chance: random.Random, sentences: list[tuple[str, str]]) -> Answer:
    right = [(e["file"], e["quote"]) for e in gold.evidence + gold.also_in]
    status = chance.choice(["answered", "answered", "answered", "not_addressed", "out_of_record"])
    quotes = []
    if status == "answered":
        quotes = [(f, altered(q, chance)) for f, q in right if chance.random() < 0.6] + chance.sample(sentences, 1)
        quotes = [(f, q) for f, q in quotes if q.strip()]
    found = chance.sample(sentences, 10)
    for one in right:
        if chance.random() < 0.7:
            found[chance.randrange(10)] = one
    return answer_of(status, quotes, found, seconds=chance.random())


def as_the_scorer_reads(answer: Answer) -> dict[str, object]:
    return {
        "status": answer.status,
        "sentences": [{"text": s.text} for s in answer.sentences],
        "citations": [{"file": c.statement.file, "quote": c.quote} for c in answer.citations],
        "passages": [{"file": p.statement.file, "text": p.passage.text} for p in answer.passages],
        "seconds": answer.seconds,
    }


def test_a_question_with_an_answer_but_no_marked_evidence_counts_for_nothing(corpus: Corpus):
    """The scorer passes over such a row; so does this."""
    scores = Scores(corpus)
    scores.add(GoldQuestion("q", "?", "list", [], [], [], True, "en"), answer_of("answered", []))
    assert scores.figures["evidence recall at 5"] is None
