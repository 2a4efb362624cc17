"""Scores by number of layers from the chosen report, and what one sees in them."""

import json
from collections.abc import Mapping, Sequence
from functools import cache

import pandas as pd
import streamlit as st

from engine.evaluation.depths import DepthReading, DepthScore, read_depths
from engine.evaluation.reports import Report
from engine.paths import assets
from engine.views.figures.depths import DepthCurve, depth_curves
from pages.parts.model import plain
from pages.parts.words import Words

_PAPER = {"teacher": "teacher", "student": "kd_student"}  # our key to the file's


def show_curves(report: Report, words: Words, *, hints: bool = True) -> None:
    """F1 and token accuracy by number of layers, side by side, with a reading of each model.

    Without ``hints`` the curves are those of the networks alone, where the report has them.
    """
    alone = {} if hints else report.payload.get("figure_2_without_hints")
    scores = {
        name: [DepthScore.from_json(row) for row in rows]
        for name, rows in (alone or report.payload.get("figure_2", {})).items()
    }
    if not scores:
        st.info(words("layers.no_curves"), icon=":material/show_chart:")
        return
    chosen = st.multiselect(
        words("layers.curves"),
        list(scores),
        default=list(scores),
        placeholder=words("layers.curves.choose"),
        key="curves",
        bind="query-params",
    )
    paper = st.toggle(words("layers.paper"), key="paper", bind="query-params")
    shown = {name: scores[name] for name in chosen}
    _figures(shown, paper, words)
    said = (
        reading(name, read_depths(*_series(rows, paper)), words) for name, rows in shown.items()
    )
    st.markdown("\n".join(f"- {sentence}" for sentence in said))
    st.caption(words("layers.why"))
    with st.expander(words("layers.numbers")):
        st.dataframe(_table(shown, words), hide_index=True)


def reading(name: str, found: DepthReading, words: Words) -> str:
    """One sentence on a model's curves: which score survives the cut longer."""
    kind = "same"
    if found.f1_layers != found.accuracy_layers:
        kind = "accuracy" if found.accuracy_layers < found.f1_layers else "f1"
    return words(
        f"layers.reading.{kind}",
        name=f"**{plain(words.model(name))}**",
        layers=found.layers,
        share=f"{words.number(round(100 * found.share))}%",
        strict=words.share(found.full_f1),
        accuracy=words.share(found.full_accuracy),
        strict_one=words.share(found.first_f1),
        accuracy_one=words.share(found.first_accuracy),
        strict_layers=found.f1_layers,
        accuracy_layers=found.accuracy_layers,
    )


def _series(rows: Sequence[DepthScore], paper: bool) -> tuple[list[float], list[float]]:
    """F1 and accuracy; F1 by the paper's protocol where the paper's curves stand beside."""
    f1 = [row.piece_f1 if paper else row.word_f1 for row in rows]
    return f1, [row.token_accuracy for row in rows]


def _figures(scores: Mapping[str, Sequence[DepthScore]], paper: bool, words: Words) -> None:
    f1, accuracy = [], []
    for name, rows in scores.items():
        first, second = _series(rows, paper)
        f1.append(DepthCurve(name, tuple(first)))
        accuracy.append(DepthCurve(name, tuple(second)))
    if paper:
        for ours, theirs in _PAPER.items():
            name = words(f"layers.paper.{ours}")
            f1.append(DepthCurve(name, _papers(f"{theirs}_f1"), faint=True))
            accuracy.append(DepthCurve(name, _papers(f"{theirs}_accuracy"), faint=True))
    names = (words(f"layers.f1.{'piece' if paper else 'word'}"), words("layers.accuracy"))
    for column, curves, name in zip(st.columns(2), (f1, accuracy), names, strict=True):
        with column:
            figure = depth_curves(curves, name, words("layers.axis"))
            st.plotly_chart(figure, key=f"depths-{name}", config={"displayModeBar": False})


def _table(scores: Mapping[str, Sequence[DepthScore]], words: Words) -> pd.DataFrame:
    return pd.DataFrame(
        {
            words("layers.column.model"): name,
            words("layers.axis"): row.layers,
            words("layers.f1.word"): words.share(row.word_f1),
            words("layers.f1.piece"): words.share(row.piece_f1),
            words("layers.accuracy"): words.share(row.token_accuracy),
        }
        for name, rows in scores.items()
        for row in rows
    )


@cache
def _papers(series: str) -> tuple[float, ...]:
    """A curve of the paper's Fig. 2 as fractions."""
    file = assets() / "paper" / "numbers.json"
    curves = json.loads(file.read_text(encoding="utf-8"))["fig_2_layer_truncation"]
    return tuple(value / 100 for value in curves[series])
