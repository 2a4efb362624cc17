"""Which surfaces the corpus marks most, and which it marks in more than one way."""

import pandas as pd
import streamlit as st

from engine.corpus.surfaces import Surface, ambiguous, frequent
from engine.tagging.labels import MEDICAL_LABELS
from engine.views.figures.corpus import AxisTitles, surface_bars
from engine.views.html import document_html
from engine.views.palette import palette
from pages.parts.corpus_data import split_menu, surfaces_of
from pages.parts.model import plain
from pages.parts.words import Words


def surfaces_view(words: Words) -> None:
    """The commonest surfaces of a label, then the ambiguous ones with their places."""
    split = split_menu(words, "corpus_surfaces_split")
    label = st.pills(
        words("corpus.label"),
        MEDICAL_LABELS,
        default=MEDICAL_LABELS[0],
        format_func=lambda label: f"{label} · {words.label(label)}",
        required=True,
        key="corpus_surfaces_label",
        persist_state="session",
    )
    found = surfaces_of(split)
    _commonest(found, str(label), words)
    _ambiguous(found, words)


def _commonest(found: list[Surface], label: str, words: Words) -> None:
    st.subheader(words("corpus.commonest", label=words.label(label)), anchor=False)
    counts = [(surface.text, count) for surface, count in frequent(found, label)]
    color = palette(MEDICAL_LABELS)[label].solid.background
    figure = surface_bars(counts, color, AxisTitles(words("corpus.times"), ""))
    st.plotly_chart(figure, key="corpus_commonest", alt=words("corpus.commonest", label=label))
    different = sum(label in surface.places for surface in found)
    st.caption(words("corpus.different", label=words.label(label), count=different))


def _ambiguous(found: list[Surface], words: Words) -> None:
    st.subheader(words("corpus.ambiguous"), anchor=False)
    several = ambiguous(found)
    if not several:
        st.info(words("corpus.ambiguous.none"))
        return
    st.write(words("corpus.ambiguous.about", count=len(several)))
    heads = (words("corpus.surface"), *MEDICAL_LABELS)
    rows = [(s.text, *(s.counts.get(label, 0) for label in MEDICAL_LABELS)) for s in several]
    st.dataframe(pd.DataFrame(rows, columns=heads), hide_index=True)
    names = {label: words.label(label) for label in MEDICAL_LABELS}
    for number, surface in enumerate(several):
        with st.expander(plain(surface.text)):
            for label, places in surface.places.items():
                document = places[0].document.with_spans((places[0].span,))
                prefix = f"ambiguous-{number}-{label}"
                st.html(document_html(document, MEDICAL_LABELS, names, prefix))
