"""The figures of one run over the claims of a corpus, by the definitions of ``../shared/score.py``."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from evals.corpus import Corpus, GoldClaim
from evals.definitions import f1, mean, normal, touched
from retrieval.claims.records import Check
from retrieval.claims.weights import VERDICTS

WRONGLY_SUPPORTED = ("contradicted", "not_addressed")


@dataclass
class ClaimScores:
    """Collects checks. A second verdict that is as defensible counts as the first."""

    corpus: Corpus
    pairs: list[tuple[GoldClaim, str]] = field(default_factory=list)
    hit: list[float] = field(default_factory=list)
    verbatim: list[float] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    failures: list[tuple[GoldClaim, Check]] = field(default_factory=list)

    def add(self, gold: GoldClaim, check: Check) -> None:
        """Count one check."""
        self.seconds.append(check.seconds)
        for evidence in check.evidence:
            plain = self.corpus.plain.get(evidence.statement.file, "")
            self.verbatim.append(float(bool(evidence.quote) and normal(evidence.quote) in plain))
        if gold.evidence and gold.verdict != "not_addressed":
            shown = [(e.statement.file, e.quote) for e in check.evidence]
            self.hit.append(float(any(touched(shown, one) for one in gold.evidence + gold.also_in)))
        verdict = counted(gold, check.verdict)
        self.pairs.append((gold, verdict))
        if verdict != gold.verdict:
            self.failures.append((gold, check))

    @property
    def figures(self) -> dict[str, float | None]:
        """Name and value of every figure."""
        return verdict_figures(self.pairs) | {
            "quotations right": mean([float(g.verdict == v) for g, v in self.pairs if g.kind.startswith("quot")]),
            "evidence hit": mean(self.hit),
            "evidence verbatim": mean(self.verbatim),
            "seconds a claim, mean": mean(self.seconds),
        }


def counted(gold: GoldClaim, verdict: str) -> str:
    """The verdict that counts: the gold one where the other defensible one was given."""
    return gold.verdict if verdict == gold.also_verdict else verdict


def verdict_figures(pairs: Sequence[tuple[GoldClaim, str]]) -> dict[str, float | None]:
    """Accuracy, macro-F1 and how many are called supported though they are contradicted or not addressed."""
    confusion = Counter((gold.verdict, verdict) for gold, verdict in pairs)
    unsupported = [verdict for gold, verdict in pairs if gold.verdict in WRONGLY_SUPPORTED]
    return {
        "accuracy": mean([float(gold.verdict == verdict) for gold, verdict in pairs]),
        "macro-F1": mean([_f1(confusion, verdict) for verdict in VERDICTS]),
        "called supported though not": mean([float(verdict == "supported") for verdict in unsupported]),
    }


def _f1(confusion: Mapping[tuple[str, str], int], verdict: str) -> float:
    right = confusion.get((verdict, verdict), 0)
    given = sum(n for (_, said), n in confusion.items() if said == verdict)
    wanted = sum(n for (gold, _), n in confusion.items() if gold == verdict)
    return f1(right / max(1, given), right / max(1, wanted))


def claims_table(scores: ClaimScores) -> str:
    """Markdown: every figure, the confusion table, and accuracy by kind of claim."""
    lines = ["| claims | |", "|---|---|"]
    lines += [f"| {name} | {'–' if value is None else f'{value:.2f}'} |" for name, value in scores.figures.items()]
    confusion = Counter((gold.verdict, verdict) for gold, verdict in scores.pairs)
    lines += ["", f"| is (rows), called | {' | '.join(VERDICTS)} |", "|---" * (len(VERDICTS) + 1) + "|"]
    lines += [f"| {gold} | {' | '.join(str(confusion[gold, said]) for said in VERDICTS)} |" for gold in VERDICTS]
    kinds: dict[str, list[float]] = defaultdict(list)
    for gold, verdict in scores.pairs:
        kinds[gold.kind].append(float(gold.verdict == verdict))
    lines += ["", "| kind of claim | claims | right |", "|---|---|---|"]
    lines += [f"| {kind} | {len(right)} | {mean(right):.2f} |" for kind, right in sorted(kinds.items())]
    return "\n".join(lines)


def claims_report(scores: ClaimScores) -> str:
    """Every claim with another verdict than the gold one, with what was wanted and what came."""
    lines = ["# Claims that were judged otherwise"]
    for gold, check in scores.failures:
        lines += [f"\n## {gold.id} · {gold.kind} · {gold.verdict}, called {check.verdict}", f"\n{gold.claim}\n"]
        lines += [f"- wanted: {e['file']}: {e['quote']}" for e in gold.evidence]
        lines += [
            f"- part: {part.text} – {part.verdict} ({', '.join(part.flags) or 'no flag'})" for part in check.parts
        ]
        lines += [f"- {e.bearing}: {e.statement.file}: {e.quote}" for e in check.evidence]
    return "\n".join(lines) + "\n"
