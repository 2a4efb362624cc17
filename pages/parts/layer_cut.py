"""A text of the reader's choice, marked by the first k layers of a model."""

import streamlit as st

from engine.evaluation.differences import shared_spans
from engine.layers import annotate_by_depth, models_with_layers
from engine.tagging.span import Document
from engine.views.aligned import Row
from pages.parts.kept import kept
from pages.parts.model import LoadedModel, load_models
from pages.parts.readings import show_differences, show_legend, show_rows
from pages.parts.tried_text import tried_text
from pages.parts.words import Words


def show_cut(words: Words, *, hints: bool = True) -> None:
    """Marks with k layers beside those with all, as the slider moves."""
    names = [model.name for model in models_with_layers()]
    if not names:
        st.info(words("layers.no_model"), icon=":material/model_training:")
        return
    name = st.selectbox(
        words("layers.model"),
        names,
        help=words("layers.model.help"),
        key="cut",
        bind="query-params",
    )
    text = tried_text(words)
    if not text.strip():
        st.info(words("layers.empty"), icon=":material/edit_note:")
        return
    with st.spinner(words("layers.loading"), show_time=True):
        models = load_models([str(name)], words)
        found = [_by_depth(model, text, hints=hints) for model in models]
    for model, documents in zip(models, found, strict=True):
        _slide(documents, model.annotator.labels.labels, words)


def _by_depth(model: LoadedModel, text: str, *, hints: bool) -> tuple[Document, ...]:
    """One document a depth, worked out once for a text and model."""
    key = (model.version, text, hints)
    return kept("depths", key, lambda: annotate_by_depth(model.annotator, text, hints=hints))


@st.fragment
def _slide(documents: tuple[Document, ...], labels: tuple[str, ...], words: Words) -> None:
    """The slider and what depends on it: all depths are worked out, so nothing runs anew."""
    depths = len(documents)
    layers = _layers(depths, words)
    cut, whole = documents[layers - 1], documents[-1]
    alike = len(shared_spans((cut, whole)))
    counts = {"layers": layers, "depths": depths, "cut": len(cut.spans), "whole": len(whole.spans)}
    st.markdown(words("layers.counts", alike=alike, **counts))
    rows = [
        Row(words.number(layers), words("layers.row.cut"), cut),
        Row(words.number(depths), words("layers.row.whole"), whole),
    ]
    show_legend(labels, words)
    show_rows(rows, labels, words, "depth")
    st.subheader(words("layers.differences"), anchor=False)
    show_differences(rows[0], rows[1:], words, "layers")


def _layers(depths: int, words: Words) -> int:
    """The chosen number of layers, from 1 to all."""
    if depths == 1:
        st.caption(words("layers.one_layer"))
        return 1
    if st.session_state.get("k", 1) > depths:  # chosen for a deeper model
        st.session_state["k"] = depths
    half = (depths + 1) // 2
    label = words("layers.slider")
    return int(st.slider(label, 1, depths, half, key="k", bind="query-params"))
