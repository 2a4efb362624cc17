"""Cancel, resume and delete a run."""

from collections.abc import Callable

import streamlit as st

from pages.parts.distill_words import problem_sentence
from pages.parts.model import plain
from pages.parts.words import Words
from trainer.jobs.problem import RequestProblem
from trainer.jobs.queue import cancel, discard, resume
from trainer.jobs.view import RunView


def actions(words: Words, view: RunView) -> None:
    """The buttons that fit where the run stands."""
    if view.active:
        if st.button(words("distill.cancel"), icon=":material/stop_circle:", key="cancel_run"):
            with st.spinner(words("distill.cancelling")):
                _done_or_said(words, lambda: cancel(view.name))
        return
    with st.container(horizontal=True):
        if view.standing != "done" and st.button(
            words("distill.resume"), icon=":material/play_circle:", key="resume_run"
        ):
            _done_or_said(words, lambda: resume(view.name))
        _delete(words, view)


def _delete(words: Words, view: RunView) -> None:
    with st.popover(words("distill.delete"), icon=":material/delete:"):
        st.write(words("distill.delete.about", name=plain(view.name)))
        with_model = view.standing == "done" and st.checkbox(
            words("distill.delete.model"), key="delete_model"
        )
        if st.button(words("distill.delete.yes"), type="primary", key="delete_run"):
            _done_or_said(words, lambda: discard(view.name, with_model=bool(with_model)))


def _done_or_said(words: Words, change: Callable[[], object]) -> None:
    """Do it and draw the page anew, or say why it could not be done."""
    try:
        change()
    except RequestProblem as problem:
        st.error(problem_sentence(words, problem))
        return
    st.rerun()
