"""Summaries by topic beside ``gold/topics.jsonl``, by the definitions of ``../shared/score.py``."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cached_property

from evals.corpus import Corpus, GoldTopic
from evals.definitions import mean, normal, touched
from retrieval.topics.records import Summary


@dataclass
class TopicScores:
    """Collects summaries."""

    corpus: Corpus
    found: list[float] = field(default_factory=list)
    verbatim: list[float] = field(default_factory=list)
    cited: list[int] = field(default_factory=list)
    beside: list[tuple[str, str]] = field(default_factory=list)
    """Topic asked for and sentence, of those cited sentences that by hand have none of its topics."""
    judged: int = 0
    """Cited sentences that are labelled by hand."""
    seconds: list[float] = field(default_factory=list)
    missed: list[tuple[GoldTopic, str]] = field(default_factory=list)

    @cached_property
    def by_hand(self) -> dict[tuple[str, str], set[str]]:
        """The topics that sentences have by hand, by file and words; empty where the corpus has no such labels."""
        path = self.corpus.folder / "gold" / "labels.jsonl"
        rows = map(json.loads, path.read_text(encoding="utf-8").splitlines()) if path.exists() else ()
        return {(row["file"], row["text"]): set(row["topics"]) for row in rows}

    def add(self, gold: GoldTopic, summary: Summary) -> None:
        """Count one summary."""
        places = [(c.statement.file, c.quote) for c in summary.citations]
        hits = [touched(places, one) for one in gold.key_points]
        self.found.append(sum(hits) / len(hits))
        self.missed += [(gold, e["quote"]) for e, hit in zip(gold.key_points, hits, strict=True) if not hit]
        self.verbatim += [float(normal(quote) in self.corpus.plain.get(file, "")) for file, quote in places]
        self.cited.append(len(places))
        for one in summary.citations if summary.topics else ():
            for sentence in one.passage.sentences:
                text = one.passage.words(sentence.start, sentence.end)
                by_hand = self.by_hand.get((one.statement.file, text))
                if by_hand is not None and one.start - 9 <= sentence.start and sentence.end <= one.end:
                    self.judged += 1
                    self.beside += [] if by_hand & set(summary.topics) else [(gold.topic, text)]
        self.seconds.append(summary.seconds)


def topics_table(scores: TopicScores) -> str:
    """Markdown: every figure, and the key points that were not found."""
    rows = {
        "key points found": mean(scores.found),
        "citations verbatim": mean(scores.verbatim),
        "citations a summary": mean([float(n) for n in scores.cited]),
        "cited sentences beside the topic, of those labelled by hand": (
            len(scores.beside) / scores.judged if scores.judged else None
        ),
        "seconds a summary, mean": mean(scores.seconds),
    }
    lines = ["| topics | |", "|---|---|"]
    lines += [f"| {name} | {'–' if value is None else f'{value:.2f}'} |" for name, value in rows.items()]
    lines += ["", *(f"- {gold.id} {gold.topic}: not found: {quote}" for gold, quote in scores.missed)]
    lines += [f"- {topic}: beside it: {text}" for topic, text in scores.beside]
    return "\n".join(lines)
