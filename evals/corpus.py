"""A folder of statements with gold labels, as ``sample/`` is laid out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evals.definitions import Evidence, normal


@dataclass(frozen=True)
class GoldQuestion:
    """A question with the evidence that a full answer needs; none where the record does not answer it."""

    id: str
    question: str
    type: str
    history: list[dict[str, str]]
    evidence: list[Evidence]
    also_in: list[Evidence]
    answerable: bool
    language: str


@dataclass(frozen=True)
class GoldClaim:
    """A claim with its verdict (and another that is as defensible), and the evidence where there is any."""

    id: str
    claim: str
    kind: str
    verdict: str
    also_verdict: str | None
    evidence: list[Evidence]
    also_in: list[Evidence]
    language: str


@dataclass(frozen=True)
class GoldTopic:
    """A topic in a scope with the places that a summary of it should quote."""

    id: str
    topic: str
    scope: str
    key_points: list[Evidence]


@dataclass(frozen=True)
class Corpus:
    """Statements, their plain text by file name (levelled for comparison), questions and claims."""

    folder: Path
    plain: dict[str, str]
    questions: list[GoldQuestion]
    claims: list[GoldClaim] = field(default_factory=list)
    topics: list[GoldTopic] = field(default_factory=list)
    reworded: dict[str, str] = field(default_factory=dict)
    """By id, questions in a person's other words, for the same evidence."""

    @property
    def statements(self) -> Path:
        """The folder with the statements."""
        return self.folder / "statements"


def read_corpus(folder: Path) -> Corpus:
    """The corpus in ``folder``.

    Raises:
        FileNotFoundError: it is not laid out as one.
        ValueError: a file of it does not hold what it should.
    """
    plain_files = {p.stem: p for p in sorted((folder / "plain").glob("*.txt"))}
    plain_files = plain_files or {p.name: p for p in sorted((folder / "statements").iterdir())}
    plain = {name: normal(path.read_text(encoding="utf-8-sig")) for name, path in plain_files.items()}
    questions = [_question(row) for row in _rows(folder / "gold" / "questions.jsonl")]
    claims = [_claim(row) for row in _rows_of(folder / "gold" / "claims.jsonl")]
    topics = [
        GoldTopic(str(row["id"]), row["topic"], row.get("scope", ""), row["key_points"])
        for row in _rows_of(folder / "gold" / "topics.jsonl")
    ]
    return Corpus(folder, plain, questions, claims, topics, _reworded(folder, questions))


def _reworded(folder: Path, questions: Sequence[GoldQuestion]) -> dict[str, str]:
    other = {str(row["id"]): row["question"] for row in _rows_of(folder / "gold" / "reworded.jsonl")}
    if unknown := sorted(other.keys() - {gold.id for gold in questions}):
        raise ValueError(f"gold/reworded.jsonl rewords questions that are not there: {', '.join(unknown)}")
    return other


def _rows_of(path: Path) -> list[dict[str, Any]]:
    """The rows of a file that a corpus may lack."""
    return _rows(path) if path.exists() else []


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _claim(row: dict[str, Any]) -> GoldClaim:
    return GoldClaim(
        id=str(row["id"]),
        claim=row["claim"],
        kind=row["kind"],
        verdict=row["verdict"],
        also_verdict=row.get("also_verdict"),
        evidence=row["evidence"],
        also_in=row.get("also_in") or [],
        language=row.get("lang", "en"),
    )


def _question(row: dict[str, Any]) -> GoldQuestion:
    return GoldQuestion(
        id=str(row["id"]),
        question=row["question"],
        type=row["type"],
        history=row.get("history") or [],
        evidence=row["evidence"],
        also_in=row.get("also_in") or [],
        answerable=row["answer"] is not None or bool(row["evidence"]),
        language=row.get("lang", "en"),
    )
