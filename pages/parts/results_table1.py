"""Table I: accuracy, precision, recall, micro and macro F1, raw argmax, by either protocol."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from engine.evaluation.paper import PaperScores, paper_table_1
from engine.evaluation.report import Evaluation
from engine.evaluation.reports import Report
from pages.parts.results_choice import chosen_protocol, range_text
from pages.parts.words import Words

_THEIRS = ("accuracy", "precision", "recall", "micro")


def table_1(report: Report, numbers: Mapping[str, Any] | None, words: Words) -> None:
    """Every row of the report, the lexicon among them."""
    st.subheader(words("results.table1"), anchor=False)
    st.write(words("results.table1.about"))
    protocol = chosen_protocol(report, words)
    theirs = paper_table_1(numbers) if numbers else {}
    rows = [
        {"model": row} | _ours(evaluation, protocol) | _theirs(theirs.get(row), bool(numbers))
        for row, evaluation in report.evaluations.items()
    ]
    table = pd.DataFrame(rows)
    st.dataframe(table, hide_index=True, column_config=_columns(list(table), words))


def _ours(evaluation: Evaluation, protocol: str) -> dict[str, object]:
    scores = evaluation.word if protocol == "word" else evaluation.piece.scores
    raw = evaluation.raw.word if protocol == "word" else evaluation.raw.piece.scores
    piece, seen, unseen = evaluation.piece, evaluation.seen, evaluation.unseen
    return {
        "micro": 100 * scores.micro.f1,
        "micro interval": range_text(scores.micro.ci95),
        "macro": 100 * scores.macro.f1,
        "macro interval": range_text(scores.macro.ci95),
        "precision": 100 * scores.micro.precision,
        "recall": 100 * scores.micro.recall,
        "accuracy": 100 * piece.token_accuracy,
        "accuracy interval": range_text(piece.accuracy_ci95) if piece.accuracy_ci95 else "",
        "raw": 100 * raw.micro.f1,
        "invalid": 100 * evaluation.raw.invalid_share,
        "seen": 100 * seen.micro.f1 if seen else None,
        "unseen": 100 * unseen.micro.f1 if unseen else None,
    }


def _theirs(paper: PaperScores | None, shown: bool) -> dict[str, object]:
    if not shown:
        return {}
    values = (paper.accuracy, paper.precision, paper.recall, paper.f1) if paper else (None,) * 4
    named = zip(_THEIRS, values, strict=True)
    return {f"paper {name}": None if value is None else 100 * value for name, value in named}


def _columns(names: list[str], words: Words) -> dict[str, object]:
    """Headings in the page's language; intervals are text, all else sortable numbers."""
    helps = {"raw": "raw", "invalid": "invalid", "seen": "seen", "unseen": "seen"}
    columns: dict[str, object] = {
        "model": st.column_config.TextColumn(words("results.model"), pinned=True)
    }
    for name in names[1:]:
        if name.endswith(" interval"):
            columns[name] = st.column_config.TextColumn(words("results.interval"))
            continue
        said = words("results.percent", name=words(f"results.{name.removeprefix('paper ')}"))
        if name.startswith("paper "):
            said = words("results.paper.column", name=said)
        note = words(f"results.{helps[name]}.help") if name in helps else None
        columns[name] = st.column_config.NumberColumn(said, format="%.1f", help=note)
    return columns
