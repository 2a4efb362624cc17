"""The report menu of the pages that show measured figures."""

import streamlit as st

from engine.evaluation.reports import Report, ReportError, ReportFile, read_report, report_files
from pages.parts.model import plain
from pages.parts.words import Words


def chosen_report(words: Words) -> Report | None:
    """The report chosen in the page's menu, in the URL as ``?report=``; None if there is none.

    Below the menu stands what was measured on what, for a number means nothing without it.
    """
    files = {file.name: file for file in report_files()}
    if not files:
        st.info(words("report.none"), icon=":material/science:")
        return None
    name = st.selectbox(words("report.menu"), list(files), key="report", bind="query-params")
    file = files[name]
    try:
        report = _read(file, file.path.stat().st_mtime)
    except (ReportError, OSError):
        st.error(words("report.broken", name=plain(name)))
        return None
    data = report.payload["data"]
    facts = {"data": plain(data["name"]), "train": data["train"], "test": data["test"]}
    st.caption(words("report.about", **facts))
    return report


@st.cache_resource(show_spinner=False, max_entries=4)
def _read(file: ReportFile, changed: float) -> Report:
    """One copy for all sessions; ``changed`` makes a rewritten report a new one."""
    return read_report(file)
