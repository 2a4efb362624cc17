"""Distill: a small student learns from a large teacher; start runs, watch and compare them."""

import streamlit as st

from pages.parts.distill_form import request_form
from pages.parts.distill_table import compare
from pages.parts.distill_watch import watch
from pages.parts.frame import page
from trainer.jobs.folders import queued_runs

with page("distill") as words:
    st.write(words("distill.about"))
    runs = queued_runs()
    started = st.session_state.get("started_runs", 0)  # a new key closes the form after a start
    with st.expander(
        words("distill.new"), expanded=not runs, key=f"new_run_{started}", icon=":material/add:"
    ):
        request_form(words)
    if runs:
        watch(words)
    compare(words)
