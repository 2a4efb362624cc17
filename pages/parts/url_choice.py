"""Choices whose names are translated, with their keys in the URL.

Streamlit's own binding puts the shown name there: a link would work in one language
only, and a switch of the language would lose the choice.
"""

from collections.abc import Callable, Sequence
from typing import TypeVar

import streamlit as st

from pages.parts.words import Words

T = TypeVar("T", str, int)


def view_switch(page: str, views: Sequence[str], words: Words) -> str:
    """Which part of a long page is shown, in the URL as ``?view=``.

    ``views`` have the strings ``page.view.VIEW`` as their names. The first view needs
    nothing in the URL; each page keeps its own.
    """
    key = f"{page}_view"
    _take(views, views[0], key, "view")
    chosen = st.segmented_control(
        words(f"{page}.views"),
        views,
        format_func=lambda view: words(f"{page}.view.{view}"),
        required=True,
        key=key,
        persist_state="session",
        label_visibility="collapsed",
    )
    _put(chosen, views[0], "view")
    return str(chosen)


def switch(label: str, options: Sequence[T], first: T, name: Callable[[T], str], key: str) -> T:
    """One of a few ``options``, ``first`` unless the URL says otherwise."""
    _take(options, first, key, key)
    chosen = st.segmented_control(
        label, options, format_func=name, required=True, key=key, persist_state="session"
    )
    _put(chosen, first, key)
    return chosen


def several(
    label: str, options: Sequence[T], first: Sequence[T], name: Callable[[T], str], key: str
) -> list[T]:
    """Some of ``options``, ``first`` unless the URL says otherwise, as ``1,5,9``."""
    if key not in st.session_state:
        asked = ",".join(st.query_params.get_all(key)).split(",")
        found = [option for option in options if str(option) in asked]
        st.session_state[key] = found or list(first)
    chosen = st.multiselect(label, options, format_func=name, key=key, persist_state="session")
    _put(_joined(chosen), _joined(first), key)
    return chosen


def _joined(options: Sequence[T]) -> str:
    return ",".join(map(str, options))


def one_of(
    label: str,
    options: Sequence[str],
    name: Callable[[str], str],
    key: str,
    *,
    help: str,
    on_change: Callable[[], None],
) -> str:
    """One of many ``options``, the first unless the URL says otherwise."""
    _take(options, options[0], key, key)
    chosen = st.selectbox(
        label,
        options,
        format_func=name,
        key=key,
        help=help,
        on_change=on_change,
        persist_state="session",
    )
    _put(chosen, options[0], key)
    return str(chosen)


def menu(
    label: str, options: Sequence[str], name: Callable[[str], str], key: str, placeholder: str
) -> str | None:
    """One of ``options``, or none yet."""
    _take(options, None, key, key)
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


def _take(options: Sequence[T], first: T | None, key: str, parameter: str) -> None:
    """The widget's state: what it was, else what the URL asks for, if that is an option."""
    if key not in st.session_state:
        asked = {str(option): option for option in options}
        st.session_state[key] = asked.get(st.query_params.get(parameter, ""), first)
    elif st.session_state[key] not in options:
        st.session_state[key] = first


def _put(chosen: T | None, first: T | None, key: str) -> None:
    if chosen != first:
        st.query_params[key] = str(chosen)
    elif key in st.query_params:
        del st.query_params[key]
