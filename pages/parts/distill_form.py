"""The form of a new distillation: each setting with what it means and its equation."""

import math

import streamlit as st

from engine.paths import user_models
from pages.parts.distill_data import ChosenData, data_input
from pages.parts.distill_loss import learning_schedule, loss_settings, starting_layers
from pages.parts.distill_words import problem_sentence
from pages.parts.model import plain
from pages.parts.url_choice import one_of
from pages.parts.words import Words
from trainer.jobs.estimate import expected_seconds
from trainer.jobs.folders import runs_folder
from trainer.jobs.problem import RequestProblem
from trainer.jobs.queue import enqueue
from trainer.jobs.request import MAX_NAME, DistillRequest, check_name, free_name
from trainer.jobs.teachers import Teacher, installed_teachers


def request_form(words: Words) -> None:
    """Ask for everything, say what is wrong while it is, and start the run."""
    teachers = {teacher.name: teacher for teacher in installed_teachers()}
    if not teachers:
        st.info(
            words("distill.no_teacher", folder=plain(str(user_models()))),
            icon=":material/school:",
        )
        return
    name = _name(words)
    data = data_input(words)
    teacher = _teacher(words, teachers, data)
    layers = starting_layers(words, teacher)
    loss = loss_settings(words)
    schedule = learning_schedule(words, teacher)
    request = DistillRequest(
        name, teacher.name, layers, loss.kd, loss.alpha, loss.tau,
        schedule.epochs, schedule.rate, schedule.seed,
    )  # fmt: skip
    _start(words, request, teacher, data)


def _name(words: Words) -> str:
    """The name; a new suggestion after each start."""
    started = st.session_state.get("started_runs", 0)
    name = st.text_input(
        words("distill.name"),
        value=free_name(runs_folder()),
        max_chars=MAX_NAME,
        key=f"run_name_{started}",
        help=words("distill.help.name", most=MAX_NAME),
    )
    return (name or "").strip()


def _teacher(words: Words, teachers: dict[str, Teacher], data: ChosenData) -> Teacher:
    """The teacher; those that know the labels of the data come first."""
    found = set(data.summary.labels if data.summary else ())
    name = one_of(
        words("distill.teacher"),
        sorted(teachers, key=lambda name: not found <= set(teachers[name].labels.labels)),
        words.model,
        "teacher",
        help=words("distill.help.teacher"),
        on_change=_forget_teachers_settings,
    )
    teacher = teachers[name]
    labels = ", ".join(teacher.labels.labels)
    shape = {"layers": teacher.layers, "width": teacher.width}
    st.caption(words("distill.teacher.about", labels=plain(labels), **shape))
    return teacher


def _forget_teachers_settings() -> None:
    """Layers and rate are proposed anew for another teacher."""
    for key in ("layers", "rate", "epochs"):
        st.session_state.pop(key, None)
        if key in st.query_params:
            del st.query_params[key]


def _start(words: Words, request: DistillRequest, teacher: Teacher, data: ChosenData) -> None:
    problem = data.problem
    try:
        if data.summary is not None:
            check_name(request.name, runs_folder())
            request.check(data.summary)
            minutes = math.ceil(expected_seconds(request, teacher, data.summary) / 60)
            st.caption(words("distill.time", minutes=minutes))
    except RequestProblem as found:
        problem = found
    if problem is not None:
        st.warning(problem_sentence(words, problem), icon=":material/error:")
    label = words("distill.start")
    if st.button(label, type="primary", disabled=problem is not None, key="start_run"):
        _enqueue(words, request, data)


def _enqueue(words: Words, request: DistillRequest, data: ChosenData) -> None:
    """Start, and show the new run; what went wrong meanwhile is said."""
    try:
        with st.spinner(words("distill.checking")), data.files() as files:
            enqueue(request, files)
    except RequestProblem as problem:
        st.error(problem_sentence(words, problem))
        return
    st.session_state["run"] = request.name
    st.session_state["started_runs"] = st.session_state.get("started_runs", 0) + 1
    st.rerun()
