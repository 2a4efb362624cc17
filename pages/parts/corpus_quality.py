"""How far two readers agree, and the rules and the datasheet to read."""

import pandas as pd
import streamlit as st

from engine.corpus.quality import corpus_page, shipped_agreement
from engine.corpus.splits import PARTS, corpus_folder
from engine.evaluation.scores import Score
from pages.parts.words import Words

DOCUMENTS = {"guidelines": "GUIDELINES.md", "datasheet": "DATASHEET.md"}


def quality_view(words: Words) -> None:
    """The agreement table, both documents, and the files to take away."""
    agreement = shipped_agreement()
    scores = agreement.scores
    st.subheader(words("corpus.agreement"), anchor=False)
    st.write(words("corpus.agreement.about", count=agreement.documents))
    rows = [_row(words.label(label), score, words) for label, score in scores.labels.items()]
    rows += [
        _row(words("corpus.micro"), scores.micro, words),
        _row(words("corpus.macro"), scores.macro, words),
    ]
    percent = st.column_config.NumberColumn(format="%.1f")
    shown = [words("corpus.precision"), words("corpus.recall"), words("corpus.f1")]
    config = dict.fromkeys(shown, percent)
    st.dataframe(pd.DataFrame(rows), hide_index=True, column_config=config, placeholder="")
    st.subheader(words("corpus.documents"), anchor=False)
    st.caption(words("corpus.documents.about"))
    for name, file in DOCUMENTS.items():
        with st.expander(words(f"corpus.{name}")):
            st.markdown(corpus_page(file))
    _downloads(words)


def _row(name: str, score: Score, words: Words) -> dict[str, object]:
    low, high = score.ci95
    return {
        words("corpus.label"): name,
        words("corpus.precision"): 100 * score.precision,
        words("corpus.recall"): 100 * score.recall,
        words("corpus.f1"): 100 * score.f1,
        words("corpus.interval"): f"{100 * low:.1f} – {100 * high:.1f}",
        words("corpus.support"): score.support,
    }


def _downloads(words: Words) -> None:
    st.subheader(words("corpus.files"), anchor=False)
    with st.container(horizontal=True):
        for part in PARTS:
            file = corpus_folder() / f"{part}.jsonl"
            name = words("corpus.download", name=words(f"corpus.file.{part}"))
            st.download_button(
                name, file.read_bytes(), file.name, key=f"corpus_{part}", on_click="ignore"
            )
