"""Choices whose names are translated, with their keys in the URL.

Streamlit's own binding puts the shown name there: a link would work in one language
only, and a switch of the language would lose the choice.
"""

from collections.abc import Callable, Sequence
from typing import TypeVar

import streamlit as st

T = TypeVar("T", str, int)


def switch(label: str, options: Sequence[T], first: T, name: Callable[[T], str], key: str) -> T:
    """One of a few ``options``, ``first`` unless the URL says otherwise."""
    _take(options, first, key)
    chosen = st.segmented_control(
        label, options, format_func=name, required=True, key=key, persist_state="session"
    )
    _put(chosen, first, key)
    return chosen


def menu(
    label: str, options: Sequence[str], name: Callable[[str], str], key: str, placeholder: str
) -> str | None:
    """One of ``options``, or none yet."""
    _take(options, None, key)
    chosen = st.selectbox(
        label,
        options,
        index=None,
        format_func=name,
        placeholder=placeholder,
        key=key,
        persist_state="session",
    )
    _put(chosen, None, key)
    return chosen


def _take(options: Sequence[T], first: T | None, key: str) -> None:
    """The widget's state: what it was, else what the URL asks for, if that is an option."""
    if key not in st.session_state:
        asked = {str(option): option for option in options}
        st.session_state[key] = asked.get(st.query_params.get(key, ""), first)
    elif st.session_state[key] not in options:
        st.session_state[key] = first


def _put(chosen: T | None, first: T | None, key: str) -> None:
    if chosen != first:
        st.query_params[key] = str(chosen)
    elif key in st.query_params:
        del st.query_params[key]
