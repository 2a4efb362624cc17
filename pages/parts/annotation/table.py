"""The table of the marks on screen; a click on a row finds its mark in the text."""

from collections.abc import Mapping, Sequence
from functools import partial
from zlib import crc32

import pyarrow as pa
import streamlit as st

from engine.tagging.findings import Screen
from pages.parts.annotation.editor import Found
from pages.parts.words import Words

Columns = Mapping[str, Sequence[object]]


def table(shown: Screen, words: Words) -> Columns:
    """Columns with a row a span, in reading order; a column only where something is in it."""
    bangla, findings = Words("bn"), shown.findings
    yes, no = words("annotate.yes"), ""
    columns: dict[str, list[object]] = {
        "text": [finding.surface for finding in findings],
        "label": [finding.span.label for finding in findings],
        "name": [bangla.label(finding.span.label) for finding in findings],
    }
    if any(finding.generic for finding in findings):
        columns["generic"] = [finding.generic for finding in findings]
    if any(finding.negated for finding in findings):
        columns["negated"] = [yes if finding.negated else no for finding in findings]
    if any(finding.confirmed for finding in findings):
        columns["confirmed"] = [yes if finding.confirmed else no for finding in findings]
    columns["start"] = [finding.span.start for finding in findings]
    columns["end"] = [finding.span.end for finding in findings]
    columns["score"] = [finding.span.score for finding in findings]
    return columns


def headings(columns: Columns, words: Words) -> dict[str, str]:
    """The columns' headings in the language of the page."""
    return {name: words(f"annotate.column.{name}") for name in columns}


def show_table(shown: Screen, words: Words) -> None:
    """Draw the table; a row that is selected is what the editor then shows."""
    columns = table(shown, words)
    spans = shown.document.spans
    # Another key where other spans stand in the rows: a selection must not pass to them.
    key = f"table_{crc32(repr(spans).encode()):x}"
    st.caption(words("annotate.rows"))
    st.dataframe(
        pa.table({**columns, "score": pa.array(columns["score"], pa.float64())}),
        hide_index=True,
        column_config=_config(columns, words),
        key=key,
        on_select=partial(_find, key, shown),
        selection_mode="single-row",
    )


def _find(key: str, shown: Screen) -> None:
    rows = st.session_state[key]["selection"]["rows"]
    number = st.session_state.get("annotate_clicks", 0) + 1
    st.session_state["annotate_clicks"] = number
    span = shown.document.spans[rows[0]] if rows else None
    found = Found(span.start, span.end, number) if span else None
    st.session_state["annotate_found"] = found


def _config(columns: Columns, words: Words) -> dict[str, object]:
    heads = headings(columns, words)
    offsets, score = words("annotate.help.offsets"), words("annotate.help.score")
    number = st.column_config.NumberColumn
    return {
        **{name: st.column_config.TextColumn(head) for name, head in heads.items()},
        "start": number(heads["start"], help=offsets),
        "end": number(heads["end"], help=offsets),
        "score": number(heads["score"], format="%.2f", help=score),
    }
