"""Speed and size: Table II as bubbles and as a table, on a named machine."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from engine.evaluation.measured import MEGA, SpeedRow, machine, speed_rows
from engine.evaluation.paper import PaperSpeed, paper_table_2
from engine.evaluation.reports import Report
from engine.views.figures.bubbles import Bubble, latency_bubbles
from pages.parts.results_choice import chart, papers_numbers
from pages.parts.url_choice import switch
from pages.parts.words import Words


def speed_view(report: Report, words: Words) -> None:
    """Bubbles and table of one sentence length."""
    st.subheader(words("results.bubbles"), anchor=False)
    measured = speed_rows(report)
    if not measured:
        st.info(words("results.speed.none"), icon=":material/speed:")
        return
    st.write(words("results.bubbles.about"))
    rows = _of_length(measured, words)
    bubbles = [
        Bubble(row.model, row.p50_ms, report.evaluations[row.model].word.micro.f1, row.size_bytes)
        for row in rows
        if row.model in report.evaluations
    ]
    figure = latency_bubbles(bubbles, words("results.micro"), words("results.latency"))
    chart(figure, "results_bubbles")
    st.subheader(words("results.table2"), anchor=False)
    _machine(report, words)
    numbers = papers_numbers(report, words)
    _table_2(rows, numbers, words)
    st.caption(words("results.sizes"))


def _of_length(rows: Sequence[SpeedRow], words: Words) -> list[SpeedRow]:
    lengths = sorted({row.pieces for row in rows})
    middle = lengths[len(lengths) // 2]
    chosen = switch(words("results.pieces"), lengths, middle, words.number, "results_pieces")
    return [row for row in rows if row.pieces == chosen]


def _machine(report: Report, words: Words) -> None:
    if found := machine(report):
        st.caption(
            words(
                "results.machine",
                processor=found.processor,
                cores=found.cores,
                memory=words.decimal(found.memory_gib),
                system=found.system,
                python=found.python,
            )
        )


def _table_2(rows: Sequence[SpeedRow], numbers: Mapping[str, Any] | None, words: Words) -> None:
    theirs = paper_table_2(numbers) if numbers else {}
    table = pd.DataFrame([_ours(row) | _theirs(theirs.get(row.model), numbers) for row in rows])
    st.dataframe(table, hide_index=True, column_config=_columns(list(table), words))


def _ours(row: SpeedRow) -> dict[str, object]:
    return {
        "model": row.model,
        "latency": row.p50_ms,
        "p95": row.p95_ms,
        "speedup": row.speedup,
        "size": row.size_bytes / MEGA,
        "params": row.params / MEGA,
        "backend": row.backend,
    }


def _theirs(paper: PaperSpeed | None, numbers: Mapping[str, Any] | None) -> dict[str, object]:
    if not numbers:
        return {}
    return {
        "paper latency": paper.p50_ms if paper else None,
        "paper speedup": paper.speedup if paper else None,
        "paper size": paper.size_mb if paper else None,
        "paper params": paper.params_m if paper else None,
    }


def _columns(names: Sequence[str], words: Words) -> dict[str, object]:
    columns: dict[str, object] = {}
    for name in names:
        head = words(f"results.{name.removeprefix('paper ')}")
        if name.startswith("paper "):
            head = words("results.paper.column", name=head)
        if name in ("model", "backend"):
            columns[name] = st.column_config.TextColumn(head, pinned=name == "model")
        else:
            columns[name] = st.column_config.NumberColumn(head, format="%.1f")
    return columns
