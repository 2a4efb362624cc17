"""The sentences behind a number, a few at a time, gold above predicted."""

from collections.abc import Iterable, Mapping, Sequence

import streamlit as st

from engine.evaluation.cases import Case
from engine.evaluation.excerpt import Excerpt, excerpt
from engine.tagging.span import Document, Span
from engine.views.html import document_html, legend_html
from engine.views.parts import Note
from pages.parts.model import plain
from pages.parts.words import Words

A_PAGE = 5


def read_cases(cases: Sequence[Case], labels: tuple[str, ...], place: str, words: Words) -> None:
    """One page of ``cases``; ``place`` names the choice that they belong to."""
    if not cases:
        st.info(words("results.cases.none"))
        return
    st.markdown(f"**{words('results.cases', count=len(cases))}**")
    whole = st.toggle(words("results.cases.whole"), key="results_whole", bind="query-params")
    st.html(legend_html(labels, {label: words.label(label) for label in labels}))
    pages = -(-len(cases) // A_PAGE)
    shown = st.empty()
    page = st.pagination(pages, key=f"results_page_{place}") if pages > 1 else 1
    with shown.container():
        for i, case in enumerate(cases[(page - 1) * A_PAGE : page * A_PAGE]):
            _show(case, excerpt(case, whole), labels, f"case{i}", words)


def sides(
    text: str,
    gold: Iterable[Span],
    predicted: Iterable[Span],
    labels: tuple[str, ...],
    prefix: str,
    words: Words,
) -> None:
    """A whole text twice: gold marks above predicted ones."""
    both = Excerpt(Document(text, tuple(gold)), Document(text, tuple(predicted)), (), ())
    _twice(both, {}, labels, prefix, words)


def _show(case: Case, found: Excerpt, labels: tuple[str, ...], prefix: str, words: Words) -> None:
    word = words(f"results.kind.{case.kind}" if case.kind else "results.cases.hit")
    note = Note((f"◂ {word}",))
    focus = dict.fromkeys((*found.gold_focus, *found.predicted_focus), note)
    with st.container(border=True):
        st.caption(words("results.cases.text", id=plain(case.result.id)))
        _twice(found, focus, labels, prefix, words)


def _twice(
    found: Excerpt,
    notes: Mapping[Span, Note],
    labels: tuple[str, ...],
    prefix: str,
    words: Words,
) -> None:
    names = {label: words.label(label) for label in labels}
    for side, document in (("gold", found.gold), ("predicted", found.predicted)):
        st.caption(f"**{words(f'results.{side}')}**")
        st.html(document_html(document, labels, names, f"{prefix}-{side}", notes))
