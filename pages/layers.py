"""Layers: what is lost when a model is cut after its first k layers."""

import streamlit as st

from pages.parts.frame import page
from pages.parts.layer_curves import show_curves
from pages.parts.layer_cut import show_cut
from pages.parts.report import chosen_report

with page("layers") as words:
    st.markdown(words("layers.about"))
    hints = not st.toggle(
        words("layers.alone"),
        value=True,
        help=words("layers.alone.help"),
        key="alone",
        bind="query-params",
    )
    st.header(words("layers.measured"), anchor=False)
    report = chosen_report(words)
    if report is not None:
        show_curves(report, words, hints=hints)
    st.header(words("layers.live"), anchor=False)
    show_cut(words, hints=hints)
