"""Confusion (Fig. 4): a heat map whose cells open their sentences."""

import streamlit as st

from engine.evaluation.cases import span_cases, token_cases
from engine.evaluation.confusion import Confusion
from engine.evaluation.report import Evaluation
from engine.evaluation.reports import Report
from engine.tagging.bio import OUTSIDE
from engine.views.figures.confusion import ConfusionWords, confusion_heatmap
from pages.parts.model import plain
from pages.parts.results_cases import read_cases
from pages.parts.results_choice import (
    chart,
    chosen_row,
    clicked,
    label_name,
    label_names,
    no_details,
)
from pages.parts.url_choice import menu, switch
from pages.parts.words import Words

_CHART = "results_confusion"
_GOLD, _PREDICTED = "results_gold", "results_predicted"


def confusion_view(report: Report, words: Words) -> None:
    """The heat map, the chosen cell, its sentences."""
    st.subheader(words("results.confusion"), anchor=False)
    st.write(words("results.confusion.about"))
    row = chosen_row(report, words)
    level = switch(
        words("results.level"),
        ["spans", "tokens"],
        "spans",
        lambda name: words(f"results.level.{name}"),
        "results_level",
    )
    evaluation = report.evaluations[row]
    confusion = evaluation.confusion
    place = st.empty()  # the figure frames the cell that is chosen below it
    cell = _chosen_cell(confusion, words)
    matrix = confusion.spans if level == "spans" else confusion.tokens
    said = ConfusionWords(
        words("results.axis.gold"),
        words("results.axis.predicted"),
        label_names(confusion.labels, words),
    )
    with place.container():
        chart(confusion_heatmap(confusion.labels, matrix, said, cell), _CHART, take_cell)
    if cell:
        _read_cell(report, evaluation, level, cell, words)
    else:
        st.info(words("results.choose.cell"), icon=":material/touch_app:")


def take_cell() -> None:
    """The clicked cell is the chosen one."""
    if point := clicked(_CHART):
        st.session_state[_GOLD], st.session_state[_PREDICTED] = point[:2]


def _chosen_cell(confusion: Confusion, words: Words) -> tuple[str, str] | None:
    """The cell by two menus, which a click fills and a keyboard reaches."""

    def name(label: str) -> str:
        return label_name(label, words)

    labels, hint = confusion.labels, words("results.choose")
    left, right = st.columns(2)
    with left:
        gold = menu(words("results.choose.gold"), labels, name, _GOLD, hint)
    with right:
        predicted = menu(words("results.choose.predicted"), labels, name, _PREDICTED, hint)
    return (gold, predicted) if gold and predicted else None


def _read_cell(
    report: Report, evaluation: Evaluation, level: str, cell: tuple[str, str], words: Words
) -> None:
    gold, predicted = cell
    labels = evaluation.confusion.labels
    matrix = evaluation.confusion.spans if level == "spans" else evaluation.confusion.tokens
    numbers = matrix[labels.index(gold)]
    count, whole = numbers[labels.index(predicted)], sum(numbers)
    facts = {name: f"**{plain(label_name(name_of, words))}**" for name, name_of in
             (("gold", gold), ("predicted", predicted))}  # fmt: skip
    share = words.share(count / whole if whole else 0.0)
    st.write(words(f"results.cell.{level}", count=count, all=whole, share=share, **facts))
    if level == "tokens" and gold == predicted == OUTSIDE:
        st.info(words("results.cases.outside"))
    elif not evaluation.results:
        no_details("results.details.none", words)
    elif level == "spans":
        found = span_cases(evaluation.results, gold, predicted)
        read_cases(found, report.labels, f"{level}-{gold}-{predicted}", words)
    else:
        st.caption(words("results.cases.tokens"))
        found = token_cases(evaluation.results, gold, predicted)
        read_cases(found, report.labels, f"{level}-{gold}-{predicted}", words)
