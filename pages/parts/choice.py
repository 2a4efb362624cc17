"""Which part of a long page is shown, in the URL as ``?view=``."""

from collections.abc import Sequence

import streamlit as st

from pages.parts.words import Words


def view_switch(page: str, views: Sequence[str], words: Words) -> str:
    """The chosen one of ``views``, whose names are the strings ``page.view.VIEW``.

    Streamlit's own binding would put the translated name into the URL; here it is the
    key, so that a link works in both languages. The first view needs none.
    """
    key = f"{page}_view"
    asked = st.query_params.get("view")
    if key not in st.session_state:
        st.session_state[key] = asked if asked in views else views[0]
    view = st.segmented_control(
        words(f"{page}.views"),
        views,
        format_func=lambda view: words(f"{page}.view.{view}"),
        required=True,
        key=key,
        persist_state="session",
        label_visibility="collapsed",
    )
    if view == views[0] and asked is not None:
        del st.query_params["view"]
    elif view not in (views[0], asked):
        st.query_params["view"] = view
    return str(view)
