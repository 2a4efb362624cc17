"""Training curves (Fig. 3)."""

import streamlit as st

from engine.evaluation.measured import Epoch, training
from engine.evaluation.paper import paper_figure_3
from engine.evaluation.reports import Report
from engine.views.figures.curves import TrainingCurve, TrainingWords, training_curves
from pages.parts.results_choice import chart, papers_numbers, shown_rows
from pages.parts.words import Words


def training_view(report: Report, words: Words) -> None:
    """Validation F1 and loss after each epoch of the chosen rows."""
    st.subheader(words("results.training"), anchor=False)
    found = training(report)
    if not found:
        st.info(words("results.training.none"), icon=":material/science:")
        return
    st.write(words("results.training.about"))
    rows = [row for row in shown_rows(report, words) if row in found]
    numbers = papers_numbers(report, words)
    curves = [_curve(row, found[row], report) for row in rows]
    if numbers:
        curves += [
            TrainingCurve(words("results.training.paper", name=row), theirs.steps, theirs.f1, ())
            for row, theirs in paper_figure_3(numbers).items()
        ]
    said = TrainingWords(
        words("results.training.f1"),
        words("results.training.loss"),
        words("results.training.step"),
        words("results.training.test"),
    )
    if curves:
        chart(training_curves(curves, said, stacked=True), "results_training")


def _curve(row: str, epochs: tuple[Epoch, ...], report: Report) -> TrainingCurve:
    tested = report.evaluations.get(row)
    return TrainingCurve(
        row,
        tuple(epoch.step for epoch in epochs),
        tuple(epoch.f1 for epoch in epochs),
        tuple(epoch.loss for epoch in epochs),
        tested.word.micro.f1 if tested else None,
    )
