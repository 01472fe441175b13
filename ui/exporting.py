"""The files and the link that a check can be taken along as."""

from __future__ import annotations

from functools import partial
from urllib.parse import urlsplit, urlunsplit

import streamlit as st

from retrieval.claims.exports.formats import FORMATS
from retrieval.claims.review.records import Review


def take_along(review: Review) -> None:
    """Buttons for every kind of file, and the link that opens this check again."""
    with st.container(horizontal=True):
        with st.popover("Export", icon=":material/download:"):
            st.caption("With citations, the library's version and what you set by hand.")
            for name, kind in FORMATS.items():
                st.download_button(
                    kind.label,
                    partial(kind.write, review),  # made when it is asked for
                    kind.name_of(review),
                    kind.mime,
                    key=f"export-{name}",
                    on_click="ignore",
                    width="stretch",
                )
        with st.popover("Link", icon=":material/link:"):
            st.caption(
                "Opens this check again, as it is now, for everybody who uses this library. "
                f"It names the library's version, {review.state.version}."
            )
            st.code(link(st.context.url, review), language=None, wrap_lines=True)


def link(address: str | None, review: Review) -> str:
    """The address of a check, beside that of the page that is open, with the version of the library it was made on."""
    scheme, place, *_ = urlsplit(address or "")
    return urlunsplit((scheme, place, "/check", f"id={review.id}&library={review.state.version}", ""))
