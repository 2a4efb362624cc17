"""Figures 2-4 of the paper, ours beside them."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from engine.evaluation.confusion import row_shares
from engine.evaluation.depths import DepthScore
from engine.evaluation.paper import paper_figure_3
from engine.evaluation.reports import Report
from engine.views.figures.depths import DepthCurve, depth_curves
from pages.parts.paper_tables import Row, models, show
from pages.parts.words import Words

_PAPER_CURVES = {"teacher": "teacher", "student-kd": "kd_student"}  # our row, their name
_SCORES = {"f1": "piece_f1", "accuracy": "token_accuracy"}


def figure_2(numbers: Mapping[str, Any], report: Report | None, words: Words) -> None:
    """F1 and accuracy with the first layers only, piece protocol on both sides."""
    st.subheader(words("paper.figure_2"), anchor=False)
    figure = numbers["fig_2_layer_truncation"]
    for score, field in _SCORES.items():
        curves = [
            DepthCurve(
                f"{words('paper.of_paper')}: {row}",
                tuple(value / 100 for value in figure[f"{name}_{score}"]),
                faint=True,
            )
            for row, name in _PAPER_CURVES.items()
        ]
        measured = report.payload["figure_2"] if report else {}
        curves += [
            DepthCurve(
                f"{words('paper.of_ours')}: {row}",
                tuple(getattr(DepthScore.from_json(depth), field) for depth in measured[row]),
            )
            for row in _PAPER_CURVES
            if row in measured
        ]
        name = words(f"paper.{score}")
        drawn = depth_curves(curves, name.removesuffix(", %"), words("paper.layers"))
        st.plotly_chart(drawn, key=f"paper_figure_2_{score}", alt=words("paper.figure_2"))


def figure_3(numbers: Mapping[str, Any], report: Report | None, words: Words) -> None:
    """Validation F1 after each epoch."""
    st.subheader(words("paper.figure_3"), anchor=False)
    paper = paper_figure_3(numbers)
    measured = report.payload["figure_3"] if report else {}
    columns: dict[str, list[float]] = {}
    for row in models(paper, measured):
        if row in paper:
            name = f"{words('paper.of_paper')}: {row}"
            columns[name] = [100 * value for value in paper[row].f1]
        if measured.get(row):
            name = f"{words('paper.of_ours')}: {row}"
            columns[name] = [100 * epoch["f1"] for epoch in measured[row]]
    rows: list[Row] = [
        {words("paper.epoch"): str(epoch + 1)}
        | {name: values[epoch] for name, values in columns.items() if epoch < len(values)}
        for epoch in range(max(map(len, columns.values())))
    ]
    show(rows, words("paper.epoch"), 2)


def figure_4(numbers: Mapping[str, Any], report: Report | None, words: Words) -> None:
    """The shares that the caption of the confusion matrix names."""
    st.subheader(words("paper.figure_4"), anchor=False)
    st.caption(words("paper.figure_4.about"))
    rows: list[Row] = []
    for case, share in numbers["fig_4_confusion_stated_in_caption"].items():
        gold, predicted = case.split(" predicted ")
        row: Row = {words("paper.case"): f"{words.label(gold)} → {words.label(predicted)}"}
        row[f"{words('paper.of_paper')}: {words('paper.share')}"] = 100 * share
        ours = _token_share(report, gold, predicted) if report else None
        row[f"{words('paper.of_ours')}: {words('paper.share')}"] = ours
        rows.append(row)
    show(rows, words("paper.case"), 1)


def _token_share(report: Report, gold: str, predicted: str) -> float | None:
    """In percent; None where our data has no such label."""
    figure = report.payload["figure_4"]
    labels = [*figure["labels"], *([] if "O" in figure["labels"] else ["O"])]
    if gold not in labels or predicted not in labels:
        return None
    return 100 * float(row_shares(figure["tokens"])[labels.index(gold)][labels.index(predicted)])
