"""Two models: is the difference real? Said in a sentence, drawn, and all listed pairs."""

import pandas as pd
import streamlit as st

from engine.evaluation.intervals import Comparison, Difference
from engine.evaluation.paired import ListedPair, compared, is_clear, listed_pairs
from engine.evaluation.reports import Report
from engine.views.figures.differences import difference_bars
from pages.parts.model import plain
from pages.parts.results_choice import chart, range_text
from pages.parts.words import Words

_FIRST_PAIRS = (("student-crf-kd", "student"), ("int8", "lexicon"))


def pair_view(report: Report, words: Words) -> None:
    """Two menus, the sentence, the figure; below, the pairs that the report lists."""
    st.subheader(words("results.pair"), anchor=False)
    st.write(words("results.pair.about"))
    first, second = _chosen_pair(report, words)
    if first == second:
        st.info(words("results.pair.same"))
    else:
        with st.spinner(words("results.pair.working")):
            found = _compared(report.name, first, second, _mark(report, first, second), report)
        if found:
            _show(found, first, second, words)
        else:
            st.info(words("results.pair.unknown"), icon=":material/lock:")
    _listed(report, words)


def _chosen_pair(report: Report, words: Words) -> tuple[str, str]:
    rows = list(report.evaluations)
    pairs = [pair for pair in _FIRST_PAIRS if set(pair) <= set(rows)]
    default = pairs[0] if pairs else (rows[0], rows[-1])
    chosen = [
        column.selectbox(
            words(f"results.{name}"),
            rows,
            index=rows.index(row),
            key=f"results_{name}",
            bind="query-params",
        )
        for column, name, row in zip(st.columns(2), ("first", "second"), default, strict=True)
    ]
    return str(chosen[0]), str(chosen[1])


def _mark(report: Report, *rows: str) -> str:
    """Tells apart two reports of one name: scores and intervals of both models."""
    return repr([report.evaluations[row].word for row in rows])


@st.cache_data(show_spinner=False, max_entries=64)
def _compared(name: str, first: str, second: str, mark: str, _report: Report) -> Comparison | None:
    """A thousand draws of some thousand texts take a second: once for all sessions."""
    return compared(_report, first, second)


def _show(found: Comparison, first: str, second: str, words: Words) -> None:
    differences = {"micro": found.micro, "macro": found.macro}
    for name, difference in differences.items():
        st.write(_sentence(difference, name, first, second, words))
    named = {words(f"results.{name}"): difference for name, difference in differences.items()}
    axis = words("results.pair.axis", first=first, second=second)
    chart(difference_bars(named, axis), "results_difference")


def _sentence(found: Difference, name: str, first: str, second: str, words: Words) -> str:
    """The better one first, so that the difference is never negative."""
    ahead = found.delta >= 0
    low, high = found.ci95 if ahead else (-found.ci95[1], -found.ci95[0])
    better, worse = (first, second) if ahead else (second, first)
    return words(
        "results.pair.clear" if is_clear(found) else "results.pair.unclear",
        better=f"**{plain(better)}**",
        worse=f"**{plain(worse)}**",
        name=words(f"results.{name}"),
        delta=words.decimal(100 * abs(found.delta)),
        low=words.decimal(100 * low),
        high=words.decimal(100 * high),
        p=words.decimal(found.p_value, 3),
    )


def _listed(report: Report, words: Words) -> None:
    rows = [_row(pair, words) for pair in listed_pairs(report)]
    if rows:
        st.subheader(words("results.pair.listed"), anchor=False)
        digits = {"results.pair.delta": "%.1f", "results.pair.p": "%.3f"}
        columns = {words(k): st.column_config.NumberColumn(format=v) for k, v in digits.items()}
        st.dataframe(pd.DataFrame(rows), hide_index=True, column_config=columns)


def _row(pair: ListedPair, words: Words) -> dict[str, object]:
    micro = pair.comparison.micro
    return {
        words("results.first"): pair.first,
        words("results.second"): pair.second,
        words("results.pair.delta"): round(100 * micro.delta, 1),
        words("results.interval"): range_text(micro.ci95),
        words("results.pair.p"): round(micro.p_value, 3),
    }
