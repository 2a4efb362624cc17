"""Kinds of error by label, as a figure and a table; a click opens the sentences."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from engine.evaluation.cases import error_cases
from engine.evaluation.errors import ERROR_KINDS, ErrorKind
from engine.evaluation.report import Evaluation
from engine.evaluation.reports import Report
from engine.views.figures.errors import error_bars
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
from pages.parts.url_choice import menu
from pages.parts.words import Words

_CHART = "results_errors"
_KIND, _LABEL = "results_kind", "results_label"


def errors_view(report: Report, words: Words) -> None:
    """The figure, the table, the sentences of the chosen kind and label."""
    st.subheader(words("results.errors"), anchor=False)
    st.write(words("results.errors.about"))
    evaluation = report.evaluations[chosen_row(report, words)]
    kinds = {kind: words(f"results.kind.{kind}") for kind in ERROR_KINDS}
    names = label_names(report.labels, words)
    figure = error_bars(evaluation.errors, kinds, names, words("results.errors.count"))
    chart(figure, _CHART, take_bar)
    st.dataframe(_table(evaluation.errors, kinds, names, words), hide_index=True)
    chosen = _chosen_bar(report.labels, kinds, words)
    if chosen:
        _read_bar(report, evaluation, *chosen, words)
    else:
        st.info(words("results.choose.bar"), icon=":material/touch_app:")


def take_bar() -> None:
    """The clicked part of a bar is the chosen one."""
    if point := clicked(_CHART):
        st.session_state[_KIND], st.session_state[_LABEL] = point[:2]


def _table(
    errors: Mapping[str, Mapping[str, int]],
    kinds: Mapping[str, str],
    names: Mapping[str, str],
    words: Words,
) -> pd.DataFrame:
    """A row a label, a column a kind, with sums."""
    rows = []
    for label, name in names.items():
        counts = {kinds[kind]: errors[kind][label] for kind in kinds}
        whole = {words("results.errors.all"): sum(counts.values())}
        rows.append({words("results.label"): name} | counts | whole)
    return pd.DataFrame(rows)


def _chosen_bar(
    labels: tuple[str, ...], kinds: Mapping[str, str], words: Words
) -> tuple[ErrorKind, str] | None:
    """Kind and label by two menus, which a click fills and a keyboard reaches."""

    def name(label: str) -> str:
        return label_name(label, words)

    hint = words("results.choose")
    left, right = st.columns(2)
    with left:
        kind = menu(words("results.choose.kind"), ERROR_KINDS, kinds.__getitem__, _KIND, hint)
    with right:
        label = menu(words("results.choose.label"), labels, name, _LABEL, hint)
    return (kind, label) if kind and label else None


def _read_bar(
    report: Report, evaluation: Evaluation, kind: ErrorKind, label: str, words: Words
) -> None:
    whole = sum(counts[label] for counts in evaluation.errors.values())
    facts = {
        "kind": f"**{words(f'results.kind.{kind}')}**",
        "label": f"**{plain(label_name(label, words))}**",
        "count": evaluation.errors[kind][label],
    }
    st.write(words("results.errors.chosen", all=whole, **facts))
    if evaluation.results:
        found = error_cases(evaluation.results, kind, label)
        read_cases(found, report.labels, f"{kind}-{label}", words)
    else:
        no_details("results.details.none", words)
