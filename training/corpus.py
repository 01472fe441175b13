"""Made-up statements that the judge has not seen, as a corpus like ``sample/``: ``python -m training.corpus FOLDER``.

So that what rests on the judge (weights of claims, of evidence, of labels) can be fitted and measured on many of them.
``--questions 330`` draws so many of their questions by lot, since all take long to ask.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import yaml

from library.text import sentence_spans
from training.pairs.indomain import written_of
from training.written import Place, Sentence, Written, with_claims

Row = dict[str, Any]
DRAWN = 4
"""Seed of the lot, so that the same questions are drawn each time."""


def write_corpus(written: Sequence[Written], folder: Path, *, questions: int | None = None) -> None:
    """Write ``statements/`` and ``gold/`` of a corpus, with so many ``questions``, drawn by lot; all without it."""
    texts = {(one.id, n): sentence.text for one in written for n, sentence in one.sentences.items()}
    for name in ("statements", "gold"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for one in written:
        (folder / "statements" / file_of(one.id)).write_text(markdown(one), encoding="utf-8")
    _write(folder / "gold" / "labels.jsonl", _labels(written))
    _write(folder / "gold" / "claims.jsonl", _claims(written, texts))
    _write(folder / "gold" / "pairs.jsonl", _pairs(written, texts))
    asked = _questions(written, texts)
    _write(
        folder / "gold" / "questions.jsonl",
        asked if questions is None else random.Random(DRAWN).sample(asked, questions),
    )


def file_of(statement_id: str) -> str:
    """The name of a statement's file."""
    return statement_id.replace("-", "_") + ".md"


def markdown(one: Written) -> str:
    """The statement as a document with a head."""
    head: Row = dict(one.fields) | {"fictional": True}
    head["observers"] = [body.strip() for body in one.fields["observers"].split(";")]
    blocks = [f"---\n{yaml.safe_dump(head, allow_unicode=True, sort_keys=False)}---", f"# {one.fields['title']}"]
    for section, inside in groupby(one.sentences.values(), key=lambda sentence: sentence.section):
        blocks += [f"## {section}"] if section else []
        blocks += [" ".join(s.text for s in together) for _, together in groupby(inside, key=lambda s: s.paragraph)]
    return "\n\n".join(blocks) + "\n"


def _labels(written: Iterable[Written]) -> list[Row]:
    return [
        {
            "id": f"{one.id}:{s.number}",
            "country": one.fields["country"],
            "file": file_of(one.id),
            "section": s.section,
            "text": s.text,
            "topics": list(s.topics),
            "direction": s.direction,
            "phase": s.phase,
            "status": s.status,
        }
        for one in written
        for s in _cut(one)
    ]


def _cut(one: Written) -> list[Sentence]:
    """The sentences that the library cuts out of their paragraphs as they were written, which are nearly all."""
    found = []
    for _, inside in groupby(one.sentences.values(), key=lambda sentence: sentence.paragraph):
        own = list(inside)
        paragraph = " ".join(sentence.text for sentence in own)
        cut = {paragraph[start:end] for start, end in sentence_spans(paragraph)}
        found += [sentence for sentence in own if sentence.text in cut]
    return found


def _claims(written: Iterable[Written], texts: Mapping[Place, str]) -> list[Row]:
    return [
        {"id": f"{one.id}-c{n}", "claim": claim.text, "verdict": claim.verdict, "kind": claim.kind}
        | {"lang": claim.language}
        | _evidence(claim.evidence, texts, near=claim.verdict == "not_addressed")
        for one in with_claims(written, paired=False)
        for n, claim in enumerate(one.claims, start=1)
        if _names_place(one, claim.text)
    ]


def _pairs(written: Iterable[Written], texts: Mapping[Place, str]) -> list[Row]:
    """Sentences in pairs, in the language of their statement, with what they are held against."""
    return [
        {"id": f"{one.id}-p{n}", "claim": claim.text, "verdict": claim.verdict, "kind": claim.kind}
        | {"lang": claim.language}
        | _evidence(claim.evidence, texts, near=False)
        for one in with_claims(written, paired=True)
        for n, claim in enumerate(one.claims, start=1)
        if claim.language == one.fields["language"]
    ]


def _questions(written: Iterable[Written], texts: Mapping[Place, str]) -> list[Row]:
    return [
        {"id": f"{one.id}-q{n}", "question": _placed(one, asked.text), "lang": asked.language, "history": []}
        | {"type": "lookup" if asked.answered else "unanswerable", "answer": "" if asked.answered else None}
        | _evidence(asked.evidence, texts, near=not asked.answered)
        for one in written
        for n, asked in enumerate(one.questions, start=1)
    ]


def _names_place(one: Written, text: str) -> bool:
    """Whether a claim or question names the country: among those of many countries, what does not is about any."""
    country, adjective = one.fields["country"].lower(), one.fields["adjective"].lower()
    return country in text.lower() or adjective in text.lower()


def _placed(one: Written, question: str) -> str:
    """The question behind country and year, where it does not say itself what it is about."""
    return question if _names_place(one, question) else f"{one.fields['country']} {one.fields['date'][:4]}: {question}"


def _evidence(ways: Sequence[Sequence[Place]], texts: Mapping[Place, str], *, near: bool) -> Row:
    """The first way is the evidence; what the others name is as good. Of what is left open all is a near miss."""
    quotes = [[{"file": file_of(place[0]), "quote": texts[place]} for place in way] for way in ways]
    if near:
        return {"evidence": [], "near_miss": [one for way in quotes for one in way]}
    return {"evidence": quotes[0], "also_in": [one for way in quotes[1:] for one in way]}


def _write(file: Path, rows: Iterable[Row]) -> None:
    file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m training.corpus", description=__doc__)
    parser.add_argument("folder", type=Path, help="folder for the corpus")
    parser.add_argument("--questions", type=int, metavar="N", help="draw so many questions by lot")
    options = parser.parse_args()
    write_corpus(written_of("test"), options.folder, questions=options.questions)
