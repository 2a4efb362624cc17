"""The text that models are tried on: an example or the user's own, on every page the same."""

import streamlit as st

from pages.parts.words import Words, examples

OWN = "own"


def tried_text(words: Words) -> str:
    """The text in the box; the user's own outlives a look at the examples."""
    choices = [*examples(), OWN]
    own = st.session_state.get("own_text", "")
    st.session_state.setdefault("tried_source", OWN if own else choices[0])
    st.session_state.setdefault("tried_text", own or examples()[choices[0]])
    st.pills(
        words("compare.text.source"),
        choices,
        format_func=lambda choice: words(f"annotate.{choice}"),
        required=True,
        key="tried_source",
        on_change=_take_source,
        persist_state="session",
    )
    text = st.text_area(
        words("compare.text.box"),
        placeholder=words("compare.text.placeholder"),
        height=150,
        key="tried_text",
        on_change=_take_text,
        persist_state="session",
    )
    return str(text)


def _take_source() -> None:
    own = st.session_state.get("own_text", "")
    st.session_state["tried_text"] = examples().get(st.session_state["tried_source"], own)


def _take_text() -> None:
    st.session_state["own_text"] = st.session_state["tried_text"]
    st.session_state["tried_source"] = OWN
