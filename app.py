"""The Streamlit entry: page set-up and navigation. ``make run`` serves it."""

import streamlit as st

from ui.ask import ask_page
from ui.desk import open_desk
from ui.library import library_page
from ui.style import STYLE

st.set_page_config(page_title="On the Record", page_icon=":material/record_voice_over:", layout="centered")
st.html(STYLE)
desk = open_desk()
st.navigation(
    [
        st.Page(lambda: ask_page(desk), title="Ask", icon=":material/forum:", url_path="ask", default=True),
        st.Page(lambda: library_page(desk), title="Library", icon=":material/library_books:", url_path="library"),
    ]
).run()
