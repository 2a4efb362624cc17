"""What a model gets wrong in the corpus: its worst texts, gold beside predicted."""

import pandas as pd
import streamlit as st

from engine.corpus.splits import SPLITS
from engine.evaluation.errors import ERROR_KINDS, SpanError, count_errors
from engine.evaluation.mistakes import most_wrong
from engine.evaluation.result import DocumentResult
from engine.tagging.labels import LabelSet
from engine.tagging.span import Document, Span
from engine.views.html import document_html, legend_html
from pages.parts.corpus_check import checked_file
from pages.parts.corpus_judged import Judged, judged_file, judged_split
from pages.parts.corpus_texts import A_PAGE, page_number
from pages.parts.model import plain
from pages.parts.words import Words

_FILE = "file"  # instead of a split: the file that was checked last


def errors_view(words: Words) -> None:
    """Choose a split, or the checked file, and a model; read what it gets wrong there."""
    checked = checked_file()
    own = (_FILE,) if checked and checked.report.spans else ()
    split = st.segmented_control(
        words("corpus.split"),
        (*SPLITS, *own),
        default="test",
        format_func=lambda name: words(f"corpus.split.{name}"),
        required=True,
        key="corpus_errors_split",
        persist_state="session",
    )
    if checked and split == _FILE:
        st.caption(words("corpus.errors.file", name=plain(checked.name)))
        judged = judged_file(checked.documents, words)
    else:
        judged = judged_split(str(split), words)
    _score(judged, words)
    _kinds(judged, words)
    kinds = st.pills(
        words("corpus.errors.kinds"),
        ERROR_KINDS,
        selection_mode="multi",
        format_func=lambda kind: words(f"corpus.kind.{kind}"),
        key="corpus_errors_kinds",
    )
    labels = st.pills(
        words("corpus.label"),
        judged.labels,
        selection_mode="multi",
        format_func=words.label,
        key="corpus_errors_labels",
    )
    worst = most_wrong(judged.results, frozenset(kinds), frozenset(labels))
    _worst(worst, judged.labels, words)


def _score(judged: Judged, words: Words) -> None:
    micro = judged.scores.micro
    low, high = micro.ci95
    wrong = sum(bool(result.errors) for result in judged.results)
    st.metric(
        words("corpus.errors.f1"),
        f"{100 * micro.f1:.1f}",
        delta=f"{100 * low:.1f} – {100 * high:.1f}",
        delta_color="off",
        delta_arrow="off",
        help=words("corpus.errors.f1.help"),
    )
    st.write(words("corpus.errors.wrong", wrong=wrong, all=len(judged.results)))


def _kinds(judged: Judged, words: Words) -> None:
    errors = [error for result in judged.results for error in result.errors]
    table = count_errors(errors, LabelSet(judged.labels))
    rows = [
        {
            words("corpus.errors.kind"): words(f"corpus.kind.{kind}"),
            words("corpus.errors.all"): sum(counts.values()),
            **{words.label(label): count for label, count in counts.items()},
        }
        for kind, counts in table.items()
    ]
    st.dataframe(pd.DataFrame(rows), hide_index=True)


def _worst(worst: list[DocumentResult], labels: tuple[str, ...], words: Words) -> None:
    st.subheader(words("corpus.errors.worst", count=len(worst)), anchor=False)
    if not worst:
        st.success(words("corpus.errors.none"), icon=":material/check_circle:")
        return
    st.html(legend_html(labels, {label: words.label(label) for label in labels}))
    first = A_PAGE * (page_number(len(worst), "corpus_errors_page") - 1)
    for result in worst[first : first + A_PAGE]:
        with st.container(border=True):
            st.caption(words("corpus.errors.text", id=plain(result.id), count=len(result.errors)))
            _sides(result, labels, words)
            said = [_sentence(error, result.text, words) for error in result.errors]
            st.caption("  \n".join(said))


def _sides(result: DocumentResult, labels: tuple[str, ...], words: Words) -> None:
    """Gold on the left, predicted on the right; one above the other on a phone."""
    names = {label: words.label(label) for label in labels}
    sides = {"gold": result.gold, "predicted": result.predicted}
    for column, (side, spans) in zip(st.columns(2), sides.items(), strict=True):
        with column:
            st.markdown(f"**{words(f'corpus.errors.{side}')}**")
            document = Document(result.text, spans)
            st.html(document_html(document, labels, names, f"{side}-{result.index}"))


def _sentence(error: SpanError, text: str, words: Words) -> str:
    """The kind of the error, then what is right and what was found."""
    shown = [_span(span, text, words) for span in (error.gold, error.predicted) if span]
    return f"**{words(f'corpus.kind.{error.kind}')}**: {' → '.join(shown)}"


def _span(span: Span, text: str, words: Words) -> str:
    return f"{plain(text[span.start : span.end])} ({plain(words.label(span.label))})"
