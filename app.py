"""The Streamlit entry: page set-up and navigation. ``make run`` serves it."""

import streamlit as st

from ui.ask import ask_page
from ui.check import check_page
from ui.desk import open_desk
from ui.library import library_page
from ui.statement import statement_page
from ui.style import STYLE
from ui.topics.page import topics_page

st.set_page_config(page_title="On the Record", page_icon=":material/record_voice_over:", layout="centered")
st.html(STYLE)
desk, loading = open_desk()


def show(statement_id: str) -> None:
    """Go to the page of a statement."""
    st.switch_page(statement, query_params={"id": statement_id})


ask = st.Page(lambda: ask_page(desk), title="Ask", icon=":material/forum:", url_path="ask", default=True)
check = st.Page(lambda: check_page(desk), title="Check", icon=":material/fact_check:", url_path="check")
topics = st.Page(lambda: topics_page(desk), title="Topics", icon=":material/grid_on:", url_path="topics")
library = st.Page(
    lambda: library_page(desk, loading, show), title="Library", icon=":material/library_books:", url_path="library"
)
statement = st.Page(
    lambda: statement_page(desk, show, lambda: st.switch_page(library)),
    title="Statement",
    url_path="statement",
    visibility="hidden",
)
st.navigation([ask, check, topics, library, statement]).run()
