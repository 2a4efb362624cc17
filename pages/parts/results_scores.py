"""Span scores: what a threshold costs, and whether a score means what it says."""

import streamlit as st

from engine.evaluation.report import Evaluation
from engine.evaluation.reports import Report
from engine.evaluation.thresholds import (
    STEPS,
    ThresholdPoint,
    best_point,
    threshold_curve,
)
from engine.models.registry import LEXICON
from engine.views.figures.reliability import ReliabilityWords, reliability_diagram
from engine.views.figures.thresholds import ThresholdWords, precision_recall, threshold_lines
from pages.parts.model import plain
from pages.parts.results_choice import chart, chosen_row, no_details
from pages.parts.words import Words


def scores_view(report: Report, words: Words) -> None:
    """Threshold curves where details are at hand, the reliability diagram always."""
    row = chosen_row(report, words)
    evaluation = report.evaluations[row]
    st.subheader(words("results.threshold"), anchor=False)
    if evaluation.results:
        _threshold(evaluation, words)
    else:
        no_details("results.details.scores", words)
    _reliability(row, evaluation, words)


def _threshold(evaluation: Evaluation, words: Words) -> None:
    st.write(words("results.threshold.about"))
    cut = st.slider(
        words("results.cut"), 0.0, 1.0, 0.5, 0.05, key="results_cut", bind="query-params"
    )
    curve = threshold_curve(evaluation.results)
    point = curve[round(cut * STEPS)]
    st.write(_says(point, best_point(curve), words))
    said = ThresholdWords(
        words("results.cut.axis"),
        words("results.precision"),
        words("results.recall"),
        words("results.micro"),
        words("results.share"),
        words("results.cut"),
    )
    chart(threshold_lines(curve, point.threshold, said), "results_threshold")
    st.subheader(words("results.recall.precision"), anchor=False)
    st.write(words("results.recall.precision.about"))
    chart(precision_recall(curve, point.threshold, said), "results_precision_recall")


def _says(point: ThresholdPoint, best: ThresholdPoint, words: Words) -> str:
    return words(
        "results.cut.says",
        cut=words.decimal(point.threshold, 2),
        precision=words.share(point.counts.precision),
        recall=words.share(point.counts.recall),
        strict=words.share(point.counts.f1),
        kept=point.counts.tp + point.counts.fp,
        best=words.decimal(best.threshold, 2),
        highest=words.share(best.counts.f1),
    )


def _reliability(row: str, evaluation: Evaluation, words: Words) -> None:
    st.subheader(words("results.reliability"), anchor=False)
    if evaluation.calibration is None:
        st.info(words("results.reliability.none"))
        return
    st.write(words("results.reliability.about"))
    said = ReliabilityWords(
        words("results.axis.score"),
        words("results.axis.right"),
        words("results.axis.spans"),
        words("results.ideal"),
    )
    chart(reliability_diagram(evaluation.calibration, said), "results_reliability")
    count = sum(bin_.count for bin_ in evaluation.calibration.bins)
    ece = words.share(evaluation.calibration.ece)
    st.write(words("results.ece", model=f"**{plain(row)}**", ece=ece, count=count))
    if row == LEXICON:
        st.caption(words("results.ece.lexicon"))
