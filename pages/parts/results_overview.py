"""Overview: the same predictions by token accuracy and by strict F1; Table I; hints; seeds."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from engine.evaluation.lesson import starkest, unmarked_accuracy
from engine.evaluation.measured import SeedScores, seed_rows
from engine.evaluation.paper import paper_table_1
from engine.evaluation.report import Evaluation
from engine.evaluation.reports import Report
from engine.views.figures.measure import Baseline, MeasureBar, measure_bars
from pages.parts.model import plain
from pages.parts.results_cases import sides
from pages.parts.results_choice import chart, papers_numbers, shown_rows
from pages.parts.results_hints import without_hints
from pages.parts.results_table1 import table_1
from pages.parts.url_choice import switch
from pages.parts.words import Words


def overview_view(report: Report, words: Words) -> None:
    """The lesson first, for it says how to read every number below."""
    st.subheader(words("results.lesson"), anchor=False)
    st.write(words("results.lesson.about"))
    measure = switch(
        words("results.measure"),
        ["accuracy", "f1"],
        "accuracy",
        lambda name: words(f"results.measure.{name}"),
        "results_measure",
    )
    rows = shown_rows(report, words)
    numbers = papers_numbers(report, words)
    if rows:
        _lesson(report, rows, measure, numbers, words)
    table_1(report, numbers, words)
    without_hints(report, words)
    _seeds(report, words)


def _lesson(
    report: Report,
    rows: list[str],
    measure: str,
    numbers: Mapping[str, Any] | None,
    words: Words,
) -> None:
    best = max(rows, key=lambda row: report.evaluations[row].piece.token_accuracy)
    evaluation = report.evaluations[best]
    unmarked = unmarked_accuracy(evaluation.confusion)
    floor = Baseline(unmarked if measure == "accuracy" else 0.0, words("results.lesson.nothing"))
    name, paper = words(f"results.measure.{measure}"), words("results.paper.bar")
    bars = [_bar(row, report.evaluations[row], measure, numbers) for row in rows]
    chart(measure_bars(bars, name, floor, paper), "results_lesson")
    facts = {
        "model": f"**{plain(best)}**",
        "accuracy": words.share(evaluation.piece.token_accuracy),
        "unmarked": words.share(unmarked),
        "strict": words.share(evaluation.piece.scores.micro.f1),
    }
    st.write(words(f"results.lesson.why.{measure}", **facts))
    _example(best, evaluation, report.labels, words)


def _bar(
    row: str, evaluation: Evaluation, measure: str, numbers: Mapping[str, Any] | None
) -> MeasureBar:
    theirs = paper_table_1(numbers).get(row) if numbers else None
    if measure == "accuracy":
        beside = theirs.accuracy if theirs else None
        piece = evaluation.piece
        return MeasureBar(row, piece.token_accuracy, piece.accuracy_ci95, beside)
    micro = evaluation.piece.scores.micro
    return MeasureBar(row, micro.f1, micro.ci95, theirs.f1 if theirs else None)


def _example(row: str, evaluation: Evaluation, labels: tuple[str, ...], words: Words) -> None:
    found = starkest(evaluation.results)
    if found is None:
        return
    facts = {"correct": found.piece.correct, "pieces": found.piece.pieces}
    share = words.share(found.piece.token_accuracy)
    with st.container(border=True):
        st.write(
            words("results.lesson.example", model=f"**{plain(row)}**", accuracy=share, **facts)
        )
        sides(found.text, found.gold, found.predicted, labels, "lesson", words)


def _seeds(report: Report, words: Words) -> None:
    """Mean and spread over seeds, where the report has several."""
    rows = seed_rows(report)
    if not rows:
        return
    st.subheader(words("results.seeds", count=len(rows[0].micro.values)), anchor=False)
    st.write(words("results.seeds.about"))
    table = [
        {words("results.model"): row.model}
        | _seed_cells(words("results.micro"), row.micro, words)
        | _seed_cells(words("results.macro"), row.macro, words)
        for row in rows
    ]
    number = st.column_config.NumberColumn(format="%.1f")
    columns = {name: number for name, value in table[0].items() if isinstance(value, float)}
    st.dataframe(pd.DataFrame(table), hide_index=True, column_config=columns)


def _seed_cells(name: str, scores: SeedScores, words: Words) -> dict[str, object]:
    mean = words("results.percent", name=words("results.seeds.mean", name=name))
    return {
        mean: round(100 * scores.mean, 1),
        words("results.seeds.spread", name=name): round(100 * scores.stdev, 1),
        words("results.seeds.values", name=name): " · ".join(
            f"{100 * value:.1f}" for value in scores.values
        ),
    }
