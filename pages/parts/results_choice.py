"""What the parts of the results page share: choice of models, the paper's numbers, a chart."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from engine.evaluation.intervals import Interval
from engine.evaluation.reports import Report
from engine.paths import user_home
from engine.tagging.bio import OUTSIDE
from pages.parts.model import plain
from pages.parts.url_choice import switch
from pages.parts.words import Words

# What the figures show first: more bars than these are hard to read.
_FIRST_SHOWN = ("lexicon", "teacher-crf", "student", "student-crf-kd", "int8")
_PREFERRED = "int8"


def row_meanings(report: Report, words: Words) -> None:
    """What the short names of the rows stand for."""
    with st.expander(words("results.who")):
        st.markdown("\n".join(f"- {_meaning(row, words)}" for row in report.evaluations))


def shown_rows(report: Report, words: Words) -> list[str]:
    """The models in the figures, in the report's order; says so if there is none."""
    rows = list(report.evaluations)
    first = [row for row in rows if row in _FIRST_SHOWN] or rows[: len(_FIRST_SHOWN)]
    label = words("results.rows")
    chosen = st.pills(
        label, rows, selection_mode="multi", default=first, key="results_rows", bind="query-params"
    )
    if not chosen:
        st.info(words("results.rows.none"), icon=":material/checklist:")
    return [row for row in rows if row in chosen]


def chosen_row(report: Report, words: Words) -> str:
    """The one model that a part of the page is about."""
    rows = list(report.evaluations)
    first = rows.index(_PREFERRED) if _PREFERRED in rows else 0
    label = words("results.row")
    return str(st.selectbox(label, rows, index=first, key="results_row", bind="query-params"))


def papers_numbers(report: Report, words: Words) -> Mapping[str, Any] | None:
    """The paper's numbers if they are to be shown, with what they are."""
    numbers = report.payload.get("paper_numbers")
    if not numbers or not st.toggle(words("results.paper"), key="paper", bind="query-params"):
        return None
    st.caption(words("results.paper.note", id=report.payload["paper"].split(":")[-1]))
    return dict(numbers)


def chosen_protocol(report: Report, words: Words) -> str:
    """``word`` or ``piece``, with what that means here."""
    protocol = switch(
        words("results.protocol"),
        ["word", "piece"],
        "word",
        lambda name: words(f"results.protocol.{name}"),
        "results_protocol",
    )
    said = [words(f"results.protocol.{protocol}.help")]
    if report.payload.get("settings", {}).get("pieces") == "first":
        said.append(words("results.protocol.same"))
    st.caption(" ".join(said))
    return protocol


def label_name(label: str, words: Words) -> str:
    """A label with its name; O says that it is none."""
    name = words("results.outside") if label == OUTSIDE else words.label(label)
    return name if name == label or label == OUTSIDE else f"{name} {label}"


def label_names(labels: Iterable[str], words: Words) -> dict[str, str]:
    """The names of labels alone, for axes, where there is little room."""
    outside = words("results.outside")
    return {label: outside if label == OUTSIDE else words.label(label) for label in labels}


def chart(figure: go.Figure, key: str, on_click: Callable[[], None] | None = None) -> None:
    """The figure; a click on one of its points calls ``on_click``."""
    st.plotly_chart(
        figure,
        key=key,
        on_select=on_click or "ignore",
        selection_mode="points",
        config={"displayModeBar": False},
    )


def clicked(key: str) -> list[Any] | None:
    """The customdata of the point that was clicked in the chart ``key``."""
    points = st.session_state[key]["selection"]["points"]
    return list(points[0]["customdata"]) if points else None


def range_text(interval: Interval) -> str:
    """An interval of fractions, in percent."""
    low, high = interval
    return f"[{_percent(low)}, {_percent(high)}]"


def _percent(share: float) -> str:
    return f"{round(100 * share, 1) + 0.0:.1f}"  # adding 0 takes the sign off a zero


def no_details(key: str, words: Words) -> None:
    """Why there is nothing to read, and how to come by a report that has it."""
    st.info(words(key, folder=f"`{user_home() / 'runs' / 'NAME'}`"), icon=":material/lock:")


def _meaning(row: str, words: Words) -> str:
    if row == "int8-eq9":
        return f"**{plain(row)}**: {words('results.row.int8-eq9')}"
    said = words.model(row)
    meaning = said.removeprefix(row).strip(" ()")
    return f"**{plain(row)}**: {plain(meaning)}" if meaning else f"**{plain(row)}**"
