"""Tables I-III of the paper, ours beside them."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from engine.evaluation.paper import paper_support, paper_table_1, paper_table_2, paper_table_3
from engine.evaluation.reports import Report
from engine.evaluation.scores import Score
from engine.models.registry import ROWS
from pages.parts.model import plain
from pages.parts.words import Words

Row = dict[str, object]
_SCORES = ("f1", "accuracy", "precision", "recall")
_SPEED = ("params", "size", "latency", "speedup")


def table_1(numbers: Mapping[str, Any], report: Report | None, words: Words) -> None:
    """Scores by piece."""
    st.subheader(words("paper.table_1"), anchor=False)
    st.caption(words("paper.table_1.about"))
    paper = paper_table_1(numbers)
    rows: list[Row] = []
    for model in models(paper, report.evaluations if report else {}):
        row: Row = {words("paper.model"): model}
        if model in paper:
            row |= _paper({name: 100 * getattr(paper[model], name) for name in _SCORES}, words)
        if report and model in report.evaluations:
            piece = report.evaluations[model].piece
            micro = piece.scores.micro
            scores = (micro.f1, piece.token_accuracy, micro.precision, micro.recall)
            found = {name: 100 * value for name, value in zip(_SCORES, scores, strict=True)}
            row |= _ours(found, words)
            row[words("paper.interval")] = interval(micro)
        rows.append(row)
    first, *others = _pairs(_SCORES, words)
    order = [*first, words("paper.interval"), *(name for pair in others for name in pair)]
    show(rows, words("paper.model"), 2, order)
    st.caption(" · ".join(plain(words.model(str(row[words("paper.model")]))) for row in rows))


def table_2(numbers: Mapping[str, Any], report: Report | None, words: Words) -> None:
    """Size and speed."""
    st.subheader(words("paper.table_2"), anchor=False)
    paper = paper_table_2(numbers)
    measured = {row["model"]: row for row in report.payload["table_2"]} if report else {}
    rows: list[Row] = []
    for model in models(paper, measured):
        row: Row = {words("paper.model"): model}
        if theirs := paper.get(model):
            values = (theirs.params_m, theirs.size_mb, theirs.p50_ms, theirs.speedup)
            row |= _paper(dict(zip(_SPEED, values, strict=True)), words)
        if found := measured.get(model):
            values = (
                found["params"] / 1e6,
                found["size_bytes"] / 1e6,
                found["p50_ms"],
                found["speedup"],
            )
            row |= _ours(dict(zip(_SPEED, values, strict=True)), words)
        rows.append(row)
    order = [name for pair in _pairs(_SPEED, words) for name in pair]
    show(rows, words("paper.model"), 1, order)
    if report and measured:
        machine = report.payload["benchmark"]["machine"]
        pieces = next(iter(measured.values()))["pieces"]
        facts = {"pieces": pieces, "cores": machine["cores"]}
        st.caption(words("paper.table_2.about", machine=plain(machine["processor"]), **facts))


def table_3(numbers: Mapping[str, Any], report: Report | None, words: Words) -> None:
    """F1 by label: two tables, for the labels may differ."""
    st.subheader(words("paper.table_3"), anchor=False)
    st.markdown(f"**{words('paper.table_3.paper')}**")
    paper, support = paper_table_3(numbers), paper_support(numbers)
    label, spans = words("paper.label"), words("paper.support")
    rows: list[Row] = [
        {label: words.label(name), spans: count}
        | {row: 100 * found.f1[name] for row, found in paper.items()}
        for name, count in support.items()
    ]
    micro = {row: 100 * found.micro_f1 for row, found in paper.items()}
    macro = {row: 100 * found.macro_f1 for row, found in paper.items()}
    rows += [{label: words("paper.micro")} | micro, {label: words("paper.macro")} | macro]
    show(rows, label, 2, whole=(spans,))
    if report:
        st.markdown(f"**{words('paper.table_3.ours')}**")
        _our_labels(report, words)


def _our_labels(report: Report, words: Words) -> None:
    label, spans = words("paper.label"), words("paper.support")
    rows: list[Row] = []
    for name in report.labels:
        scores = {row: found.word.labels[name] for row, found in report.evaluations.items()}
        row: Row = {label: words.label(name), spans: next(iter(scores.values())).support}
        rows.append(row | {model: _short(score) for model, score in scores.items()})
    for name, key in (("micro", "paper.f1"), ("macro", "paper.macro")):
        found = {model: getattr(e.word, name) for model, e in report.evaluations.items()}
        shown = {model: _short(score) for model, score in found.items()}
        rows.append({label: words(key)} | shown)
    show(rows, label, 2, whole=(spans,))


def models(*tables: Mapping[str, object]) -> list[str]:
    """Our names of all rows of ``tables``, the registry's order first."""
    found = {name for table in tables for name in table}
    known = [name for name in ROWS if name in found]
    return known + sorted(found - set(known))


def interval(score: Score) -> str:
    """The 95% interval in percent."""
    low, high = score.ci95
    return f"{100 * low:.1f} – {100 * high:.1f}"


def show(
    rows: Sequence[Row],
    first: str,
    digits: int,
    order: Sequence[str] = (),
    whole: Sequence[str] = (),
) -> None:
    """A table whose column ``first`` stays in view; ``whole`` columns have no decimals.

    ``order`` is that of the other columns; those that nobody fills are left out.
    """
    frame = pd.DataFrame(rows)
    if order:
        frame = frame[[first, *(name for name in order if name in frame)]]
    number = st.column_config.NumberColumn(format=f"%.{digits}f")
    config: dict[str, object] = {
        str(name): number for name in frame.select_dtypes("number").columns if name not in whole
    }
    config |= {name: st.column_config.NumberColumn(format="%d") for name in whole}
    config[first] = st.column_config.Column(pinned=True)
    st.dataframe(frame, hide_index=True, column_config=config, placeholder="")


def _pairs(names: Sequence[str], words: Words) -> list[tuple[str, str]]:
    """The headings of each figure: the paper's, then ours beside it."""
    sides = words("paper.of_paper"), words("paper.of_ours")
    shown = [words(f"paper.{name}") for name in names]
    return [(f"{name} · {sides[0]}", f"{name} · {sides[1]}") for name in shown]


def _paper(values: Mapping[str, float], words: Words) -> Row:
    heads = _pairs(list(values), words)
    return {paper: value for (paper, _), value in zip(heads, values.values(), strict=True)}


def _ours(values: Mapping[str, float], words: Words) -> Row:
    heads = _pairs(list(values), words)
    return {ours: value for (_, ours), value in zip(heads, values.values(), strict=True)}


def _short(score: Score) -> str:
    return f"{100 * score.f1:.1f} [{interval(score)}]"
