"""What a session has worked out and needs again at its next rerun."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar, cast

import streamlit as st

T = TypeVar("T")


@dataclass(frozen=True)
class _Kept:
    key: object
    value: object


def kept(place: str, key: object, make: Callable[[], T]) -> T:
    """The value of ``make``, worked out anew only when ``key`` is another than last time."""
    known = known_value(place, key)
    if known is None:
        known = make()
        st.session_state[f"kept_{place}"] = _Kept(key, known)
    return cast(T, known)


def known_value(place: str, key: object) -> object | None:
    """What ``kept`` has at ``place`` for ``key``; None if it has nothing."""
    found = st.session_state.get(f"kept_{place}")
    return found.value if isinstance(found, _Kept) and found.key == key else None
