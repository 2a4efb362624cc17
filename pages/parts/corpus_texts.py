"""Reading the corpus: search in its texts and marks, a page of results at a time."""

import streamlit as st

from engine.corpus.search import Found, Query, search
from engine.tagging.labels import MEDICAL_LABELS
from engine.views.html import document_html, legend_html
from pages.parts.corpus_data import documents_of, split_menu
from pages.parts.model import plain
from pages.parts.words import Words

GENRES = ("clinical", "drug", "education", "news", "none", "patient")
A_PAGE = 10


def texts_view(words: Words) -> None:
    """The search form, and the texts that answer it with their marks."""
    left, right = st.columns([3, 2])
    with left:
        typed = st.text_input(
            words("corpus.search"),
            placeholder=words("corpus.search.hint"),
            key="corpus_search",
            persist_state="session",
        )
    with right:
        split = split_menu(words, "corpus_texts_split")
    labels = st.pills(
        words("corpus.search.labels"),
        MEDICAL_LABELS,
        selection_mode="multi",
        format_func=lambda label: f"{label} · {words.label(label)}",
        key="corpus_search_labels",
        persist_state="session",
    )
    genres = st.pills(
        words("corpus.search.genres"),
        GENRES,
        selection_mode="multi",
        format_func=lambda genre: words(f"corpus.genre.{genre}"),
        key="corpus_search_genres",
        persist_state="session",
    )
    in_marks = st.toggle(words("corpus.search.marks"), key="corpus_search_marks")
    query = Query(typed or "", frozenset(labels), frozenset(genres), in_marks)
    _results(search(documents_of(split), query), words)


def _results(found: list[Found], words: Words) -> None:
    st.subheader(words("corpus.search.found", count=len(found)), anchor=False)
    if not found:
        st.info(words("corpus.search.nothing"), icon=":material/search_off:")
        return
    names = {label: words.label(label) for label in MEDICAL_LABELS}
    st.html(legend_html(MEDICAL_LABELS, names))
    first = A_PAGE * (page_number(len(found), "corpus_page") - 1)
    for number, hit in enumerate(found[first : first + A_PAGE], first):
        document = hit.document
        with st.container(border=True):
            genre = words(f"corpus.genre.{document.meta['genre']}")
            st.caption(f"{plain(document.id)} · {genre}")
            prefix = f"found-{number}"
            st.html(document_html(document, MEDICAL_LABELS, names, prefix, found=hit.ranges))


def page_number(count: int, key: str) -> int:
    """The page of ``count`` results that the reader is on; no menu for a single one."""
    pages = -(-count // A_PAGE)
    if int(st.session_state.get(key) or 1) > pages:
        st.session_state[key] = pages
    return int(st.pagination(pages, key=key)) if pages > 1 else 1
