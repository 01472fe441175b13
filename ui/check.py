"""*Check*: a sentence, a quotation or an article is held against the record."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from library.records import Statement
from library.state import state_of
from retrieval.claims.review.keeping import opened
from retrieval.claims.review.making import LONGEST_TEXT
from retrieval.claims.review.records import Review
from retrieval.claims.review.wording import flag_in_brief, standing, standings
from retrieval.desk import Desk
from retrieval.writing.telling import helper
from ui.background import Stage
from ui.checking import Checking
from ui.claim import claim_view
from ui.earlier import earlier, examples
from ui.exporting import take_along
from ui.marked import OPEN_CLAIMS, counts_html, marked_html
from ui.text import plain

AT_ONCE = 1.5
"""Seconds in which a sentence is checked: until then no progress is shown, which would only flicker."""
FEW = 6
"""Claims from which on a person may want to see only some of them."""
LABEL = 90
"""Characters of a claim in the list."""


def check_page(desk: Desk) -> None:
    """The page; the check that is open is in the session, and in the address."""
    st.title("Check a text against the record", anchor=False)
    statements = desk.library.statements()
    if not statements:
        st.info(
            "The library is empty. Add statements on the *Library* page, then check.", icon=":material/library_add:"
        )
        return
    checking: Checking | None = st.session_state.get("checking")
    if checking and not _at_its_end(checking):
        st.fragment(_watch, run_every=1.0)(checking)
        return
    wanted = st.query_params.get("id") or st.session_state.get("check")
    if wanted:
        st.session_state["check"] = st.query_params["id"] = wanted
        _opened(desk, wanted, statements)
        return
    _welcome(desk, statements)


# --- pasting ---------------------------------------------------------------------------------------------------------


def _welcome(desk: Desk, statements: Sequence[Statement]) -> None:
    """The form; below it examples, and what was checked before."""
    st.html(
        '<p class="otr">Paste a sentence, a quotation or an article. Each claim is held against the statements in the '
        "library: what they say of it, in their own words, never whether it is true.</p>"
    )
    if desk.chat:
        choice = desk.chat.choice
        st.caption(plain(helper(choice.model, choice.place, choice.stays_here)))
    with st.form("paste", border=False):
        text = st.text_area("Text to be checked", height=180, key="pasted", persist_state="session")
        pressed = st.form_submit_button("Check", icon=":material/fact_check:", type="primary")
    if trouble := st.session_state.pop("trouble", None):
        st.error(plain(trouble), icon=":material/error:")
    if pressed:
        _begin(desk, text or "")
    st.html('<p class="otr-note">Or see how it works on one of these:</p>')
    for number, claim in enumerate(examples(desk, tuple(s.id for s in statements))):
        if st.button(plain(claim), key=f"example-{number}", width="stretch"):
            _begin(desk, claim)
    earlier(desk.library, _open)


def _begin(desk: Desk, pasted: str) -> None:
    """Check a text, or say why it cannot be."""
    text = pasted.encode("utf-8", "replace").decode().replace("\0", "").strip()
    if not text:
        st.warning("Nothing was pasted yet. Paste a sentence, a quotation or an article first.", icon=":material/info:")
        return
    if len(text) > LONGEST_TEXT:
        st.error(
            f"This text has {len(text):,} characters; at most {LONGEST_TEXT:,} (some 3,000 words) are checked at once. "
            "Check it in parts.",
            icon=":material/error:",
        )
        return
    _start(desk, text)


def _start(desk: Desk, text: str, before: Review | None = None) -> None:
    checking = Checking(desk, text, before)
    st.session_state["checking"] = checking
    with st.spinner("Searching the statements …"):
        checking.wait(AT_ONCE)
    st.rerun()


def _open(identifier: str) -> None:
    st.session_state["check"] = st.query_params["id"] = identifier


def _leave() -> None:
    st.session_state.pop("check", None)
    st.query_params.clear()


# --- while it is checked ---------------------------------------------------------------------------------------------


def _at_its_end(checking: Checking) -> bool:
    """Whether a check has ended; then it is opened, or what went wrong is said."""
    stage = checking.stage()
    if stage.running:
        return False
    del st.session_state["checking"]
    if stage.trouble:
        st.session_state["trouble"] = stage.trouble
    elif stage.so_far and stage.so_far.claims:
        _open(stage.so_far.id)
    elif stage.stopping:
        st.session_state["trouble"] = "Stopped before the first sentence was checked."
    else:
        st.session_state["trouble"] = (
            "There is nothing to check in this: no sentence with at least three words of content. "
            "Paste the whole sentence that makes the claim."
        )
    return True


def _watch(checking: Checking) -> None:
    """How far it is, drawn anew every second; when it has ended, the whole page is."""
    stage = checking.stage()
    if not stage.running:
        st.rerun()
    with st.container(border=True, key="checking-now"):
        st.progress(_part(stage), _how_far(stage))
        if stage.stopping:
            st.caption("Stopping after this sentence …")
        else:
            st.button("Stop", icon=":material/stop_circle:", on_click=checking.stop)
            st.caption("What was checked until then is kept. You can look at other pages meanwhile.")
    if stage.so_far:
        st.html(marked_html(stage.so_far, ()))


def _part(stage: Stage[Review]) -> float:
    now = stage.so_far
    return len(now.claims) / now.sentences if now and now.sentences else 0.0


def _how_far(stage: Stage[Review]) -> str:
    now = stage.so_far
    return f"{len(now.claims)} of {now.sentences} sentences checked" if now else "Reading the text …"


# --- what came of it -------------------------------------------------------------------------------------------------


def _opened(desk: Desk, wanted: str, statements: Sequence[Statement]) -> None:
    st.button("Check another text", icon=":material/arrow_back:", type="tertiary", on_click=_leave)
    kept = desk.library.checks.find(wanted)
    if kept is None:
        st.info(plain(_not_kept(statements)), icon=":material/search_off:")
        return
    review = opened(desk.library, kept)
    if review is None:
        st.warning("This check was kept by another version of the program.", icon=":material/history:")
        if st.button("Check again", icon=":material/refresh:", type="primary"):
            _start(desk, kept.text)
        return
    st.query_params["library"] = review.state.version
    _against_what(desk, review, statements)
    st.html(counts_html(review))
    listed = _listed(review)
    with st.container(border=True, key="checked-text"):
        st.html(marked_html(review, listed))
    st.html(OPEN_CLAIMS, unsafe_allow_javascript=True)
    take_along(review)
    st.subheader("Claims", anchor=False)
    for number in listed:
        _claim(desk, review, number, statements)
    st.button("Forget this check", icon=":material/delete:", type="tertiary", on_click=_forget, args=(desk, review.id))


def _not_kept(statements: Sequence[Statement]) -> str:
    """That there is no such check, and against which version of the library it was made where the link says so."""
    told = "This check is not kept in this library (any more)."
    made_on, now = st.query_params.get("library"), state_of(statements).version
    if not made_on:
        return told
    same = "which this library still has" if made_on == now else f"this library has version {now}"
    return f"{told} It was made on library version {made_on}; {same}. Paste the text to check it again."


def _against_what(desk: Desk, review: Review, statements: Sequence[Statement]) -> None:
    """When, and against which library; whether it has changed since; whether all of the text was checked."""
    st.caption(plain(f"Checked on {review.made_at:%-d %B %Y, %H:%M} UTC against {review.state}"))
    if (now := state_of(statements)).version != review.state.version:
        st.warning(
            f"The library has changed since: it held {review.state.statements:,} statements then and holds "
            f"{now.statements:,} now. What you see is what was found then.",
            icon=":material/history:",
        )
        if st.button("Check again", icon=":material/refresh:", type="primary"):
            _start(desk, review.text)
    elif not review.is_finished:
        st.warning(
            f"Stopped after {len(review.claims)} of {review.sentences} sentences.", icon=":material/stop_circle:"
        )
        if st.button("Go on", icon=":material/play_arrow:", type="primary"):
            _start(desk, review.text, review)


def _listed(review: Review) -> list[int]:
    """The numbers of the claims that are listed: all, or those that a person wants to see."""
    everything = list(range(1, len(review.claims) + 1))
    there = [name for name in standings() if any(standing(c).name == name for c in review.claims)]
    if len(everything) < FEW or len(there) < 2:
        return everything
    chosen = st.pills(
        "Show only",
        there,
        selection_mode="multi",
        format_func=lambda name: f"{standings()[name].sign} {standings()[name].word}",
        key=f"only-{review.id}",
        persist_state="session",
    )
    return [n for n in everything if not chosen or standing(review.claims[n - 1]).name in chosen]


def _claim(desk: Desk, review: Review, number: int, statements: Sequence[Statement]) -> None:
    """A row of the list, with everything about the claim when it is open. The only one stands open at once."""
    claim = review.claims[number - 1]
    stands = standing(claim)
    words = " ".join(claim.check.claim.split())
    words = f"{words[:LABEL]}…" if len(words) > LABEL else words
    why = "by hand" if claim.ruling else flag_in_brief(claim.check)
    label = f"**{stands.sign} {number} · {plain(stands.word + (f' ({why})' if why else ''))}** — {plain(words)}"
    box = st.expander(label, expanded=len(review.claims) == 1, key=f"claim-{number}-{review.id}", on_change="rerun")
    with box:
        if box.open:
            claim_view(desk.library, review, number, statements)


def _forget(desk: Desk, identifier: str) -> None:
    desk.library.checks.forget(identifier)
    _leave()
