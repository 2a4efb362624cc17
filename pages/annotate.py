"""Annotate: paste a text, see its entities marked, counted and listed, and correct them."""

from collections import Counter

import streamlit as st

from engine.annotator import Annotator
from engine.tagging.findings import Choice, Screen, screen
from engine.tagging.span import Document
from engine.views.html import legend_html
from pages.parts.annotation.controls import controls
from pages.parts.annotation.downloads import Download, download_buttons
from pages.parts.annotation.editor import log_of, notes_of, show_editor, take_commands
from pages.parts.annotation.reading import read, read_all
from pages.parts.annotation.source import Chosen, chosen_text
from pages.parts.annotation.table import show_table
from pages.parts.frame import page
from pages.parts.model import chosen_model
from pages.parts.words import Words


def result(chosen: Chosen, annotator: Annotator, words: Words) -> None:
    """Marks, counts by label, the list of spans, and the files to keep."""
    labels = annotator.labels.labels
    document = read(annotator, chosen.document, words)
    take_commands(document, labels)
    heading = st.container()
    settings = controls(labels, words)
    shown = _shown(document, settings.choice)
    heading.subheader(words("annotate.found", count=len(shown.findings)), anchor=False)
    _legend(shown, labels, words)
    notes = notes_of(shown.findings, words)
    with st.container(border=True):
        show_editor(shown.document, notes, labels, words, correcting=settings.correcting)
    if settings.correcting:
        st.caption(words("annotate.kept"))
        _say_hidden(document, shown, words)
    if shown.findings:
        show_table(shown, words)
    elif document.spans:
        st.info(words("annotate.hidden", count=len(document.spans)))
    else:
        st.info(words("annotate.nothing"))
    downloads = settings.place.popover(
        words("annotate.downloads"), icon=":material/download:", key="downloads", on_change="rerun"
    )
    if downloads.open:
        with downloads:
            _downloads(chosen, shown, annotator, settings.choice, words)


def _say_hidden(document: Document, shown: Screen, words: Words) -> None:
    """How many marks the options hide: a new one over them would replace them."""
    hidden = len(log_of(document.text).apply(document).spans) - len(shown.findings)
    if hidden:
        st.caption(words("annotate.hidden_too", count=hidden))


def _shown(document: Document, choice: Choice) -> Screen:
    return screen(log_of(document.text).apply(document), choice)


def _legend(shown: Screen, labels: tuple[str, ...], words: Words) -> None:
    counts = Counter(span.label for span in shown.document.spans)
    totals = {label: f"{words.label(label)} · {words.number(counts[label])}" for label in labels}
    st.html(legend_html(labels, totals))


def _downloads(
    chosen: Chosen, shown: Screen, annotator: Annotator, choice: Choice, words: Words
) -> None:
    screens = (shown,)
    count = len(chosen.others)
    if count > 1 and st.toggle(words("annotate.all", count=count), key="download_all"):
        read_them = read_all(annotator, chosen.others, words)
        screens = tuple(_shown(document, choice) for document in read_them)
    labels = annotator.labels.labels
    download_buttons(Download(screens, labels, annotator.name, choice.negation), words)


@st.fragment
def body(words: Words) -> None:
    """All between title and notice: what is done here draws neither anew, nor the menu."""
    chosen = chosen_text(words)
    if chosen.document.text.strip():
        result(chosen, chosen_model(words), words)
    else:
        st.info(words("annotate.empty"), icon=":material/edit_note:")


with page("annotate") as words:
    body(words)
