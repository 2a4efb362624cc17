"""A box for files, all in the language of the page."""

import json
from collections.abc import Callable
from typing import Any

import streamlit as st

from engine.formats.texts import MAX_MB
from pages.parts.words import Words

_TAKEN_MB = 10 * MAX_MB  # and refused by us: Streamlit would do it in English


def upload_box(
    label: str,
    key: str,
    words: Words,
    *,
    several: bool = False,
    on_change: Callable[[], None] | None = None,
) -> Any:
    """What Streamlit's uploader gives: a file, or a list of them if there may be ``several``.

    It takes what is too large or of another type, so that the reader's own sentence says
    what is wrong. Streamlit's own English words are replaced, and its larger limit hidden.
    """
    box = f".st-key-{key}_box [data-testid=stFileUploaderDropzone"
    name = json.dumps(words("upload.browse"), ensure_ascii=False)
    st.html(
        f"<style>{box}Instructions] {{ display: none }} {box}] button p {{ font-size: 0 }} "
        f"{box}] button p::after {{ content: {name}; font-size: 1rem }}</style>"
    )
    with st.container(key=f"{key}_box"):
        return st.file_uploader(
            label,
            accept_multiple_files=several,
            max_upload_size=_TAKEN_MB,
            key=key,
            on_change=on_change,
        )
