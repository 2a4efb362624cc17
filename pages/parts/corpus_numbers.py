"""The corpus in numbers: splits, labels, lengths, genres, and what is new in the test."""

from statistics import median

import pandas as pd
import streamlit as st

from engine.corpus.counts import SetCounts, by_genre, lengths, novelty, sentences
from engine.corpus.splits import SPLITS
from engine.tagging.labels import MEDICAL_LABELS
from engine.views.figures.corpus import AxisTitles, length_bars, novelty_bars, span_bars
from pages.parts.corpus_data import ALL, corpus_splits, documents_of
from pages.parts.words import Words


def numbers_view(words: Words) -> None:
    """Tables and figures of all splits."""
    st.caption(words("corpus.about"))
    _splits(words)
    _new(words)
    _lengths(words)
    _genres(words)


def _splits(words: Words) -> None:
    st.subheader(words("corpus.splits"), anchor=False)
    counts = {name: SetCounts.of(documents_of(name)) for name in (*SPLITS, ALL)}
    rows = [
        {
            words("corpus.split"): words(f"corpus.split.{name}"),
            words("corpus.texts"): count.documents,
            words("corpus.sentences"): sentences(documents_of(name)),
            words("corpus.spans"): count.spans,
            **count.labels,
        }
        for name, count in counts.items()
    ]
    st.dataframe(pd.DataFrame(rows), hide_index=True)
    bars = {
        words(f"corpus.split.{name}"): {
            words.label(label): number for label, number in counts[name].labels.items()
        }
        for name in SPLITS
    }
    titles = AxisTitles("", words("corpus.spans"))
    st.plotly_chart(span_bars(bars, titles), key="corpus_span_bars", alt=words("corpus.splits"))


def _new(words: Words) -> None:
    st.subheader(words("corpus.new"), anchor=False)
    splits = corpus_splits()
    found = novelty((*splits["train"], *splits["validation"]), splits["test"])
    part = found.surfaces
    share = round(100 * part.share)
    st.write(words("corpus.new.about", all=part.all, unseen=part.unseen, share=share))
    labels = {words.label(label): part for label, part in found.labels.items()}
    titles = AxisTitles(words("corpus.new.share"), "")
    st.plotly_chart(novelty_bars(labels, titles), key="corpus_new", alt=words("corpus.new"))


def _lengths(words: Words) -> None:
    st.subheader(words("corpus.lengths"), anchor=False)
    found = {name: lengths(documents) for name, documents in corpus_splits().items()}
    whole = lengths(documents_of(ALL))
    facts = {
        "text": round(median(whole.texts)),
        "longest": max(whole.texts),
        "span": round(median(whole.spans)),
        "widest": max(whole.spans),
    }
    st.write(words("corpus.lengths.about", **facts))
    titles = AxisTitles(words("corpus.words"), words("corpus.share.texts"))
    texts = {words(f"corpus.split.{name}"): sizes.texts for name, sizes in found.items()}
    st.plotly_chart(length_bars(texts, titles, 5), key="corpus_texts", alt=words("corpus.lengths"))
    titles = AxisTitles(words("corpus.words"), words("corpus.share.spans"))
    spans = {words(f"corpus.split.{name}"): sizes.spans for name, sizes in found.items()}
    st.plotly_chart(length_bars(spans, titles), key="corpus_spans", alt=words("corpus.lengths"))


def _genres(words: Words) -> None:
    st.subheader(words("corpus.genres"), anchor=False)
    rows = [
        {
            words("corpus.genre"): words(f"corpus.genre.{genre}"),
            words("corpus.texts"): counts.documents,
            words("corpus.spans"): counts.spans,
            **{label: counts.labels[label] for label in MEDICAL_LABELS},
        }
        for genre, counts in by_genre(documents_of(ALL)).items()
    ]
    st.dataframe(pd.DataFrame(rows), hide_index=True)
