"""Annotate: paste a text, see its entities marked, counted and listed."""

from collections import Counter

import pandas as pd
import streamlit as st

from engine.tagging.span import Document
from engine.views.html import document_html, legend_html
from pages.parts.frame import page
from pages.parts.model import chosen_model
from pages.parts.words import Words, examples

OWN = "own"


def text_input(words: Words) -> str:
    """The text: an example, or the user's own, which outlives a look at the examples."""
    choices = [*examples(), OWN]
    st.session_state.setdefault("source", choices[0])
    st.session_state.setdefault("text", examples()[choices[0]])
    st.pills(
        words("annotate.source"),
        choices,
        format_func=lambda choice: words(f"annotate.{choice}"),
        required=True,
        key="source",
        on_change=take_source,
        persist_state="session",
    )
    text = st.text_area(
        words("annotate.text"),
        placeholder=words("annotate.placeholder"),
        height=180,
        key="text",
        on_change=take_text,
        persist_state="session",
    )
    st.button(words("annotate.button"), type="primary")
    st.caption(words("annotate.privacy"))
    return str(text)


def take_source() -> None:
    """Put the chosen example, or the user's own text again, into the box."""
    own = st.session_state.get("own_text", "")
    st.session_state["text"] = examples().get(st.session_state["source"], own)


def take_text() -> None:
    """What the user typed is their own text from here on."""
    st.session_state["own_text"] = st.session_state["text"]
    st.session_state["source"] = OWN


def show(document: Document, labels: tuple[str, ...], words: Words) -> None:
    """Marks, counts by label, and the list of spans."""
    counts = Counter(span.label for span in document.spans)
    names = {label: words.label(label) for label in labels}
    totals = {label: f"{names[label]} · {words.number(counts[label])}" for label in labels}
    st.subheader(words("annotate.found", count=len(document.spans)), anchor=False)
    st.html(legend_html(labels, totals))
    with st.container(border=True):
        st.html(document_html(document, labels, names))
    if document.spans:
        st.dataframe(table(document), hide_index=True, column_config=columns(words))
    else:
        st.info(words("annotate.nothing"))


def table(document: Document) -> pd.DataFrame:
    """One row a span, in reading order."""
    bangla = Words("bn")
    rows = [
        (document.surface(s), s.label, bangla.label(s.label), s.start, s.end, s.score)
        for s in document.spans
    ]
    return pd.DataFrame(rows, columns=["text", "label", "name", "start", "end", "score"])


def columns(words: Words) -> dict[str, object]:
    """The columns' headings in the language of the page."""
    heads = {name: words(f"annotate.column.{name}") for name in ("text", "label", "name")}
    offsets, score = words("annotate.help.offsets"), words("annotate.help.score")
    return heads | {
        "start": st.column_config.NumberColumn(words("annotate.column.start"), help=offsets),
        "end": st.column_config.NumberColumn(words("annotate.column.end"), help=offsets),
        "score": st.column_config.NumberColumn(
            words("annotate.column.score"), format="%.2f", help=score
        ),
    }


with page("annotate") as words:
    text = text_input(words)
    if text.strip():
        annotator = chosen_model(words)
        with st.spinner(words("annotate.working"), show_time=True):
            document = annotator.annotate(text)
        show(document, annotator.labels.labels, words)
    else:
        st.info(words("annotate.empty"), icon=":material/edit_note:")
