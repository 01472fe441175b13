import re

from hypothesis import given
from hypothesis import strategies as st

from ui.text import escaped, plain


def test_markup_in_a_document_is_shown_as_characters() -> None:
    hostile = '<script>alert("x")</script> & <img src=x onerror=y>'
    assert "<" not in escaped(hostile)
    assert '"' not in escaped(hostile)


def test_markdown_and_streamlit_directives_lose_their_meaning() -> None:
    assert plain(":red[now] **bold** $x$ [a](http://b)") == (
        "\\:red\\[now\\] \\*\\*bold\\*\\* \\$x\\$ \\[a\\]\\(http\\://b\\)"
    )


@given(st.text(max_size=200))
def test_escaped_text_never_opens_a_tag_or_an_attribute(text: str) -> None:
    assert not re.search(r"[<>\"']", escaped(text))


@given(st.text(max_size=200))
def test_plain_text_is_one_line_and_every_special_character_is_escaped(text: str) -> None:
    shown = plain(text)
    assert "\n" not in shown
    assert not re.search(r"(?<!\\)(?:\\\\)*[*_`\[\]<$:]", shown)
