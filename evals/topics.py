"""Summaries by topic beside ``gold/topics.jsonl``, by the definitions of ``../shared/score.py``."""

from __future__ import annotations

from dataclasses import dataclass, field

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
    seconds: list[float] = field(default_factory=list)
    missed: list[tuple[GoldTopic, str]] = field(default_factory=list)

    def add(self, gold: GoldTopic, summary: Summary) -> None:
        """Count one summary."""
        places = [(c.statement.file, c.quote) for c in summary.citations]
        hits = [touched(places, one) for one in gold.key_points]
        self.found.append(sum(hits) / len(hits))
        self.missed += [(gold, e["quote"]) for e, hit in zip(gold.key_points, hits, strict=True) if not hit]
        self.verbatim += [float(normal(quote) in self.corpus.plain.get(file, "")) for file, quote in places]
        self.cited.append(len(places))
        self.seconds.append(summary.seconds)


def topics_table(scores: TopicScores) -> str:
    """Markdown: every figure, and the key points that were not found."""
    rows = {
        "key points found": mean(scores.found),
        "citations verbatim": mean(scores.verbatim),
        "citations a summary": mean([float(n) for n in scores.cited]),
        "seconds a summary, mean": mean(scores.seconds),
    }
    lines = ["| topics | |", "|---|---|"]
    lines += [f"| {name} | {'–' if value is None else f'{value:.2f}'} |" for name, value in rows.items()]
    lines += ["", *(f"- {gold.id} {gold.topic}: not found: {quote}" for gold, quote in scores.missed)]
    return "\n".join(lines)
