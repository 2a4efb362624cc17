"""One text through several models: rows, differences, and how long each takes for it."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from engine.evaluation.measured import MEGA
from engine.evaluation.side_by_side import Latency, measure_side_by_side
from engine.tagging.span import Document
from engine.views.aligned import Row
from pages.parts.kept import kept, known_value
from pages.parts.model import LoadedModel
from pages.parts.readings import known_labels, show_differences, show_legend, show_rows
from pages.parts.tried_text import tried_text
from pages.parts.words import Words


def compare_text(models: Sequence[LoadedModel], words: Words) -> None:
    """The text of the user's choice as each model marks it."""
    text = tried_text(words)
    if not text.strip():
        st.info(words("compare.text.empty"), icon=":material/edit_note:")
        return
    key = (tuple(model.version for model in models), text)
    with st.spinner(words("compare.working"), show_time=True):
        documents = kept("text", key, lambda: [m.annotator.annotate(text) for m in models])
    rows = model_rows(models, documents, words)
    labels = known_labels(model.annotator.labels.labels for model in models)
    st.subheader(words("compare.marks"), anchor=False)
    show_legend(labels, words)
    only = st.toggle(words("compare.only"), key="only", bind="query-params")
    show_rows(rows, labels, words, "text", only)
    st.subheader(words("compare.differences"), anchor=False)
    show_differences(*_reference(rows, models, words), words)
    st.subheader(words("compare.cost"), anchor=False)
    _costs(models, rows, text, key, words)


def model_rows(
    models: Sequence[LoadedModel], documents: Sequence[Document], words: Words
) -> list[Row]:
    """A row a model: its letter is its place in the menu."""
    letters = words("compare.letters")
    return [
        Row(letters[i], model.name, document)
        for i, (model, document) in enumerate(zip(models, documents, strict=True))
    ]


def _reference(
    rows: list[Row], models: Sequence[LoadedModel], words: Words
) -> tuple[Row, list[Row]]:
    """The row that the others are held against: the first of two, else the reader's choice."""
    chosen = models[0].name
    if len(rows) > 2:
        names = [model.name for model in models]
        chosen = st.selectbox(
            words("compare.reference"), names, key="reference", bind="query-params"
        )
    first = next(row for row in rows if row.name == chosen)
    return first, [row for row in rows if row is not first]


def _costs(
    models: Sequence[LoadedModel], rows: list[Row], text: str, key: object, words: Words
) -> None:
    """Marks, size and, once measured, the latency of each model for this text."""
    if st.button(words("compare.measure"), icon=":material/timer:"):
        work = {m.name: lambda m=m: m.annotator.annotate(text) for m in models}
        with st.spinner(words("compare.measuring"), show_time=True):
            kept("latency", key, lambda: measure_side_by_side(work))
    found = known_value("latency", key)
    latencies: tuple[Latency, ...] = found if isinstance(found, tuple) else ()
    table = [
        {
            words("compare.column.letter"): row.letter,
            words("compare.column.model"): words.model(model.name),
            words("compare.column.marks"): len(row.document.spans),
            words("compare.column.size"): model.about.size_bytes / MEGA,
        }
        for model, row in zip(models, rows, strict=True)
    ]
    for row, latency in zip(table, latencies, strict=False):
        row[words("compare.column.p50")] = latency.p50_ms
        row[words("compare.column.range")] = f"{latency.fastest_ms:.1f} – {latency.slowest_ms:.1f}"
    number = st.column_config.NumberColumn(format="%.1f")
    heads = (words("compare.column.size"), words("compare.column.p50"))
    st.dataframe(pd.DataFrame(table), hide_index=True, column_config=dict.fromkeys(heads, number))
    if latencies:
        runs = min(latency.runs for latency in latencies)
        st.caption(words("compare.measured", runs=runs, length=len(text)))
    else:
        st.caption(words("compare.not_measured"))
