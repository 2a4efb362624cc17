"""What the networks know by themselves, where a report's models were told of the lexicon."""

import pandas as pd
import streamlit as st

from engine.evaluation.reports import Report
from engine.evaluation.scores import Scores
from pages.parts.results_choice import range_text
from pages.parts.words import Words


def without_hints(report: Report, words: Words) -> None:
    """Each model with and without the lexicon's hints; nothing where it had none."""
    alone = report.payload.get("without_hints") or {}
    if not alone:
        return
    st.subheader(words("results.hints"), anchor=False)
    st.write(words("results.hints.about"))
    rows = []
    for row, found in alone.items():
        own, low_high = _micro(Scores.from_json(found["word"]))
        hinted, interval = _micro(report.evaluations[row].word)
        rows.append({"model": row, "hinted": hinted, "a": interval, "alone": own, "b": low_high})
    st.dataframe(pd.DataFrame(rows), hide_index=True, column_config=_columns(words))


def _micro(scores: Scores) -> tuple[float, str]:
    return 100 * scores.micro.f1, range_text(scores.micro.ci95)


def _columns(words: Words) -> dict[str, object]:
    columns: dict[str, object] = {
        "model": st.column_config.TextColumn(words("results.model"), pinned=True)
    }
    for name, interval in (("hinted", "a"), ("alone", "b")):
        said = words("results.percent", name=words(f"results.hints.{name}"))
        columns[name] = st.column_config.NumberColumn(said, format="%.1f")
        columns[interval] = st.column_config.TextColumn(words("results.interval"))
    return columns
