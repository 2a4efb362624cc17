"""Downloads of exactly what is on screen: chosen, filtered and corrected."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

import streamlit as st

from engine.formats.conll import render_conll
from engine.formats.findings import render_findings
from engine.formats.span_table import render_span_table
from engine.tagging.findings import Screen
from engine.views.pages import Leaf, Sheet, marked_page, report_page
from pages.parts.annotation.editor import notes_of
from pages.parts.annotation.table import headings, table
from pages.parts.style import font_faces
from pages.parts.words import LANGUAGES, Words

_BOM = "\ufeff"  # by it Excel sees that a CSV is UTF-8


@dataclass(frozen=True)
class Download:
    """What is on screen, and what is said of it in a report."""

    screens: tuple[Screen, ...]
    labels: tuple[str, ...]
    model: str
    negation: bool


def download_buttons(download: Download, words: Words) -> None:
    """One button a format; a file is made when its button is pressed."""
    table_of = partial(render_span_table, download.screens, negation=download.negation)
    lines_of = partial(render_findings, download.screens, negation=download.negation)
    _button("jsonl", "shonakto.jsonl", "application/jsonl", lines_of, words)
    _button("conll", "shonakto.conll", "text/plain", lambda: _conll(download), words)
    _button("csv", "shonakto.csv", "text/csv", lambda: _BOM + table_of(), words)
    _button("html", "shonakto.html", "text/html", lambda: _html(download, words), words)
    _button("report", "shonakto-report.html", "text/html", lambda: _report(download, words), words)


def _button(name: str, file: str, mime: str, make: Callable[[], str], words: Words) -> None:
    st.download_button(
        words(f"annotate.download.{name}"),
        lambda: make().encode("utf-8", "replace"),
        file,
        mime,
        key=f"download_{name}",
        on_click="ignore",
        width="stretch",
    )


def _conll(download: Download) -> str:
    return render_conll(shown.document for shown in download.screens)


def _html(download: Download, words: Words) -> str:
    return marked_page(_sheet(download, words), _leaves(download, words))


def _report(download: Download, words: Words) -> str:
    return report_page(_sheet(download, words), _leaves(download, words))


def _sheet(download: Download, words: Words) -> Sheet:
    count = sum(len(shown.findings) for shown in download.screens)
    return Sheet(
        title=words("annotate.report.title"),
        language=words.language,
        labels={label: words.label(label) for label in download.labels},
        notice=tuple(Words(language)("notice") for language in LANGUAGES.values()),
        facts={
            words("annotate.report.date"): words.date(date.today()),
            words("annotate.report.model"): words.model(download.model),
            words("annotate.report.count"): words.number(count),
        },
        fonts=font_faces(),
    )


def _leaves(download: Download, words: Words) -> list[Leaf]:
    many = len(download.screens) > 1
    return [
        Leaf(
            shown.document,
            shown.document.id if many else "",
            notes_of(shown.findings, words),
            _rows(shown, words),
        )
        for shown in download.screens
    ]


def _rows(shown: Screen, words: Words) -> tuple[tuple[str, ...], ...]:
    """The table on screen, as text."""
    columns = table(shown, words)
    body = zip(*([_cell(value) for value in column] for column in columns.values()), strict=True)
    return (tuple(headings(columns, words).values()), *body)


def _cell(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.2f}"
    return "" if value is None else str(value)
