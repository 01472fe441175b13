"""The desk of this process: built once, with the sample loaded into a new library."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from ingest.load import load
from ingest.progress import Progress
from library.errors import LibraryError
from retrieval.desk import Desk
from settings import Settings, get_settings
from ui.text import plain

SAMPLE = Path(__file__).parent.parent / "sample" / "statements"


@st.cache_resource(show_spinner="Opening the library …")
def _desk() -> Desk:
    settings = get_settings()
    desk = Desk.from_settings(settings, share=True)
    desk.library.vectors  # noqa: B018  # connects and loads the model now, not at the first question
    return desk


def open_desk() -> Desk:
    """The desk; where the library cannot be opened, the page says why and stops."""
    try:
        desk = _desk()
        _load_sample(desk)
    except LibraryError as error:
        st.error(plain(str(error)), icon=":material/error:")
        st.stop()
    return desk


def _load_sample(desk: Desk) -> None:
    """Once in a library's life: the fictional statements, so that there is something to ask."""
    settings: Settings = desk.library.settings
    done = settings.home / "sample-loaded"
    if not settings.sample or done.exists():
        return
    if not desk.library.statements():
        bar = st.progress(0.0, "Loading the fictional sample statements …")

        def show(now: Progress) -> None:
            bar.progress(now.part, plain(f"Sample statements loaded: {now.documents} of {now.total}. {now.name}"))

        for _ in load(desk.library, [str(SAMPLE)], show):
            pass
        bar.empty()
    done.touch()
