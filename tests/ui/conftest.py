"""The app through Streamlit's own test runner, over a real library and a real Chroma server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from settings import get_settings

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def page(sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """The app over a copy of the sample library."""
    yield from served_app(sample_home, monkeypatch)


@pytest.fixture
def empty_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """The app over a new library without the sample."""
    monkeypatch.setenv("RECORD_SAMPLE", "false")
    yield from served_app(tmp_path / "record", monkeypatch)


def served_app(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    monkeypatch.setenv("RECORD_HOME", str(home))
    get_settings.cache_clear()
    st.cache_resource.clear()
    st.cache_data.clear()
    yield AppTest.from_file(str(ROOT / "app.py"), default_timeout=90).run()
    st.cache_resource.clear()
    get_settings.cache_clear()
