"""Shared pieces: sentences with marks, citation cards with the quote highlighted, what was searched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import streamlit as st

from library.records import Answer, AnswerSentence, Citation, RankedPassage, Statement
from library.relations import later_stage
from retrieval.claims.records import Evidence
from retrieval.writing.telling import MARKS
from ui.description import place
from ui.text import escaped, spanned

VOICES = {
    "narrative": "The observers",
    "reported": "Reported by the observers, not established by them",
    "headline": "Headline",
}

SCANNED = "recognised from a scan, check the wording"


def sentences_html(answer: Answer) -> str:
    """The sentences of an answer with their numbered marks: quoted ones each under who says it, written ones together,
    with what became of those that did not stand as they were written."""
    lines = _written(answer) if answer.mode == "written" else _quoted(answer)
    return f'<div class="otr">{"".join(lines)}</div>'


def _quoted(answer: Answer) -> Iterator[str]:
    cited = {c.n: c for c in answer.citations}
    last = None
    for sentence in answer.sentences:
        who = _who(cited[sentence.citations[0]])
        if who != last:
            yield f'<p class="otr-who">{escaped(who)}</p>'
            last = who
        yield f"<p>{escaped(sentence.text)} {_marks(sentence)}</p>{_translation(answer, sentence)}"


def _written(answer: Answer) -> Iterator[str]:
    cited = {c.n: c for c in answer.citations}
    for quoted, together in groupby(answer.sentences, key=lambda s: s.how == "quoted"):
        if quoted:
            for sentence in together:
                who = f"{_who(cited[sentence.citations[0]])} · {MARKS['quoted']}"
                yield (
                    f'<p class="otr-who">{escaped(who)}</p>'
                    f'<blockquote class="otr-instead">{escaped(sentence.text)} {_marks(sentence)}</blockquote>'
                    f"{_translation(answer, sentence)}"
                )
        else:
            yield f"<p>{' '.join(map(_with_sign, together))}</p>"


def _translation(answer: Answer, sentence: AnswerSentence) -> str:
    """A translation below its original, said to be unproven; empty where there is none."""
    if not sentence.translation or not answer.writing:
        return ""
    by = f"Translated by {answer.writing.model}, not proven:"
    return f'<p class="otr-note otr-translation">{escaped(by)} {escaped(sentence.translation)}</p>'


def _with_sign(sentence: AnswerSentence) -> str:
    words = f"{escaped(sentence.text)} {_marks(sentence)}"
    if sentence.how != "repaired":
        return words
    return f'{words}<span class="otr-tag" title="{escaped(MARKS["repaired"])}">mended</span>'


def _marks(sentence: AnswerSentence) -> str:
    return "".join(f'<span class="otr-mark" aria-label="source {n}">[{n}]</span>' for n in sentence.citations)


def _who(citation: Citation) -> str:
    speaker, statement = citation.speaker, citation.statement
    if speaker:
        who = f"{speaker.name}, {speaker.role}" if speaker.role else speaker.name
    else:
        who = VOICES.get(citation.voice, "The observers")
    election = [statement.country.name if statement.country else "", _year(statement)]
    return f"{who} · {' '.join(filter(None, election))}".rstrip(" ·")


def _year(statement: Statement) -> str:
    day = statement.election_date or statement.date
    return str(day.year) if day else ""


def citation_cards(citations: Sequence[Citation], statements: Sequence[Statement]) -> None:
    """A card for every passage that is quoted, with its quotes marked and numbered; in the order of the numbers.

    ``statements`` are all of the library: a card says whether the observers spoke later on the same election.
    """
    by_passage: dict[str, list[Citation]] = {}
    for citation in citations:
        by_passage.setdefault(citation.passage.id, []).append(citation)
    for together in by_passage.values():
        _card(together, later_stage(together[0].statement, statements))


def _card(
    citations: Sequence[Citation],
    later: Statement | None,
    differing: Sequence[tuple[int, int]] = (),
    *,
    numbered: bool = True,
) -> None:
    """Where quotes stand: title, who, country, date, page or paragraph, and their paragraph with the quotes marked.

    ``later`` is what the observers said at a later stage of the same election.
    """
    statement, passage = citations[0].statement, citations[0].passage
    speakers = dict.fromkeys(filter(None, map(_speaker, citations)))
    who = "; ".join(speakers) or ", ".join(statement.bodies) or "Issuing body not named"
    facts = [
        who,
        statement.country.name if statement.country else "",
        f"{statement.kind}, {statement.date:%-d %B %Y}" if statement.date else statement.kind,
        place(statement, passage),
        SCANNED if statement.scanned else "",
        "fictional" if statement.fictional else "",
        f"{article(later.kind)} on this election is in the library" if later else "",
    ]
    numbers = " ".join(f"[{c.n}]" for c in citations) if numbered else ""
    with st.container(border=True):
        st.html(
            f'<div class="otr otr-card"><h4>{numbers} {escaped(statement.title)}</h4>'
            f'<p class="facts">{escaped(" · ".join(filter(None, facts)))}</p>'
            f'<blockquote cite="{escaped(statement.file)}">{_marked(citations, differing)}</blockquote></div>'
        )


def evidence_card(evidence: Evidence, statements: Sequence[Statement], differing: Sequence[tuple[int, int]]) -> None:
    """A card for words that bear on a claim; spans of the quote that differ from the claim are marked in it."""
    citation = Citation(
        1,
        evidence.statement,
        evidence.passage,
        evidence.quote,
        evidence.start,
        evidence.end,
        evidence.voice,
        evidence.speaker,
    )
    _card([citation], later_stage(evidence.statement, statements), differing, numbered=False)


def article(kind: str) -> str:
    """A kind of document with its article: an interim report, a final report."""
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"


def _marked(citations: Sequence[Citation], differing: Sequence[tuple[int, int]]) -> str:
    """The paragraph of the citations, escaped, with each quote marked and numbered, and in it what is ``differing``."""
    passage = citations[0].passage
    parts, done = [], passage.start
    for citation in sorted(citations, key=lambda c: c.start):
        parts.append(escaped(passage.text[done - passage.start : citation.start - passage.start]))
        number = f'<span class="otr-mark">[{citation.n}]</span>' if len(citations) > 1 else ""
        parts.append(f"<mark>{spanned(citation.quote, differing, 'ins')}</mark>{number}")
        done = citation.end
    return "".join(parts) + escaped(passage.text[done - passage.start :])


def _speaker(citation: Citation) -> str:
    speaker = citation.speaker
    return f"{speaker.name}, {speaker.role}".rstrip(", ") if speaker else ""


def nearest(passages: Sequence[RankedPassage]) -> None:
    """What lies nearest to a question that was refused; clearly not an answer."""
    with st.expander("Nearest passages (not an answer)"):
        for found in passages[:3]:
            statement = found.statement
            st.html(
                f'<div class="otr otr-card"><h4>{escaped(statement.title)}</h4>'
                f'<p class="facts">{escaped(statement.file)} · '
                f"{escaped(place(statement, found.passage))}</p>"
                f"<blockquote>{escaped(found.passage.text)}</blockquote></div>"
            )


def searched(answer: Answer) -> None:
    """What was searched, always there to be seen."""
    count = len(answer.searched)
    plural = "" if count == 1 else "s"
    label = f"Searched {count} statement{plural} · {answer.seconds:.1f} s"
    with st.expander(label, icon=":material/search:"):
        if answer.standalone != answer.question:
            st.html(f'<p class="otr-note">Understood as: {escaped(answer.standalone)}</p>')
        st.html(f'<p class="otr-note">Scope: {escaped(answer.scope)}</p>')
        rows = "".join(f"<li>{escaped(s.title)} <em>({escaped(s.file)})</em></li>" for s in answer.searched)
        st.html(f'<ul class="otr otr-note">{rows}</ul>')
