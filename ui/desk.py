"""The desk of this process: built once, with the sample loaded into a new library."""

from __future__ import annotations

import gc
import time
from pathlib import Path

import streamlit as st

from ingest.sources import sources_in
from library.errors import LibraryError
from retrieval.desk import Desk
from settings import get_settings
from ui.loading import Loading, in_words
from ui.text import plain

SAMPLE = Path(__file__).parent.parent / "sample" / "statements"


@st.cache_resource(show_spinner="Opening the library …")
def _desk() -> tuple[Desk, Loading]:
    desk = Desk.from_settings(get_settings(), share=True)
    desk.library.vectors  # noqa: B018  # connects and loads the model now, not at the first question
    if desk.chat:
        desk.judge  # noqa: B018  # loads it now, too
    # Streamlit collects garbage after every run of a page: 0.7 s while it looks at all that was loaded, and nothing
    # else runs meanwhile. What is here now stays for good, and is not looked at again.
    gc.freeze()
    return desk, Loading(desk.library)


def open_desk() -> tuple[Desk, Loading]:
    """The desk, and the loading that goes on whatever page is open; one of each for everybody.

    Where the library cannot be opened, the page says why and stops.
    """
    try:
        desk, loading = _desk()
        _load_sample(desk, loading)
    except (LibraryError, OSError) as error:
        st.error(plain(str(error)), icon=":material/error:")
        st.stop()
    return desk, loading


def _load_sample(desk: Desk, loading: Loading) -> None:
    """Once in a library's life: the fictional statements, so that there is something to ask."""
    settings = desk.library.settings
    done = settings.home / "sample-loaded"
    if not settings.sample or done.exists():
        return
    state = loading.state()
    if state.running or state.waiting or not desk.library.statements():
        if not state.running:
            loading.add(found.name for found in sources_in([str(SAMPLE)]))
        bar = st.progress(0.0)
        while (state := loading.state()).running:
            part = state.progress.part if state.progress else 0.0
            bar.progress(part, plain(f"Loading the fictional sample statements: {in_words(state)}"))
            time.sleep(0.2)
        bar.empty()
        if state.waiting:
            return
        loading.dismiss()
    done.touch()
