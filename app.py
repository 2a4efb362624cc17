"""The app: page settings, menu, model and language; the pages do the rest."""

import streamlit as st

from engine.paths import assets
from pages.parts.frame import current_words, language_switch, menu
from pages.parts.model import model_menu

# A file of ours: for an emoji or Material icon the browser would ask a host on the network.
st.set_page_config(page_title="শনাক্ত · Shonakto", page_icon=str(assets() / "icon.svg"))
st.session_state["app_ran"] = True
with st.sidebar:
    model_place = st.container()
    language_switch()  # first, for it says in which language the rest is
words = current_words()
with model_place:
    model_menu(words)
menu(words).run()
