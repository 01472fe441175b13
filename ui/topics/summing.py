"""A summary on its way from a chat model: its points are shown as they are proven, and it can be left or stopped."""

from __future__ import annotations

from collections.abc import Callable, Hashable

import streamlit as st

from retrieval.desk import Desk
from retrieval.topics.records import Summary
from retrieval.writing.model import ChatModel
from ui.background import Background, Stage
from ui.text import plain
from ui.topics.said import summary_points

LOOK = 0.5
"""Seconds between two looks at what a model has written."""
KEPT = 20
"""Written summaries that are kept in a session, so that a look at another topic costs nothing when one comes back."""


class Summing(Background[Summary]):
    """One quoted summary, written by a model in the background."""

    def __init__(self, desk: Desk, quoted: Summary, chat: ChatModel, asked: Hashable) -> None:
        """``asked`` is what tells this summary from others."""
        self.quoted = quoted
        self.chat = chat
        self.asked = asked

        def write(tell: Callable[[Summary], None], is_stopped: Callable[[], bool]) -> None:
            for so_far in desk.topic_stream(quoted, chat, is_stopped):
                tell(so_far)

        super().__init__(write, "summing", "The summary ended unexpectedly; the page's log says why.")


def written(desk: Desk, quoted: Summary, chat: ChatModel, asked: Hashable) -> Summary | None:
    """The summary as the model wrote it, or the quoted one where it could not; None while it is on its way, which is
    drawn."""
    kept: dict[Hashable, Summary] = st.session_state.setdefault("summaries", {})
    if asked not in kept:
        summing = _begun(desk, quoted, chat, asked)
        stage = summing.stage()
        if stage.running:
            st.fragment(_watch, run_every=LOOK)(summing)
            return None
        del st.session_state["summing"]
        if stage.trouble or stage.so_far is None:
            st.error(plain(stage.trouble), icon=":material/error:")
            return quoted
        kept[asked] = stage.so_far
        while len(kept) > KEPT:
            del kept[next(iter(kept))]
    summary = kept[asked]
    if summary.writing and summary.writing.trouble:
        st.warning(plain(summary.writing.trouble), icon=":material/edit_off:")
        st.button("Write it again", icon=":material/refresh:", on_click=_forget, args=(asked,))
    return summary


def _forget(asked: Hashable) -> None:
    st.session_state["summaries"].pop(asked, None)


def _begun(desk: Desk, quoted: Summary, chat: ChatModel, asked: Hashable) -> Summing:
    """What is on its way; where that is another summary, it is ended and this one begun."""
    before: Summing | None = st.session_state.get("summing")
    if before and before.asked == asked:
        return before
    if before:
        before.stop()
    summing = Summing(desk, quoted, chat, asked)
    st.session_state["summing"] = summing
    return summing


def _watch(summing: Summing) -> None:
    """The points so far and a stop button, drawn anew every moment; at the end the whole page is."""
    stage = summing.stage()
    if not stage.running:
        st.rerun()
    if stage.so_far:
        summary_points(stage.so_far)
    st.caption(_how_far(summing, stage))
    if not stage.stopping:
        st.button("Stop", icon=":material/stop_circle:", on_click=summing.stop, key="stop-summing")


def _how_far(summing: Summing, stage: Stage[Summary]) -> str:
    if stage.stopping:
        return "Stopping …"
    done = len(stage.so_far.points) if stage.so_far else 0
    number = f" {done} of about {len(summing.quoted.points)} points" if done else ""
    return f":material/edit_note: {plain(summing.chat.choice.model)} is writing …{number}"
