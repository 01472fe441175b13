"""The figures of one run over the questions of a corpus."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from statistics import median

from evals.corpus import Corpus, GoldQuestion
from evals.definitions import covered, f1, mean, normal, touched
from library.records import Answer


@dataclass
class Scores:
    """Collects answers; `figures` are defined as in ``definitions``."""

    corpus: Corpus
    at_5: list[float] = field(default_factory=list)
    at_10: list[float] = field(default_factory=list)
    foreign_5: list[float] = field(default_factory=list)
    """Of questions in other languages than English."""
    strict_5: list[float] = field(default_factory=list)
    strict_10: list[float] = field(default_factory=list)
    cited: list[float] = field(default_factory=list)
    precision: list[float] = field(default_factory=list)
    verbatim: list[float] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    rightly_refused: int = 0
    wrongly_refused: list[str] = field(default_factory=list)
    wrongly_answered: list[str] = field(default_factory=list)
    by_type: dict[str, list[tuple[float, float, float]]] = field(default_factory=lambda: defaultdict(list))
    failures: list[tuple[GoldQuestion, Answer]] = field(default_factory=list)

    def add(self, gold: GoldQuestion, answer: Answer) -> None:
        """Count one answer."""
        refused = answer.status != "answered"
        self.seconds.append(answer.seconds)
        for citation in answer.citations:
            self.verbatim.append(float(normal(citation.quote) in self.corpus.plain.get(citation.statement.file, "")))
        if not gold.answerable:
            if refused:
                self.rightly_refused += 1
            else:
                self.wrongly_answered.append(gold.id)
                self.failures.append((gold, answer))
            return
        if not gold.evidence:
            return
        found = [(p.statement.file, p.passage.text) for p in answer.passages]
        quotes = [(c.statement.file, c.quote) for c in answer.citations]
        at_5, at_10 = (covered(found[:k], gold.evidence, gold.also_in) for k in (5, 10))
        cited = 0.0 if refused else covered(quotes, gold.evidence, gold.also_in)
        self.at_5.append(at_5)
        self.at_10.append(at_10)
        if gold.language != "en":
            self.foreign_5.append(at_5)
        self.strict_5.append(covered(found[:5], gold.evidence, []))
        self.strict_10.append(covered(found[:10], gold.evidence, []))
        self.cited.append(cited)
        self.by_type[gold.type].append((at_5, at_10, cited))
        if refused:
            self.wrongly_refused.append(gold.id)
        elif quotes:
            places = gold.evidence + gold.also_in
            self.precision.append(sum(any(touched([q], e) for e in places) for q in quotes) / len(quotes))
        if at_5 < 1 or cited < 1:
            self.failures.append((gold, answer))

    @property
    def figures(self) -> dict[str, float | None]:
        """Name and value of every figure."""
        refused = self.rightly_refused + len(self.wrongly_refused)
        precision = self.rightly_refused / max(1, refused)
        recall = self.rightly_refused / max(1, self.rightly_refused + len(self.wrongly_answered))
        return {
            "evidence recall at 5": mean(self.at_5),
            "evidence recall at 10": mean(self.at_10),
            "evidence recall at 5, without also_in": mean(self.strict_5),
            "evidence recall at 10, without also_in": mean(self.strict_10),
            "evidence recall at 5, questions not in English": mean(self.foreign_5),
            "evidence recall of the citations": mean(self.cited),
            "evidence precision of the citations": mean(self.precision),
            "citations verbatim": mean(self.verbatim),
            "refusal precision": precision,
            "refusal recall": recall,
            "refusal F1": f1(precision, recall),
            "median seconds a question": median(self.seconds) if self.seconds else None,
        }
