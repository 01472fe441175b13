"""An answer as the line that ``ask --json`` writes; scripts rely on these names."""

from __future__ import annotations

from dataclasses import asdict

from library.records import Answer, AnswerSentence, Citation


def answer_as_json(answer: Answer, identifier: str | None = None) -> dict[str, object]:
    """The documented object; dates are ISO, what is not known is null. ``how`` (of a sentence) and ``writing`` are
    there where a chat model wrote or was asked to."""
    told: dict[str, object] = {
        "id": identifier,
        "question": answer.question,
        "standalone": answer.standalone,
        "status": answer.status,
        "sentences": [_sentence(s, written=answer.mode == "written") for s in answer.sentences],
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
    return told | ({"writing": asdict(answer.writing)} if answer.writing else {})


def _sentence(sentence: AnswerSentence, *, written: bool) -> dict[str, object]:
    told: dict[str, object] = {"text": sentence.text, "citations": list(sentence.citations)}
    told |= {"how": sentence.how} if written else {}
    return told | ({"translation": sentence.translation} if sentence.translation else {})


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
