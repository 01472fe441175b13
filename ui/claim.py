"""One claim, opened: why it stands as it does, the words for and against it side by side, and a verdict by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import streamlit as st

from library.checks import Ruling
from library.errors import LibraryError
from library.library import Library
from library.records import Statement
from retrieval.claims.records import Check, Evidence, Flag
from retrieval.claims.review.differing import Pair, pairs
from retrieval.claims.review.records import VERDICTS, Review, Reviewed
from retrieval.claims.review.wording import of_check, quotation_in_words, reasons, standing, standings
from retrieval.exports.citation import citation
from ui.evidence import evidence_card
from ui.text import escaped, plain, spanned

LONGEST_NOTE = 500
_TOLD_BY_CONTEXT: frozenset[Flag] = frozenset(
    ("wrong country", "wrong year", "wrong round", "preliminary where a final differs", "translation quoted")
)
"""Flags whose proof is in a statement that the claim does not speak of, so that it must be seen."""


def claim_view(library: Library, review: Review, number: int, statements: Sequence[Statement]) -> None:
    """Everything about the claim of this number (from 1); ``statements`` are all of the library."""
    claim = review.claims[number - 1]
    check = claim.check
    st.html(_head(claim))
    _set_by_a_person(library, review, claim, number)
    st.html(_why(check) + _quotations(check))
    found = pairs(check)
    if found:
        st.html(_differences(found))
    _sides(check, found, statements)
    st.html(_context(check) + _searched(check))
    with st.container(horizontal=True):
        if check.evidence:
            _copy(check)
        _by_hand(library, review, claim, number)


def _head(claim: Reviewed) -> str:
    stands = standing(claim)
    whose = "Set by a person" if claim.ruling else "Against the record"
    return (
        f'<div class="otr"><p class="otr-who">{whose}</p><p><span class="otr-claim otr-{stands.name}">'
        f'<span aria-hidden="true">{stands.sign}</span> <strong>{escaped(stands.word)}</strong></span> '
        f'<span class="otr-note">{escaped(stands.means)}</span></p>'
        f'<blockquote class="otr-said" lang="{escaped(claim.check.language)}">{escaped(claim.check.claim)}</blockquote>'
        "</div>"
    )


def _set_by_a_person(library: Library, review: Review, claim: Reviewed, number: int) -> None:
    """What a person set, with the verdict of the check beside it and a way back."""
    if not (ruling := claim.ruling):
        return
    own = of_check(claim.check)
    facts = [
        f"Set by a person on {ruling.made_at:%-d %B %Y, %H:%M} UTC",
        ruling.note,
        f"the check itself says: {own.sign} {own.word}",
    ]
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(plain(" · ".join(filter(None, facts))), width="stretch")
        st.button(
            "Take back",
            key=f"back-{number}-{review.id}",
            icon=":material/undo:",
            help="The verdict of the check stands again",
            on_click=_take_back,
            args=(library, review, claim),
        )


def _why(check: Check) -> str:
    told = "".join(f"<li>{escaped(reason)}</li>" for reason in reasons(check))
    parts = ""
    if len(check.parts) > 1:
        kinds = standings()
        rows = "".join(
            f'<li><span class="otr-claim otr-{p.verdict}"><span aria-hidden="true">{kinds[p.verdict].sign}</span> '
            f"{escaped(kinds[p.verdict].word)}</span> {escaped(p.text)}</li>"
            for p in check.parts
        )
        parts = f'<p class="otr-who">Its parts</p><ul class="otr-legend">{rows}</ul>'
    return (
        f'<div class="otr"><p lang="{escaped(check.language)}">{escaped(check.explanation)}</p>'
        f"{f'<ul>{told}</ul>' if told else ''}{parts}</div>"
    )


def _quotations(check: Check) -> str:
    """What became of each quotation, in plain words; of a single one that is not exact the reasons say it already."""
    if not check.quotations or (len(check.quotations) == 1 and check.quotations[0].status != "exact"):
        return ""
    rows = "".join(
        f'<dt lang="{escaped(check.language)}">“{escaped(q.words)}”</dt><dd>{escaped(quotation_in_words(q))}</dd>'
        for q in check.quotations
    )
    return f'<p class="otr-who">Quoted words</p><dl class="otr otr-quoted">{rows}</dl>'


def _differences(found: Sequence[Pair]) -> str:
    """Claim and record, one above the other, with the words that differ marked."""
    rows = [
        f"<dt>Claimed</dt><dd>{spanned(p.claimed, p.in_claim, 'del')}</dd>"
        f"<dt>In the record</dt><dd>{spanned(p.evidence.quote, p.in_quote, 'ins')}</dd>"
        for p in found
    ]
    return f'<p class="otr-who">Where the words differ</p><dl class="otr otr-facts otr-differ">{"".join(rows)}</dl>'


def _sides(check: Check, found: Sequence[Pair], statements: Sequence[Statement]) -> None:
    """The evidence for and against, side by side; on a phone one below the other."""
    supports = [e for e in check.evidence if e.bearing == "supports"]
    contradicts = [e for e in check.evidence if e.bearing == "contradicts"]
    if not supports and not contradicts:
        return
    # What stands alone has the whole width.
    both = st.columns(2) if supports and contradicts else (st.container(), st.container())
    for column, title, side in zip(both, ("For", "Against"), (supports, contradicts), strict=True):
        with column:
            nothing = "" if side else " <span class='otr-note'>nothing in the statements searched</span>"
            st.html(f'<p class="otr-side">{title}{nothing}</p>')
            for evidence in side:
                spans = [s for p in found if _is_same(p.evidence, evidence) for s in p.in_quote]
                evidence_card(evidence, statements, spans)


def _is_same(one: Evidence, other: Evidence) -> bool:
    return (one.statement.id, one.start, one.end) == (other.statement.id, other.start, other.end)


def _context(check: Check) -> str:
    near = [e for e in check.evidence if e.bearing == "context"]
    if not near:
        return ""
    rows = "".join(f'<li lang="{escaped(e.statement.language)}">{escaped(citation(e))}</li>' for e in near)
    is_open = " open" if _TOLD_BY_CONTEXT & set(check.flags) else ""
    title = f"<summary>Also on this subject ({len(near)})</summary>"
    return f"<details class='otr otr-more'{is_open}>{title}<ul>{rows}</ul></details>"


def _searched(check: Check) -> str:
    """The scope, and the statements that were searched."""
    number = len(check.searched)
    rows = "".join(f"<li>{escaped(s.title)} <em>({escaped(s.file)})</em></li>" for s in check.searched)
    return (
        f'<details class="otr otr-more"><summary>Searched {number:,} statement{"" if number == 1 else "s"}: '
        f"{escaped(check.scope)}</summary><p>{escaped(check.note)}</p><ul>{rows}</ul></details>"
    )


def _copy(check: Check) -> None:
    with st.popover("Copy a citation", icon=":material/content_copy:"):
        st.caption("Quote and source in one piece; the button at its corner copies it.")
        for evidence in check.evidence:
            st.code(citation(evidence), language=None, wrap_lines=True)


def _by_hand(library: Library, review: Review, claim: Reviewed, number: int) -> None:
    """The form with which a person sets another verdict, with a note."""
    with (
        st.popover("Set the verdict by hand", icon=":material/edit:"),
        st.form(f"rule-{number}-{review.id}", border=False),
    ):
        chosen = st.radio(
            "Against the record, this claim is",
            VERDICTS,
            index=VERDICTS.index(claim.check.verdict),
            format_func=lambda v: f"{standings()[v].sign} {standings()[v].word.lower()}",
        )
        note = st.text_input("Why (kept with it)", max_chars=LONGEST_NOTE)
        if st.form_submit_button("Keep it", type="primary", icon=":material/edit:"):
            ruling = Ruling(claim.start, claim.end, chosen, " ".join(note.split()), datetime.now(UTC))
            if _kept(library, review, ruling):
                st.rerun()


def _kept(library: Library, review: Review, ruling: Ruling) -> bool:
    try:
        library.checks.rule(review.text, ruling)
    except LibraryError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return False
    return True


def _take_back(library: Library, review: Review, claim: Reviewed) -> None:
    try:
        library.checks.take_back(review.text, claim.start, claim.end)
    except LibraryError as error:
        st.toast(plain(str(error)), icon=":material/error:", duration="infinite")
