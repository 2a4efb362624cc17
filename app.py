"""The app: page settings, menu, model and language; the pages do the rest."""

import streamlit as st

from pages.parts.frame import current_words, language_switch, menu, page_settings
from pages.parts.memory import after_first_run
from pages.parts.model import model_menu

page_settings()
st.session_state["app_ran"] = True
with st.sidebar:
    model_place = st.container()
    language_switch()  # first, for it says in which language the rest is
words = current_words()
with model_place:
    model_menu(words)
shown = menu(words)
shown.run()
after_first_run(shown.url_path)
