"""An answer as the line that ``ask --json`` writes; scripts rely on these names."""

from __future__ import annotations

from library.records import Answer, Citation


def answer_as_json(answer: Answer, identifier: str | None = None) -> dict[str, object]:
    """The documented object; dates are ISO, what is not known is null."""
    return {
        "id": identifier,
        "question": answer.question,
        "standalone": answer.standalone,
        "status": answer.status,
        "sentences": [{"text": s.text, "citations": list(s.citations)} for s in answer.sentences],
        "citations": [citation_as_json(c) for c in answer.citations],
        "passages": [
            {
                "file": p.statement.file,
                "page": p.passage.page,
                "text": p.passage.text,
                "score": round(p.score, 5),
            }
            for p in answer.passages
        ],
        "scope": answer.scope,
        "note": answer.note,
        "mode": answer.mode,
        "seconds": answer.seconds,
    }


def citation_as_json(citation: Citation) -> dict[str, object]:
    """One citation: where it stands and its words."""
    statement, passage = citation.statement, citation.passage
    return {
        "n": citation.n,
        "file": statement.file,
        "statement_id": statement.id,
        "title": statement.title,
        "country": statement.country.name if statement.country else None,
        "date": statement.date.isoformat() if statement.date else None,
        "page": passage.page,
        "paragraph": passage.paragraph,
        "speaker": citation.speaker.name if citation.speaker else None,
        "quote": citation.quote,
    }
