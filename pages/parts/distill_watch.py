"""A run as it goes: where it stands, its curves (Fig. 3), its log, and what one can do."""

import streamlit as st

from engine.views.figures.lines import Line, step_lines
from pages.parts.distill_actions import actions
from pages.parts.distill_words import score_sentence, settings_sentence, standing_sentence
from pages.parts.model import plain
from pages.parts.words import Words
from trainer.jobs.folders import queued_runs, runs_folder
from trainer.jobs.view import Curves, RunView, log_tail, read_curves, view_run
from trainer.runs import RunFolder

_EVERY = 2.0  # seconds between two looks, while something waits or works


def watch(words: Words) -> None:
    """The menu of runs, newest first, and the chosen one, live while any is active."""
    views = shown_runs()
    st.subheader(words("distill.runs"), anchor=False)
    names = [view.name for view in views]
    name = st.selectbox(words("distill.run"), names, key="run", bind="query-params")
    polling = any(view.active for view in views)
    st.fragment(run_every=_EVERY if polling else None)(_live)(words, name, _standings(views))


def shown_runs() -> list[RunView]:
    """All runs, the one queued last first."""
    views = [view for view in map(view_run, queued_runs()) if view is not None]
    return sorted(views, key=lambda view: (-view.state.queued, view.name))


def _standings(views: list[RunView]) -> tuple[tuple[str, str], ...]:
    return tuple((view.name, view.standing) for view in views)


def _live(words: Words, name: str, drawn: tuple[tuple[str, str], ...]) -> None:
    """The part that is drawn again and again; the whole page follows when a standing changes."""
    if _standings(shown_runs()) != drawn:
        st.rerun()  # menus and table change; the polling begins or ends
    run = RunFolder(runs_folder() / name)
    view = view_run(run)
    if view is None:
        st.info(words("distill.problem.run_gone", name=plain(name)))
        return
    st.markdown(f"**{plain(view.name)}** · {standing_sentence(words, view)}")
    st.caption(settings_sentence(words, view.request, view.data))
    _outcome(words, view)
    _charts(words, read_curves(run), view.request.kd)
    actions(words, view)
    with st.expander(words("distill.log")):
        st.code(log_tail(run) or "…", language=None, wrap_lines=True)


def _outcome(words: Words, view: RunView) -> None:
    """A bar while it learns; scores, or what went wrong, after."""
    training = view.training
    if view.active:
        whole = max(training.total_steps, 1)
        st.progress(min(training.step / whole, 1.0))
    elif view.standing == "done":
        st.success(words("distill.ready", name=plain(view.name)), icon=":material/check:")
    elif view.standing == "failed":
        reason = view.state.reason or "other"
        st.error(words(f"distill.failed.{reason}"), icon=":material/error:")
        st.caption(plain(view.state.error))
    else:
        st.info(words(f"distill.about.{view.standing}"))
    if view.test is not None and view.validation is not None:
        st.write(score_sentence(words, "distill.score.validation", view.validation.micro))
        st.write(score_sentence(words, "distill.score.test", view.test.micro))


def _charts(words: Words, curves: Curves, kd: bool) -> None:
    """Training loss with its two terms, and validation F1, side by side or stacked."""
    if not curves.loss and not curves.f1:
        return
    step = words("distill.chart.step")
    terms = [(words("distill.chart.loss"), curves.loss)]
    if kd:
        terms += [("CE", curves.ce), ("τ² · KL", curves.kl)]
    lines = [Line(name, points, i) for i, (name, points) in enumerate(terms)]
    f1 = words("distill.chart.f1")
    left, right = st.columns(2)
    left.plotly_chart(step_lines(lines, step, words("distill.chart.loss")), key="loss_chart")
    right.plotly_chart(step_lines([Line(f1, curves.f1, 1)], step, f1, percent=True), key="f1_chart")
