"""What a page shows."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def html(app: AppTest) -> str:
    """Everything that the page shows as HTML of its own."""
    return "\n".join(element.proto.body for element in app.get("html"))
