"""A summary as the line that ``topic --json`` writes; scripts rely on these names."""

from __future__ import annotations

from retrieval.answer_json import citation_as_json
from retrieval.topics.records import Summary


def summary_as_json(summary: Summary, identifier: str | None = None) -> dict[str, object]:
    """The documented object; what is not known is null."""
    return {
        "id": identifier,
        "topic": summary.topic,
        "scope": summary.scope,
        "topics": list(summary.topics),
        "points": [
            {
                "text": p.text,
                "citations": list(p.citations),
                "election": p.election,
                "direction": p.label.direction,
                "phase": p.label.phase,
                "status": p.label.status,
            }
            for p in summary.points
        ],
        "citations": [citation_as_json(c) for c in summary.citations],
        "coverage": {"searched": summary.coverage.searched, "addressing": summary.coverage.addressing},
        "silent": [{"election": name, "reason": reason} for name, reason in summary.silent],
        "note": summary.note,
        "seconds": summary.seconds,
    }
