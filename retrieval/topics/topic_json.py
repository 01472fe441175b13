"""A summary as the line that ``topic --json`` writes; scripts rely on these names."""

from __future__ import annotations

from dataclasses import asdict

from retrieval.answer_json import citation_as_json
from retrieval.topics.records import Summary


def summary_as_json(summary: Summary, identifier: str | None = None) -> dict[str, object]:
    """The documented object; what is not known is null. ``how`` (of a point) and ``writing`` are there where a chat
    model was asked to write."""
    told: dict[str, object] = {
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
                **({"how": p.how} if summary.writing else {}),
            }
            for p in summary.points
        ],
        "citations": [citation_as_json(c) for c in summary.citations],
        "coverage": {"searched": summary.coverage.searched, "addressing": summary.coverage.addressing},
        "silent": [{"election": name, "reason": reason} for name, reason in summary.silent],
        "note": summary.note,
        "seconds": summary.seconds,
    }
    return told | ({"writing": asdict(summary.writing)} if summary.writing else {})
