"""*Ask*: a conversation with the statements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from library.records import Answer, Statement
from retrieval.desk import Desk
from retrieval.scope import Filters, year_of
from retrieval.writing.model import ChatModel
from retrieval.writing.task import Step
from retrieval.writing.telling import told
from ui.asking import Asking
from ui.background import Stage
from ui.chat_model import chat_model, sign_of
from ui.evidence import citation_cards, nearest, searched, sentences_html
from ui.text import escaped, plain

LONGEST_QUESTION = 1_000
LOOK = 0.25
"""Seconds between two looks at what a model has written."""
PATIENCE = 3.0
"""Seconds that a stopped answer may take to end."""


@dataclass(frozen=True)
class Turn:
    """A question and what came of it."""

    question: str
    answer: Answer

    def as_history(self) -> list[Mapping[str, str]]:
        """The two turns that a follow-up may lean on."""
        said = " ".join(s.text for s in self.answer.sentences) or self.answer.note
        return [{"role": "user", "content": self.question}, {"role": "assistant", "content": said}]


def ask_page(desk: Desk) -> None:
    """The page; the conversation lives in the session and survives reruns."""
    statements = desk.library.statements()
    filters = _filters(statements)
    turns: list[Turn] = st.session_state.setdefault("turns", [])
    chat = chat_model(desk)
    st.title("What did observers actually say?", anchor=False)
    sign_of(chat, "Answers")
    asked = st.chat_input("Ask about an election, a country, a speaker …", max_chars=LONGEST_QUESTION)
    if not statements:
        st.info(
            "The library is empty. Add statements on the *Library* page, then ask.",
            icon=":material/library_add:",
        )
        return
    asking: Asking | None = st.session_state.get("asking")
    if not turns and not asked and not asking:
        asked = _welcome(desk, statements)
    asking = _begun(desk, asked.strip(), turns, filters, chat) if asked and asked.strip() else _on_its_way(turns)
    for turn in turns:
        _show(turn, statements, latest=turn is turns[-1] and not asking)
    if trouble := st.session_state.pop("asking-trouble", None):
        st.error(plain(trouble), icon=":material/error:")
    if asking:
        _show_question(asking.question)
        with st.chat_message("assistant", avatar=":material/record_voice_over:"):
            _await(asking)


def _begun(desk: Desk, question: str, turns: list[Turn], filters: Filters, chat: ChatModel | None) -> Asking:
    """Ask; what was asked before and is still on its way ends with what was proven until now."""
    if before := st.session_state.get("asking"):
        before.stop()
        before.wait(PATIENCE)
        _on_its_way(turns)
    history = [message for turn in turns for message in turn.as_history()]
    asking = Asking(desk, question, history, filters, chat)
    st.session_state["asking"] = asking
    return asking


def _on_its_way(turns: list[Turn]) -> Asking | None:
    """The question that is on its way; one that has its answer becomes a turn."""
    asking: Asking | None = st.session_state.get("asking")
    if asking is None or (stage := asking.stage()).running:
        return asking
    del st.session_state["asking"]
    if stage.so_far and not stage.trouble:
        turns.append(Turn(asking.question, stage.so_far.answer))
    else:
        st.session_state["asking-trouble"] = stage.trouble
    return None


def _await(asking: Asking) -> None:
    """A quotation is found at once; what a model writes is shown as it comes, also when the page was left meanwhile."""
    if asking.chat:
        st.fragment(_watch, run_every=LOOK)(asking)
        return
    with st.spinner("Searching the statements …"):
        asking.wait()
    st.rerun()


def _watch(asking: Asking) -> None:
    """The sentences so far and a stop button, drawn anew every moment; at the end the whole page is."""
    stage = asking.stage()
    if not stage.running:
        st.rerun()
    _so_far(stage, asking.chat)
    if not stage.stopping:
        st.button("Stop", icon=":material/stop_circle:", on_click=asking.stop, key="stop")


def _so_far(stage: Stage[Step], chat: ChatModel | None) -> None:
    if stage.so_far and stage.so_far.kind == "sentence":
        st.html(sentences_html(stage.so_far.answer))
    if stage.stopping:
        st.caption("Stopping …")
    elif stage.so_far is None or chat is None:
        st.caption(":material/search: Searching the statements …")
    else:
        st.caption(f":material/edit_note: {plain(chat.choice.model)} is writing …")


def _show_question(question: str) -> None:
    with st.chat_message("user", avatar=":material/person:"):
        st.html(f'<div class="otr">{escaped(question)}</div>')


def _show(turn: Turn, statements: Sequence[Statement], *, latest: bool) -> None:
    """A turn; the sources of the latest answer stand open, those of earlier ones can be opened."""
    _show_question(turn.question)
    with st.chat_message("assistant", avatar=":material/record_voice_over:"):
        answer = turn.answer
        if answer.status == "answered":
            if answer.writing and answer.writing.trouble:
                st.warning(plain(answer.writing.trouble), icon=":material/edit_off:")
            st.html(sentences_html(answer))
            if line := told(answer.writing, [s.how for s in answer.sentences]):
                st.html(f'<p class="otr-note">{escaped(line)}</p>')
            if latest:
                citation_cards(answer.citations, statements)
            else:
                with st.expander(f"Sources ({len(answer.citations)})", icon=":material/format_quote:"):
                    citation_cards(answer.citations, statements)
        else:
            icon = ":material/help:" if answer.status == "not_addressed" else ":material/block:"
            st.warning(plain(answer.note), icon=icon)
            if answer.passages:
                nearest(answer.passages)
        searched(answer)


def _filters(statements: Sequence[Statement]) -> Filters:
    """What a person narrows the search to; empty is everything."""
    with st.sidebar:
        if st.button("New conversation", icon=":material/add_comment:", width="stretch"):
            st.session_state["turns"] = []
            if asking := st.session_state.pop("asking", None):
                asking.stop()
        st.subheader("Search only in", anchor=False)
        countries = st.multiselect(
            "Country", sorted({s.country.name for s in statements if s.country}), key="countries"
        )
        years = st.multiselect(
            "Year of the election",
            sorted({y for s in statements if (y := year_of(s))}, reverse=True),
            key="years",
        )
        kinds = st.multiselect("Kind of document", sorted({s.kind for s in statements}), key="kinds")
        bodies = st.multiselect("Observing body", sorted({b for s in statements for b in s.bodies}), key="bodies")
    return Filters(frozenset(countries), frozenset(years), frozenset(kinds), frozenset(bodies))


def _welcome(desk: Desk, statements: Sequence[Statement]) -> str | None:
    """What this is, and questions that the library answers; the one that was chosen."""
    countries = len({s.country.name for s in statements if s.country})
    fictional = sum(s.fictional for s in statements)
    note = f"{len(statements)} statements on {countries} countries are loaded."
    if fictional:
        note += f" {fictional} of them are fictional samples: their countries do not exist."
    st.html(
        '<p class="otr">Every answer is made of the observers\' own sentences, each with its source. Where the '
        f'statements do not say, neither does this page.</p><p class="otr-note">{escaped(note)}</p>'
    )
    for number, question in enumerate(_suggestions(desk, tuple(s.id for s in statements))):
        if st.button(plain(question), key=f"suggestion-{number}", width="stretch"):
            return question
    return None


@st.cache_data(show_spinner="Looking for questions to suggest …")
def _suggestions(_desk: Desk, ids: tuple[str, ...]) -> list[str]:
    """Up to four questions on different elections that the library answers; made anew when ``ids`` change."""
    statements = [s for s in _desk.library.statements() if s.id in ids and s.country and year_of(s)]
    elections = list(dict.fromkeys((s.country.name, year_of(s)) for s in statements if s.country))
    asked = (
        "What did observers see during the count in {} in {}?",
        "What share of candidates were women in {} in {}?",
        "How did the media cover the campaign in {} in {}?",
        "How was voting assessed in {} in {}?",
    )
    found = []
    for n, wording in enumerate(asked):
        for country, year in elections[n::4] + elections[:n]:
            question = wording.format(country, year)
            if _desk.ask_quoted(question).status == "answered":
                found.append(question)
                break
    return found
