"""By label: Fig. 5 as grouped bars, Table III with intervals."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from engine.evaluation.paper import PaperLabels, paper_support, paper_table_3
from engine.evaluation.reports import Report
from engine.evaluation.scores import Score, Scores
from engine.views.figures.bars import LabelBars, label_bars
from pages.parts.results_choice import (
    chart,
    chosen_protocol,
    label_name,
    label_names,
    papers_numbers,
    range_text,
    shown_rows,
)
from pages.parts.words import Words


def labels_view(report: Report, words: Words) -> None:
    """Bars, and the same numbers as a table."""
    st.subheader(words("results.bars"), anchor=False)
    st.write(words("results.bars.about"))
    rows = shown_rows(report, words)
    protocol = chosen_protocol(report, words)
    numbers = papers_numbers(report, words)
    if not rows:
        return
    scores = {row: _scores(report, row, protocol) for row in rows}
    support = {label: score.support or 0 for label, score in scores[rows[0]].labels.items()}
    bars = [_bars(row, found, words) for row, found in scores.items()]
    figure = label_bars(bars, support, label_names(support, words), words("results.f1"))
    chart(figure, "results_bars")
    if numbers:
        _papers_bars(rows, numbers, words)
    _table_3(scores, support, numbers, words)


def _scores(report: Report, row: str, protocol: str) -> Scores:
    evaluation = report.evaluations[row]
    return evaluation.word if protocol == "word" else evaluation.piece.scores


def _bars(row: str, scores: Scores, words: Words) -> LabelBars:
    bars = LabelBars.from_scores(row, scores)
    return LabelBars(row, bars.f1, bars.mean, words("results.macro"), bars.ci95)


def _papers_bars(rows: list[str], numbers: Mapping[str, Any], words: Words) -> None:
    """The paper's columns of the shown rows, over the paper's own labels and support."""
    theirs = [found for row, found in paper_table_3(numbers).items() if row in rows]
    support = paper_support(numbers)
    bars = [LabelBars(one.name, one.f1, one.macro_f1, words("results.macro")) for one in theirs]
    st.subheader(words("results.bars.paper"), anchor=False)
    chart(
        label_bars(bars, support, label_names(support, words), words("results.f1")),
        "results_bars_paper",
    )


def _table_3(
    scores: Mapping[str, Scores],
    support: Mapping[str, int],
    numbers: Mapping[str, Any] | None,
    words: Words,
) -> None:
    st.subheader(words("results.table3"), anchor=False)
    st.write(words("results.table3.about"))
    theirs = {row: found for row, found in _papers(numbers).items() if row in scores}
    rows: list[dict[str, object]] = []
    for label, number in support.items():
        cells = _cells({row: found.labels[label] for row, found in scores.items()}, words)
        for row, found in theirs.items():
            value = found.f1.get(label)
            cells[_papers_head(row, words)] = None if value is None else 100 * value
        rows.append(_head(label_name(label, words), number, words) | cells)
    for name in ("micro", "macro"):
        cells = _cells({row: getattr(found, name) for row, found in scores.items()}, words)
        for row, found in theirs.items():
            cells[_papers_head(row, words)] = 100 * getattr(found, f"{name}_f1")
        whole = sum(support.values())
        rows.append(_head(words(f"results.{name}"), whole, words) | cells)
    table = pd.DataFrame(rows)
    st.dataframe(table, hide_index=True, column_config=_columns(table, words))


def _papers(numbers: Mapping[str, Any] | None) -> dict[str, PaperLabels]:
    return paper_table_3(numbers) if numbers else {}


def _head(name: str, support: int, words: Words) -> dict[str, object]:
    return {words("results.label"): name, words("results.support"): support}


def _papers_head(row: str, words: Words) -> str:
    return words("results.paper.column", name=row)


def _cells(scores: Mapping[str, Score], words: Words) -> dict[str, object]:
    cells: dict[str, object] = {}
    for row, score in scores.items():
        cells[row] = 100 * score.f1
        cells[f"{row}: {words('results.interval')}"] = range_text(score.ci95)
    return cells


def _columns(table: pd.DataFrame, words: Words) -> dict[str, object]:
    label, support, *others = list(table)
    numbers = [name for name in others if not isinstance(table[name].iloc[0], str)]
    columns: dict[str, object] = {
        name: st.column_config.NumberColumn(format="%.1f") for name in numbers
    }
    return columns | {
        label: st.column_config.TextColumn(pinned=True),
        support: st.column_config.NumberColumn(format="%d"),
    }
