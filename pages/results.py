"""Results: what a report measured, as tables and figures, down to the sentences."""

import streamlit as st

from pages.parts.frame import page
from pages.parts.report import chosen_report
from pages.parts.results_choice import row_meanings
from pages.parts.results_confusion import confusion_view
from pages.parts.results_errors import errors_view
from pages.parts.results_labels import labels_view
from pages.parts.results_overview import overview_view
from pages.parts.results_pair import pair_view
from pages.parts.results_scores import scores_view
from pages.parts.results_speed import speed_view
from pages.parts.results_training import training_view
from pages.parts.url_choice import view_switch

VIEWS = {
    "overview": overview_view,
    "labels": labels_view,
    "confusion": confusion_view,
    "errors": errors_view,
    "speed": speed_view,
    "pair": pair_view,
    "scores": scores_view,
    "training": training_view,
}

with page("results") as words:
    with st.spinner(words("results.reading")):
        report = chosen_report(words)
    if report:
        row_meanings(report, words)
        VIEWS[view_switch("results", tuple(VIEWS), words)](report, words)
