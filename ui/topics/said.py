"""Sentences with their labels: each with a sign and words for its direction, under who says it, with its card."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

import streamlit as st

from library.labels import Label
from library.records import Citation, Statement
from retrieval.topics.elections import Labelled
from retrieval.topics.records import Point, Summary
from retrieval.topics.wording import DIRECTIONS, STATUSES
from retrieval.writing.telling import MARKS
from ui.evidence import citation_cards
from ui.text import escaped, plain

AT_ONCE = 12
"""Quotations that are shown before a person asks for more."""
TAG = '<span class="otr-tag" title="{title}">{word}</span>'


def label_html(label: Label) -> str:
    """The sign and word of a direction, and the status where it is no plain finding."""
    sign = DIRECTIONS[label.direction]
    parts = []
    if label.status != "recommendation":
        parts.append(
            f'<span class="otr-direction otr-{label.direction}"><span aria-hidden="true">{escaped(sign.sign)}</span> '
            f"{escaped(sign.word)}</span>"
        )
    if STATUSES[label.status]:
        parts.append(f'<span class="otr-direction">{escaped(STATUSES[label.status])}</span>')
    return "".join(parts)


def points_html(points: Sequence[tuple[Label, Sequence[Citation]]]) -> str:
    """Quotations with their labels, who speaks where that is a person, and the numbers of their sources."""
    rows = "".join(f"<li>{label_html(label)} {' '.join(map(_quotation, cited))}</li>" for label, cited in points)
    return f'<ul class="otr otr-points">{rows}</ul>'


def summary_points(summary: Summary) -> None:
    """The points of a summary under their elections: quotations, or what a chat model wrote with what became of it."""
    cited = {c.n: c for c in summary.citations}
    is_written = any(point.how != "quoted" for point in summary.points)
    for election, points in groupby(summary.points, key=lambda p: p.election):
        st.subheader(plain(election), anchor=False)
        rows = "".join(f"<li>{_point(point, cited, is_written)}</li>" for point in points)
        st.html(f'<ul class="otr otr-points">{rows}</ul>')


def _point(point: Point, cited: Mapping[int, Citation], is_written: bool) -> str:
    quoted = [cited[n] for n in point.citations]
    if point.how == "quoted":
        tag = TAG.format(title=escaped(MARKS["quoted"]), word="quotation") if is_written else ""
        return f"{label_html(point.label)} {' '.join(map(_quotation, quoted))}{tag}"
    tag = TAG.format(title=escaped(MARKS["repaired"]), word="mended") if point.how == "repaired" else ""
    return f"{label_html(point.label)} {escaped(point.text)} {''.join(map(_number, quoted))}{tag}"


def _number(cited: Citation) -> str:
    return f'<span class="otr-mark" aria-label="source {cited.n}">[{cited.n}]</span>'


def _quotation(cited: Citation) -> str:
    who = f' <span class="otr-note">({escaped(cited.speaker.name)})</span>' if cited.speaker else ""
    return f'<span lang="{escaped(cited.statement.language)}">{escaped(cited.quote)}</span>{who} {_number(cited)}'


def quoted(said: Sequence[Labelled], statements: Sequence[Statement], key: str) -> list[Citation]:
    """Sentences and their cards; some at first, the others when a person asks for them. What is shown."""
    more = len(said) > AT_ONCE and st.toggle(f"Show all {len(said)}", key=f"all-{key}")
    shown = said if more else said[:AT_ONCE]
    citations = [one.citation(n) for n, one in enumerate(shown, 1)]
    st.html(points_html([(one.label, [cited]) for cited, one in zip(citations, shown, strict=True)]))
    with st.expander(f"Sources ({len(citations)})", icon=":material/format_quote:", expanded=True):
        citation_cards(citations, statements)
    return citations
