"""Which chat model writes in this session (that of the settings, or one named here), and the sign that says so."""

from __future__ import annotations

import streamlit as st

from retrieval.desk import Desk
from retrieval.writing.choice import chosen_in_page
from retrieval.writing.model import ChatModel
from retrieval.writing.telling import sign
from retrieval.writing.trouble import ModelUnset
from ui.text import plain


def chat_model(desk: Desk) -> ChatModel | None:
    """The model that writes, None where answers are quoted; drawn into the sidebar."""
    with st.sidebar:
        own = st.session_state.get("chat-model-named", "")
        with st.expander("Chat model", icon=":material/edit_note:", expanded=False):
            model = _named(desk) if desk.library.settings.chat_in_page else desk.chat
            if model is None and not own:
                st.caption("None is set: all that is shown are the observers' own sentences.")
            elif model and not st.toggle("Let it write", value=True, key="chat-writes", persist_state="session"):
                model = None
    return model


def sign_of(model: ChatModel | None, what: str) -> None:
    """Above what is written: who writes it, and whether text leaves this machine."""
    if model:
        icon = ":material/home:" if model.choice.stays_here else ":material/cloud_upload:"
        choice = model.choice
        st.caption(
            f"{icon} {plain(f'{what} are written by {sign(choice.model, choice.place, choice.stays_here)}')}, "
            "each sentence checked against the statements before it is shown."
        )


def _named(desk: Desk) -> ChatModel | None:
    """The model that is named here, for this session only; that of the settings where nothing is."""
    named = st.text_input(
        "Model",
        key="chat-model-named",
        placeholder=desk.chat.choice.model if desk.chat else "ollama:llama3.1",
        help="provider:model, as LangChain names them. Keys are read from the environment, never here.",
        persist_state="session",
    )
    address = st.text_input(
        "Address",
        key="chat-address-named",
        placeholder="http://127.0.0.1:8080/v1",
        help="Only for a server of your own that speaks as OpenAI's or Ollama's does. It gets no key.",
        persist_state="session",
    )
    if not named:
        return desk.chat
    try:
        choice = chosen_in_page(named, address or "", desk.library.settings)
    except ModelUnset as trouble:
        st.error(plain(str(trouble)), icon=":material/error:")
        return desk.chat
    kept: ChatModel | None = st.session_state.get("chat-model")
    if kept is None or kept.choice != choice:
        kept = st.session_state["chat-model"] = ChatModel(choice)
    return kept
