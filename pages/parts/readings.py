"""Readings of one text in aligned rows, and the table of the spans on which two differ."""

from collections.abc import Iterable, Sequence

import pandas as pd
import streamlit as st

from engine.evaluation.differences import (
    DIFFERENCE_KINDS,
    SpanDifference,
    count_kinds,
    span_differences,
)
from engine.tagging.span import Document
from engine.views.aligned import DIFFERS, Row, aligned_html, aligned_style
from engine.views.html import legend_html
from pages.parts.words import Words


def known_labels(label_sets: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """The labels of all sets, each once, in their order."""
    return tuple(dict.fromkeys(label for labels in label_sets for label in labels))


def show_rows(
    rows: Sequence[Row], labels: tuple[str, ...], words: Words, id_prefix: str, only: bool = False
) -> None:
    """The rows of a text; with ``only`` just the sentences on which they differ."""
    names = {label: words.label(label) for label in labels}
    html = aligned_html(rows, labels, names, id_prefix, only_differing=only)
    with st.container(border=True):
        st.html(f"<style>{aligned_style()}</style>{html}")


def show_legend(labels: tuple[str, ...], words: Words) -> None:
    """The labels with their names, and what the sign of a difference means."""
    names = {label: words.label(label) for label in labels}
    st.html(legend_html(labels, {label: name for label, name in names.items() if name != label}))
    st.caption(words("compare.sign", sign=DIFFERS))


def show_differences(
    reference: Row, others: Sequence[Row], words: Words, page: str = "compare"
) -> None:
    """How the other rows differ from the reference: counts by kind, then span by span.

    ``page`` is whose strings say what a letter stands for.
    """
    found = {row.letter: span_differences(reference.document, row.document) for row in others}
    rival = others[0].letter if len(others) == 1 else words("compare.other")
    heads = {kind: words(f"compare.kind.{kind}") for kind in DIFFERENCE_KINDS[:4]}
    heads["only_first"] = words(f"{page}.kind.only", letter=reference.letter)
    heads["only_second"] = words(f"{page}.kind.only", letter=rival)
    sides = [words(f"{page}.column.by", letter=letter) for letter in (reference.letter, rival)]
    counts, table = [], []
    for row in others:
        pair = {words("compare.pair"): f"{reference.letter} – {row.letter}"}
        first = pair if len(others) > 1 else {}
        numbers = count_kinds(found[row.letter])
        counts.append(first | {heads[kind]: numbers[kind] for kind in DIFFERENCE_KINDS})
        for difference in found[row.letter]:
            if difference.kind != "agreed":
                said = _said(reference.document, difference, words)
                start = {words("compare.column.start"): difference.range[0]}
                kind = {words("compare.column.kind"): heads[difference.kind]}
                table.append(first | dict(zip(sides, said, strict=True)) | kind | start)
    st.dataframe(pd.DataFrame(counts), hide_index=True)
    if table:
        st.dataframe(pd.DataFrame(table), hide_index=True)
    else:
        st.success(words("compare.all_agree"), icon=":material/check:")


def _said(document: Document, difference: SpanDifference, words: Words) -> tuple[str, str]:
    """What either side marked, with the label; a dash where it marked nothing."""
    first, second = (
        f"{document.surface(span)} · {_label(span.label, words)}" if span else "–"
        for span in (difference.first, difference.second)
    )
    return first, second


def _label(label: str, words: Words) -> str:
    name = words.label(label)
    return label if name == label else f"{label} {name}"
