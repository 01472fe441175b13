"""The files and the link that a view of *Topics* can be taken along as."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from urllib.parse import urlencode, urlsplit, urlunsplit

import streamlit as st

from retrieval.topics.exports.report import FORMATS, Format, Report


def take_along(name: str, make: Callable[[], Report], *, has_picture: bool = False) -> None:
    """Buttons for every kind of file, each made when it is asked for, and the link that opens this view again."""
    stem = re.sub(r"[^\w-]+", "-", name.casefold()).strip("-")
    with st.container(horizontal=True):
        with st.popover("Export", icon=":material/download:"):
            st.caption("With citations and the library's version.")
            for kind in FORMATS.values():
                if has_picture or not kind.is_picture:
                    st.download_button(
                        kind.label,
                        partial(_written, kind, make),
                        f"{stem}{kind.ending}",
                        kind.mime,
                        key=f"export-{stem}-{kind.ending}",
                        on_click="ignore",
                        width="stretch",
                    )
        with st.popover("Link", icon=":material/link:"):
            st.caption("The address of this page opens the same view, as the library is then.")
            st.code(_address(), language=None, wrap_lines=True)


def _written(kind: Format, make: Callable[[], Report]) -> bytes:
    return kind.write(make())


def _address() -> str:
    """The address of this page with all that is chosen."""
    scheme, place, *_ = urlsplit(st.context.url or "")
    chosen = urlencode({name: st.query_params.get_all(name) for name in st.query_params}, doseq=True)
    return urlunsplit((scheme, place, "/topics", chosen, ""))
