"""The shipped corpus for the pages: read once, shared by all sessions."""

import streamlit as st

from engine.corpus.splits import SPLITS, shipped_splits
from engine.corpus.surfaces import Surface, surfaces
from engine.tagging.span import Document
from pages.parts.words import Words

ALL = "all"


@st.cache_resource(show_spinner=False)
def corpus_splits() -> dict[str, tuple[Document, ...]]:
    """The documents of each split."""
    return shipped_splits()


def documents_of(split: str) -> tuple[Document, ...]:
    """The documents of one split, or of all of them."""
    splits = corpus_splits()
    return splits[split] if split != ALL else tuple(d for part in SPLITS for d in splits[part])


@st.cache_resource(show_spinner=False, max_entries=4)
def surfaces_of(split: str) -> list[Surface]:
    """The surfaces of one split, or of all of them."""
    return surfaces(documents_of(split))


def split_menu(words: Words, key: str, first: str = ALL) -> str:
    """The split that the reader looks at."""
    options = (*SPLITS, ALL)
    return str(
        st.selectbox(
            words("corpus.split"),
            options,
            index=options.index(first),
            format_func=lambda name: words(f"corpus.split.{name}"),
            key=key,
            persist_state="session",
        )
    )
