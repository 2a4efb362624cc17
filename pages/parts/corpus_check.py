"""``shonakto data check`` on an uploaded file, with row numbers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from engine.formats.check import DataReport, check_dataset
from engine.formats.dataset import FormatError, Issue
from engine.formats.text_error import TextFileError
from engine.formats.upload import MAX_MB, read_upload
from engine.tagging.span import Document
from pages.parts.model import plain
from pages.parts.upload import upload_box
from pages.parts.words import Words

_NO_DATA = ("pdf", "old_doc", "rtf", "zip", "binary")  # by their bytes
_KEPT = "corpus_checked"  # the last file that could be read, and its report


@dataclass(frozen=True)
class Checked:
    """The last file of this session that could be read."""

    name: str
    report: DataReport
    documents: tuple[Document, ...]


def checked_file() -> Checked | None:
    """The last checked file, if there was one."""
    found: Checked | None = st.session_state.get(_KEPT)
    return found


def check_view(words: Words) -> None:
    """The upload, what is wrong with it, and the last report that there was."""
    st.write(words("corpus.check.about", limit=MAX_MB))
    file = upload_box(words("corpus.check.file"), "corpus_file", words)
    if file is not None:
        _check(file.name, file.getvalue(), words)
    checked = checked_file()
    if checked is not None:
        _show(checked.name, checked.report, words)
        if checked.report.spans:
            st.caption(words("corpus.check.judge"))
    else:
        st.info(words("corpus.check.empty"), icon=":material/upload_file:")


def _check(name: str, data: bytes, words: Words) -> None:
    try:
        read = read_upload(name, data)
        st.session_state[_KEPT] = Checked(name, check_dataset(read), tuple(read.documents))
    except TextFileError as error:
        values = {k: plain(v) if isinstance(v, str) else v for k, v in error.values.items()}
        key = "corpus.check.no_data" if error.reason in _NO_DATA else f"upload.{error.reason}"
        _refuse(words(key, **values), words)
    except FormatError as error:
        _refuse(words("corpus.check.unreadable", name=plain(name)), words)
        st.code(str(error), language=None, wrap_lines=True)


def _refuse(sentence: str, words: Words) -> None:
    st.error(f"{sentence} {words('corpus.check.kept') if _KEPT in st.session_state else ''}")


def _show(name: str, report: DataReport, words: Words) -> None:
    st.subheader(words("corpus.check.report"), anchor=False)
    st.text(name)
    facts = {
        "rows": report.rows,
        "empty_rows": report.without_entities,
        "duplicates": report.duplicates,
        "sentences": report.sentences,
        "spans": report.spans,
    }
    with st.container(horizontal=True):
        for fact, value in facts.items():
            st.metric(words(f"corpus.check.{fact}"), words.number(value), width=130)
    left, right = st.columns(2)
    with left:
        _table(report.labels, words("corpus.label"), words("corpus.spans"), words.label)
    with right:
        _lengths(report, words)
    _repairs(report, words)
    _open_issues(report.open_issues, words)


def _lengths(report: DataReport, words: Words) -> None:
    rows = [
        (f"{percent}%", report.characters[percent], report.words[percent])
        for percent in report.characters
    ]
    heads = [words(f"corpus.check.{name}") for name in ("percent", "characters", "words")]
    st.dataframe(pd.DataFrame(rows, columns=heads), hide_index=True)


def _repairs(report: DataReport, words: Words) -> None:
    st.subheader(words("corpus.check.repairs", count=sum(report.repairs.values())), anchor=False)
    if report.repairs:
        kind, count = words("corpus.check.kind"), words("corpus.check.count")
        _table(report.repairs, kind, count, lambda name: issue_name(name, words))


def _open_issues(issues: tuple[Issue, ...], words: Words) -> None:
    st.subheader(words("corpus.check.open", count=len(issues)), anchor=False)
    if not issues:
        st.success(words("corpus.check.fine"), icon=":material/check_circle:")
        return
    st.caption(words("corpus.check.open.about"))
    rows = [
        (
            issue.row or None,
            issue.line or None,
            issue_name(issue.kind, words),
            issue.label,
            issue.text,
        )
        for issue in issues
    ]
    heads = [words(f"corpus.check.{name}") for name in ("row", "line", "kind", "label", "text")]
    st.dataframe(pd.DataFrame(rows, columns=heads), hide_index=True)


def issue_name(kind: str, words: Words) -> str:
    """The kind of an issue in the language of the page."""
    return words(f"corpus.issue.{kind.replace(',', '').replace(' ', '_')}")


def _table(
    counts: Mapping[str, int], first: str, second: str, name_of: Callable[[str], str]
) -> None:
    rows = [(name_of(key), count) for key, count in counts.items()]
    st.dataframe(pd.DataFrame(rows, columns=[first, second]), hide_index=True)
